"""With how much care something is published, in a sentence; the same as ``frame/notes.ts`` in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mustermap.words.catalogue import Words


def care_text(care: Mapping[str, Any] | None, words: Words) -> str:
    """Return the sentence that says what was left out, shown less precisely or withheld; blank where nothing was.

    Parameters
    ----------
    care
        ``from_day`` (None: no embargo), ``left_out``, ``coarsen`` and ``redact``, as a published claims table has them
        in ``attrs["care"]``.
    words
        The language.
    """
    if not care:
        return ""
    parts = []
    if care["from_day"] is not None:
        parts.append(words.say("care.embargo", count=care["left_out"], day=day_text(care["from_day"], words)))
    if care["coarsen"]:
        parts.append(words.say(f"care.coarsen.{care['coarsen']}"))
    if care["redact"]:
        parts.append(words.say("care.redact", fields=[name.replace("_", " ") for name in care["redact"]]))
    return words.say("care.published", what="; ".join(parts))
