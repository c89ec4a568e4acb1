"""What will be drawn of a claim, as a sentence under its days; worked out once for the same days."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from mustermap.app.editing import drawn_words

if TYPE_CHECKING:
    from mustermap.data.rules.field_tables import Cells

_DEPENDS_ON: Final = ("kind", "state", "said", "said_wording", "start", "start_wording", "end", "end_wording")
_REFERENCES: Final = ("repeats", "disputes")
_MOST: Final = 2_000
_known: OrderedDict[tuple[str, ...], str] = OrderedDict()
_guard = threading.Lock()


def drawn_reading(cells: Cells, source: Cells) -> str:
    """Return on which days a claim will be drawn; blank if nothing says anything of its days.

    While somebody types, most readings change no day, and the rules of ``layers``, which work on tables, are not asked.

    Parameters
    ----------
    cells, source
        Checked cells of the claim and of its source.
    """
    days = [str(cells.get(name) or "") for name in _DEPENDS_ON]
    published = [str(source.get(name) or "") for name in ("published", "accessed")]
    if not any(days[2:]) and not any(published):
        return ""
    refers = [str(bool(cells.get(name))) for name in _REFERENCES]
    key = (*days, *published, *refers)
    with _guard:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    words = drawn_words(cells, source=source)
    with _guard:
        _known[key] = words
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return words
