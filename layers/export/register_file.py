"""The register of claimants in an export: a TOML file of its own, which `mustermap add` reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.claimant_register import register_toml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mustermap.data.claimant_register import Claimant

REGISTER_FILE: Final = "claimants.toml"


def write_register(register: Sequence[Claimant], path: Path) -> None:
    """Write the claimants as tables of TOML."""
    path.write_text(register_toml(register), "utf-8", newline="\n")
