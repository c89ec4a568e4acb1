"""A still as a file: PNG, SVG or PDF, the same bytes for the same claims."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.whole_files import write_bytes
from mustermap.errors import OutputExists, StillExists, WrongStill

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.maps.still.day_stills import Still

KINDS: Final = ("png", "svg", "pdf")
#: Dots an inch of a PNG: what printers ask for.
DOTS: Final = 300
#: matplotlib numbers the parts of an SVG by a hash, which is salted at random unless the salt is set.
_SALT: Final = "mustermap"


def kind_of(path: Path) -> str:
    """Return the kind of picture that a file's ending asks for.

    Raises
    ------
    WrongStill
        If it is none of ours.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise WrongStill(f"{path}: its ending says no kind of picture; give .png, .svg or .pdf")
    return kind


def picture(still: Still, kind: str) -> bytes:
    """Return the bytes of a picture.

    Parameters
    ----------
    still : Still
        A drawn one.
    kind : str
        ``png``, ``svg`` or ``pdf``. Letters of an SVG are outlines, so that it looks the same everywhere; those of a
        PDF can be selected. What the picture says is in the file as text too: as ``<title>`` and ``<desc>`` of an SVG,
        as ``Title`` and ``Description`` of a PNG, as title and subject of a PDF.
    """
    import matplotlib as mpl

    into = io.BytesIO()
    rules: Any = {"svg.hashsalt": _SALT, "svg.fonttype": "path", "pdf.fonttype": 42, "text.hinting": "no_hinting"}
    with mpl.rc_context(rules):
        still.figure.savefig(into, format=kind, dpi=DOTS, metadata=_metadata(still, kind))
    return _with_description(into.getvalue(), still) if kind == "svg" else into.getvalue()


def save(still: Still, path: Path, *, overwrite: bool = False) -> int:
    """Write a still to a file, of the kind that its ending says.

    Returns
    -------
    int
        The file's size in bytes.

    Raises
    ------
    StillExists
        If the file exists and `overwrite` is not set.
    OSError
        If it cannot be written, or is a ledger, which nothing replaces.
    WrongStill
        If its ending is none of ours.
    """
    content = picture(still, kind_of(path))
    try:
        return write_bytes(path, content, overwrite=overwrite)
    except OutputExists as error:
        raise StillExists(f"{path} exists; choose another name or overwrite it") from error


def _with_description(svg: bytes, still: Still) -> bytes:
    """Put title and description where screen readers look for them."""
    start, found, rest = svg.partition(b"<svg ")
    opening, end, content = rest.partition(b">")
    title, words = (escape(text) for text in (still.words.splitlines()[0], still.words))
    named = b' role="img" aria-labelledby="still-title" aria-describedby="still-desc"'
    told = f'\n <title id="still-title">{title}</title>\n <desc id="still-desc">{words}</desc>'.encode()
    return b"".join((start, found, opening, named, end, told, content))


def _metadata(still: Still, kind: str) -> dict[str, Any]:
    title = still.words.splitlines()[0]
    if kind == "png":
        return {"Title": title, "Description": still.words, "Software": "Mustermap"}
    if kind == "svg":
        return {"Title": title, "Description": still.words, "Creator": "Mustermap", "Date": None}
    return {"Title": title, "Subject": still.words, "Creator": "Mustermap", "Producer": None, "CreationDate": None}
