"""Models of the JSON API; the fields of a source and of a report come from the data dictionary."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, create_model

from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS
from mustermap.data.reports import text_of

if TYPE_CHECKING:
    from mustermap import geo
    from mustermap.data.fields import Field as DataField

MOST_REPORTS: Final = 1000
_LONGEST: Final = 20_000

Text = Annotated[str, Field(max_length=_LONGEST)]
Number = Annotated[float, Field(allow_inf_nan=False)]


def _model(name: str, fields: tuple[DataField, ...], meaning: str) -> type[BaseModel]:
    """Return the model of a source or a report. No field is required here: they are checked like those of a file."""
    types: dict[str, Any] = {"number": Number, "flag": bool, "list": list[Text] | Text, "ids": list[Text] | Text}
    columns: dict[str, Any] = {
        one.name: (
            types.get(one.kind, Text) | None,
            Field(default=None, description=one.meaning, examples=[one.example] if one.example else None),
        )
        for one in fields
    }
    return create_model(name, __config__=ConfigDict(extra="forbid"), __doc__=meaning, **columns)


SourceFields = _model("Source", SOURCE_FIELDS, "A source; the id alone refers to one of the ledger.")
ReportFields = _model(
    "Report",
    tuple(one for one in REPORT_FIELDS if one.name != "source"),
    "One statement, by one claimant, in the source.",
)


class Submission(BaseModel):
    """One source and its reports."""

    model_config = ConfigDict(extra="forbid")
    source: SourceFields  # type: ignore[valid-type]
    reports: Annotated[list[ReportFields], Field(min_length=1, max_length=MOST_REPORTS)]  # type: ignore[valid-type]
    key: Annotated[str | None, Field(max_length=200, description="Idempotency key of the submission.")] = None


class Added(BaseModel):
    """The outcome of a submission: ids, and messages by id."""

    added: list[str]
    skipped: list[str]
    refused: dict[str, str]
    unplaced: dict[str, str]
    notes: list[str]


class FieldProblem(BaseModel):
    """A problem of one field; `report` is its position in the submission, null for the source."""

    report: int | None
    field: str
    message: str


class Refused(BaseModel):
    """Why nothing was written."""

    detail: str
    problems: list[FieldProblem] = []


class NotTaken(Exception):
    """A submission has problems, and nothing was written.

    Attributes
    ----------
    problems : list of FieldProblem
        What is wrong with which field.
    """

    def __init__(self, problems: list[FieldProblem]) -> None:
        super().__init__("nothing was written")
        self.problems = problems


class Problem(BaseModel):
    """Why a request failed, and what to do."""

    detail: str


class Listed(BaseModel):
    """One page of a list; blank fields are left out of reports."""

    count: int
    page: int
    pages: int
    next: str | None
    reports: list[dict[str, Any]]


class Change(BaseModel):
    """One revision; `differences` holds the values before and after, by field."""

    revision: int
    step: str
    editor: str
    recorded: str
    reason: str
    differences: dict[str, tuple[str, str]]


class InEffect(BaseModel):
    """The claims that are claimed to hold on a day, with the columns of ``mustermap list --json``."""

    on: str
    known_by: str | None
    in_effect: int
    not_placed: int
    listed: list[dict[str, Any]]


class PlaceFound(BaseModel):
    """A place of the gazetteer; degrees in EPSG:4326, metres."""

    ref: str
    name: str
    kind: str
    precision: str
    radius_m: float
    country_code: str
    lon: float
    lat: float
    how: str
    confidence: float


class Place(BaseModel):
    """The resolution of a place wording."""

    status: str
    resolved: PlaceFound | None
    candidates: list[PlaceFound]
    confidence: float
    reason: str

    @classmethod
    def of(cls, answer: geo.Resolution) -> Place:
        """Convert an answer of the gazetteer."""
        return cls(
            status=answer.status,
            resolved=PlaceFound(**asdict(answer.place)) if answer.place else None,
            candidates=[PlaceFound(**asdict(place)) for place in answer.candidates],
            confidence=answer.confidence,
            reason=answer.reason,
        )


def texts_of(fields: BaseModel) -> dict[str, str]:
    """Return the fields of a source or a report as texts of a flat file, without those that were left out.

    Raises
    ------
    InvalidField
        If a member of a list holds a semicolon.
    """
    return {name: text_of(name, got) for name, got in fields.model_dump(exclude_none=True).items()}
