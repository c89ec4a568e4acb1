"""Options and arguments that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Report files: TOML, CSV or GeoJSON, or what export wrote.", show_default=False),
]
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
    typer.Option("--as", envvar="MUSTERMAP_USER", help="Your name, kept beside the revision.", show_default=False),
]
Key = Annotated[
    str | None,
    typer.Option(help="Idempotency key: a submission sent again under it adds nothing.", show_default=False),
]
Embargo = Annotated[
    str | None,
    typer.Option(
        help="Leave out what is said to hold in the last days, such as 14d, or on a day or later: 2022-11-15.",
        metavar="14d|DAY",
        show_default=False,
    ),
]
Coarsen = Annotated[
    str | None,
    typer.Option(help="Raise every place to this precision.", metavar="settlement|region|country", show_default=False),
]
Redact = Annotated[
    list[str] | None,
    typer.Option(help="Withhold a field; may be given several times.", metavar="FIELD", show_default=False),
]
Language = Annotated[
    str,
    typer.Option(help="The language of a picture's words: en, uk or ru; reports stay in theirs.", metavar="en|uk|ru"),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="List what would be published, and what its texts still tell; write nothing.")
]
