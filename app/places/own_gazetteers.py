"""The parts of the gazetteer, and gazetteers of the user's own."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from mustermap import geo
from mustermap.app.terminal.terminal_output import bar, log, one_line, write_json, write_line, write_table
from mustermap.data import kept_work
from mustermap.geo.gazetteer.additions import add_gazetteer
from mustermap.geo.gazetteer.country_lookup import country_code
from mustermap.geo.gazetteer.own_places import own_file, own_gazetteers, remove_gazetteer

if TYPE_CHECKING:
    from pathlib import Path


def show_parts(*, as_json: bool) -> int:
    """List the parts of the gazetteer, and what the user has added.

    Returns
    -------
    int
        0.
    """
    parts, own = geo.gazetteer_parts(), own_gazetteers()
    if as_json:
        kept_work = [asdict(one) for one in own]
        write_json({"parts": [asdict(part) for part in parts], "own": kept_work, "own_file": str(own_file())})
        return 0
    rows = [(part.name, part.version, part.date, part.licence, part.credit) for part in parts]
    write_table("the gazetteer", ("part", "version", "date", "licence", "credit"), rows)
    for one in own:
        if not one.is_finished:
            again = one_line(f"mustermap gazetteer add {one.file} --name {one.name}")
            log(f"not looked up: {one_line(one.name)} was not read to its end; `{again}` goes on")
    return 0


def add_places(file: Path, *, name: str | None, country: str | None, licence: str, credit: str) -> int:
    """Add a file of places to the user's own gazetteer.

    Returns
    -------
    int
        0 if all rows were read, 1 if some were rejected.
    """
    code = country_code(country) if country else None
    with bar(f"reading {file.name}") as progress:

        def step(done: int, total: int) -> None:
            kept_work.note(own_file())  # a batch, with the position in the file
            progress(done, total)

        done = add_gazetteer(file, name=name, country=code, licence=licence, credit=credit, progress=step)
    for row in done.wrong:
        write_line(f"rejected: {one_line(file.name)} row {row.row}: {one_line(row.reason)}")
    own, resumed = done.own, "; went on where it had stopped" if done.is_resumed else ""
    counts = f"{own.places:,} places added, {own.left_out:,} of other kinds left out, {own.rejected:,} rejected"
    write_line(f"{one_line(own.name)}: {counts}{resumed}")
    return 1 if own.rejected else 0


def remove_places(name: str) -> int:
    """Remove one of the user's gazetteers.

    Returns
    -------
    int
        0.
    """
    try:
        own = remove_gazetteer(name)
    except KeyboardInterrupt:
        if name not in {one.name for one in own_gazetteers()}:
            kept_work.note(own_file())
        raise
    write_line(f"{one_line(own.name)}: {own.places:,} places removed")
    return 0
