"""The server of the web app on 127.0.0.1, and its one-time address."""

from __future__ import annotations

import contextlib
import gc
import getpass
import socket
from typing import TYPE_CHECKING, Final

import uvicorn

from mustermap.app.ledger_file import ledger_path
from mustermap.app.private_files import check_private, make_private_folder, write_private
from mustermap.app.signals import answering
from mustermap.app.terminal.terminal_output import log, write_line
from mustermap.app.web.addresses import address
from mustermap.app.web.application import make_app
from mustermap.app.web.connections import BoundedProtocol, bounds_for, raise_open_files
from mustermap.app.web.form_drafts import DRAFTS
from mustermap.app.web.handover import Handover
from mustermap.app.web.repeated_log import say_once_per_minute
from mustermap.app.web.sessions import Sessions, kept_secret, new_name, new_secret, seal_file, token_file
from mustermap.app.web.upload_process import stop_opening
from mustermap.app.web.web_settings import DEFAULT_PORT, HOST, Settings, own_folder
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

_OURS: Final = {"", HOST, "localhost"}
_BACKLOG: Final = 128
_PROBE_BYTES: Final = 16_384
#: A server that runs for days looks for dead cycles more often than a command, which ends soon.
_NEW_OBJECTS: Final = 50_000


def serve(*, ledger: Path | None, host: str, port: int | None, editor: str, behind: str, open_it: bool) -> int:
    """Serve the web app until it is stopped.

    Parameters
    ----------
    ledger
        The ledger; it is made with the first report.
    host
        Blank: the pages are shown under a name below ``localhost`` that nobody can guess. 127.0.0.1 or localhost: under
        that. No other host is taken.
    port
        None: 8765, or another one if that is taken.
    editor
        The name that every change carries; blank: the login's.
    behind
        The address under which an authenticating proxy shows the app; blank without one.
    open_it
        Whether to open the address in the browser.

    Raises
    ------
    WrongUse
        If the host is another one, the port is taken, nobody knows the login's name, or nothing can be kept in the
        private folder.
    NotPrivate
        If others could read or change what is kept there.
    """
    gc.set_threshold(_NEW_OBJECTS)
    refuse_other_hosts(host)
    name = editor.strip() or login_name()
    listening = _listen(port)
    path = ledger_path(ledger).absolute()
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(listening):  # it has finished what it was asked for
        settings = _settings(path, name, listening.getsockname()[1], host, origin_of(behind))
        handover = Handover(settings.folder, settings.port)
        sessions = Sessions(settings.folder, settings.port)
        with contextlib.ExitStack() as stopping:
            stopping.callback(sessions.end)
            stopping.callback(handover.remove)
            app = _app(settings, sessions, handover)
            whose = "" if editor.strip() else " (your login's name; --as NAME sets another)"
            write_line(f"serving {path}, as {name}{whose}; each address below lets one browser in, once; Ctrl-C stops")
            write_line(f"token for scripts: {token_file(settings.folder)}")
            _tell_address(settings, sessions)
            if open_it:
                _open(settings, sessions, handover)
            _run(app, listening)
    return 0


def login_name() -> str:
    """Return the name of the login.

    Raises
    ------
    WrongUse
        If it is not known.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise WrongUse(
            "nobody is named as the editor, whose name every change carries, and this login has no name; give "
            "--as NAME or $MUSTERMAP_USER"
        ) from error


def _settings(path: Path, editor: str, port: int, host: str, behind: str) -> Settings:
    """Prepare the private folder, and return the host name under which the pages are shown."""
    folder = own_folder(path)
    try:
        make_private_folder(folder)
        for file in folder.iterdir():
            if file.name.startswith(DRAFTS):
                check_private(file)
        name = "" if host or behind else kept_secret(folder / "name", new_name)
        for secret in (token_file(folder), seal_file(folder)):
            kept_secret(secret, new_secret)
        write_private(folder / "probe", " " * _PROBE_BYTES)  # whether there is room is known before it is needed
        (folder / "probe").unlink()
    except OSError as error:
        remedy = "make room, or name another folder by $MUSTERMAP_WEB_FOLDER"
        raise WrongUse(f"{folder}: nothing can be kept there ({error.strerror or error}); {remedy}") from error
    return Settings(path, editor, port, folder, behind, name)


def _app(settings: Settings, sessions: Sessions, handover: Handover) -> FastAPI:
    def go_on() -> None:
        handover.remove()
        _tell_address(settings, sessions)

    def stop() -> None:  # after SIGTERM nothing else is done: uvicorn ends as the signal asks
        handover.remove()
        sessions.end()

    return make_app(settings, sessions=sessions, on_used=go_on, on_stop=stop)


def _tell_address(settings: Settings, sessions: Sessions) -> None:
    write_line("open  " + settings.shown_origin + address("/", token=sessions.once))


def _open(settings: Settings, sessions: Sessions, handover: Handover) -> None:
    """Open the address in the browser, by a private file."""
    import typer

    try:
        handover.write(settings.shown_origin + address("/", token=sessions.once))
    except OSError as error:
        log(f"--open: {handover.file}: cannot be written ({error.strerror}); open the address above yourself")
        return
    if typer.launch(str(handover.file)) != 0:
        log("--open: no browser could be started; open the address above yourself")
    else:
        log("--open: if the browser shows no Mustermap (some may not read that folder), open the address above in it")


def _run(app: FastAPI, listening: socket.socket) -> None:
    protocol = type("Protocol", (BoundedProtocol,), {"bounds": bounds_for(raise_open_files())})
    config = uvicorn.Config(
        app, http=protocol, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        lifespan="on", timeout_graceful_shutdown=5, backlog=_BACKLOG,
    )  # fmt: skip
    say_once_per_minute()
    server = uvicorn.Server(config)
    try:
        # Uvicorn handles Ctrl-C and SIGTERM, finishes running requests, and raises the signals again.
        with answering(lambda: setattr(server, "should_exit", True), "SIGHUP"):
            server.run(sockets=[listening])
    finally:
        stop_opening()


def refuse_other_hosts(host: str) -> None:
    """Check that the host can be reached only from this machine.

    Examples
    --------
    >>> refuse_other_hosts("0.0.0.0")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    mustermap.errors.WrongUse: --host 0.0.0.0: the app has no accounts, so it answers on 127.0.0.1 only; from...
    """
    if host not in _OURS:
        raise WrongUse(
            f"--host {host}: the app has no accounts, so it answers on {HOST} only; from another machine, open an SSH "
            f"tunnel (ssh -L {DEFAULT_PORT}:{HOST}:{DEFAULT_PORT} MACHINE) and the printed address there, or put "
            f"an authenticating proxy before {HOST} and name its address with --behind https://…"
        )


def origin_of(behind: str) -> str:
    """Check the address of a proxy, and return its origin.

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
    """Listen on the port that was named, else on the default one or any that is free."""
    for one in (DEFAULT_PORT, 0) if port is None else (port,):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, one))
            listening.listen(_BACKLOG)
        except OSError as error:
            listening.close()
            if one == 0 or port is not None:
                raise WrongUse(f"--port {one}: cannot be listened on ({error.strerror}); name another") from error
        else:
            return listening
    raise AssertionError("a free port was asked for last")
