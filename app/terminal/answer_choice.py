"""The choice of an answer on the terminal, by its number: what a similar report is to the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mustermap.app.editing import Answer, Caution
    from mustermap.app.terminal.prompts import Asker


def choose_answer(asker: Asker, caution: Caution) -> Answer | None:
    """Ask the question about a similar report; return the answer, None to keep the report as it was entered."""
    asker.show(f"  caution: {caution.message}")
    for number, answer in enumerate(caution.answers, start=1):
        asker.show(f"    {number:>2} {answer.label} ({answer.meaning})")
    while text := asker.line("    which one (its number; Enter: keep it as entered)"):
        if text.isdecimal() and 1 <= int(text) <= len(caution.answers):
            return caution.answers[int(text) - 1]
        asker.show(f"    {text!r} is none of the numbers above")
    return None
