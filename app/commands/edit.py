"""The commands that put reports into the ledger and change them."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from mustermap.app.options import Editor, Files, Json, Key, LedgerOption

Id = Annotated[
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
    typer.Option(help="The revision that you have read; refused if there is a newer one.", show_default=False),
]


class _WithFields(TyperCommand):
    """A command with each field as an option: made when it is called or explained, so that no other waits for them."""

    def get_params(self, ctx: Any) -> list[Any]:
        from mustermap.app.terminal.field_options import with_fields

        return with_fields(super().get_params(ctx))


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("add", cls=_WithFields)(_add)
    app.command("edit", cls=_WithFields)(_edit)
    app.command("retract")(_retract)
    app.command("history")(_history)
    app.command("review")(_review)


def _add(
    context: typer.Context,
    files: Files = None,
    ledger: LedgerOption = None,
    editor: Editor = "",
    revise: Annotated[
        bool, typer.Option("--revise", help="Replace reports that have the same id and other content.")
    ] = False,
    key: Key = None,
) -> None:
    """Add reports to the ledger. Of files, one by options, or, without either, asked field by field.

    Their places are resolved now and kept.

    For example: mustermap add reports.toml --as Alex

    Or: mustermap add --claimant "A. Minister" --figure "up to 9,000" --place Belarus --source-title "Evening News"
    """
    from mustermap.app.terminal.field_options import given_fields

    source, report = given_fields(context)
    if files and not source and not report:
        from mustermap.app.file_entry import add_files

        raise typer.Exit(add_files(files, ledger=ledger, editor=editor, revise=revise, key=key))
    if files or revise:
        from mustermap.errors import WrongUse

        raise WrongUse(
            "give either FILES, perhaps with --revise, or the fields of one report; for a change: mustermap edit"
        )
    if source or report:
        from mustermap.app.terminal.option_entry import add_report

        raise typer.Exit(add_report(source, report, ledger=ledger, editor=editor, key=key))
    from mustermap.app.terminal.entry_dialogue import enter_reports, refuse_without_terminal

    refuse_without_terminal("give FILES, or a report such as --claimant A --figure 9,000 --source-title T")
    raise typer.Exit(enter_reports(ledger=ledger, editor=editor))


def _edit(
    context: typer.Context,
    identity: AnyId,
    ledger: LedgerOption = None,
    editor: Editor = "",
    revision: Revision = None,
) -> None:
    """Change a report or a source. The fields given as options, a blank one emptied; without any, field by field.

    It makes a revision; what was said before stays in the ledger.

    For example: mustermap edit latushka-120000 --figure "more than 100,000" --as Alex

    Or, with the id of a source: mustermap edit dw-2022 --source-published 2022-10-12 --as Alex
    """
    from mustermap.app.terminal.field_options import given_fields

    source, report = given_fields(context)
    if source or report:
        from mustermap.app.terminal.option_entry import change_report

        done = change_report(identity, source, report, ledger=ledger, editor=editor, revision=revision)
        raise typer.Exit(done)
    from mustermap.app.terminal.entry_dialogue import edit_report, refuse_without_terminal

    refuse_without_terminal("give the fields to change, such as --figure 9,000")
    raise typer.Exit(edit_report(identity, ledger=ledger, editor=editor))


def _retract(
    identity: Id,
    reason: Annotated[str, typer.Option(help="Why, in a sentence.", show_default=False)],
    ledger: LedgerOption = None,
    editor: Editor = "",
    revision: Revision = None,
) -> None:
    """Retract a report. It stays in the ledger, with the reason, and is in effect no longer.

    For example: mustermap retract latushka-120000 --reason "the newspaper withdrew it"
    """
    from mustermap.app.terminal.report_history import retract_report

    raise typer.Exit(retract_report(identity, reason=reason, ledger=ledger, editor=editor, revision=revision))


def _history(identity: AnyId, ledger: LedgerOption = None, as_json: Json = False) -> None:
    """Say what became of a report, a source or a decision. Every revision, who made it, and what it changed.

    For example: mustermap history latushka-120000

    A decision about a place is named by its wording, with the country if there is one: "Springfield [US]".
    """
    from mustermap.app.terminal.report_history import show_history

    raise typer.Exit(show_history(identity, ledger=ledger, as_json=as_json))


def _review(
    identity: Annotated[str | None, typer.Argument(help="The id of a draft.", metavar="ID", show_default=False)] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept it: it is in effect from now on.")] = False,
    send_back: Annotated[
        str | None,
        typer.Option("--return", help="Send it back, with the reason.", metavar="REASON", show_default=False),
    ] = None,
    ledger: LedgerOption = None,
    editor: Editor = "",
    revision: Revision = None,
    as_json: Json = False,
) -> None:
    """List the drafts; accept one, or send it back to its editor.

    For example: mustermap review latushka-120000 --accept --as Kim
    """
    from mustermap.app.terminal.report_history import review

    done = review(
        identity,
        accept=accept,
        send_back=send_back,
        ledger=ledger,
        editor=editor,
        revision=revision,
        as_json=as_json,
    )
    raise typer.Exit(done)
