"""Compile the gazetteer from the packages that carry open data. Used when the wheel is built, never at run time."""

from __future__ import annotations

from mustermap.geo.build.compiler import compile_gazetteer
from mustermap.geo.build.labels import write_labels
from mustermap.geo.build.name_table import write_cldr_names

__all__ = ["compile_gazetteer", "write_cldr_names", "write_labels"]
