"""A comparison in a notebook: what it says in sentences, and its rows as a table."""

from __future__ import annotations

import html
from itertools import islice
from typing import TYPE_CHECKING, Final

from mustermap.data.days import date_of, is_finite
from mustermap.layers.change_texts import subject_title
from mustermap.words import words_of

if TYPE_CHECKING:
    import pandas as pd

    from mustermap.layers.comparison.comparison import Comparison

_OF_DAY: Final = {
    "section": "section", "kind": "kind", "claimant": "claimant", "figures": "figure", "said_text": "said",
    "standing": "standing", "place_name": "place", "earlier_text": "earlier", "disputers": "disputed by",
}  # fmt: skip
_OF_PERIOD: Final = {
    "section": "section", "kind": "kind", "from": "from", "to": "to", "claimant": "claimant", "figures": "figure",
    "said_text": "said", "standing": "standing", "place_name": "place", "earlier_text": "earlier",
}  # fmt: skip
_SUBJECT: Final = {"subject_force": "force", "area_name": "area", "subject_quantity": "quantity"}
_MOST_ROWS: Final = 60
_MOST_SENTENCES: Final = 12


def comparison_html(compared: Comparison) -> str:
    """Return a comparison as HTML, in which no text of a report is markup.

    Of many rows the first ones are shown, with the number of the others.
    """
    rows = compared.rows.head(_MOST_ROWS)
    shown = rows.assign(**{end: _days(rows[f"{end}_day"]) for end in ("from", "to") if f"{end}_day" in rows})
    names = _OF_DAY if compared.is_day else _OF_PERIOD
    is_one = compared.area is not None and compared.force is not None
    shown = shown[list(names) if is_one else [*_SUBJECT, *names]].rename(columns={**_SUBJECT, **names})
    rest = len(compared.rows) - len(rows)
    more = f"<p>and {rest:,} more rows</p>" if rest > 0 else ""
    withheld = f"<p>{html.escape(compared.care)}</p>" if compared.care else ""
    return f"{_sentences(compared)}{shown.to_html(index=False, escape=True, border=0)}{more}{withheld}"


def _sentences(compared: Comparison) -> str:
    """Return the sentences of the first subjects; of several, each with the subject's name."""
    if compared.sentence:
        return f"<p>{html.escape(compared.sentence)}</p>"
    words = words_of(compared.language)
    said = []
    for one in islice(compared.answers, _MOST_SENTENCES):
        subject = one.subject
        title = subject_title(subject.force, subject.area.name, subject.quantity, words)
        said.append(f"<p><b>{html.escape(title)}</b><br>{html.escape(one.sentence)}</p>")
    rest = len(compared.answers) - len(said)
    return "".join(said) + (f"<p>and {rest:,} more subjects</p>" if rest > 0 else "")


def _days(column: pd.Series[int]) -> list[str]:
    """Return days as ISO 8601 texts; blank where there is no bound."""
    return [str(date_of(int(day))) if is_finite(int(day)) else "" for day in column]
