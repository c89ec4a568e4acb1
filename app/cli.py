"""The command line: ``mustermap``, put together from the commands. Each imports what it needs when it is called."""

from __future__ import annotations

from typing import Annotated

import typer

from mustermap.app.commands.add import add
from mustermap.app.commands.backup import backup
from mustermap.app.commands.check import check
from mustermap.app.commands.compare import compare
from mustermap.app.commands.edit import edit
from mustermap.app.commands.export import export
from mustermap.app.commands.gazetteer import gazetteer_app
from mustermap.app.commands.history import history
from mustermap.app.commands.import_ import import_table
from mustermap.app.commands.list import list_claims
from mustermap.app.commands.map import build_map
from mustermap.app.commands.picture import picture
from mustermap.app.commands.place import place
from mustermap.app.commands.restore import restore
from mustermap.app.commands.retract import retract
from mustermap.app.commands.review import review
from mustermap.app.commands.serve import serve
from mustermap.app.commands.template import template
from mustermap.app.commands.verify import verify
from mustermap.app.option_groups import FieldsCommand, with_groups
from mustermap.app.terminal.terminal_output import write_line

app = typer.Typer(
    name="mustermap",
    help="Map published claims about troops: who claims how many, of whom, where and when. "
    "The map shows who claims what; it never says what is true.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        write_line(f"mustermap {version('mustermap')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that come before a command."""


app.command("map")(with_groups(build_map))
app.command("check")(with_groups(check))
app.command("add", cls=FieldsCommand)(with_groups(add))
app.command("edit", cls=FieldsCommand)(with_groups(edit))
app.command("retract")(with_groups(retract))
app.command("history")(with_groups(history))
app.command("review")(with_groups(review))
app.command("import")(with_groups(import_table))
app.command("template")(with_groups(template))
app.command("list")(with_groups(list_claims))
app.command("compare")(with_groups(compare))
app.command("place")(with_groups(place))
app.add_typer(gazetteer_app)
app.command("export")(with_groups(export))
app.command("picture")(with_groups(picture))
app.command("serve")(with_groups(serve))
app.command("verify")(with_groups(verify))
app.command("backup")(with_groups(backup))
app.command("restore")(with_groups(restore))
