"""Outcomes of saved forms: as noted with the form, or, if that failed, as the ledger has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mustermap.app.editing import Saved
    from mustermap.data.ledger import Added, Ledger

Outcome = dict[str, str]


def outcome_of(saved: Saved) -> Outcome:
    """Return the outcome of saving reports: ids by what was done, separated by semicolons."""
    named = {name: ";".join(getattr(saved, name)) for name in ("added", "revised", "skipped")}
    return named | {"unplaced": ";".join(dict.fromkeys(one.id for one in saved.unplaced))}


def source_outcome(source: str, *, is_changed: bool) -> Outcome:
    """Return the outcome of editing a source."""
    return {"source": source, "is_changed": "yes" if is_changed else ""}


def answered_outcome(ledger: Ledger, key: str) -> Outcome | None:
    """Look up in the ledger what became of the form of a key; None if nothing was saved under it."""
    answer = ledger.answered(key)
    if answer is None:
        return None
    reports, sources = answer.only("report"), answer.only("source")
    if not reports.outcomes and sources.outcomes:
        return source_outcome(sources.outcomes[0].id, is_changed=bool(sources.revised))
    named = {name: ";".join(getattr(reports, name)) for name in ("added", "revised", "skipped")}
    return named | {"unplaced": ";".join(_unplaced(ledger, reports))}


def _unplaced(ledger: Ledger, reports: Added) -> list[str]:
    found = ledger.find({"id": [*reports.added, *reports.revised]})
    columns = [found[name] for name in ("id", "place", "place_ref", "geometry", "origin", "origin_ref")]
    return [
        str(identity)
        for identity, place, place_ref, geometry, origin, origin_ref in zip(*columns, strict=True)
        if (place and not place_ref and not geometry) or (origin and not origin_ref)
    ]
