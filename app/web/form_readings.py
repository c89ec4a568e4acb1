"""Readings of a form while it is filled in: figures and days, candidates of places, cautions, and problems."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mustermap.app.editing import Problem, cautions, check, denial_question, edited, place_readings, readings
from mustermap.app.web.denied_choices import NOT_HERE, DeniedChoices, denied_choices, is_of_form, with_ids
from mustermap.app.web.drawn_readings import drawn_reading
from mustermap.app.web.field_labels import CLAIM_MORE, NO_DENIED_FIGURE, RELATIONS
from mustermap.app.web.follow_ups import BOUNDS, is_read_so
from mustermap.app.web.ledger_access import Snapshot
from mustermap.errors import GeoError
from mustermap.geo.gazetteer.country_lookup import country_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
        Questions about reports of the ledger that it may repeat, update or deny.
    problems, notes : dict of str to str
        By field: what is wrong, and what could not be parsed and is kept as text.
    is_blank : bool
        Whether there is nothing in it that is to be saved.
    denied : DeniedChoices
        Of a denial, what it can be about.
    shows_more : bool
        Whether one of the further fields says what the other fields do not say.
    drawn : str
        On which days it will be drawn; blank if it is not known or not good yet.
    """

    number: int
    texts: Mapping[str, str]
    readings: Mapping[str, FieldReading]
    place: PlaceReading
    origin: PlaceReading
    cautions: tuple[Caution, ...]
    problems: Mapping[str, str]
    notes: Mapping[str, str]
    is_blank: bool = False
    denied: DeniedChoices = field(default_factory=DeniedChoices)
    drawn: str = ""
    shows_more: bool = False


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


def understand(
    form: Entered, ledger: Ledger | None, *, base: Cells | None = None, snapshot: Callable[[], Snapshot] = Snapshot
) -> Understood:
    """Read a form.

    Parameters
    ----------
    form
        What was entered.
    ledger
        For references, known places and similar reports; None if there is no ledger yet.
    base
        The cells on which the edit of a report is based; None for new reports.
    snapshot
        Returns the content of the ledger, from which a denial picks what it denies.
    """
    source, raws = _raw(form, base)
    placed = place_readings(raws, source=source.get("id", ""), ledger=ledger)
    asked = form.filled or (0,)
    checked = _checked(source, raws, asked, ledger)
    position = {number: at for at, number in enumerate(asked)}
    read = _Read(form, source, raws, checked, position, placed, ledger, snapshot)
    claims = tuple(_claim(read, number) for number in range(len(raws)))
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
    return _checked(source, raws, form.filled or (0,), ledger)


def _checked(
    source: Mapping[str, str], raws: Sequence[Mapping[str, str]], asked: Sequence[int], ledger: Ledger | None
) -> Checked:
    """Check the claims of a form; a denial of another claim of the form gets its id."""

    def check_with(ids: Sequence[str | None]) -> Checked:
        given = [{**raws[at], "disputes": with_ids(raws[at].get("disputes", ""), ids)} for at in asked]
        return check(source, given, ledger=ledger)

    nobody: list[str | None] = [None] * len(raws)
    checked = _at_figure(check_with(nobody), [raws[at] for at in asked])
    if not any(is_of_form(raws[at].get("disputes", "")) for at in asked):
        return checked
    found = {at: str(cells["id"]) for at, cells in zip(asked, checked.reports, strict=True) if cells}
    return _at_figure(check_with([found.get(at) for at in range(len(raws))]), [raws[at] for at in asked])


def _at_figure(checked: Checked, raws: Sequence[Mapping[str, str]]) -> Checked:
    """Say at the figure what a denial of something that is not in the collection lacks."""
    problems = [
        Problem(one.report, "figure", NO_DENIED_FIGURE)
        if one.report is not None and one.field == "disputes" and raws[one.report].get("disputes") == NOT_HERE
        else one
        for one in checked.problems
    ]
    return replace(checked, problems=tuple(problems))


def _raw(form: Entered, base: Cells | None) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the raw texts of a form's source and of its claims."""
    raws = [edited(base, _all_named(base, claim)) if base is not None else claim for claim in form.claims]
    source = form.source if base is None else {"id": str(base.get("source", ""))}
    return source, [_with_fitting_place(_with_code(raw), base) for raw in raws]


def _with_code(raw: Mapping[str, str]) -> dict[str, str]:
    """Return a claim with the code of its country, which may be typed by name; one that is not known stays."""
    texts = dict(raw)
    with contextlib.suppress(GeoError):
        if texts.get("place_country"):
            texts["place_country"] = country_code(texts["place_country"])
    return texts


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


def _denial(read: _Read, raw: Mapping[str, str], ref: str) -> tuple[Caution, ...]:
    """Return the question what a denial is about that names neither a report nor a figure, and is good but for that."""
    checked = check(read.source, [{**raw, "disputes": NOT_HERE}], ledger=None)
    (cells,) = checked.reports
    if cells is None:
        return ()
    asked = {name: cell for name, cell in cells.items() if name != "disputes"}
    one = denial_question(asked, source=checked.source or {}, ledger=read.ledger, place_ref=ref)
    return () if one is None else (one,)


def _shows_more(texts: Mapping[str, str], cells: Cells | None) -> bool:
    """Check whether further fields are to be shown: references have a line of their own, and bounds may be as read."""
    hidden = {*RELATIONS, *(BOUNDS if cells is not None and is_read_so(texts.get("figure", ""), cells) else ())}
    return texts.get("kind") == "context" or any(name in texts for name in CLAIM_MORE if name not in hidden)


@dataclass(frozen=True, slots=True)
class _Read:
    """A form with what all of its claims are read by."""

    form: Entered
    source: Mapping[str, str]
    raws: Sequence[Mapping[str, str]]
    checked: Checked
    position: Mapping[int, int]
    placed: tuple[PlaceReading, ...]
    ledger: Ledger | None
    snapshot: Callable[[], Snapshot]


def _claim(read: _Read, number: int) -> Claim:
    texts, raw, checked, at = read.form.claims[number], read.raws[number], read.checked, read.position.get(number)
    place, origin = (one for one in read.placed if one.report == number)
    ref = place.place.ref if place.place else ""
    cells = checked.reports[at] if at is not None else None
    found: tuple[Caution, ...] = ()
    if cells is not None:
        others = [one for other, one in enumerate(checked.reports) if one is not None and other < (at or 0)]
        found = cautions(cells, source=checked.source or {}, ledger=read.ledger, place_ref=ref, beside=others)
        found = tuple(one for one in found if one.kind != "denial" or texts.get("disputes") != NOT_HERE)
    is_denial = texts.get("kind") == "dispute"
    if is_denial and cells is None and at is not None and not raw.get("disputes"):
        found = _denial(read, raw, ref)
    denied = denied_choices(number, read.form.claims, read.snapshot(), place_ref=ref) if is_denial else DeniedChoices()
    return Claim(
        number=number,
        texts={**texts, **({"place_ref": raw["place_ref"]} if "place_ref" in raw else {})},
        readings={one.field: one for one in readings(raw, source=checked.source or read.source)},
        place=place,
        origin=origin,
        cautions=found,
        problems={one.field: one.message for one in checked.problems if at is not None and one.report == at},
        notes={one.field: one.message for one in checked.notes if at is not None and one.report == at},
        is_blank=number not in read.form.filled,
        denied=denied,
        shows_more=_shows_more(texts, cells),
        drawn=drawn_reading(cells, checked.source or {}) if cells is not None else "",
    )
