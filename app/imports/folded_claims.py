"""What an import does to claims that are there: which of them fold under a newer word of the same claimant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.app.imports.joined_claims import join_claims
from mustermap.app.terminal.terminal_output import count
from mustermap.words import words_of
from mustermap.words.date_texts import said_text
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import geopandas as gpd

    from mustermap.app.imports.import_places import Placing
    from mustermap.app.imports.joined_claims import Joined
    from mustermap.data.files.reading import Reading

MOST_FOLDS: Final = 10
"""Newer words that a terminal names."""
_ABOUT: Final = ("component", "unit", "quantity", "place", "phase")


@dataclass(frozen=True, slots=True)
class Fold:
    """Claims that fold under one newer word of their claimant.

    Attributes
    ----------
    claimant : str
        Who says it.
    about : str
        Of whose troops, which part, where and in which phase.
    newer : str
        Id of the newer claim.
    figure, said : str
        Its figure and its day of saying, as texts; the day is blank where it is not known.
    is_kept : bool
        Whether the newer claim is in the ledger already.
    claims : tuple of str
        Ids of the claims that fold.
    kept : int
        How many of them are in the ledger already.
    """

    claimant: str
    about: str
    newer: str
    figure: str
    said: str
    is_kept: bool
    claims: tuple[str, ...]
    kept: int

    @property
    def text(self) -> str:
        """What it says on a line."""
        number = len(self.claims)
        some = f" ({self.kept:,} of them in the ledger)" if self.kept else ""
        kept = " in the ledger" if self.kept == number else some
        newer = "the newer one in the ledger" if self.is_kept else "the newer one"
        of_day = f" of {self.said}" if self.said else ""
        folds = "folds" if number == 1 else "fold"
        who = f"{count(number, 'claim')} of {self.claimant}{kept}"
        return f"{who} {folds} under {newer}{of_day} ({self.figure}): {self.about}"


def folds_of(path: Path, reading: Reading, *, placing: Placing | None = None, revise: bool = False) -> tuple[Fold, ...]:
    """Return what folds under what, if the reports of a file join those of a ledger.

    Parameters
    ----------
    path
        The ledger, which may not exist yet.
    reading
        What was read of the file.
    placing
        The places of its reports; None: they are resolved now.
    revise
        Whether reports of the file take the place of those of the ledger with the same id.

    Returns
    -------
    tuple of Fold
        Those in which the file has a part, with most claims first. The claims that fold stay, and are shown as earlier
        ones; on days on which the newer one does not hold they lead as before.
    """
    joined = join_claims(path, reading, placing=placing, revise=revise)
    return folds_among(joined) if joined else ()


def folds_among(joined: Joined) -> tuple[Fold, ...]:
    """Return what folds under what, as `folds_of`, among claims that have been joined."""
    claims, is_kept = joined.claims, joined.is_kept
    from mustermap.layers.replaced_claims import newest_instead

    older, newest = newest_instead(claims)
    is_news = ~is_kept[older] | ~is_kept[newest]
    older, newest = older[is_news], newest[is_news]
    order = np.lexsort((older, newest))
    older, newest = older[order], newest[order]
    firsts = np.flatnonzero(np.diff(newest, prepend=-1))
    folded = np.split(older, firsts[1:]) if len(older) else []
    found = _described(claims, newest[firsts], folded, is_kept)
    return tuple(sorted(found, key=lambda fold: (-len(fold.claims), fold.claimant, fold.about)))


def fold_lines(folds: Sequence[Fold], most: int = MOST_FOLDS) -> Iterator[str]:
    """Yield a line on how many claims fold, one for each of the first newer words, and how many more there are."""
    if not folds:
        return
    number = sum(len(fold.claims) for fold in folds)
    folds_ = "folds" if number == 1 else "fold"
    newer = "a newer one" if len(folds) == 1 else f"{len(folds):,} newer ones"
    yield f"{count(number, 'claim')} {folds_} under {newer} of the same claimant: kept, and shown as earlier"
    yield from (f"  {fold.text}" for fold in folds[:most])
    if len(folds) > most:
        yield f"  and {len(folds) - most:,} more newer ones"


def fold_cells(folds: Sequence[Fold]) -> list[dict[str, Any]]:
    """Return what folds under what, for programs."""
    return [
        {
            "claimant": fold.claimant, "about": fold.about, "newer": fold.newer, "figure": fold.figure,
            "said": fold.said, "newer_in_ledger": fold.is_kept, "claims": list(fold.claims), "in_ledger": fold.kept,
        }
        for fold in folds
    ]  # fmt: skip


def _described(claims: gpd.GeoDataFrame, newest: Any, folded: Sequence[Any], is_kept: Any) -> Iterator[Fold]:
    """Yield each newer word with the claims that fold under it."""
    from mustermap.layers.comparison.group_texts import claim_figures
    from mustermap.layers.saying_days import saying_days

    words, these = words_of(), claims.iloc[newest]
    codes, figures = claim_figures(these, words)
    said = saying_days(these)
    ids = claims["id"]
    names = these[["claimant_short", "force", *_ABOUT, "place_name", "id"]].astype("str").to_dict("records")
    for at, (row, own) in enumerate(zip(names, folded, strict=True)):
        quantity = "" if row["quantity"] == "personnel" else row["quantity"]
        part = [row["component"], row["unit"], quantity, row["place_name"] or row["place"], row["phase"]]
        about = ", ".join(text for text in (whose_text(row["force"], words, str), *part) if text)
        yield Fold(
            claimant=row["claimant_short"],
            about=about,
            newer=row["id"],
            figure=figures[codes[at]],
            said="" if said[at] == (None, None) else said_text(*said[at], words),
            is_kept=bool(is_kept[newest[at]]),
            claims=tuple(map(str, ids.iloc[own])),
            kept=int(is_kept[own].sum()),
        )
