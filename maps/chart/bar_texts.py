"""Texts of a claim of a comparison: at its bar, below it, and for who does not see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mustermap.maps.still.still_texts import claims_from, plain
from mustermap.words.cldr_names import place_text
from mustermap.words.date_texts import date_text, day_text, days_text
from mustermap.words.name_texts import claimant_text, force_text, part_only_text, phase_text, whose_text

if TYPE_CHECKING:
    import pandas as pd

    from mustermap import layers
    from mustermap.words import Words

_MOST_SOURCES = 6


def word_beside(claim: Any, words: Words) -> str:
    """Return the text beside a figure at its bar: the phase, and which part it is about."""
    part = ", ".join(text for text in (plain(claim.component), plain(claim.unit)) if text)
    return f"{phase_text(claim.phase, words, plain)}{part_only_text(part, words)}".strip()


def word_below(claim: Any, words: Words) -> list[tuple[str, str]]:
    """Return who disputes it, on whose information it is, how often it is repeated; each with its colour's name."""
    lines: list[tuple[str, str]] = []
    if claim.disputed_by:
        lines.append((f"≠ {words.say('comparison.disputedBy', who=plain(claim.disputers))}", "warn"))
    notes = [words.say("comparison.attributed", who=plain(claim.attributed_to))] if claim.attributed_to else []
    if claim.echoes:
        notes.append(words.say("comparison.echoes", count=int(claim.echoes)))
    return [*lines, (" · ".join(notes), "quiet")] if notes else lines


def word_standing(claim: Any, words: Words) -> str:
    """Return how surely it holds."""
    sure = words.say("certain" if claim.certainty == "certain" else "possible")
    return f"{sure}; {words.say('lastCited')}" if claim.last_cited else sure


def word_claim(claim: Any, words: Words) -> str:
    """Return all of a claim in one line."""
    below = [text.removeprefix("≠ ") for text, _ in word_below(claim, words)]
    said = [claimant_text(claim.claimant, words, plain), plain(claim.figures), force_text(claim.force, words, plain),
            word_beside(claim, words), *below, word_standing(claim, words)]  # fmt: skip
    return "; ".join(text for text in said if text)


def word_title(compared: layers.Comparison, words: Words) -> str:
    """Return whose troops, and where."""
    key = "claims" if compared.force is None else "troops"
    values = {} if compared.force is None else {"force": whose_text(compared.force, words, plain)}
    if compared.area is None:
        return words.say(f"pictures.title.{key}", **values)
    return words.say(
        f"pictures.title.{key}In",
        place=plain(place_text(compared.area.name, compared.area.ref, words.language)),
        **values,
    )


def word_days(compared: layers.Comparison, words: Words) -> str:
    """Return the days that are compared."""
    return days_text(compared.from_day, compared.to_day, words)


def word_known(compared: layers.Comparison, words: Words) -> str:
    """Return of which day the data is."""
    if compared.known_by is not None:
        return words.say("pictures.data.knownBy", day=day_text(compared.known_by, words))
    newest = max(
        (day for text in compared.claims["said"] for day in re.findall(r"\d{4}-\d\d-\d\d", str(text))), default=""
    )
    if not newest:
        return words.say("pictures.data.all")
    return words.say("pictures.data.newest", day=date_text(newest, words))


def word_sources(claims: pd.DataFrame, words: Words) -> str:
    """Name the sources by title and publisher, else by address, with the day of publication where it is known."""
    columns = ["source_title", "source_publisher", "source_url", "source_published"]
    distinct = claims[columns].astype("str").drop_duplicates()
    named = [
        ", ".join(plain(text) for text in (title, publisher or ("" if title else url), _published(published)) if text)
        for title, publisher, url, published in distinct.itertuples(index=False, name=None)
        if title or publisher or url
    ]
    return claims_from(named, _MOST_SOURCES, words)


def _published(edtf: str) -> str:
    return edtf if re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf) else ""


def word_signs(claims: pd.DataFrame, words: Words) -> str:
    """Explain the signs that are met and that no word beside them explains."""
    met = [
        ("signs.possible", bool((claims["certainty"] != "certain").any())),
        ("signs.lastCited", bool((claims["last_cited_from_day"] <= claims["possible_to_day"]).any())),
        ("pictures.signs.open", bool(_open(claims).any())),
        ("pictures.signs.excluded", bool(_excluded(claims).any())),
    ]
    said = [words.say(key) for key, is_met in met if is_met]
    return f"{'; '.join(said)}.".capitalize() if said else ""


def _open(claims: pd.DataFrame) -> Any:
    """Return which claims have an end that nobody states: of time, or of their figure."""
    has_low, has_high = claims["figure_low"].notna(), claims["figure_high"].notna()
    no_low = has_high & (claims["figure_low"].fillna(0) == 0) & ~claims["figure_low_included"].astype(bool)
    return (claims["possible_to_day"] >= 2**31 - 1) | (has_low & ~has_high) | no_low


def _excluded(claims: pd.DataFrame) -> Any:
    low = claims["figure_low"].notna() & ~claims["figure_low_included"].astype(bool) & (claims["figure_low"] > 0)
    high = claims["figure_high"].notna() & ~claims["figure_high_included"].astype(bool)
    return low | high
