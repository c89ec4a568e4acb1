"""Settings of the web app, fixed when it starts."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8765
FORM_LIMIT_BYTES: Final = 4_000_000
"""More than a form with hundreds of claims."""
UPLOAD_LIMIT_BYTES: Final = 50_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the web app.

    Attributes
    ----------
    ledger : Path
        The ledger; it need not exist yet.
    editor : str
        The name that every change carries.
    port : int
        On 127.0.0.1.
    folder : Path
        Where unfinished forms, sessions and the token for scripts are kept; only the user may read it.
    behind : str
        The address (scheme and host) under which an authenticating proxy shows the app; blank without one.
    name : str
        The name below ``localhost`` under which the pages are shown. Cookies know no ports: those of 127.0.0.1 are sent
        to whatever listens on another port of it, those of a name that nobody else knows to nobody else. Blank: the
        pages are shown under 127.0.0.1.
    """

    ledger: Path
    editor: str
    port: int
    folder: Path
    behind: str = ""
    name: str = ""

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that the app's own pages have in a browser."""
        if self.name and not self.behind:
            return (f"http://{self.name}.localhost:{self.port}",)
        return (*self._own_origins, self.behind) if self.behind else self._own_origins

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that a request for a page may name."""
        return tuple(origin.partition("://")[2] for origin in self.origins)

    @property
    def script_hosts(self) -> tuple[str, ...]:
        """The hosts that a request of a script, which has a token and no cookie, may name besides."""
        return tuple(origin.partition("://")[2] for origin in self._own_origins)

    @property
    def script_origin(self) -> str:
        """The address for scripts: not every system finds names below ``localhost``."""
        return self._own_origins[0]

    @property
    def shown_origin(self) -> str:
        """The address for people."""
        return self.behind or self.origins[0]

    @property
    def _own_origins(self) -> tuple[str, str]:
        return (f"http://{HOST}:{self.port}", f"http://localhost:{self.port}")


def own_folder(ledger: Path) -> Path:
    """Return the private folder of a ledger's web app, in ``$MUSTERMAP_WEB_FOLDER``, else the user's data folder."""
    named = os.environ.get("MUSTERMAP_WEB_FOLDER")
    home = Path(named) if named else platformdirs.user_data_path("mustermap") / "web"
    return home / hashlib.sha256(str(ledger.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
