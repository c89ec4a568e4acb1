"""Questions that a form asks before it is saved: of similar reports, and of places that are not found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.app.editing.place_candidates import candidate_words
from mustermap.app.web.denied_choices import NOT_HERE
from mustermap.app.web.page_texts import degrees_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.app.editing import Answer, Caution
    from mustermap.app.web.entry_forms import Entered
    from mustermap.app.web.form_readings import Claim

MOST_PLACES: Final = 6
_HEADINGS: Final = {
    "duplicate": "Perhaps it is there already",
    "echo": "Perhaps an echo",
    "update": "Perhaps a newer figure",
    "denial": "Which claim is denied?",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A button that answers a question.

    Attributes
    ----------
    value : str
        What the button sends.
    label, meaning : str
        What it says; what follows from it.
    """

    value: str
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question before a form is saved.

    Attributes
    ----------
    key : str
        The same as long as the question is the same.
    claim : int
        The number of the claim that it is about, from 0 on.
    kind : {'duplicate', 'echo', 'update', 'denial', 'place'}
        What it is about.
    heading, message : str
        The question.
    report : str
        Id of the report that it is about; blank if it is about none.
    answers : tuple of Choice
        The buttons.
    field : str
        The element of the page to change instead; blank if there is none.
    """

    key: str
    claim: int
    kind: str
    heading: str
    message: str
    report: str
    answers: tuple[Choice, ...]
    field: str = ""


def save_questions(claims: Sequence[Claim], *, is_edit: bool = False) -> tuple[Question, ...]:
    """Return what is to be asked before the claims of a form are saved, in the order of the claims.

    Parameters
    ----------
    claims
        As `form_readings.understand` reads them.
    is_edit
        Whether they are the new revision of a report: it cannot be left out.
    """
    found: list[Question] = []
    for claim in claims:
        if claim.is_blank or claim.problems.keys() - {"disputes"}:
            continue
        found += [_of_report(claim.number, one, is_edit=is_edit) for one in claim.cautions]
        if claim.place.wording and claim.place.status in {"ambiguous", "unresolved"}:
            found.append(_of_place(claim))
    return tuple(found)


def answered(form: Entered, claim: Claim, name: str, about: str) -> tuple[Entered, str]:
    """Apply an answer to a form.

    Parameters
    ----------
    form
        What was entered.
    claim
        The claim that was asked about.
    name, about
        As in the button's value: which answer, and the id or the ref that it is about.

    Returns
    -------
    Entered
        The form; without the claim if that is a report of the ledger.
    str
        The id of that report; blank otherwise. An answer that is not offered (any more) changes nothing.
    """
    if name == "place" and about in {one.ref for one in claim.place.candidates}:
        return form.with_claim(claim.number, place_ref=about, geometry=""), ""
    for caution in claim.cautions:
        for answer in caution.answers:
            if answer.name != name or _about(caution, answer) != about:
                continue
            if not answer.is_saved:
                return form.without(claim.number), caution.report
            if answer.name == "none":
                return form.with_claim(claim.number, disputes=NOT_HERE), ""
            texts = answer.applied(form.claims[claim.number])
            return form.with_claim(claim.number, **({answer.field: texts[answer.field]} if answer.field else {})), ""
    return form, ""


def _about(caution: Caution, answer: Answer) -> str:
    return answer.report or caution.report


def _of_report(number: int, caution: Caution, *, is_edit: bool) -> Question:
    offered = [answer for answer in caution.answers if answer.is_saved or not is_edit]
    choices = tuple(
        Choice(f"answer:{number}:{one.name}:{_about(caution, one)}", one.label, one.meaning) for one in offered
    )
    key = _key(number, caution.kind, caution.report)
    return Question(key, number, caution.kind, _HEADINGS[caution.kind], caution.message, caution.report, choices)


def _of_place(claim: Claim) -> Question:
    place = claim.place
    offered = place.candidates[:MOST_PLACES]
    named = zip(offered, candidate_words(offered), strict=True)
    choices = [Choice(f"answer:{claim.number}:place:{one.ref}", words, degrees_text(one)) for one, words in named]
    key = _key(claim.number, "place", place.wording)
    choices.append(Choice(f"answer:{claim.number}:settled:{key}", "Save it without a place", "it is listed, not drawn"))
    message = f"“{place.wording}”. {place.reason} {'' if offered else place.advice}".strip()
    heading = "Which place is meant?" if place.status == "ambiguous" else "The place is not found"
    return Question(key, claim.number, "place", heading, message, "", tuple(choices), f"claim-{claim.number}-place")


def _key(number: int, kind: str, about: str) -> str:
    return f"{number}-{hashlib.blake2s(f'{kind} {about}'.encode(errors='replace'), digest_size=6).hexdigest()}"
