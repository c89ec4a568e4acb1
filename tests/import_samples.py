"""Tables of other people, as the tests make them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

BRANCHES: Final = ("army", "navy", "air_force", "marines", "coast_guard")
ROWS: Final = 3_000
"""More than a batch of the import."""
#: Names as tables of statistics have them, and ISO codes; Namibia's code of two letters would be NA.
COUNTRIES: Final = (
    ("Germany", "DEU"), ("Japan", "JPN"), ("Korea, Republic of", "KOR"), ("Bahamas, The", "BHS"), ("Namibia", "NAM"),
    ("Belarus", "BLR"), ("Italy", "ITA"), ("Cuba", "CUB"), ("Turkey", "TUR"), ("Iceland", "ISL"), ("Greece", "GRC"),
    ("Philippines", "PHL"), ("Spain", "ESP"), ("Portugal", "PRT"), ("Bahrain", "BHR"), ("Kuwait", "KWT"),
    ("Norway", "NOR"), ("Poland", "POL"), ("Romania", "ROU"), ("Thailand", "THA"), ("Panama", "PAN"), ("Egypt", "EGY"),
    ("France", "FRA"), ("Belgium", "BEL"), ("Netherlands", "NLD"), ("Denmark", "DNK"), ("Australia", "AUS"),
    ("Canada", "CAN"), ("Honduras", "HND"), ("Djibouti", "DJI"), ("Kosovo", "XKX"), ("Viet Nam", "VNM"),
    ("Lao People's Democratic Republic", "LAO"), ("Iraq", "IRQ"), ("Afghanistan", "AFG"),
    ("Syrian Arab Republic", "SYR"),
    ("Russian Federation", "RUS"), ("Ukraine", "UKR"), ("Georgia", "GEO"), ("Côte d'Ivoire", "CIV"), ("Afloat", ""),
)  # fmt: skip

MAPPING: Final = """\
place_is = "country"
[constants]
source_title = "Northland's troops by country, 1950 to 2024"
claimant = "Northland's statistical office"
force = "Northland"
measure = "stock"
[columns]
place = "country"
place_country = "iso3"
span = { year = "year", quarter = "quarter", month = "month" }
figure = [
  "total", { column = "army", component = "army" }, { column = "navy", component = "navy" },
  { column = "air_force", component = "air force" }, { column = "marines", component = "marines" },
  { column = "coast_guard", component = "coast guard" } ]
"""


def write_wide(path: Path, *, rows: int = ROWS) -> dict[str, int]:
    """Write a wide table of troops by country: years, then quarters, then months; blanks, NA, mistakes.

    Returns
    -------
    dict
        How many figures each column has in rows without a mistake (``total``, ``army``, …), and under ``mistakes`` the
        rows with one.
    """
    draw = random.Random(1950)  # noqa: S311 - no secret
    spans = [(str(year), "", "") for year in range(1950, 2000, 2)]
    spans += [(str(year), f"Q{quarter}", "") for year in range(2000, 2006) for quarter in (1, 2, 3, 4)]
    spans += [("2012", "NA", str(month)) for month in range(1, 13)]
    cells = [(country, span) for country in COUNTRIES for span in spans]
    counts = dict.fromkeys(("total", *BRANCHES, "mistakes"), 0)
    lines = ["country,iso3,year,quarter,month,total," + ",".join(BRANCHES)]
    for number in range(rows):
        (country, code), (year, quarter, month) = cells[number % len(cells)]
        if number >= len(cells):  # some of a second series, under other names of the span
            year, quarter, month = str(1950 + number % 50), "", str(1 + number // 50 % 12)
        grouped = f"{draw.randrange(1, 9)},{number % 900 + 100}"
        parts = [draw.choice(("", "NA", str(draw.randrange(10, 90_000)), grouped)) for _ in BRANCHES]
        total = "NA" if number % 97 == 0 else str(100 + number)
        if number % 100 == 7:
            year, total = ("195O", total) if number % 200 == 7 else (year, total)
            quarter = quarter if number % 200 == 7 else "Q7"
        is_wrong = year == "195O" or quarter == "Q7"
        counts["mistakes"] += is_wrong
        for name, cell in zip(("total", *BRANCHES), (total, *parts), strict=True):
            counts[name] += not is_wrong and cell not in {"", "NA"}
        row = (f'"{country}"', code or "NA", year, quarter, month, total, *(f'"{part}"' for part in parts))
        lines.append(",".join(row))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return counts
