"""The interview: asks for the fields of a source and a report one by one, and shows how each answer is read."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from mustermap.app.editing import Choices, check, edited, place_readings, present_texts, readings
from mustermap.app.editing.place_candidates import candidate_words
from mustermap.app.terminal.prompts import Stopped
from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mustermap.app.editing import PlaceReading, Problem
    from mustermap.app.terminal.prompts import Asker
    from mustermap.app.terminal.terminal_drafts import Unfinished
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cell

SOURCE_ASKED: Final = ("title", "publisher", "url", "published")
REPORT_ASKED: Final = ("claimant", "said", "force", "figure", "place", "phase", "start", "end", "summary")

_SOURCE_FIELDS: Final = {field.name: field for field in SOURCE_FIELDS}
_REPORT_FIELDS: Final = {field.name: field for field in REPORT_FIELDS}
_PLACES: Final = {"place": "place_ref", "origin": "origin_ref"}
_NEVER_ASKED: Final = frozenset({"id", "source"})


class Interview:
    """Asks for one source and one report, and keeps every answer at once.

    Parameters
    ----------
    asker
        The terminal.
    begun
        What has been entered so far; its fields are not asked again.
    ledger
        For completions and known places; None if there is no ledger yet.
    choices
        What can be offered while typing.
    present
        The current values of a report that is edited.
    """

    def __init__(
        self,
        asker: Asker,
        begun: Unfinished,
        *,
        ledger: Ledger | None,
        choices: Choices,
        present: Mapping[str, Cell] | None = None,
    ) -> None:
        self._asker = asker
        self.begun = begun
        self._ledger = ledger
        self._choices = choices
        self._present = present or {}

    def report_texts(self) -> dict[str, str]:
        """Return the raw texts of the report so far, for `check`."""
        if self._present:
            return edited(self._present, self.begun.report)
        return {name: text for name, text in self.begun.report.items() if text}

    def changed(self) -> dict[str, str]:
        """Return the fields of an edited report that differ from its current values."""
        before = present_texts(self._present)
        return {name: text for name, text in self.begun.report.items() if text != before.get(name, "")}

    def ask_source(self) -> None:
        """Ask for the source: one of the ledger, or the fields of a new one."""
        while "id" not in self.begun.source:
            left = [name for name in SOURCE_ASKED if name not in self.begun.source]
            if not left:
                problems = check(self.begun.source, [], ledger=self._ledger).problems
                if not problems:
                    return
                self._show_problems(problems)
                left = [problem.field for problem in problems]
            self.ask_source_field(left[0])
            if left[0] == "title":
                self._offer_known_source()

    def ask_source_field(self, name: str) -> None:
        """Ask for one field of the source."""
        self._ask(_SOURCE_FIELDS[name], self.begun.source)

    def ask_report(self) -> None:
        """Ask for the usual fields of the report that are still missing, then for any other."""
        asked = dict.fromkeys(REPORT_ASKED)
        if self._present:
            filled = (name for name in self._present if name in _REPORT_FIELDS and name not in self._read_fields())
            asked |= dict.fromkeys(name for name in filled if name not in _NEVER_ASKED)
        for name in asked:
            if name not in self.begun.report:
                self.ask_field(name)
        self.ask_more()

    def ask_more(self) -> None:
        """Ask for further fields by name, until none is named."""
        names = [name for name in _REPORT_FIELDS if name not in _NEVER_ASKED]
        while name := self._asker.line("another field, by name (Enter: no other)", offers=names):
            if name in names:
                self.ask_field(name)
            else:
                self._asker.show(f"    {name!r} is no field; the fields are: {', '.join(names)}")

    def ask_field(self, name: str) -> None:
        """Ask for one field of the report."""
        self._ask(_REPORT_FIELDS[name], self.begun.report)
        if name in _PLACES:
            self._choose_place(name)

    def places(self) -> tuple[PlaceReading, ...]:
        """Return how the places of the report are resolved."""
        source = self.begun.source.get("id", "")
        return place_readings([self.report_texts()], source=source, ledger=self._ledger)

    def _ask(self, field: Field, texts: dict[str, str]) -> None:
        of_source = texts is self.begun.source
        present = "" if of_source else self._shown(field.name)
        default = texts.get(field.name) or self.begun.typing or present
        while True:
            reading = self._reading(field, texts, of_source=of_source)
            offers = self._offers(field.name, of_source=of_source)
            is_list = field.kind in {"list", "ids"}
            with self._keeping():
                text = self._asker.line(_label(field), default=default, offers=offers, is_list=is_list, reading=reading)
            if not of_source and present and text == present:
                text = str(self._present.get(field.name, ""))  # Enter: the field is not changed
            before = texts.get(field.name)
            texts[field.name] = text
            if field.name in _PLACES and before != text:
                texts.pop(_PLACES[field.name], None)
            problems = self._problems(field.name, of_source=of_source)
            if not problems:
                break
            texts.pop(field.name)
            self._show_problems(problems)
            default = text
        self.begun.typing = ""
        self.begun.keep()
        self._show_reading(field.name, texts, of_source=of_source)

    @contextlib.contextmanager
    def _keeping(self) -> Iterator[None]:
        """Keep what was typed in the line if the editor stops."""
        try:
            yield
        except Stopped as stopped:
            self.begun.typing = stopped.typing
            if not self.begun.is_blank:
                self.begun.keep()
            raise

    def _source_cells(self) -> Mapping[str, Cell]:
        """Return the cells of the source as far as it is known."""
        return check(self.begun.source, [], ledger=self._ledger).source or self.begun.source

    def _problems(self, name: str, *, of_source: bool) -> list[Problem]:
        """Return the problems of the field that was just asked; missing fields are asked later."""
        source = self.begun.source if of_source else {"title": "?"}
        checked = check(source, [] if of_source else [self.report_texts()], ledger=None)
        return [
            problem
            for problem in checked.problems
            if (problem.report is None) == of_source
            and (problem.field == name or (name == "figure" and problem.field.startswith("figure_")))
            and not (of_source and name == "title")
        ]

    def _show_reading(self, name: str, texts: Mapping[str, str], *, of_source: bool) -> None:
        """Show how the figure or date that was just entered is understood, unless the text is the same."""
        for one in readings(texts, of_source=of_source, source=self._source_cells()):
            if one.field == name and one.words not in {"", texts[name]}:
                self._asker.show(f"    = {one.words}" if one.status == "read" else f"    note: {one.words}")

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self._asker.show(f"    not possible: {problem.field}: {problem.message}")

    def _offer_known_source(self) -> None:
        """Offer a source of the ledger that has the same title."""
        title = self.begun.source["title"].casefold()
        for identity, known in self._choices.sources:
            question = f"    {known!r} is in the ledger, as {identity}. Is it this one?"
            if known and known.casefold() == title and self._asker.letter(question, letters="yn", default="y") == "y":
                self.begun.source = {"id": identity, "title": known}
                self.begun.keep()
                return

    def _choose_place(self, name: str) -> None:
        """Show how a place wording is resolved; if it is ambiguous, ask which place is meant."""
        found = next(one for one in self.places() if one.field == name)
        if found.words:
            self._asker.show(f"    = {found.words}")
        if found.status not in {"ambiguous", "unresolved"} or not found.candidates:
            return
        words = candidate_words(found.candidates)
        for number, (each, place) in enumerate(zip(words, found.candidates, strict=True), start=1):
            self._asker.show(f"    {number:>2} {each} [{place.ref}]")
        while answer := self._asker.line("    which one (its number; Enter: leave it unplaced)"):
            if answer.isdecimal() and 1 <= int(answer) <= len(found.candidates):
                self.begun.report[_PLACES[name]] = found.candidates[int(answer) - 1].ref
                self.begun.keep()
                return

    def _reading(self, field: Field, texts: Mapping[str, str], *, of_source: bool) -> Callable[[str], str]:
        """Return a function that shows how a text of the field is understood beside the other fields."""
        source = {} if of_source else self._source_cells()

        def say(text: str) -> str:
            if field.name in _PLACES:
                row = {field.name: text, "place_country": texts.get("place_country", "")}
                return " ".join(one.words for one in place_readings([row]) if one.field == field.name)
            found = readings({**texts, field.name: text}, of_source=of_source, source=source)
            return " ".join(one.words for one in found if one.field == field.name)

        return say

    def _offers(self, name: str, *, of_source: bool) -> Sequence[str]:
        if of_source:
            return [title for _, title in self._choices.sources if title] if name == "title" else ()
        known = {
            "claimant": self._choices.claimants,
            "attributed_to": self._choices.claimants,
            "force": self._choices.forces,
            "component": self._choices.components,
            "unit": self._choices.units,
            "place": self._choices.places,
            "origin": self._choices.places,
            "quantity": self._choices.quantities,
        }
        return known.get(name, _REPORT_FIELDS[name].choices)

    def _shown(self, name: str) -> str:
        """Return the current text of a field: its wording, if there is one."""
        return str(self._present.get(f"{name}_wording") or self._present.get(name, ""))

    def _read_fields(self) -> set[str]:
        """Return the fields that are read from a wording that is asked for."""
        bounds = {name for name in _REPORT_FIELDS if name.startswith("figure_")}
        wordings = {name for name in _REPORT_FIELDS if name.endswith("_wording")}
        return bounds | wordings | {"place_ref", "origin_ref"}


def _label(field: Field) -> str:
    meaning = field.meaning.split(";")[0]
    hint = ", ".join(field.choices) if field.choices else meaning
    return f"  {field.name} ({hint})"
