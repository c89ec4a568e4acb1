"""One binary container: a header in JSON, then buffers of numbers and of text.

The first four bytes are the header's length, little-endian. The header ends with blanks to a multiple of eight bytes;
so does every buffer, so that a browser can lay an array of numbers over it. The header's ``buffers`` names each
buffer's type (as numpy does: ``u1``, ``i4``, ``f8``) and how many numbers it holds. Integers of several bytes are
written as planes, the lowest bytes of all first: they compress better so, since their high bytes are much alike.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

TYPES: Final = ("u1", "u2", "u4", "i1", "i2", "i4", "f8")
ALIGNED: Final = 8
_INTEGERS: Final = tuple((np.dtype(name), int(np.iinfo(name).min), int(np.iinfo(name).max)) for name in TYPES[:6])


class Buffers:
    """The buffers of a container, while it is written."""

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
        """Return the container: the header and all the buffers."""
        return b"".join(self.pieces(header))

    def pieces(self, header: dict[str, Any]) -> list[bytes]:
        """Return the container in pieces, one after the other, each of one kind of content: a plane of a buffer."""
        text = json.dumps({**header, "buffers": self._entries}, allow_nan=False, separators=(",", ":")).encode("ascii")
        text += b" " * (-(len(text) + 4) % ALIGNED)
        pieces = [len(text).to_bytes(4, "little") + text]
        for array, (_, count) in zip(self._arrays, self._entries, strict=True):
            content = array.tobytes()
            pieces += [content[at : at + count] for at in range(0, len(content), count or 1)]
            pieces.append(b"\0" * (-len(content) % ALIGNED))
        return pieces


def _planes(numbers: NDArray[Any]) -> NDArray[np.uint8]:
    """Return the bytes of integers by planes: first the lowest byte of each, last the highest."""
    content = numbers.view(np.uint8)
    if numbers.dtype.kind == "f" or numbers.itemsize == 1:
        return content
    return content.reshape(-1, numbers.itemsize).T.ravel()


def narrowest(numbers: NDArray[Any]) -> np.dtype[Any]:
    """Return the narrowest integer type of a container that holds all numbers.

    Examples
    --------
    >>> narrowest(np.array([0, 255])), narrowest(np.array([-1, 255])), narrowest(np.array([], dtype=int))
    (dtype('uint8'), dtype('int16'), dtype('uint8'))
    """
    low, high = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    for kind, least, most in _INTEGERS:
        if least <= low and high <= most:
            return kind
    raise OverflowError(f"numbers from {low} to {high} do not fit into four bytes")
