"""Keyword arguments that a function does not have: an error that names the one that was perhaps meant."""

from __future__ import annotations

import difflib
import functools
import inspect
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from mustermap.errors import UnknownKeyword

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Args = ParamSpec("Args")
Result = TypeVar("Result")


def hint_keywords(function: Callable[Args, Result]) -> Callable[Args, Result]:
    """Wrap a function so that an unknown keyword argument raises `UnknownKeyword` with a hint.

    Examples
    --------
    >>> @hint_keywords
    ... def show(*, known_by=None): ...
    >>> show(know_by=3)
    Traceback (most recent call last):
    mustermap.errors.UnknownKeyword: show() has no argument 'know_by'; did you mean 'known_by'?
    """
    names = [name for name in inspect.signature(function).parameters if name != "self"]
    called = function.__qualname__.removesuffix(".__init__")

    @functools.wraps(function)
    def checked(*args: Args.args, **kwargs: Args.kwargs) -> Result:
        for name in kwargs:
            if name not in names:
                raise UnknownKeyword(f"{called}() has no argument {name!r}; {nearest(name, names)}")
        return function(*args, **kwargs)

    return checked


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown name: the known one that is most like it, or all of them."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
