"""One binary container: a header in JSON, then buffers of numbers and of text.

The first four bytes are the header's length, little-endian. The header ends with blanks to a multiple of eight bytes;
so does every buffer, so that a browser can lay an array of numbers over it. The header's ``buffers`` names each
buffer's type (as numpy does: ``u1``, ``i4``, ``f8``) and how many numbers it holds. Integers of several bytes stand
as planes, the lowest bytes of all first: so they compress better, since their high bytes are much alike.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TYPES: Final = ("u1", "u2", "u4", "i1", "i2", "i4", "f8")
ALIGNED: Final = 8


class Buffers:
    """The buffers of a container that is being made."""

    def __init__(self) -> None:
        self._arrays: list[NDArray[np.uint8]] = []
        self._entries: list[list[Any]] = []

    def add(self, numbers: NDArray[Any]) -> int:
        """Add numbers, integers in the narrowest type that holds them.

        Returns
        -------
        int
            The buffer's number.
        """
        kind = np.dtype("f8") if numbers.dtype.kind == "f" else narrowest(numbers)
        self._entries.append([kind.str.lstrip("<>|"), len(numbers)])
        self._arrays.append(_planes(np.ascontiguousarray(numbers, dtype=kind.newbyteorder("<"))))
        return len(self._arrays) - 1

    def pack(self, header: dict[str, Any]) -> bytes:
        """Write the header and all the buffers."""
        text = json.dumps({**header, "buffers": self._entries}, allow_nan=False, separators=(",", ":")).encode("ascii")
        text += b" " * (-(len(text) + 4) % ALIGNED)
        parts: list[Any] = [len(text).to_bytes(4, "little"), text]
        for array in self._arrays:
            parts += [array.data, b"\0" * (-len(array) % ALIGNED)]
        return b"".join(parts)


def _planes(numbers: NDArray[Any]) -> NDArray[np.uint8]:
    """Part the bytes of integers: first the lowest of all, last the highest."""
    content = numbers.view(np.uint8)
    if numbers.dtype.kind == "f" or numbers.itemsize == 1:
        return content
    return content.reshape(-1, numbers.itemsize).T.ravel()


def _joined(content: NDArray[np.uint8], kind: np.dtype[Any]) -> NDArray[Any]:
    """Put the bytes of integers together again."""
    if kind.kind == "f" or kind.itemsize == 1:
        return content.view(kind)
    return np.ascontiguousarray(content.reshape(kind.itemsize, -1).T).view(kind).ravel()


def narrowest(numbers: NDArray[Any]) -> np.dtype[Any]:
    """Find the narrowest integer type of a container that holds all numbers.

    Examples
    --------
    >>> narrowest(np.array([0, 255])), narrowest(np.array([-1, 255])), narrowest(np.array([], dtype=int))
    (dtype('uint8'), dtype('int16'), dtype('uint8'))
    """
    low, high = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    for name in TYPES[:6]:
        kind = np.dtype(name)
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return kind
    raise OverflowError(f"numbers from {low} to {high} have no place in four bytes")


def unpack(content: bytes) -> tuple[dict[str, Any], Sequence[NDArray[Any]]]:
    """Read a container.

    Returns
    -------
    tuple
        The header, and the buffers.
    """
    at = 4 + int.from_bytes(content[:4], "little")
    header: dict[str, Any] = json.loads(content[4:at])
    arrays = []
    for name, count in header.pop("buffers"):
        kind = np.dtype(name).newbyteorder("<")
        size = count * kind.itemsize
        arrays.append(_joined(np.frombuffer(content, dtype=np.uint8, count=size, offset=at), kind))
        at += size + -size % ALIGNED
    return header, arrays
