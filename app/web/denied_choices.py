"""The list from which a denial picks what it denies: reports of the ledger, and claims of the same form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.app.web.page_texts import claim_words
from mustermap.data.ledger import drawn_ref
from mustermap.geo.wording.name_key import fold
from mustermap.layers.identities.force_names import force_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.app.web.ledger_access import Snapshot

NOT_HERE: Final = "something that is not in this collection"
"""What a form holds instead of an id where a denial is about no report of the ledger."""
_OF_FORM: Final = re.compile(r"claim (\d{1,3}) of this form")
_DAY: Final = re.compile(r"\d{4}[\dX-]*")
MOST_ALIKE: Final = 30
MOST_OTHERS: Final = 30


@dataclass(frozen=True, slots=True)
class Deniable:
    """A claim that can be denied.

    Attributes
    ----------
    value : str
        What the form holds if it is picked: the id of the report, or which claim of the form it is.
    words : str
        Who says how many of whom, where and when.
    """

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class DeniedChoices:
    """What a denial can be about.

    Attributes
    ----------
    chosen : tuple of Deniable
        What it is about now.
    alike, others : tuple of Deniable
        Reports of the ledger on the same troops at the same place, and all other ones, the newest first.
    of_form : tuple of Deniable
        The claims of the same form.
    """

    chosen: tuple[Deniable, ...] = ()
    alike: tuple[Deniable, ...] = ()
    others: tuple[Deniable, ...] = ()
    of_form: tuple[Deniable, ...] = ()


def denied_choices(
    number: int, claims: Sequence[Mapping[str, str]], snapshot: Snapshot, *, place_ref: str = ""
) -> DeniedChoices:
    """Return what one claim of a form, a denial, can be about.

    Parameters
    ----------
    number
        Which of the claims.
    claims
        The texts of all claims of the form.
    snapshot
        The content of the ledger.
    place_ref
        What the place of the denial was resolved to.
    """
    mine = claims[number]
    of_form = [
        Deniable(of_form_text(other), f"Claim {other + 1}: {claim_words(_wordings(claim))}")
        for other, claim in enumerate(claims)
        if other != number and claim and claim.get("kind", "claim") == "claim"
    ]
    alike, others = _found(mine, snapshot, place_ref)
    known = {one.value: one for one in (*of_form, *alike, *others)}
    asked = [one.strip() for one in mine.get("disputes", "").split(";") if one.strip()]
    chosen = tuple(known.get(one) or Deniable(one, _named(one, snapshot)) for one in dict.fromkeys(asked))
    return DeniedChoices(chosen, tuple(alike), tuple(others), tuple(of_form))


def of_form_text(number: int) -> str:
    """Return what the form holds where a denial is about another claim of the form, by its number from 0 on."""
    return f"claim {number + 1} of this form"


def is_of_form(denied: str) -> bool:
    """Check whether a denial is about another claim of its form."""
    return any(_OF_FORM.fullmatch(one.strip()) for one in denied.split(";"))


def with_ids(denied: str, ids: Sequence[str | None]) -> str:
    """Return the ids that a denial is about, with those of the claims of its form.

    Parameters
    ----------
    denied
        As the form has it.
    ids
        The id of each claim of the form; None if it has none.

    Examples
    --------
    >>> with_ids("claim 2 of this form;r", ["a", "b"]), with_ids(NOT_HERE, ["a"])
    ('b;r', '')
    """
    found = []
    for one in denied.split(";"):
        match = _OF_FORM.fullmatch(one.strip())
        number = int(match[1]) - 1 if match else -1
        if match and 0 <= number < len(ids):
            found.append(ids[number] or "")
        elif not match and one.strip() != NOT_HERE:
            found.append(one.strip())
    return ";".join(dict.fromkeys(one for one in found if one))


def without_claim(denied: str, gone: int) -> str:
    """Return what a denial is about after a claim of its form was removed: those behind it move up by one.

    Examples
    --------
    >>> without_claim("claim 1 of this form;claim 3 of this form;r", 0)
    'claim 2 of this form;r'
    """
    kept = []
    for one in denied.split(";"):
        match = _OF_FORM.fullmatch(one.strip())
        number = int(match[1]) - 1 if match else -1
        if match and number == gone:
            continue
        kept.append(of_form_text(number - 1) if match and number > gone else one)
    return ";".join(kept)


def _found(mine: Mapping[str, str], snapshot: Snapshot, place_ref: str) -> tuple[list[Deniable], list[Deniable]]:
    force, place = _force(mine.get("force", "")), fold(mine.get("place", ""))
    alike: list[int] = []
    others: list[int] = []
    reports = snapshot.reports
    for at in range(len(snapshot) - 1, -1, -1):
        if str(reports["kind"][at] or "claim") != "claim" or reports["state"][at] == "retracted":
            continue
        is_same_force = not force or _force(str(reports["force"][at])) == force
        if (force or place) and is_same_force and (not place or _is_same_place(reports, at, place, place_ref)):
            alike.append(at)
        elif len(others) < MOST_OTHERS:
            others.append(at)
    return _listed(reports, alike, MOST_ALIKE), _listed(reports, others, MOST_OTHERS)


def _listed(reports: Mapping[str, Sequence[object]], numbers: Sequence[int], most: int) -> list[Deniable]:
    first = sorted(numbers, key=lambda at: _newest_first(reports, at))[:most]
    rows = ({name: column[at] for name, column in reports.items()} for at in first)
    return [Deniable(str(row["id"]), claim_words(row)) for row in rows]


def _newest_first(reports: Mapping[str, Sequence[object]], at: int) -> tuple[int, int]:
    """Return what reports are sorted by: the first day on which each can have been said, then its coming."""
    found = _DAY.search(str(reports["said"][at] or ""))
    digits = re.sub(r"\D", "", found[0]).ljust(8, "0") if found else "0"
    return -int(digits), -at


def _is_same_place(reports: Mapping[str, Sequence[object]], at: int, place: str, place_ref: str) -> bool:
    drawn = str(reports["geometry"][at] or "")
    ref = drawn_ref(drawn) if drawn else str(reports["place_ref"][at] or "")
    return ref == place_ref if ref and place_ref else fold(str(reports["place"][at] or "")) == place


def _force(text: str) -> str:
    return fold(force_name(text)) if text else ""


def _named(identity: str, snapshot: Snapshot) -> str:
    if identity == NOT_HERE:
        return "Something that is not in this collection"
    if identity in snapshot.reports.get("id", ()):
        at = snapshot.reports["id"].index(identity)
        return claim_words({name: column[at] for name, column in snapshot.reports.items()})
    return f"{identity}, which is not in this collection"


def _wordings(claim: Mapping[str, str]) -> dict[str, str]:
    """Return a claim of the form without its bounds, which are texts that nobody has checked."""
    return {name: text for name, text in claim.items() if not name.startswith("figure_")}
