"""Options and arguments that several commands share, by themselves and in groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from mustermap.layers import Care

SomeFiles = Annotated[
    list[Path], typer.Argument(help="Report files: TOML, CSV or GeoJSON, or what export wrote.", show_default=False)
]
LedgerOption = Annotated[
    Path | None,
    typer.Option("--ledger", help="The ledger; else $MUSTERMAP_LEDGER, else ./mustermap.gpkg.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Editor = Annotated[
    str,
    typer.Option("--as", envvar="MUSTERMAP_USER", help="Your name, kept with the revision.", show_default=False),
]
Key = Annotated[
    str | None,
    typer.Option(help="Idempotency key: a submission sent again under the same key adds nothing.", show_default=False),
]
ReportId = Annotated[
    str, typer.Argument(help="The id of the report, as `mustermap list` shows it.", metavar="ID", show_default=False)
]
AnyId = Annotated[
    str,
    typer.Argument(
        help="The id of the report, as `mustermap list` shows it, or of a source.", metavar="ID", show_default=False
    ),
]
Revision = Annotated[
    int | None,
    typer.Option(
        help="The revision that you have read; the change is refused if there is a newer one.", show_default=False
    ),
]
Language = Annotated[
    str,
    typer.Option(help="The language of a picture's words: en, uk or ru; reports stay in theirs.", metavar="en|ru|uk"),
]
Revise = Annotated[bool, typer.Option("--revise", help="Replace reports that have the same id and other content.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which reports a command works on, and which days it asks about: shared by map, list, compare, export, picture.

    Attributes
    ----------
    files : list of Path
        Report files; none means the ledger if there is one, else the seeds.
    ledger : Path or None
        The ledger that was named; together with files, both are read. None: the default one.
    on, known_by : str or None
        The day, and the day by which things had been said, as they were typed.
    """

    files: Annotated[
        list[Path],
        typer.Argument(help="Report files: TOML, CSV or GeoJSON, or what export wrote.", show_default=False),
    ] = field(default_factory=list)
    ledger: LedgerOption = None
    on: Annotated[str | None, typer.Option(help="Only the claims on this day.", metavar="DAY")] = None
    known_by: Annotated[
        str | None, typer.Option("--known-by", help="Only what had been said by this day.", metavar="DAY")
    ] = None

    @property
    def on_day(self) -> int | None:
        """The day in days since 1970-01-01; ``WrongUse`` if the option is not one day."""
        from mustermap.app.option_days import one_day

        return one_day("--on", self.on)

    @property
    def known_by_day(self) -> int | None:
        """The day by which things had been said, in days since 1970-01-01; ``WrongUse`` if it is not one day."""
        from mustermap.app.option_days import one_day

        return one_day("--known-by", self.known_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareOptions:
    """With how much care reports are published.

    Attributes
    ----------
    embargo, coarsen : str or None
        As they were typed.
    redact : list of str
        Fields to withhold; one text may name several, separated by commas.
    dry_run : bool
        Whether only to list what would be published.
    """

    embargo: Annotated[
        str | None,
        typer.Option(
            help="Leave out what is claimed for the last days, such as 14d, or for a day and later: 2022-11-15.",
            metavar="14d|DAY",
            show_default=False,
        ),
    ] = None
    coarsen: Annotated[
        str | None,
        typer.Option(
            help="Show no place more precisely than this.", metavar="settlement|region|country", show_default=False
        ),
    ] = None
    redact: Annotated[
        list[str],
        typer.Option(help="Withhold a field; can be given several times.", metavar="FIELD", show_default=False),
    ] = field(default_factory=list)
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="List what would be published, and what its texts still reveal; write nothing."),
    ] = False

    def care(self) -> Care:
        """Return the care that the options mean; raise ``WrongUse`` or ``WrongCare`` if they cannot be read."""
        from mustermap.app.publication.published_reports import read_care

        return read_care(self.embargo, self.coarsen, self.redact)
