"""CSV that a spreadsheet opens as it is and runs nothing of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd

FORMULA_SIGNS: Final = "-=+@\t\r\uff1d\uff0b\uff0d\uff20"
"""A cell that begins with one of these is taken for a formula; see OWASP, "CSV Injection". As in brackets."""

_FORMULA: Final = re.compile(f"[{FORMULA_SIGNS}]")


def write_csv(frame: pd.DataFrame) -> str:
    """Write a table: RFC 4180, without a byte order mark.

    A number stays one, a flag is ``yes`` or ``no``, what is missing is blank; a text that would be a formula begins
    with an apostrophe.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"who": ["=1+1", "A, B"], "low": [120000.0, None], "open": [True, False]})
    >>> write_csv(frame).splitlines()
    ['who,low,open', "'=1+1,120000,yes", '"A, B",,no']
    """
    safe = frame.assign(**{str(name): _safe(frame[name]) for name in frame})
    text: str = safe.to_csv(index=False, lineterminator="\r\n", float_format=_number)
    return text


def safe_text(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _safe(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column made safe, each distinct text once."""
    import pandas as pd

    if column.dtype == bool:
        return column.map({True: "yes", False: "no"})
    if pd.api.types.is_numeric_dtype(column):
        return column
    codes, distinct = pd.factorize(column)
    texts = [safe_text(str(text)) for text in distinct]
    return pd.Series([texts[code] if code >= 0 else "" for code in codes], index=column.index, dtype="str")


def _number(number: Any) -> str:
    """Write a number without a fraction that it does not have."""
    return f"{int(number)}" if number == int(number) else repr(number)
