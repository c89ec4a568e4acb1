"""``mustermap serve``: the web app on 127.0.0.1, and the address under which it lets in."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

import uvicorn

from app.errors import WrongUse
from app.loading import ledger_path
from app.output import say
from app.web.addresses import address
from app.web.application import make_app
from app.web.sessions import Sessions, token_file
from app.web.settings import DEFAULT_PORT, HOST, Settings, own_folder

if TYPE_CHECKING:
    from pathlib import Path

_OURS = {HOST, "localhost"}


def serve(*, ledger: Path | None, host: str, port: int | None, editor: str, behind: str, open_it: bool) -> int:
    """Serve the web app until it is stopped.

    Parameters
    ----------
    ledger
        The ledger; it is made with the first report.
    host
        Only 127.0.0.1 is taken.
    port
        None: 8765, or another one if that is taken.
    editor
        Whose name every change carries.
    behind
        The address under which an authenticating proxy shows the app; blank without one.
    open_it
        Whether to open the address in the browser.

    Raises
    ------
    WrongUse
        If the host is another one, nobody is named as the editor, or the port is taken.
    """
    refuse_other_hosts(host)
    if not editor.strip():
        raise WrongUse(
            "nobody is named as the editor, whose name every change carries; give --as NAME or $MUSTERMAP_USER"
        )
    listening = _listen(port)
    path = ledger_path(ledger).absolute()
    settings = Settings(path, editor.strip(), listening.getsockname()[1], own_folder(path), origin_of(behind))
    sessions = Sessions(settings.folder, settings.port)

    def tell_address() -> None:
        say("open  " + (settings.behind or settings.origins[0]) + address("/", token=sessions.once))

    app = make_app(settings, sessions=sessions, on_used=tell_address)
    say(f"serving {path}, as {settings.editor}; each address below lets one browser in, once; Ctrl-C stops")
    say(f"token for scripts: {token_file(settings.folder)}")
    tell_address()
    if open_it:
        import typer

        typer.launch(settings.origins[0] + address("/", token=sessions.once))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="on",
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):  # it has finished what it was asked for
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def refuse_other_hosts(host: str) -> None:
    """Refuse to listen where others can reach it.

    Examples
    --------
    >>> refuse_other_hosts("0.0.0.0")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    app.errors.WrongUse: --host 0.0.0.0: the app has no accounts, so it answers on 127.0.0.1 only; from...
    """
    if host not in _OURS:
        raise WrongUse(
            f"--host {host}: the app has no accounts, so it answers on {HOST} only; from another machine, open an SSH "
            f"tunnel (ssh -L {DEFAULT_PORT}:{HOST}:{DEFAULT_PORT} MACHINE) and the printed address there, or put "
            f"an authenticating proxy before {HOST} and name its address with --behind https://…"
        )


def origin_of(behind: str) -> str:
    """Check the address of a proxy, and give its origin.

    Examples
    --------
    >>> origin_of("https://Reports.example.org/")
    'https://reports.example.org'
    """
    if not behind:
        return ""
    from urllib.parse import urlsplit

    parts = urlsplit(behind)
    is_plain = parts.path in {"", "/"} and not parts.query and not parts.fragment and "@" not in parts.netloc
    if parts.scheme not in {"http", "https"} or not parts.netloc or not is_plain:
        raise WrongUse(f"--behind {behind}: no address of a site; write https://reports.example.org")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _listen(port: int | None) -> socket.socket:
    """Listen on the port that was named, else on ours or any that is free."""
    for one in (DEFAULT_PORT, 0) if port is None else (port,):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, one))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if one == 0 or port is not None:
                raise WrongUse(f"--port {one}: cannot be listened on ({error.strerror}); name another") from error
        else:
            return listening
    raise AssertionError("a free port was asked for last")
