"""Addresses of the app's pages, encoded so that any id, wording or name arrives unchanged."""

from __future__ import annotations

from urllib.parse import quote, urlencode


class Address(str):
    """An encoded address, made by `address`."""

    __slots__ = ()


def address(page: str, /, *parts: str, fragment: str = "", **asked: object) -> Address:
    """Build the address of a page.

    Parameters
    ----------
    page
        The page's path, as in its route, such as ``/report``; blank for the page that one is on. An `Address` that was
        built before is used as it is.
    *parts
        Further parts of the path. Each becomes exactly one part.
    fragment
        The anchor on the page, as text.
    **asked
        The query, by name; blanks are left out.

    Examples
    --------
    >>> address("/report", id="A&B #1+2%3")
    '/report?id=A%26B+%231%2B2%253'
    >>> address("/upload", "a/../b", fragment="result")
    '/upload/a%2F..%2Fb#result'
    >>> address("/add", source="")
    '/add'
    """
    if isinstance(page, Address) and not (parts or fragment or asked):
        return page
    path = "/".join([page, *(quote(part, safe="", errors="replace") for part in parts)])
    given = {name: text for name, text in asked.items() if text not in {"", None}}
    query = "?" + urlencode(given, errors="replace") if given else ""
    return Address(path + query + ("#" + quote(fragment, safe="=&-_", errors="replace") if fragment else ""))
