"""Answers of the gazetteer to place wordings, on the terminal and for a CSV file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Any

from mustermap import geo
from mustermap.app.output_files import refuse_to_replace, write_bytes
from mustermap.app.terminal.terminal_output import count, log, one_line, working, write_json, write_line, write_table
from mustermap.data.files.safe_csv import safe_text
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mustermap.geo.online import OnlineGeocoder

OUT_COLUMNS = (
    "place", "country", "document", "status", "name", "gazetteer_id", "precision", "lon", "lat", "radius_m",
    "country_code", "confidence", "candidates", "reason",
)  # fmt: skip


def show_place(wording: str, *, country: str | None, as_json: bool, online: bool = False, contact: str = "") -> int:
    """Resolve a wording and show what was found.

    Parameters
    ----------
    wording, country
        As for `geo.resolve`.
    as_json
        Whether to answer in JSON.
    online, contact
        Whether to ask Nominatim for what is not resolved, and the contact to send with it.

    Returns
    -------
    int
        0 if it was resolved, else 1.
    """
    answer = geo.resolve(wording, country=country)
    if online:
        with _online(contact) as geocoder, working("asking Nominatim"):
            answer = geocoder.supplement(answer, country=country)
    places = (answer.place,) if answer.place else answer.candidates
    if as_json:
        write_json(
            {
                "place": wording,
                "country": country,
                "status": answer.status,
                "resolved": _as_json(answer.place) if answer.place else None,
                "candidates": [_as_json(place) for place in answer.candidates],
                "confidence": answer.confidence,
                "reason": answer.reason or None,
                "advice": answer.advice or None,
            }
        )
    else:
        write_line(one_line(f"{answer.status}: {answer.reason}" if answer.reason else answer.status))
        if answer.advice:
            write_line(f"what to do: {one_line(answer.advice)}")
        if places:
            names = ("ref", "name", "precision", "country", "lon", "lat", "radius_m", "confidence", "how")
            rows = [
                (
                    p.ref,
                    p.name,
                    p.precision,
                    p.country_code,
                    f"{p.lon:.4f}",
                    f"{p.lat:.4f}",
                    f"{p.radius_m:.0f}",
                    f"{p.confidence:.2f}",
                    p.how,
                )
                for p in places
            ]
            write_table(f"places for {wording!r}", names, rows)
    return 0 if answer.place else 1


def _as_json(place: geo.Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in place.__slots__}


def _online(contact: str) -> OnlineGeocoder:
    from mustermap.geo.online import OnlineGeocoder

    return OnlineGeocoder(contact)


def _supplemented(
    answers: list[geo.Resolution], countries: Sequence[str], geocoder: OnlineGeocoder
) -> list[geo.Resolution]:
    """Ask Nominatim for what is not resolved, once for each distinct answer."""
    found: dict[tuple[int, str], geo.Resolution] = {}
    for answer, country in zip(answers, countries, strict=True):
        key = (id(answer), country)
        if key not in found:
            found[key] = geocoder.supplement(answer, country=country)
    return [found[id(answer), country] for answer, country in zip(answers, countries, strict=True)]


def place_rows(source: Path, output: Path, *, overwrite: bool, online: bool = False, contact: str = "") -> int:
    """Resolve the places of a CSV file, and write a row for each, in the same order.

    Parameters
    ----------
    source
        CSV, UTF-8, with the column `place`, and optionally `country` and `document`; other columns are left out.
    output
        The CSV file to write, with the columns OUT_COLUMNS. A text that a spreadsheet would run as a formula begins
        with an apostrophe.
    overwrite
        Whether to replace an existing file.
    online, contact
        Whether to ask Nominatim for what is not resolved, and the contact to send with it.

    Returns
    -------
    int
        0; the row of a place that was not resolved says so.
    """
    refuse_to_replace(output, [source], overwrite=overwrite)
    places, countries, documents = _read_rows(source)
    with working(f"resolving {len(places)} places"):
        answers = geo.resolve_documents(places, documents, countries)
    if online:
        with _online(contact) as geocoder, working("asking Nominatim, a wording a second"):
            answers = _supplemented(answers, countries, geocoder)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(OUT_COLUMNS)
    cells: dict[int, list[str]] = {}
    for place, country, document, answer in zip(places, countries, documents, answers, strict=True):
        if id(answer) not in cells:
            cells[id(answer)] = _answer_cells(answer)
        writer.writerow([*map(safe_text, (place, country, document)), *cells[id(answer)]])
    write_bytes(output, lines.getvalue().encode("utf-8"), overwrite=overwrite)
    counts = Counter(answer.status for answer in answers)
    shares = ", ".join(f"{counts[status]} {status}" for status in ("resolved", "ambiguous", "unresolved"))
    log(f"{output}: {count(len(answers), 'place')}: {shares}")
    return 0


def _read_rows(source: Path) -> tuple[list[str], list[str], list[str]]:
    """Read the three columns; ``country`` and ``document`` are blank if they are missing."""
    csv.field_size_limit(2**31 - 1)
    try:
        with source.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            names = [name.strip().lower() for name in next(rows, [])]
            if "place" not in names:
                raise WrongUse(f"{source}: there is no column 'place'; name the columns place, country, document")
            at = [names.index(name) if name in names else -1 for name in ("place", "country", "document")]
            read = [[row[column] if 0 <= column < len(row) else "" for column in at] for row in rows if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongUse(f"{source}: cannot be read as CSV in UTF-8: {error}; save it so, or check its name") from error
    places, countries, documents = ([row[column] for row in read] for column in range(3))
    return places, countries, documents


def _answer_cells(answer: geo.Resolution) -> list[str]:
    """Return the cells from `status` on; unknown ones are blank, and no text runs as a formula."""
    place = answer.place
    names = "; ".join(
        f"{near.ref} {near.name} ({near.country_code}) {near.confidence:.2f}" for near in answer.candidates
    )
    where = (
        [*map(safe_text, (place.name, place.ref)), place.precision, f"{place.lon:.5f}", f"{place.lat:.5f}",
         f"{place.radius_m:.0f}", place.country_code]
        if place
        else [""] * 7
    )  # fmt: skip
    why = f"{answer.reason} {answer.advice}".strip()
    return [answer.status, *where, f"{answer.confidence:.3f}", safe_text(names), safe_text(why)]
