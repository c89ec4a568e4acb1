"""The interview: asks for the fields of a source and a report one by one, and shows how each answer is read."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from mustermap.app.editing import (
    Choices,
    check,
    denial_question,
    drawn_words,
    edited,
    place_readings,
    present_texts,
    readings,
)
from mustermap.app.editing.place_candidates import candidate_words
from mustermap.app.terminal.answer_choice import choose_answer
from mustermap.app.terminal.denial_choice import choose_denied
from mustermap.app.terminal.field_questions import (
    KINDS,
    NEVER_ASKED,
    NOT_COPIED,
    PLACE_REFS,
    REPORT_ASKED,
    REPORT_FIELD,
    SOURCE_ASKED,
    SOURCE_FIELD,
    question,
)
from mustermap.app.terminal.prompts import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mustermap.app.editing import Caution, PlaceReading, Problem
    from mustermap.app.terminal.prompts import Asker
    from mustermap.app.terminal.terminal_drafts import Unfinished
    from mustermap.data.fields import Field
    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cell


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
    offered
        Texts that are in the line where a field of a new report is asked: Enter takes them.
    """

    def __init__(
        self,
        asker: Asker,
        begun: Unfinished,
        *,
        ledger: Ledger | None,
        choices: Choices,
        present: Mapping[str, Cell] | None = None,
        offered: Mapping[str, str] | None = None,
    ) -> None:
        self._asker = asker
        self.begun = begun
        self._ledger = ledger
        self._choices = choices
        self._present = present or {}
        self._offered = dict(offered or {})

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
        self._ask(SOURCE_FIELD[name], self.begun.source)

    def ask_report(self) -> None:
        """Ask for the usual fields of the report that are still missing, then for any other."""
        asked = dict.fromkeys(REPORT_ASKED)
        if self._present:
            filled = (name for name in self._present if name in REPORT_FIELD and name not in self._read_fields())
            asked |= dict.fromkeys(name for name in filled if name not in NEVER_ASKED)
        for name in asked:
            if name not in self.begun.report:
                self.ask_field(name)
            if name == "kind" and self.begun.report["kind"] == "dispute" and not self._present:
                self.ask_denied()
        self.ask_more()

    def ask_more(self) -> None:
        """Ask for further fields by name, until none is named."""
        names = [name for name in REPORT_FIELD if name not in NEVER_ASKED]
        while name := self._asker.line("another field, by name (Enter: no other)", offers=names):
            if name in names:
                self.ask_field(name)
            else:
                self._asker.show(f"    {name!r} is no field; the fields are: {', '.join(names)}")

    def ask_field(self, name: str) -> None:
        """Ask for one field of the report."""
        if name == "kind" and not self._present:
            self._ask_kind()
            return
        self._ask(REPORT_FIELD[name], self.begun.report)
        if name in PLACE_REFS:
            self._choose_place(name)
        if name == "end" or (name in {"said", "start"} and "end" in self.begun.report):
            self._show_drawn()

    def ask_denied(self) -> None:
        """Ask what a denial is about, unless that was answered: by its force and place where they are known."""
        if self._ledger is None or self.begun.report.get("disputes"):
            return
        if any(self.begun.report.get(name) for name in ("force", "place")):
            asked = self._denial_question()
            answer = choose_answer(self._asker, asked) if asked else None
            self.begun.report["disputes"] = answer.report if answer else ""
        elif "disputes" not in self.begun.report:
            with self._keeping():
                denied = choose_denied(self._asker, self._ledger, typed=self.begun.typing)
            self.begun.report["disputes"] = ";".join(str(one["id"]) for one in denied)
            self._offered |= {name: str(one[name]) for one in denied for name in ("force", "place") if one.get(name)}
        self.begun.typing = ""
        self.begun.keep()

    def copied(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return what another claim has of this one, all but the figure; and what it is offered, the summary."""
        report = {name: text for name, text in self.begun.report.items() if name not in NOT_COPIED}
        return report, {"summary": self.begun.report.get("summary", "")}

    def places(self) -> tuple[PlaceReading, ...]:
        """Return how the places of the report are resolved."""
        source = self.begun.source.get("id", "")
        return place_readings([self.report_texts()], source=source, ledger=self._ledger)

    def _ask_kind(self) -> None:
        """Ask whether somebody says or denies something."""
        while True:
            with self._keeping():
                text = self._asker.line(
                    "  says or denies (Enter: somebody says it; d: somebody denies it)", default=self.begun.typing
                )
            self.begun.typing = ""
            if (kind := KINDS.get(text.lower())) is not None:
                break
            self._asker.show(f"    {text!r} is neither: press Enter, or write d, or c for something else that happened")
        self.begun.report["kind"] = kind
        if kind:
            self.begun.keep()

    def _denial_question(self) -> Caution | None:
        as_claim = {**self.report_texts(), "kind": "", "disputes": ""}
        (cells,) = check(self._source_texts(), [as_claim], ledger=self._ledger).reports or (None,)
        place = self.places()[0].place
        ref = place.ref if place else ""
        if cells is None:
            return None
        return denial_question(cells, source=self._source_cells(), ledger=self._ledger, place_ref=ref)

    def _show_drawn(self) -> None:
        """Show on which days the report will be drawn, as far as it is entered."""
        texts = {"claimant": "?", **self.report_texts()}
        checked = check(self._source_texts(), [texts], ledger=self._ledger)
        for cells in checked.good:
            self._asker.show(f"    on the map: {drawn_words(cells, source=self._source_cells())}")

    def _source_texts(self) -> dict[str, str]:
        """Return the texts of the source for `check`: of one of the ledger its id alone."""
        source = self.begun.source
        return {"id": source["id"]} if "id" in source else source

    def _ask(self, field: Field, texts: dict[str, str]) -> None:
        of_source = texts is self.begun.source
        present = "" if of_source else self._shown(field.name)
        offered = "" if of_source or self._present else self._offered.get(field.name, "")
        default = texts.get(field.name) or self.begun.typing or present or offered
        while True:
            reading = self._reading(field, texts, of_source=of_source)
            offers = self._offers(field.name, of_source=of_source)
            is_list = field.kind in {"list", "ids"}
            with self._keeping():
                text = self._asker.line(
                    question(field), default=default, offers=offers, is_list=is_list, reading=reading
                )
            if not of_source and present and text == present:
                text = str(self._present.get(field.name, ""))  # Enter: the field is not changed
            before = texts.get(field.name)
            texts[field.name] = text
            if field.name in PLACE_REFS and before != text:
                texts.pop(PLACE_REFS[field.name], None)
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
        return check(self._source_texts(), [], ledger=self._ledger).source or self.begun.source

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
                self.begun.report[PLACE_REFS[name]] = found.candidates[int(answer) - 1].ref
                self.begun.keep()
                return

    def _reading(self, field: Field, texts: Mapping[str, str], *, of_source: bool) -> Callable[[str], str]:
        """Return a function that shows how a text of the field is understood beside the other fields."""
        source = {} if of_source else self._source_cells()

        def say(text: str) -> str:
            if field.name in PLACE_REFS:
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
        return known.get(name, REPORT_FIELD[name].choices)

    def _shown(self, name: str) -> str:
        """Return the current text of a field: its wording, if there is one."""
        return str(self._present.get(f"{name}_wording") or self._present.get(name, ""))

    def _read_fields(self) -> set[str]:
        """Return the fields that are read from a wording that is asked for."""
        bounds = {name for name in REPORT_FIELD if name.startswith("figure_")}
        wordings = {name for name in REPORT_FIELD if name.endswith("_wording")}
        return bounds | wordings | {"place_ref", "origin_ref"}
