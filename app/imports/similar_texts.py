"""Notes on what an import may say twice, replace or deny: one a kind, with its number, an example and what to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap.app.terminal.terminal_output import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap.app.imports.similar_claims import Similar
    from mustermap.data.files.reading import Reading

_WHAT: Final = {
    "duplicate": ("a duplicate", "duplicates", "the same claimant, figure, force and place within two weeks"),
    "echo": (
        "an echo",
        "echoes",
        "the same figure, force and place within two weeks, said again",
    ),
    "update": ("an update", "updates", "another figure of the same claimant, force and place within two weeks"),
    "denial": (
        "about a claim of that day",
        "about claims of their day",
        "the same force and place, and no id in disputes",
    ),
}
_FILL: Final = {
    "duplicate": (
        "if it is another source that says the same again, put the other's id into repeats; leave out the row if "
        "it is the same; if not, put the other's id into beside"
    ),
    "echo": "put the other's id into repeats; into beside if it is a claim of its own",
    "update": "put the other's id into updates; into beside if both hold",
    "denial": "put the id of what is denied into disputes",
}


def similar_lines(similar: Sequence[Similar], reading: Reading) -> Iterator[str]:
    """Yield a note for each kind: how many reports may be that, an example, and which column to fill with what.

    Parameters
    ----------
    similar
        As `similar_claims` returns them.
    reading
        What was read: a report without an id of its own is named by its file and row.
    """
    for one in similar:
        number = len(one.pairs)
        kind, kinds, why = _WHAT[one.kind]
        report, other = one.pairs[0]
        named = reading.unnamed({report, other} - one.kept)
        link = "denying" if one.kind == "denial" else "of"
        shown = f"{named.get(report, report)} {link} {named.get(other, other)}"
        whose = " in the ledger" if other in one.kept else ""
        times = "such as" if number > 1 else "namely"
        yield (
            f"note: {count(number, 'report')} may be {kind if number == 1 else kinds} ({why}), {times} {shown}{whose}: "
            f"{_FILL[one.kind]}{'; give that row an id first' if other in named else ''}"
        )


def similar_cells(similar: Sequence[Similar]) -> list[dict[str, Any]]:
    """Return what reports may be to others, for programs."""
    return [
        {
            "kind": one.kind,
            "reports": [
                {"report": report, "other": other, "other_in_ledger": other in one.kept} for report, other in one.pairs
            ],
        }
        for one in similar
    ]
