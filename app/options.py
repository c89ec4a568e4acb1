"""Options and arguments that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[Path] | None, typer.Argument(help="Report files: TOML, CSV or GeoJSON.", show_default=False)]
SomeFiles = Annotated[list[Path], typer.Argument(help="Report files: TOML, CSV or GeoJSON.", show_default=False)]
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
