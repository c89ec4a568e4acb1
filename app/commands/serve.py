"""``mustermap serve``: the web app on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from mustermap.app.options import Editor, LedgerOption


def serve(
    ledger: LedgerOption = None,
    editor: Editor = "",
    port: Annotated[
        int | None, typer.Option(help="The port; else 8765, or a free one.", min=1, max=65535, show_default=False)
    ] = None,
    host: Annotated[
        str,
        typer.Option(
            help="127.0.0.1, for a browser that finds no names below localhost; others are refused.", show_default=False
        ),
    ] = "",
    behind: Annotated[
        str,
        typer.Option(
            help="The address under which an authenticating proxy shows it.", metavar="URL", show_default=False
        ),
    ] = "",
    open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> int:
    """Run the web app on this machine.

    Add, edit and review reports in a browser, beside the map.

    For example: mustermap serve --open
    """
    from mustermap.app.web import server

    return server.serve(ledger=ledger, host=host, port=port, editor=editor, behind=behind, open_it=open_it)
