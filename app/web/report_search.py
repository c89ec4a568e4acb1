"""The reports that a list shows: found by words and filters, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, Field

from mustermap.app.web.addresses import Address, address
from mustermap.app.web.page_texts import denied_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mustermap.app.web.ledger_access import Snapshot

PAGE_ROWS: Final = 50
FILTERS: Final = ("force", "claimant", "phase", "kind", "state", "source")
_MOST_OFFERED: Final = 300


class ListQuery(BaseModel):
    """The query of a list, as its address has it.

    Attributes
    ----------
    q : str
        Words that a report must hold, each in any of the fields that are searched.
    force, claimant, phase, kind, state, source : str
        The text of a field, as it was entered; blank: any.
    page : int
        From 1 on.
    """

    q: Annotated[str, Field(description="Words that a report must hold.")] = ""
    force: str = ""
    claimant: str = ""
    phase: str = ""
    kind: str = ""
    state: str = ""
    source: str = ""
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1

    @property
    def chosen(self) -> dict[str, str]:
        """The text of each filter, blank ones included."""
        return {name: getattr(self, name) for name in FILTERS}

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are not blank."""
        return {name: text for name, text in self.chosen.items() if text}

    def address(self, page: int, *, path: str = "/reports") -> Address:
        """Return the address of another page of the same list."""
        return address(path, q=self.q, **self.filters, page=page)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list.

    Attributes
    ----------
    rows : list of dict
        The reports, the newest first.
    count : int
        How many there are on all pages.
    pages : int
        How many pages.
    """

    rows: list[dict[str, object]]
    count: int
    pages: int


def search(snapshot: Snapshot, query: ListQuery) -> Found:
    """Find the reports that a list shows, the newest first."""
    numbers = list(_fitting(snapshot, query))
    first = (query.page - 1) * PAGE_ROWS
    rows = [row(snapshot, number) for number in islice(numbers, first, first + PAGE_ROWS)]
    return Found(rows, len(numbers), max(1, -(-len(numbers) // PAGE_ROWS)))


def row(snapshot: Snapshot, number: int) -> dict[str, object]:
    """Return the fields of one report, and the title of its source."""
    cells = {name: column[number] for name, column in snapshot.reports.items()}
    known = snapshot.reports["id"]
    named = [one for one in str(cells.get("disputes") or "").split(";") if one in known]
    found = [{name: column[known.index(one)] for name, column in snapshot.reports.items()} for one in named]
    return cells | {"title": snapshot.titles.get(str(cells["source"]), ""), "denied": denied_words(cells, found)}


def offered(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return what can be filtered by: the texts that occur in each field."""
    found: dict[str, list[str]] = {}
    for name in FILTERS[:-1]:
        texts = {one for text in set(snapshot.reports.get(name, ())) for one in _members(name, str(text)) if one}
        found[name] = sorted(texts, key=str.casefold)[:_MOST_OFFERED]
    return found


def _fitting(snapshot: Snapshot, query: ListQuery) -> Iterator[int]:
    words = query.q.casefold().split()
    wanted = list(query.filters.items())
    for number in range(len(snapshot) - 1, -1, -1):
        if all(text in _members(name, str(snapshot.reports[name][number])) for name, text in wanted):
            searched = snapshot.searched[number]
            if all(word in searched for word in words):
                yield number


def _members(name: str, text: str) -> list[str]:
    return [text, *text.split(";")] if name == "force" and ";" in text else [text]
