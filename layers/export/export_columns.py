"""The columns of exported files: what each holds, and from which dictionary its meaning comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS, SOURCE_PREFIX, Field
from mustermap.data.files.export_names import (
    CERTAINTY,
    CREDITS,
    DAY_STANDING,
    DRAWN_GEOMETRY,
    FROM,
    LAST_CITED,
    STANDING,
    TO,
    UNTIL,
)
from mustermap.layers.claim_columns import CLAIMS_COLUMNS
from mustermap.layers.standing import STANDINGS as DAY_STANDINGS

Kind = Literal["text", "date", "number", "integer", "flag"]


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of an exported file.

    Attributes
    ----------
    name : str
        As in the file.
    kind : str
        ``text``, ``date`` (a day of the calendar), ``number``, ``integer`` or ``flag``; absent where nothing is known.
    meaning : str
        What it says, in one sentence.
    choices : tuple of str
        The values that it can have, if they are fixed.
    example : str
        A value that reads well.
    """

    name: str
    kind: Kind
    meaning: str
    choices: tuple[str, ...] = ()
    example: str = ""


STANDINGS: Final = (
    "drawn", "not placed", "never in effect", "echo", "dispute", "context", "draft", "retracted",
)  # fmt: skip
"""What a row is: days on which its report is drawn, or why it is not drawn."""

_OF_CLAIMS: Final = {column.name: column.meaning for column in CLAIMS_COLUMNS}
_PLACE_TEXTS: Final = ("name", "precision", "country_code", "how", "reason")
_PLACE_NUMBERS: Final = ("radius_m", "lon", "lat")


def _field(field: Field, prefix: str = "") -> ExportColumn:
    name = DRAWN_GEOMETRY if field.kind == "geometry" else prefix + field.name
    kinds: dict[str, Kind] = {"number": "number", "flag": "flag"}
    return ExportColumn(name, kinds.get(field.kind, "text"), field.meaning, field.choices, field.example)


STRETCH_COLUMNS: Final = (
    ExportColumn(FROM, "date", "the first day of the stretch; absent: from ever, or it is on no day"),
    ExportColumn(TO, "date", "its last day, which belongs to it; absent: without an end, or it is on no day"),
    ExportColumn(UNTIL, "date", "the day after its last day, for programs that leave a span's end out"),
    ExportColumn(
        CERTAINTY, "text", "how sure it is, all through the stretch, that the claim holds", ("certain", "possible")
    ),
    ExportColumn(LAST_CITED, "flag", "whether its end is open or not known and nobody has said it again for 180 days"),
    ExportColumn(
        DAY_STANDING,
        "text",
        "how the claim stands on these days: stated for them, carried forward to them, not repeated for six months"
        " (stale), or there only because its dates are vague",
        DAY_STANDINGS,
    ),
    ExportColumn(STANDING, "text", "whether the row is drawn, or why its report is not", STANDINGS),
    ExportColumn("label", "text", "figure with its bounds, forces, phase, part and claimant, as a text"),
    ExportColumn("forces", "text", "whose troops, as they count in comparisons: several, sorted, are a joint force"),
    ExportColumn("figure_text", "text", _OF_CLAIMS["figure_text"]),
    ExportColumn("computed", "text", _OF_CLAIMS["computed"]),
    ExportColumn("echoes", "integer", "how many reports repeat it"),
    ExportColumn("echo_of", "text", "id of the report under which it counts, where it repeats one"),
    ExportColumn("disputed_by", "text", "ids of the reports that deny or doubt it, separated by ;"),
    *(ExportColumn(f"place_{name}", "text", _OF_CLAIMS[f"place_{name}"]) for name in _PLACE_TEXTS),
    *(ExportColumn(f"place_{name}", "number", _OF_CLAIMS[f"place_{name}"]) for name in _PLACE_NUMBERS),
)
"""What Mustermap has made of the report: reading the file back leaves these out."""

FIELD_COLUMNS: Final = (
    *(_field(field) for field in REPORT_FIELDS),
    *(_field(field, SOURCE_PREFIX) for field in SOURCE_FIELDS),
)
"""What the report says: the fields of the data dictionary, unchanged."""

CREDITS_COLUMN: Final = ExportColumn(CREDITS, "text", "whom the places are owed to")

EXPORT_COLUMNS: Final = (FIELD_COLUMNS[0], *STRETCH_COLUMNS, *FIELD_COLUMNS[1:], CREDITS_COLUMN)
"""All columns of an exported table, in their order; beside them its geometry."""
