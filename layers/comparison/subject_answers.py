"""The answers of a day on several subjects, each worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from mustermap.layers.comparison.answer_sentence import sentence_of
from mustermap.layers.comparison.sentence_parts import text_of_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.layers.comparison.answer import DayAnswer
    from mustermap.layers.comparison.sentence_parts import Parts
    from mustermap.layers.comparison.subject_claims import Subject
    from mustermap.words import Words


@dataclass(frozen=True, slots=True)
class SubjectAnswer:
    """All claims on a subject on a day.

    Attributes
    ----------
    subject : Subject
        Whose troops, where, and what is counted.
    answer : DayAnswer
        The claims in sections.
    parts : tuple of Part
        The same in a sentence, as typed parts: of each figure the ids of the reports that state it.
    """

    subject: Subject
    answer: DayAnswer
    parts: Parts

    @property
    def sentence(self) -> str:
        """The sentence as a text."""
        return text_of_parts(self.parts)


class SubjectAnswers(Sequence[SubjectAnswer]):
    """The answers of a day, each worked out when it is asked for, and kept.

    Parameters
    ----------
    count
        How many there are.
    subject
        Returns the subject of each.
    answer
        Returns the answer of a subject.
    words
        The language of the sentences.
    """

    def __init__(
        self, count: int, subject: Callable[[int], Subject], answer: Callable[[Subject], DayAnswer], words: Words
    ) -> None:
        self._count = count
        self._subject = subject
        self._answer = answer
        self._words = words
        self._made: dict[int, SubjectAnswer] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> SubjectAnswer: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[SubjectAnswer]: ...

    def __getitem__(self, number: int | slice) -> SubjectAnswer | Sequence[SubjectAnswer]:
        """Return the answer of a subject, or of several."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(self._count))]
        at = range(self._count)[number]
        if at not in self._made:
            subject = self._subject(at)
            answer = self._answer(subject)
            self._made[at] = SubjectAnswer(subject, answer, sentence_of(answer, self._words))
        return self._made[at]

    def __repr__(self) -> str:
        return f"<{self._count} answers>"
