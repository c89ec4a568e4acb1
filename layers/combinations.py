"""What `data` knows of telling rows apart, for the stages above."""

from __future__ import annotations

from mustermap.data.combinations import combine

__all__ = ["combine"]
