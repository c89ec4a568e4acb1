"""Option groups: a frozen dataclass whose fields are options, which a command takes as one parameter."""

from __future__ import annotations

import functools
import inspect
from copy import copy
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from typer.models import ParameterInfo


@dataclass(frozen=True, slots=True)
class Taken:
    """Which options of a group a command takes; written as ``Annotated[Group, Taken(...)]``.

    Attributes
    ----------
    without : tuple of str
        Fields that are no options of this command; they keep their defaults.
    helps : mapping of str to str
        Help texts that replace those of the group, by field.
    """

    without: tuple[str, ...] = ()
    helps: Mapping[str, str] = field(default_factory=dict)


class FieldsCommand(TyperCommand):
    """A command that has every field of a report as an option.

    The options are made when the command is called or explained, so that no other command waits for them.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options of the command, those of the fields among them."""
        from mustermap.app.terminal.field_options import with_fields

        return with_fields(super().get_params(ctx))


def with_groups(command: Callable[..., int]) -> Callable[..., None]:
    r"""Turn a function that takes option groups and returns an exit code into one that typer can call.

    Typer reads the signature of a function. A parameter that is annotated with a dataclass is replaced there by the
    fields of the class; when the command is called, the object is made of them again.

    Parameters
    ----------
    command
        The function; its parameters are options, arguments and groups of them. No two have the same name.

    Examples
    --------
    >>> from typer.testing import CliRunner
    >>> @dataclass(frozen=True)
    ... class Size:
    ...     width: Annotated[int, typer.Option(help="In millimetres.")] = 90
    ...     grey: Annotated[bool, typer.Option("--grey")] = False
    >>> def draw(name: str, size: Size) -> int:
    ...     print(name, size.width, size.grey)
    ...     return 0
    >>> app = typer.Typer()
    >>> _ = app.command()(with_groups(draw))
    >>> CliRunner().invoke(app, ["map", "--width", "55"]).output
    'map 55 False\n'
    """
    groups: dict[str, tuple[type, list[str]]] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command, eval_str=True).parameters.values():
        group, taken = _group(parameter.annotation)
        if group is None:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
        else:
            members = list(_members(group, taken))
            groups[parameter.name] = group, [one.name for one in members]
            parameters += members

    @functools.wraps(command)
    def run(**given: Any) -> None:
        for name, (group, members) in groups.items():
            given[name] = group(**{member: given.pop(member) for member in members})
        raise typer.Exit(command(**given))

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # typer reads it
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def _group(annotation: Any) -> tuple[type | None, Taken]:
    """Return the group that a parameter is annotated with, if it is one, and which of its options are taken."""
    if is_dataclass(annotation) and isinstance(annotation, type):
        return annotation, Taken()
    kind, *extra = get_args(annotation) or (None,)
    if is_dataclass(kind) and isinstance(kind, type):
        return kind, next((one for one in extra if isinstance(one, Taken)), Taken())
    return None, Taken()


def _members(group: type, taken: Taken) -> Iterator[inspect.Parameter]:
    """Yield a parameter for each option of a group."""
    hints = _hints(group)
    for one in fields(group):
        if one.name in taken.without:
            continue
        annotation = hints[one.name]
        if one.name in taken.helps:
            kind, info = get_args(annotation)
            annotation = Annotated[kind, _with_help(info, taken.helps[one.name])]
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        yield inspect.Parameter(
            one.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if default is MISSING else default,
            annotation=annotation,
        )


@functools.cache
def _hints(group: type) -> dict[str, Any]:
    """Return the annotations of a group's fields; several commands take the same group."""
    return get_type_hints(group, include_extras=True)


def _with_help(info: ParameterInfo, text: str) -> ParameterInfo:
    changed = copy(info)
    changed.help = text
    return changed
