"""A claim of a comparison in words: at its bar, below it, and for who does not see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mustermap.maps.still.still_texts import page_words, plain, word_day, word_force

if TYPE_CHECKING:
    import pandas as pd

    from mustermap import layers


def word_beside(claim: Any) -> str:
    """Say what stands beside a figure at its bar: the phase, and which part it is about."""
    words = page_words()
    phase = str(words["phases"].get(claim.phase, plain(claim.phase))) if claim.phase else ""
    part = ", ".join(text for text in (plain(claim.component), plain(claim.unit)) if text)
    named = part if re.match(r"the\b", part, re.IGNORECASE) else f"the {part}"
    return " ".join(text for text in (phase, f"for {named} only" if part else "") if text)


def word_below(claim: Any) -> list[tuple[str, str]]:
    """Say who disputes it, on whose information it is, how often it is repeated; each with the name of its colour."""
    lines: list[tuple[str, str]] = []
    if claim.disputed_by:
        lines.append((f"≠ disputed: {plain(claim.disputers)}", "warn"))
    notes = [f"on the information of {plain(claim.attributed_to)}"] if claim.attributed_to else []
    if claim.echoes:
        notes.append(f"{claim.echoes} {'echo' if claim.echoes == 1 else 'echoes'}")
    return [*lines, (" · ".join(notes), "quiet")] if notes else lines


def word_standing(claim: Any) -> str:
    """Say how surely it holds."""
    words = page_words()
    sure = str(words["certain"] if claim.certainty == "certain" else words["possible"])
    return f"{sure}; {words['lastCited']}" if claim.last_cited else sure


def word_told(claim: Any) -> str:
    """Say all of a claim in one line."""
    below = [text.removeprefix("≠ ") for text, _ in word_below(claim)]
    who = plain(claim.claimant) or str(page_words()["noClaimant"])
    told = [who, plain(claim.figures), word_force(claim.force), word_beside(claim), *below, word_standing(claim)]
    return "; ".join(text for text in told if text)


def word_title(compared: layers.Comparison) -> str:
    """Say whose troops, and where."""
    whose = "Claims about troops" if compared.force is None else f"Troops of {word_force(compared.force)}"
    return whose if compared.area is None else f"{whose} in {plain(compared.area.name)}"


def word_days(compared: layers.Comparison) -> str:
    """Say which days, and what was known."""
    days = word_day(compared.from_day)
    if compared.from_day != compared.to_day:
        days = f"{days} to {word_day(compared.to_day)}"
    return days


def word_known(compared: layers.Comparison) -> str:
    """Say of which day the data is."""
    if compared.known_by is not None:
        return f"Data: what had been said by {word_day(compared.known_by)}."
    newest = max(
        (day for text in compared.claims["said"] for day in re.findall(r"\d{4}-\d\d-\d\d", str(text))), default=""
    )
    if not newest:
        return "Data: all that is known; no saying has a day."
    return f"Data: all that is known; the newest saying with a day is of {newest}."


def word_sources(claims: pd.DataFrame) -> str:
    """Name the sources by title and publisher, else by address, with the day of publication where it is known."""
    columns = ["source_title", "source_publisher", "source_url", "source_published"]
    told = claims[columns].astype("str").drop_duplicates()
    named = [
        ", ".join(plain(text) for text in (title, publisher or ("" if title else url), _published(published)) if text)
        for title, publisher, url, published in told.itertuples(index=False, name=None)
        if title or publisher or url
    ]
    shown, rest = named[:6], len(named) - 6
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"Claims from: {'; '.join(shown)}{more}" if shown else ""


def _published(edtf: str) -> str:
    return edtf if re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf) else ""


def word_signs(claims: pd.DataFrame) -> str:
    """Explain the signs that are met and that no word beside them explains."""
    met = [
        ("dotted: possibly said to hold", bool((claims["certainty"] != "certain").any())),
        ("fainter: last cited", bool((claims["last_cited_from_day"] <= claims["possible_to_day"]).any())),
        ("arrow: no end is given, or no bound", bool(_open(claims).any())),
        ("ring: the bound itself is excluded", bool(_excluded(claims).any())),
    ]
    told = [text for text, is_met in met if is_met]
    return f"{'; '.join(told)}.".capitalize() if told else ""


def _open(claims: pd.DataFrame) -> Any:
    """Tell which claims have an end that nobody gives: of time, or of their figure."""
    has_low, has_high = claims["figure_low"].notna(), claims["figure_high"].notna()
    no_low = has_high & (claims["figure_low"].fillna(0) == 0) & ~claims["figure_low_included"].astype(bool)
    return (claims["possible_to_day"] >= 2**31 - 1) | (has_low & ~has_high) | no_low


def _excluded(claims: pd.DataFrame) -> Any:
    low = claims["figure_low"].notna() & ~claims["figure_low_included"].astype(bool) & (claims["figure_low"] > 0)
    high = claims["figure_high"].notna() & ~claims["figure_high_included"].astype(bool)
    return low | high
