"""Options of the fields of the data dictionary: one for each of a report, and of a source with ``--source-``."""

from __future__ import annotations

import inspect
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS, SOURCE_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.data.fields import Field

_KEPT_AS: Final = "mustermap.fields"


def with_fields(own: list[Any]) -> list[Any]:
    """Return a command's options with those of the fields before the last, which is ``--help``.

    An option of the command that has the name of a field is kept.
    """
    names = {name for one in own for name in one.opts}
    return [*own[:-1], *(one for one in _field_options() if one.opts[0] not in names), own[-1]]


def given_fields(context: typer.Context) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts of the source and of the report that were entered as options; ``--source`` is a source's id."""
    given: dict[str, str] = context.meta.get(_KEPT_AS, {})
    source = {name.removeprefix(SOURCE_PREFIX): text for name, text in given.items() if name.startswith(SOURCE_PREFIX)}
    if "source" in given:
        source["id"] = given["source"]
    report = {name: text for name, text in given.items() if name != "source" and not name.startswith(SOURCE_PREFIX)}
    return source, report


def option_name(field: str, *, of_source: bool) -> str:
    """Return the name of a field's option."""
    if of_source and field == "id":
        return "--source"
    return "--" + (SOURCE_PREFIX if of_source else "").replace("_", "-") + field.replace("_", "-")


@cache
def _field_options() -> list[Any]:
    """Return the options of the fields, made by typer from a function with such parameters."""
    wanted = [_option(field, prefix="") for field in REPORT_FIELDS]
    wanted += [_option(field, prefix=SOURCE_PREFIX) for field in SOURCE_FIELDS if field.name != "id"]

    def command() -> None:
        """Stand for a command that has these options."""

    command.__signature__ = inspect.Signature(wanted)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in wanted}
    alone = typer.Typer(add_completion=False)
    alone.command()(command)
    return list(typer.main.get_command(alone).params)


def _option(field: Field, *, prefix: str) -> inspect.Parameter:
    name = prefix + field.name
    is_list = field.kind in {"list", "ids"}
    choices = f"; one of {', '.join(field.choices)}" if field.choices and ", ".join(field.choices) else ""
    again = "; can be given again" if is_list else ""
    option = typer.Option(
        option_name(field.name, of_source=bool(prefix)),
        help=f"{field.meaning}{choices}{again}",
        metavar="TEXT",
        expose_value=False,
        callback=_keep(name),
        show_default=False,
    )
    kind = list[str] | None if is_list else str | None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option])


def _keep(name: str) -> Callable[..., None]:
    """Return a callback that notes an option's text: a blank option differs from one that is absent."""

    def keep(context: typer.Context, value: Any) -> None:
        if value is not None and value != []:
            text = value if isinstance(value, str) else ";".join(value)
            context.meta.setdefault(_KEPT_AS, {})[name] = text

    return keep
