"""Readings of a form while it is filled in: figures and days, candidates of places, cautions, and problems."""

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
    """The reading of one claim of a form.

    Attributes
    ----------
    number : int
        Its position in the form, from 0 on.
    texts : dict of str to str
        The texts of its fields.
    readings : dict of str to FieldReading
        The readings of its figure and its dates.
    place, origin : PlaceReading
        What its place wordings were resolved to.
    cautions : tuple of Caution
        Reports of the ledger that it may repeat.
    problems, notes : dict of str to str
        By field: what is wrong, and what could not be parsed and is kept as text.
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
    """The reading of a form.

    Attributes
    ----------
    source : dict of str to str
        The texts of the fields of the source.
    source_readings : dict of str to FieldReading
        The readings of its days.
    source_problems : dict of str to str
        What is wrong, by field.
    claims : tuple of Claim
        All claims of the form.
    checked : Checked
        What would be saved: the claims that are not blank.
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
        For references, known places and similar reports; None if there is no ledger yet.
    base
        The cells on which the edit of a report is based; None for new reports.
    """
    source, raws = _raw(form, base)
    placed = place_readings(raws, source=source.get("id", ""), ledger=ledger)
    asked = form.filled or (0,)
    checked = check(source, [raws[number] for number in asked], ledger=ledger)
    position = {number: at for at, number in enumerate(asked)}
    claims = tuple(
        _claim(number, form.claims[number], raw, checked, source, position.get(number), placed, ledger)
        for number, raw in enumerate(raws)
    )
    source_problems = {one.field: one.message for one in checked.problems if one.report is None}
    shown = {one.field: one for one in readings(source, of_source=True)}
    return Understood(form.source, shown, source_problems, claims, checked)


def check_form(form: Entered, ledger: Ledger, *, base: Cells | None = None) -> Checked:
    """Check a form that is to be saved, as `understand` does, but without the readings.

    Parameters
    ----------
    form, ledger, base
        As for `understand`.
    """
    source, raws = _raw(form, base)
    return check(source, [raws[number] for number in form.filled or (0,)], ledger=ledger)


def _raw(form: Entered, base: Cells | None) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the raw texts of a form's source and of its claims."""
    raws = [edited(base, _all_named(base, claim)) if base is not None else claim for claim in form.claims]
    source = form.source if base is None else {"id": str(base.get("source", ""))}
    return source, [_with_fitting_place(raw, base) for raw in raws]


def _all_named(base: Cells, claim: Mapping[str, str]) -> dict[str, str]:
    """Return a text for every field of an edited report: one that is blank in the form is emptied."""
    asked = {name: "" for name in base if name not in _NOT_ASKED}
    return {**asked, **claim}


_NOT_ASKED = frozenset({"id", "source", "state", "place_ref", "origin_ref"})


def _with_fitting_place(raw: Mapping[str, str], base: Cells | None) -> dict[str, str]:
    """Remove a chosen place that does not fit the current wording."""
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
    source: Mapping[str, str],
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
        readings={one.field: one for one in readings(raw, source=checked.source or source)},
        place=place,
        origin=origin,
        cautions=found,
        problems={one.field: one.message for one in checked.problems if at is not None and one.report == at},
        notes={one.field: one.message for one in checked.notes if at is not None and one.report == at},
    )
