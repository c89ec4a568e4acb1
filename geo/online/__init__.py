"""Candidates from OpenStreetMap's Nominatim, asked for only where the user wants it."""

from __future__ import annotations

from mustermap.geo.online.geocoder import OnlineGeocoder, cache_folder

__all__ = ["OnlineGeocoder", "cache_folder"]
