"""Shortening long texts, for `maps`, which sees no `data`."""

from __future__ import annotations

from mustermap.data.short_texts import LONGEST_TEXT, shortened

__all__ = ["LONGEST_TEXT", "shortened"]
