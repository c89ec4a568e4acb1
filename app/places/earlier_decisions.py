"""Earlier decisions about places, which a former Mustermap kept in a TOML file beside the ledger."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.errors import AppError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """A decision of the TOML file: what a wording means.

    Attributes
    ----------
    wording, country, ref : str
        As in a decision of the ledger.
    editor, decided : str
        Who decided, and on which day (UTC).
    """

    wording: str
    country: str
    ref: str
    editor: str = ""
    decided: str = ""


def earlier_file(ledger: Path) -> Path:
    """Return the path of the file that belongs to a ledger."""
    return ledger.with_suffix(".places.toml")


def earlier_decisions(ledger: Path) -> list[EarlierDecision]:
    """Read the decisions of the file beside a ledger; none if there is no file.

    Raises
    ------
    AppError
        If it cannot be read.
    """
    path = earlier_file(ledger)
    if not path.exists():
        return []
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("place", [])
        names = ("wording", "country", "ref", "editor", "decided")
        read = [EarlierDecision(*(str(row.get(name, "")) for name in names)) for row in rows]
    except OSError as error:
        raise AppError(f"{path}: {error.strerror or error}; check its rights") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError, RecursionError) as error:
        raise AppError(f"{path}: is no list of decisions ({error}); mend the line, or move the file away") from error
    return [one for one in read if one.wording.strip() and one.ref.strip()]
