"""The process that warm ones are forked off (see ``warm_process``): ``python -m tests.warm_server SOCKET KIND``."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import fcntl
import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import termios
import threading
import types
import warnings
from typing import Any

from tests.child_signals import heed_signals

# What takes long to import. Ours follows: `test_house_environment` holds that none of it looks at the environment then.
LIBRARIES = (
    "fastapi", "folium", "geopandas", "jinja2", "matplotlib.figure", "matplotlib.backends.backend_agg", "openpyxl",
    "pandas", "prompt_toolkit", "pyarrow.parquet", "pyogrio", "pyproj", "rich.console", "shapely", "sqlite3", "typer",
    "typer.main", "uvicorn",
)  # fmt: skip


def listen(path: str) -> dict[str, Any]:
    """Fork a process for everybody who asks for one, until standard input closes; say how each has ended.

    Returns
    -------
    dict
        What was asked for, in each process that was forked off for it.
    """
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(64)
    ended, on_end = socket.socketpair()
    on_end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(on_end.fileno())
    sys.stdout.write("warm\n")
    sys.stdout.flush()
    talks: dict[int, socket.socket] = {}
    watched: list[socket.socket | int] = [listener, ended, 0]
    while True:
        ready, _, _ = select.select(watched, [], [])
        if 0 in ready:
            os._exit(0)
        if ended in ready:
            ended.recv(4096)
            say_ends(talks)
        if listener not in ready:
            continue
        talk, _ = listener.accept()
        _, streams, _, _ = socket.recv_fds(talk, 1, 4)
        child = os.fork()
        if child == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for one in (listener, ended, on_end, talk, *talks.values()):
                one.close()
            return prepare(streams)
        for stream in streams:
            os.close(stream)
        talks[child] = talk
        say(talk, child)


def say_ends(talks: dict[int, socket.socket]) -> None:
    """Ask for the processes that have ended, and say to whoever asked for each its exit code."""
    while talks:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        with talks.pop(child) as talk:
            say(talk, os.waitstatus_to_exitcode(status))


def say(talk: socket.socket, number: int) -> None:
    """Say a number to whoever asked for a process, unless it has ended meanwhile."""
    with contextlib.suppress(OSError):
        talk.sendall(f"{number}\n".encode("ascii"))


def prepare(streams: list[int]) -> dict[str, Any]:
    """Give this process the streams, folder, environment and signals that were asked for."""
    *standard, request = streams
    os.lseek(request, 0, os.SEEK_SET)
    with open(request, "rb") as file:  # noqa: PTH123 - it has no name
        asked: dict[str, Any] = json.loads(file.read().decode("utf-8", "surrogateescape"))
    os.setsid()
    for number, stream in enumerate(standard):
        os.dup2(stream, number)
        os.close(stream)
    if asked["is_in_terminal"]:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    heed_signals()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.executable = asked["python"] or sys.executable
    open_streams()
    return asked


def open_streams() -> None:
    """Open the standard streams as Python does when it starts."""
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    shared: dict[str, Any] = {"encoding": encoding or "utf-8", "closefd": False}
    sys.stdin = sys.__stdin__ = open(0, errors=errors or "strict", **shared)  # type: ignore[misc] # noqa: SIM115
    buffering = 0 if os.environ.get("PYTHONUNBUFFERED") else -1
    out = open(1, "wb", buffering, closefd=False)  # noqa: SIM115
    sys.stdout = sys.__stdout__ = io.TextIOWrapper(  # type: ignore[misc]
        out, encoding=shared["encoding"], errors=errors or "strict", write_through=not buffering,
        line_buffering=os.isatty(1),
    )  # fmt: skip
    sys.stderr = sys.__stderr__ = open(2, "w", errors="backslashreplace", **shared)  # type: ignore[misc] # noqa: SIM115
    sys.stderr.reconfigure(line_buffering=True)


def run(words: list[str]) -> None:
    """Do what ``python`` does with these arguments."""
    if words[0] == "-B":
        sys.dont_write_bytecode = True
        words = words[1:]
    if is_safe := words[0] == "-P":
        words = words[1:]
    while words[0] == "-W":
        sys.warnoptions.append(words[1])
        warnings.simplefilter(words[1])  # type: ignore[arg-type]
        words = words[2:]
    sys.path[0] = ""
    if words[0] == "-m":
        if is_safe:
            del sys.path[0]
        else:
            sys.path[0] = os.getcwd()  # noqa: PTH109 - as Python writes it
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
        return
    assert words[0] == "-c", f"no such start: {words[0]}"
    sys.argv = ["-c", *words[2:]]
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    exec(compile(words[1], "<string>", "exec"), main.__dict__)  # noqa: S102 - the program of a test


def end(code: int) -> None:
    """End as Python does, but leave what is in memory to the system: to free all that was imported takes 0.1 s."""
    threading._shutdown()  # type: ignore[attr-defined] # Python has no other name for it
    atexit._run_exitfuncs()
    if (program := vars(sys.modules["__main__"])) is not globals():
        program.clear()  # what it left open is closed
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


def import_all() -> None:
    """Import the libraries and every module of ours that a command may."""
    for library in LIBRARIES:
        importlib.import_module(library)
    package = importlib.import_module("mustermap")
    for module in pkgutil.walk_packages(package.__path__, "mustermap."):
        if not module.name.startswith("mustermap.geo.build") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def import_opening(*, parquet: bool) -> None:
    """Import what opens a file of Parquet, or of another format: without pandas, as that process does."""
    from mustermap.data.tables import guarded_process

    without_pandas = guarded_process._WithoutPandas()
    names = ["data.tables.own_kml", "data.tables.layer_files"]
    if parquet:
        libraries = ["pyarrow.parquet", "pandas", "geopandas"]
    else:
        sys.meta_path.insert(0, without_pandas)
        libraries = ["pyarrow.compute", "pyogrio", "pyogrio.errors", "pyproj", "python_calamine", "shapely"]
        names += ["data.tables.geopackage_files", "data.tables.workbooks", "data.files.geojson_files"]
    for name in (*libraries, *(f"mustermap.{name}" for name in names)):
        importlib.import_module(name)
    if not parquet:
        sys.meta_path.remove(without_pandas)


def do_once() -> None:
    """Do what most commands do, so that each of them finds read what it would read first, and nothing changes.

    That is of the compiled gazetteer, the names of countries, the land and towns below a picture and its fonts,
    templates, and what the libraries look up when they are first used. What depends on a process is let go of.
    """
    import mustermap
    from mustermap.geo.gazetteer import lookup, own_places
    from mustermap.maps.still import basemap, still_files

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        claims = mustermap.read_seeds()
    mustermap.in_effect(claims, on="2022-12-01")
    assert len(mustermap.compare(claims, on="2022-12-01").rows)
    mustermap.document(claims).html()
    basemap.countries()
    basemap.towns()
    still_files.picture(mustermap.picture(claims, on="2022-12-01", width_mm=55), "png")
    lookup.connection().close()
    lookup.connection.cache_clear()
    own_places._usual_file.cache_clear()


def give_back() -> None:
    """Give back to the system what is free, and keep the rest from being looked through: each fork copies less."""
    gc.collect()
    gc.freeze()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


if __name__ == "__main__":
    if sys.argv[2] == "all":
        import_all()
        do_once()
    else:
        import_opening(parquet=sys.argv[2] == "parquet")
    give_back()
    try:
        run(listen(sys.argv[1])["words"])
        code = 0
    except SystemExit as ended:
        if not isinstance(ended.code, int | None):
            raise  # Python prints it
        code = ended.code or 0
    end(code)
