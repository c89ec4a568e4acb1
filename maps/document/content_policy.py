"""The Content-Security-Policy of the document: its own code by hash, and the pictures of one host.

See Content Security Policy Level 3, https://www.w3.org/TR/CSP3/#match-element-to-source-list.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


#: Where pictures may be asked for, once the reader has switched the online map on; `maps/page/src/map/online_tiles.ts`
#: asks there.
TILE_HOST: Final = "https://tile.openstreetmap.org"


def code_hash(text: str) -> str:
    """Return the hash by which a policy allows a script or a stylesheet.

    Examples
    --------
    >>> code_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Allow the scripts and stylesheets given, by hash, and no request but for the pictures of the online map.

    Parameters
    ----------
    scripts, styles : iterable of str
        The text of each element, exactly as between its tags.

    Returns
    -------
    str
        The content of the policy's meta element.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(code_hash, scripts))}",
            f"style-src {' '.join(map(code_hash, styles))}",
            f"img-src data: {TILE_HOST}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
