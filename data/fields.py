"""The data dictionary: the fields of a source, of a report and of a claimant, and what each means.

From this one table come the reading of files, the columns of the ledger and the documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "id", "list", "ids", "date", "end", "wording", "number", "flag", "choice", "geometry"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes
    ----------
    name : str
        As in files; in CSV a source's fields have the prefix ``source_``.
    kind : str
        How its text is read: ``list`` and ``ids`` are split by ``;`` in CSV, ``date`` is EDTF or a wording, ``end`` may
        also be ``..`` (open).
    meaning : str
        What it says, in one sentence.
    example : str
        A value that reads well.
    choices : tuple of str
        For ``choice``: the values that are allowed, besides blank.
    default : str
        What a blank means.
    """

    name: str
    kind: Kind
    meaning: str
    example: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""


SOURCE_FIELDS: Final = (
    Field(
        "id", "id", "stable and unique; left out, a short hash of title, publisher, url and publication day", "dw-2022"
    ),
    Field("title", "text", "the title of the article, post or broadcast", "Will Lukashenko join the war?"),
    Field("publisher", "text", "who published it", "Deutsche Welle"),
    Field("url", "text", "where it was read", "https://example.org/article"),
    Field("language", "text", "its language, as an IETF tag", "en"),
    Field("published", "date", "the day of publication; blank if not known", "2022-10-10"),
    Field("accessed", "date", "the day on which the editor read it", "2022-10-12"),
    Field("archive_url", "text", "where a copy is archived", "https://web.archive.org/web/…"),
    Field("sha256", "text", "the SHA-256 of the saved copy, in 64 hexadecimal digits"),
    Field(
        "reliability", "choice", "reliability of the source, A (reliable) to F (cannot be judged)", "B", tuple("ABCDEF")
    ),
    Field("note", "text", "anything a reader must know about the source", "The year is the editor's inference."),
)

REPORT_FIELDS: Final = (
    Field("id", "id", "stable and unique; left out, a short hash of what the report says", "latushka-120000"),
    Field(
        "kind",
        "choice",
        "claim; dispute (a denial or a doubt about other reports); context (something else that happened)",
        "claim",
        ("claim", "dispute", "context"),
        "claim",
    ),
    Field("source", "id", "the id of the source; may be left out in a TOML file with just one", "dw-2022"),
    Field("claimant", "text", "who says it", "Pavel Latushka"),
    Field("attributed_to", "text", "on whose information, where the source says so", "Ukrainian intelligence"),
    Field("said", "date", "when it was said in public", "2022-09-29"),
    Field("said_wording", "wording", "the wording that said was read from", "last Thursday"),
    Field("summary", "text", "one sentence of the editor's", "Belarus is to receive 120,000 Russian soldiers."),
    Field("quote", "text", "a short verbatim wording, where one matters", "more than a thousand"),
    Field("quote_lang", "text", "the language of the quote, as an IETF tag", "en"),
    Field(
        "force", "list", "whose troops; two make a joint force, which is a force of its own in comparisons", "Russia"
    ),
    Field("component", "text", "which kind of troops", "mobilised"),
    Field("unit", "text", "a named unit", "1st Guards Tank Army"),
    Field("figure", "wording", "how many, in the source's wording", "more than a thousand"),
    Field("figure_low", "number", "the lower bound", "1000"),
    Field("figure_low_included", "flag", "whether the lower bound itself is possible", "false"),
    Field("figure_high", "number", "the upper bound", "9000"),
    Field("figure_high_included", "flag", "whether the upper bound itself is possible", "true"),
    Field("figure_best", "number", "a value stated as near", "9000"),
    Field(
        "quantity",
        "text",
        "what is counted, never converted; blank: as the wording of the figure says",
        "personnel",
        default="personnel",
    ),
    Field(
        "measure",
        "choice",
        "stock (how many are there) or flow (how many arrive within the span)",
        "flow",
        ("stock", "flow"),
    ),
    Field(
        "phase",
        "choice",
        "how far it has got",
        "planned",
        ("planned", "ordered", "arriving", "present", "withdrawn"),
    ),
    Field("place", "wording", "where, in the source's wording", "Machulishchi (airbase)"),
    Field(
        "place_ref", "id", "what the place was resolved to, kept so that a later gazetteer moves nothing", "icao:UMLI"
    ),
    Field(
        "place_country",
        "text",
        "the country that the place is in, as an ISO 3166-1 code, where the source says so",
        "BY",
    ),
    Field("geometry", "geometry", "a point or an outline drawn by the editor, as GeoJSON in EPSG:4326 (lon, lat)"),
    Field(
        "role",
        "choice",
        "what the place is to the troops",
        "destination",
        ("destination", "garrison", "exercise", "transit"),
    ),
    Field("origin", "wording", "where they come from, in the source's wording", "Smolensk"),
    Field("origin_ref", "id", "what the origin was resolved to", "geonames:491687"),
    Field("start", "date", "from when the claim says that it holds", "2022-11"),
    Field("start_wording", "wording", "the wording that start was read from", "from November"),
    Field("end", "end", "until when it says so; .. is open, blank is not known", "2023-02"),
    Field("end_wording", "wording", "the wording that end was read from", "until February"),
    Field("repeats", "ids", "the reports that this one echoes"),
    Field("updates", "ids", "the same claimant's older reports that this one replaces from its own start on"),
    Field("beside", "ids", "the same claimant's other reports beside which its figure holds, without replacing them"),
    Field("disputes", "ids", "the reports that this one denies or doubts; blank where only its figure is known"),
    Field(
        "credibility", "choice", "credibility of the claim, 1 (confirmed) to 6 (cannot be judged)", "3", tuple("123456")
    ),
    Field(
        "state",
        "choice",
        "draft, accepted or retracted (with a reason)",
        "accepted",
        ("draft", "accepted", "retracted"),
        "accepted",
    ),
    Field("reason", "text", "why the report was retracted, or a draft was sent back to its editor"),
)

REFERENCES: Final = ("repeats", "updates", "beside", "disputes")
"""Fields of a report that hold the ids of other reports."""

CLAIMANT_FIELDS: Final = (
    Field("name", "text", "the claimant's full name, by which the others know it", "Main Directorate of Intelligence"),
    Field("short", "text", "a short name for sentences and charts, a wording as well; blank: the full name", "HUR"),
    Field(
        "also_written_as",
        "list",
        "other wordings of the name in reports: other spellings, scripts and languages",
        "ГУР",
    ),
    Field("office", "text", "the office that the claimant holds, or what it is", "military intelligence of Ukraine"),
    Field(
        "speaks_for",
        "text",
        "the name of another claimant whose word this one's is: the two count as one voice, each with rows of its own",
        "Ministry of Defence of Ukraine",
    ),
)
"""Of the register of claimants: tables ``[[claimant]]`` in TOML files."""

SOURCE_COLUMNS: Final = tuple(field.name for field in SOURCE_FIELDS)
REPORT_COLUMNS: Final = tuple(field.name for field in REPORT_FIELDS)
CLAIMANT_COLUMNS: Final = tuple(field.name for field in CLAIMANT_FIELDS)
SOURCE_PREFIX: Final = "source_"
"""The prefix of a source's columns in flat files, beside the report's; ``source`` itself is its id."""
