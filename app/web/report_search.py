"""Which reports a list shows: what was searched for and filtered by, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from mustermap.app.web.addresses import Address, address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mustermap.app.web.ledger_access import Shelf

PAGE_ROWS: Final = 50
FILTERS: Final = ("force", "claimant", "phase", "kind", "state", "source")
_MOST_OFFERED: Final = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was asked for.

    Attributes
    ----------
    words : str
        What a report must hold, word by word, in any of the fields that are searched.
    filters : dict of str to str
        What must stand in which field.
    page : int
        From 1 on.
    """

    words: str
    filters: Mapping[str, str]
    page: int

    def address(self, page: int, *, path: str = "/reports") -> Address:
        """Give the address of another page of the same list."""
        return address(path, q=self.words, **self.filters, page=page)


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


def search(shelf: Shelf, asked: Asked) -> Found:
    """Look through all reports, the newest first."""
    numbers = list(_fitting(shelf, asked))
    first = (asked.page - 1) * PAGE_ROWS
    rows = [row(shelf, number) for number in islice(numbers, first, first + PAGE_ROWS)]
    return Found(rows, len(numbers), max(1, -(-len(numbers) // PAGE_ROWS)))


def row(shelf: Shelf, number: int) -> dict[str, object]:
    """Give what one report says, and the title of its source."""
    cells = {name: column[number] for name, column in shelf.reports.items()}
    return cells | {"title": shelf.titles.get(str(cells["source"]), "")}


def offered(shelf: Shelf) -> dict[str, list[str]]:
    """Give what can be filtered by: the texts that stand in each field."""
    found: dict[str, list[str]] = {}
    for name in FILTERS[:-1]:
        texts = {one for text in set(shelf.reports.get(name, ())) for one in _members(name, str(text)) if one}
        found[name] = sorted(texts, key=str.casefold)[:_MOST_OFFERED]
    return found


def _fitting(shelf: Shelf, asked: Asked) -> Iterator[int]:
    words = asked.words.casefold().split()
    wanted = [(name, text) for name, text in asked.filters.items() if text]
    for number in range(len(shelf) - 1, -1, -1):
        if all(text in _members(name, str(shelf.reports[name][number])) for name, text in wanted):
            searched = shelf.searched[number]
            if all(word in searched for word in words):
                yield number


def _members(name: str, text: str) -> list[str]:
    return [text, *text.split(";")] if name == "force" and ";" in text else [text]
