"""Which days of a claim were computed, mostly from the day of publication: the wording does not name them by itself."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.report_table import spread_texts
from mustermap.data.wordings.date_wordings import is_computed

_DAYS: Final = ("said", "start", "end")


def computed_days(reports: pd.DataFrame, languages: pd.Categorical) -> pd.Series[str]:
    """Return for each report which of its days were computed, separated by ``;``; each distinct wording is read once.

    Parameters
    ----------
    reports
        A table with the columns of the data dictionary.
    languages
        The language of the source of each report.
    """
    codes = np.zeros(len(reports), dtype=np.int8)
    for bit, name in enumerate(_DAYS):
        wording = reports[f"{name}_wording"]
        rows = np.flatnonzero(((wording != "") & (reports[name] != "") & (reports[name] != "..")).to_numpy(bool))
        if not len(rows):
            continue
        asked = pd.DataFrame({"wording": wording.iloc[rows].array, "language": languages[rows]})
        distinct, firsts = combine([asked["wording"], asked["language"]])
        told = asked.iloc[firsts].itertuples(index=False)
        found = [is_computed(str(text), language=str(language)) for text, language in told]
        codes[rows] |= np.array(found, dtype=np.int8)[distinct] << bit
    names = [";".join(name for bit, name in enumerate(_DAYS) if code >> bit & 1) for code in range(1 << len(_DAYS))]
    return spread_texts(names, codes)
