"""Writing the few things of TOML that we write: strings, and tables and lists of them.

The basic strings of TOML (https://toml.io/en/v1.0.0#string) have JSON's escapes and one sign more to escape, so that
the standard library's writer of JSON does the work.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def quoted(text: str) -> str:
    r"""Write a text as a basic string.

    Examples
    --------
    >>> print(quoted('a "b"'), quoted("c\x7f"))
    "a \"b\"" "c\u007f"
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """Write the name of a value, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else quoted(name)


def value(got: Any) -> str:
    """Write a text, a list or a table in one line.

    Examples
    --------
    >>> print(value([{"column": "army", "component": "army"}, "total"]))
    [{ column = "army", component = "army" }, "total"]
    """
    if isinstance(got, dict):
        return "{ " + ", ".join(f"{key(name)} = {value(one)}" for name, one in got.items()) + " }"
    if isinstance(got, list):
        return "[" + ", ".join(value(one) for one in got) + "]"
    return quoted(str(got))


def document(tables: Mapping[str, Any]) -> str:
    """Write a document: its own values, then each table under its name.

    Examples
    --------
    >>> print(document({"place_is": "country", "constants": {"force": "Northland"}}), end="")
    place_is = "country"
    [constants]
    force = "Northland"
    """
    own = {name: got for name, got in tables.items() if not isinstance(got, dict)}
    lines = [f"{key(name)} = {value(got)}" for name, got in own.items()]
    for name, table in tables.items():
        if name not in own:
            lines += [f"[{key(name)}]", *(f"{key(inner)} = {value(got)}" for inner, got in table.items())]
    return "".join(f"{line}\n" for line in lines)


def tables(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Write a list of tables, each under its name in double brackets.

    Examples
    --------
    >>> print(tables("claimant", [{"name": "HUR", "also_written_as": ["GUR", "ГУР"]}]), end="")
    [[claimant]]
    name = "HUR"
    also_written_as = ["GUR", "ГУР"]
    """
    written = ([f"[[{key(name)}]]", *(f"{key(inner)} = {value(got)}" for inner, got in row.items())] for row in rows)
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in written)
