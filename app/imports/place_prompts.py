"""Prompts that ask an editor what place wordings mean, one by one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mustermap.app.imports.import_texts import candidates
from mustermap.app.places.place_decisions import UNPLACED, Decision
from mustermap.app.terminal.terminal_output import count, log, one_line
from mustermap.data.short_texts import echoed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mustermap.app.imports.import_places import Question


def ask_places(questions: list[Question], *, kept: Collection[str]) -> Iterator[Decision]:
    """Ask about each place wording; Enter leaves it for the next import, the end of the input leaves all others.

    Parameters
    ----------
    questions
        What needs a decision.
    kept
        Refs of the places that the ledger has.
    """
    log(f"{count(len(questions), 'place')} to decide. Enter: later; u: leave it unplaced; q: all others later.")
    for number, question in enumerate(questions, 1):
        wording, country = question.asked
        hint = f" [{country}]" if country else ""
        log(f"{number} of {len(questions)}: {wording}{hint}, in {count(question.reports, 'report')}: {question.reason}")
        offered = candidates(question)
        for position, (words, ref) in enumerate(offered, 1):
            log(f"  {position}  {words} ({ref})")
        answer = _answer([ref for _, ref in offered], kept)
        if answer is None:
            return
        if answer:
            yield Decision(wording, country, answer)


def _answer(refs: list[str], kept: Collection[str]) -> str | None:
    """Read an answer: return a ref, "unplaced", blank for later, or None for no more questions."""
    from mustermap.app.imports.import_places import is_place

    while True:
        sys.stderr.write("number or ref: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        text = line.strip()
        if not line or text == "q":
            return None
        if not text:
            return ""
        if text == "u":
            return UNPLACED
        if text.isdecimal() and 1 <= int(text) <= len(refs):
            return refs[int(text) - 1]
        if is_place(text, kept):
            return text
        log(
            one_line(
                f"{echoed(text)} is no number above and no place of the gazetteer; write one of them, u, q or Enter"
            )
        )
