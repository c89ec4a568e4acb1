"""How a form is understood while it is filled in: readings, places to choose from, warnings, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.app.editing import cautions, check, edited, place_readings, readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.app.editing import Caution, Checked, FieldReading, PlaceReading
    from mustermap.app.web.entry_forms import Entered
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cells


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a form, and how it is understood.

    Attributes
    ----------
    number : int
        Its position in the form, from 0 on.
    texts : dict of str to str
        What stands in its fields.
    readings : dict of str to FieldReading
        Of its figure and its dates.
    place, origin : PlaceReading
        What its place wordings were resolved to.
    cautions : tuple of Caution
        What the ledger has already that it may say again.
    problems, notes : dict of str to str
        What is wrong with which field, and what was kept but not read.
    """

    number: int
    texts: Mapping[str, str]
    readings: Mapping[str, FieldReading]
    place: PlaceReading
    origin: PlaceReading
    cautions: tuple[Caution, ...]
    problems: Mapping[str, str]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Understood:
    """A form, and how it is understood.

    Attributes
    ----------
    source : dict of str to str
        What stands in the fields of the source.
    source_readings : dict of str to FieldReading
        Of its days.
    source_problems : dict of str to str
        What is wrong with which of its fields.
    claims : tuple of Claim
        As many as the form has.
    checked : Checked
        What would be saved: the claims in which anything stands.
    """

    source: Mapping[str, str]
    source_readings: Mapping[str, FieldReading]
    source_problems: Mapping[str, str]
    claims: tuple[Claim, ...]
    checked: Checked


def understand(form: Entered, ledger: Ledger | None, *, base: Cells | None = None) -> Understood:
    """Read a form.

    Parameters
    ----------
    form
        What was entered.
    ledger
        Where references, places and reports that were kept stand; None where there is no ledger yet.
    base
        Of a report that is edited: what it said when the change was begun.
    """
    source, raws = _raw(form, base)
    placed = place_readings(raws, source=source.get("id", ""), ledger=ledger)
    asked = form.filled or (0,)
    checked = check(source, [raws[number] for number in asked], ledger=ledger)
    position = {number: at for at, number in enumerate(asked)}
    claims = tuple(
        _claim(number, form.claims[number], raw, checked, position.get(number), placed, ledger)
        for number, raw in enumerate(raws)
    )
    source_problems = {one.field: one.message for one in checked.problems if one.report is None}
    shown = {one.field: one for one in readings(source, of_source=True)}
    return Understood(form.source, shown, source_problems, claims, checked)


def check_form(form: Entered, ledger: Ledger, *, base: Cells | None = None) -> Checked:
    """Read a form to save it: what `understand` says is checked, without all that is said beside it.

    Parameters
    ----------
    form, ledger, base
        As for `understand`.
    """
    source, raws = _raw(form, base)
    return check(source, [raws[number] for number in form.filled or (0,)], ledger=ledger)


def _raw(form: Entered, base: Cells | None) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Give the raw texts of a form's source and of its claims."""
    raws = [edited(base, _all_named(base, claim)) if base is not None else claim for claim in form.claims]
    source = form.source if base is None else {"id": str(base.get("source", ""))}
    return source, [_with_fitting_place(raw, base) for raw in raws]


def _all_named(base: Cells, claim: Mapping[str, str]) -> dict[str, str]:
    """Say of every field of a report that is edited what it holds: one that the form leaves blank is emptied."""
    asked = {name: "" for name in base if name not in _NOT_ASKED}
    return {**asked, **claim}


_NOT_ASKED = frozenset({"id", "source", "state", "place_ref", "origin_ref"})


def _with_fitting_place(raw: Mapping[str, str], base: Cells | None) -> dict[str, str]:
    """Leave out a chosen place that does not belong to the wording that stands there now."""
    texts = dict(raw)
    ref = texts.get("place_ref", "")
    is_kept = base is not None and ref == base.get("place_ref") and texts.get("place") == base.get("place")
    if ref and not is_kept:
        (reading, _) = place_readings([{name: texts.get(name, "") for name in ("place", "place_country")}])
        if texts.get("geometry") or ref not in {place.ref for place in reading.candidates}:
            del texts["place_ref"]
    return texts


def _claim(
    number: int,
    texts: Mapping[str, str],
    raw: Mapping[str, str],
    checked: Checked,
    at: int | None,
    placed: tuple[PlaceReading, ...],
    ledger: Ledger | None,
) -> Claim:
    place, origin = (one for one in placed if one.report == number)
    cells = checked.reports[at] if at is not None else None
    found: tuple[Caution, ...] = ()
    if cells is not None:
        others = [one for other, one in enumerate(checked.reports) if one is not None and other < (at or 0)]
        ref = place.place.ref if place.place else ""
        found = cautions(cells, source=checked.source or {}, ledger=ledger, place_ref=ref, beside=others)
    return Claim(
        number=number,
        texts={**texts, **({"place_ref": raw["place_ref"]} if "place_ref" in raw else {})},
        readings={one.field: one for one in readings(raw)},
        place=place,
        origin=origin,
        cautions=found,
        problems={one.field: one.message for one in checked.problems if at is not None and one.report == at},
        notes={one.field: one.message for one in checked.notes if at is not None and one.report == at},
    )
