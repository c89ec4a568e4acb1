"""Compile the gazetteer from the packages that carry open data. Used when the wheel is built, never at run time."""

from __future__ import annotations

from mustermap.geo.build.cldr_names import write_cldr_names
from mustermap.geo.build.compiler import compile_gazetteer
from mustermap.geo.build.labels import write_labels

__all__ = ["compile_gazetteer", "write_cldr_names", "write_labels"]
