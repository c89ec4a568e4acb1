"""``mustermap place``: what the gazetteer makes of a wording."""

from __future__ import annotations

from typing import Any

import geo
from app.output import say, write_json, write_table


def show_place(wording: str, *, country: str | None, as_json: bool) -> int:
    """Resolve a wording and say what was found.

    Returns
    -------
    int
        0 if it was resolved, else 1.
    """
    answer = geo.resolve(wording, country=country)
    places = (answer.place,) if answer.place else answer.candidates
    if as_json:
        write_json(
            {
                "place": wording,
                "country": country,
                "status": answer.status,
                "resolved": _as_json(answer.place) if answer.place else None,
                "candidates": [_as_json(place) for place in answer.candidates],
                "reason": answer.reason or None,
            }
        )
    else:
        say(f"{answer.status}: {answer.reason}" if answer.reason else answer.status)
        if places:
            names = ("ref", "name", "precision", "country", "lon", "lat", "radius_m", "how")
            rows = [
                (p.ref, p.name, p.precision, p.country_code, f"{p.lon:.4f}", f"{p.lat:.4f}", f"{p.radius_m:.0f}", p.how)
                for p in places
            ]
            write_table(f"places for {wording!r}", names, rows)
    return 0 if answer.place else 1


def _as_json(place: geo.Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in place.__slots__}
