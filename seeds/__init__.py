"""The reports that come with Mustermap, as files that a person can read and edit: the first source, then the others."""

from __future__ import annotations

from pathlib import Path


def seed_files() -> tuple[Path, ...]:
    """Return the report files that come with Mustermap, in the order of their names without the ending."""
    return tuple(sorted(Path(__file__).parent.glob("*.toml"), key=lambda file: file.stem))
