"""Decisions of editors about place wordings, kept in the ledger, so that the next import asks only about new ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from mustermap.app.ledger_file import is_ledger_made
from mustermap.app.places.earlier_decisions import EarlierDecision, earlier_decisions, earlier_file
from mustermap.app.terminal.terminal_output import count
from mustermap.data.ledger import Ledger
from mustermap.data.short_texts import echoed
from mustermap.errors import AppError, WrongUse
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from mustermap.data.ledger.content import Cells

Asked: TypeAlias = tuple[str, str]
"""A place wording and a country hint, both as the file has them."""

UNPLACED: Final = "unplaced"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: what a wording means.

    Attributes
    ----------
    wording, country : str
        As the file has them; the country hint may be blank.
    ref : str
        Of the place; ``unplaced`` leaves it without one.
    """

    wording: str
    country: str
    ref: str


class Decisions:
    """The decisions of a ledger, and those of the file that a former Mustermap kept beside it.

    Parameters
    ----------
    ledger : path
        The ledger; there may be none yet.
    opened : Ledger, optional
        The same ledger, if it is already open.
    """

    def __init__(self, ledger: Path, opened: Ledger | None = None) -> None:
        self.ledger = ledger
        self._earlier = earlier_decisions(ledger)
        self._taken = 0
        self._refs: dict[str, str] = {decision_id(one.wording, one.country): one.ref for one in self._earlier}
        if opened is not None:
            self._read(opened)
        elif is_ledger_made(ledger):
            with Ledger.open(ledger) as opened:
                self._read(opened)

    def ref(self, wording: str, country: str) -> str:
        """Return the ref that was decided for a wording; blank if nothing was decided."""
        return self._refs.get(decision_id(wording, country), "")

    def decide(self, made: Sequence[Decision], *, editor: str = "", is_kept: bool = True) -> None:
        """Add decisions; if they are to be kept, they are in the ledger when this returns.

        Raises
        ------
        AppError
            If the ledger does not take one.
        LedgerError
            If it cannot be written to.
        """
        if is_kept and made:
            with Ledger.open(self.ledger, create=True) as opened:
                self._take_over(opened)
                latest = {decision_id(one.wording, one.country): one for one in made}
                _add(opened, [_cells(key, one) for key, one in latest.items()], editor=editor)
                self._read(opened)
        else:
            self._refs |= {decision_id(one.wording, one.country): one.ref for one in made}

    def take_over(self) -> str:
        """Move the decisions of the earlier file into the ledger, if both exist; return a sentence about it, once.

        The file is not changed, and neither are decisions that the ledger has already.
        """
        if self._earlier and is_ledger_made(self.ledger):
            with Ledger.open(self.ledger) as opened:
                self._take_over(opened)
                self._read(opened)
        taken, self._taken = self._taken, 0
        if not taken:
            return ""
        decisions, file = count(taken, "decision"), earlier_file(self.ledger)
        return f"{decisions} about places were taken over from {file} into the ledger, which keeps them from now on"

    def _take_over(self, opened: Ledger) -> None:
        known = set(opened.decisions()["id"])
        latest = {decision_id(one.wording, one.country): one for one in self._earlier}
        new = {key: one for key, one in latest.items() if key and key not in known}
        for editor in dict.fromkeys(one.editor for one in new.values()):
            cells = [_cells(key, one) | _day(one) for key, one in new.items() if one.editor == editor]
            _add(opened, cells, editor=editor, is_earlier=True)
        self._taken += len(new)

    def _read(self, opened: Ledger) -> None:
        kept = opened.decisions()
        self._refs |= dict(zip(kept["id"], kept["ref"], strict=True))


def decision_id(wording: str, country: str) -> str:
    """Return the key of a decision: the same for all spellings of a wording, in one country or without.

    Examples
    --------
    >>> decision_id("Gomel' rgn.", "by "), decision_id("GOMEL RGN", ""), decision_id("???", "")
    ('gomel rgn [BY]', 'gomel rgn', '???')
    """
    hint = country.strip().upper()
    folded = fold(wording) or " ".join(wording.split())
    return f"{folded} [{hint}]" if folded and hint else folded


def named_decision(opened: Ledger, text: str) -> str:
    """Return the key of the decision that a text names, ``Springfield`` or ``Springfield [US]``; blank for none."""
    wording, _, country = (
        text.strip().removesuffix("]").rpartition(" [") if text.strip().endswith("]") else (text, "", "")
    )
    found = (one for one in (text, decision_id(wording, country)) if opened.history(one, what="decision"))
    return next(found, "")


def _cells(key: str, one: Decision | EarlierDecision) -> dict[str, str]:
    return {"id": key, "wording": one.wording, "country": one.country, "ref": one.ref}


def _day(one: EarlierDecision) -> dict[str, str]:
    return {"decided": one.decided}


def _add(opened: Ledger, cells: Iterable[Cells], *, editor: str, is_earlier: bool = False) -> None:
    given = list(cells)
    # A decision of the earlier file never replaces one of the ledger, which another import may just have written.
    started_from = {("decision", str(one["id"])): 0 for one in given} if is_earlier else None
    answer = opened.add(decisions=given, editor=editor, based_on=started_from)  # type: ignore[arg-type] # a literal
    refused = [(key, why) for key, why in answer.rejected if key not in answer.overtaken]
    if refused:
        raise AppError(f"{opened.path}: the decision about {refused[0][0]!r} was not kept: {refused[0][1]}")


def read_option(text: str, open_: Collection[Asked]) -> Decision:
    """Read ``WORDING=REF`` or ``WORDING [COUNTRY]=REF``.

    Parameters
    ----------
    text
        As given to ``--decide``.
    open_
        The wordings of the file, with their countries.

    Raises
    ------
    WrongUse
        If it is none, the file has no such wording, or several countries have it.

    Examples
    --------
    >>> read_option("Springfield=geonames:4409896", [("Springfield", "US")])
    Decision(wording='Springfield', country='US', ref='geonames:4409896')
    """
    named, equals, ref = (part.strip() for part in text.rpartition("="))
    if not equals or not named or not ref:
        raise WrongUse(f'--decide {echoed(text)}: write "WORDING=REF" or "WORDING=unplaced"')
    country = None
    fitting = [asked for asked in open_ if fold(asked[0]) == fold(named)]
    if not fitting and named.endswith("]") and "[" in named:
        named, _, country = named[:-1].rpartition("[")
        fitting = [asked for asked in open_ if decision_id(*asked) == decision_id(named, country)]
    if not fitting:
        raise WrongUse(
            f"--decide {echoed(text)}: no row of the file has the place {echoed(named.strip())}; copy its wording"
        )
    if len({decision_id(*asked) for asked in fitting}) > 1:
        shown = ", ".join(f"'{wording} [{hint}]={ref}'" for wording, hint in sorted(fitting))
        raise WrongUse(f"--decide {echoed(text)}: the file has it in several countries; write one of {shown}")
    return Decision(*fitting[0], ref)
