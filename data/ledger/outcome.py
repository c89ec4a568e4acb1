"""What became of each source, place, report and decision of one submission."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from mustermap.data.ledger.content import canonical

if TYPE_CHECKING:
    from mustermap.data.ledger.content import What

Verdict: TypeAlias = Literal["added", "skipped", "revised", "rejected", "overtaken"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source, place, report or decision.

    Attributes
    ----------
    what : {'source', 'report', 'place', 'decision', 'claimant'}
        What it is.
    id : str
        Its id; of a place, its ref.
    verdict : {'added', 'skipped', 'revised', 'rejected', 'overtaken'}
        Skipped is what the ledger already has; overtaken what somebody else has changed meanwhile.
    message : str
        Why it was not taken, and what to do; blank otherwise.
    """

    what: What
    id: str
    verdict: Verdict
    message: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """The ledger's answer to a submission: sources, places, reports, decisions, each in the order given.

    Attributes
    ----------
    outcomes : tuple of Outcome
        One for each source, place, report and decision that was submitted.

    Examples
    --------
    >>> answer = Added((Outcome("source", "dw-2022", "skipped"), Outcome("report", "latushka-120000", "added")))
    >>> answer.added, answer.only("source").added
    (('latushka-120000',), ())
    """

    outcomes: tuple[Outcome, ...] = ()

    @property
    def added(self) -> tuple[str, ...]:
        """Ids that are new to the ledger."""
        return self._ids("added")

    @property
    def skipped(self) -> tuple[str, ...]:
        """Ids that the ledger already has, with the same content; of places, with whatever content."""
        return self._ids("skipped")

    @property
    def revised(self) -> tuple[str, ...]:
        """Ids that have a new revision."""
        return self._ids("revised")

    @property
    def rejected(self) -> tuple[tuple[str, str], ...]:
        """Ids that were not taken, each with the reason and the remedy; those that were overtaken among them."""
        return tuple((one.id, one.message) for one in self.outcomes if one.verdict in {"rejected", "overtaken"})

    @property
    def overtaken(self) -> tuple[str, ...]:
        """Ids that somebody else has changed since the revision that the change started from."""
        return self._ids("overtaken")

    def only(self, what: What) -> Added:
        """Narrow the answer to sources, places, reports or decisions."""
        return Added(tuple(one for one in self.outcomes if one.what == what))

    def to_json(self) -> str:
        """Write the answer as it is kept with an idempotency key."""
        return canonical([[one.what, one.id, one.verdict, one.message] for one in self.outcomes])

    @classmethod
    def from_json(cls, text: str) -> Added:
        """Read an answer that `to_json` wrote."""
        return cls(tuple(Outcome(*one) for one in json.loads(text)))

    def _ids(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(one.id for one in self.outcomes if one.verdict == verdict)
