"""The caption of a still: the subject of its day, and the answer in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mustermap.layers.comparison.answer_sentence import sentences_of
from mustermap.layers.comparison.day_sections import day_answer
from mustermap.layers.comparison.question import find_force, find_named_area
from mustermap.layers.comparison.sentence_parts import text_of_parts
from mustermap.layers.comparison.subject_claims import PERSONNEL, Subject
from mustermap.layers.opening_subject import opening_subject
from mustermap.maps.still.still_texts import plain
from mustermap.maps.still.text_blocks import Run
from mustermap.words.cldr_names import place_text
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.layers.comparison.nesting import Area
    from mustermap.maps.still.scene import Scene
    from mustermap.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """The subject that is asked for, as far as it is.

    Attributes
    ----------
    area : Area or None
        Where; None: the place with the most rival claimants.
    force : str or None
        Whose troops, as in the claims table; None: the force with the most.
    """

    area: Area | None = None
    force: str | None = None

    @classmethod
    def of(cls, claims: gpd.GeoDataFrame, area: str | None, force: str | None) -> Asked:
        """Find an area and a force among those of the claims.

        Raises
        ------
        AmbiguousArea, UnknownArea, UnknownForce
            If they are not to be found.
        """
        return cls(
            None if area is None else find_named_area(claims, area),
            None if force is None else find_force(claims, force),
        )


@dataclass(frozen=True, slots=True)
class Caption:
    """The answer on a subject.

    Attributes
    ----------
    subject : str
        Whose troops and where.
    force, place_ref : str
        The subject's force and area, as in the claims table.
    sentences : tuple
        Of each section the name and the rest, as texts.
    """

    subject: str
    force: str
    place_ref: str
    sentences: tuple[tuple[str, str], ...]

    def is_about(self, force: str) -> bool:
        """Check whether what is claimed of a force is of the subject's: of it alone, or jointly with others."""
        return force == self.force or self.force in force.split(";")

    @property
    def runs(self) -> list[Run]:
        """It as runs, the names of sections bold."""
        runs = [(Run(heading, is_strong=True), Run(body)) for heading, body in self.sentences]
        return [run for both in runs for run in both if run.text]

    @property
    def sentence(self) -> str:
        """The sentence as one text."""
        return " ".join(f"{heading}{body}" for heading, body in self.sentences)


def caption_on(scene: Scene, asked: Asked, words: Words) -> Caption | None:
    """Return the caption of a day; None where no subject is asked for, and none has a claim on it."""
    subject = opening_subject(scene.claims, scene.effect, area=asked.area, force=asked.force)
    if subject is None and asked.area is not None and asked.force is not None:
        subject = Subject(asked.force, asked.area, PERSONNEL)
    if subject is None:
        return None
    answer = day_answer(scene.claims, subject, on=scene.on, known_by=scene.known_by, effect=scene.effect)
    said = tuple(
        (plain_text(text_of_parts(one.heading)), plain_text(text_of_parts(one.body)))
        for one in sentences_of(answer, words)
    )
    return Caption(subject_text(subject, words), subject.force, subject.area.ref, said)


def subject_text(subject: Subject, words: Words) -> str:
    """Return whose troops and where; of what is not people also what."""
    force = whose_text(subject.force, words, plain)
    place = plain(place_text(subject.area.name, subject.area.ref, words.language))
    text = words.say("pictures.title.troopsIn", force=force, place=place)
    return text if subject.quantity == PERSONNEL else f"{text} ({plain(subject.quantity)})"


def plain_text(text: str) -> str:
    """Return a text without marks of direction, its blanks at both ends kept."""
    kept = plain(text)
    return f"{' ' * text.startswith(' ')}{kept}{' ' * text.endswith(' ')}" if kept else ""
