"""``mustermap review``: the drafts, and what becomes of them."""

from __future__ import annotations

from typing import Annotated

import typer

from mustermap.app.options import Editor, Json, LedgerOption, Revision
from mustermap.errors import WrongUse


def review(
    identity: Annotated[str | None, typer.Argument(help="The id of a draft.", metavar="ID", show_default=False)] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept it: it counts from now on.")] = False,
    send_back: Annotated[
        str | None,
        typer.Option("--return", help="Send it back, with the reason.", metavar="REASON", show_default=False),
    ] = None,
    ledger: LedgerOption = None,
    editor: Editor = "",
    revision: Revision = None,
    as_json: Json = False,
) -> int:
    """List the drafts; accept one, or send it back to its editor.

    For example: mustermap review latushka-120000 --accept --as Kim
    """
    from mustermap.app.terminal.state_changes import list_drafts, review_draft

    if identity is not None:
        return review_draft(
            identity, accept=accept, send_back=send_back, ledger=ledger, editor=editor, revision=revision
        )
    if accept or send_back is not None:
        raise WrongUse("name the draft: mustermap review ID --accept")
    return list_drafts(ledger=ledger, as_json=as_json)
