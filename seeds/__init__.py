"""The first source, as report files that a person can read and edit."""

from __future__ import annotations

from pathlib import Path


def seed_files() -> tuple[Path, ...]:
    """Return the report files that come with Mustermap, in the order of their names."""
    return tuple(sorted(Path(__file__).parent.glob("*.toml")))
