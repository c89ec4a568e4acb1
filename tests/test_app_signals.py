"""Ctrl-C, SIGTERM and SIGHUP end a command from its first moment on: one sentence, nothing left lying about."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from mustermap.data.ledger import Ledger, verify
from tests.child_signals import heed_signals
from tests.terminal import Terminal
from tests.test_app_commands import ROOT, SEEDS
from tests.test_import_formats import WRITERS
from tests.warm_process import WarmProcess, run_python, start_python
from tests.web_server import Server

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGTERM and SIGHUP are POSIX's")

SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}

WHILE_IMPORTING = """
import os, sys
_, wanted, *numbers = sys.argv
class Sender:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            sys.meta_path.remove(self)
            for number in numbers:
                os.kill(os.getpid(), int(number))
sys.meta_path.insert(0, Sender())
from mustermap.app.entry import main
sys.argv = ["mustermap", "map", "-o", "map.html"]
main()
"""


IN_THE_THIRD_BATCH = """
import os, sys
from mustermap.data.ledger import Ledger
add, number, batches = Ledger.add, int(sys.argv[1]), []
def add_batch(*given, **named):
    batches.append(given)
    if len(batches) == 3:
        os.kill(os.getpid(), number)
    return add(*given, **named)
Ledger.add = add_batch
sys.argv = ["mustermap", "import", "feed.csv"]
from mustermap.app.entry import main
main()
"""


def start(*words: str, folder: Path, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=heed_signals,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary"), **options},
    )  # fmt: skip


def start_warm(*words: str, folder: Path, **options: Any) -> WarmProcess:
    """Start a command as a warm process; what it prints and complains of is read at ``stdout``."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary"), **options}
    return start_python("-m", "mustermap", *words, cwd=folder, env=environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "temporary").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", SIGNALS)
@pytest.mark.parametrize("module", ["typer", "mustermap.app.map_file", "geopandas"])
def test_a_signal_that_comes_while_modules_are_imported_is_a_sentence(module: str, name: str, folder: Path) -> None:
    number = str(int(getattr(signal, name)))
    with start("-c", WHILE_IMPORTING, module, number, folder=folder) as process:
        said, told = process.communicate()
    assert told == "mustermap: stopped; nothing was kept\n"
    assert said == ""
    # Python itself ends by the signal where SIGINT came while code was run by exec, as a dataclass is made.
    assert process.returncode in {SIGNALS[name], -signal.SIGINT if name == "SIGINT" else SIGNALS[name]}
    assert [path.name for path in folder.iterdir()] == ["temporary"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_an_import_between_batches_and_what_was_added_stays(name: str, folder: Path) -> None:
    rows = (f"A. Minister,2022-10-{1 + number % 28:02},{number},Minsk,BY,News" for number in range(1, 6_002))
    text = "claimant,said,figure,place,place_country,source_title\n" + "\n".join(rows)
    (folder / "feed.csv").write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary")}
    number = str(int(getattr(signal, name)))
    ended = run_python("-c", IN_THE_THIRD_BATCH, number, cwd=folder, env=environment)
    assert ended.returncode == SIGNALS[name]
    assert "what was added stays; the same command again goes on from there" in ended.stderr
    with Ledger.open(folder / "mustermap.gpkg") as ledger:
        kept = len(ledger.reports()["id"])
    assert f"{kept} added" in ended.stdout
    assert 0 < kept < 6_001
    assert kept % 2000 == 0
    assert verify(folder / "mustermap.gpkg").broken is None
    assert not list((folder / "temporary").iterdir())


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_ends_an_output_and_a_backup_half_way_and_nothing_of_them_is_left(name: str, folder: Path) -> None:
    with Ledger.open(folder / "mustermap.gpkg", create=True) as ledger:
        ledger.add(sources=[{"id": "s"}])
    for words, patched in (
        (["backup", "-o", "b.gpkg"], "mustermap.data.ledger.copies.verify"),
        (["map", str(SEEDS), "-o", "new/map.html"], "mustermap.data.whole_files._sync"),
    ):
        module, function = patched.rsplit(".", 1)
        half_way = (
            f"import os, sys, {module} as module\nsys.argv = ['mustermap', *sys.argv[1:]]\n"
            f"module.{function} = lambda *_: os.kill(os.getpid(), {int(getattr(signal, name))})\n"
            "from mustermap.app.entry import main\nmain()"
        )
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary")}
        ended = run_python("-c", half_way, *words, cwd=folder, env=environment)
        assert ended.returncode == SIGNALS[name], ended.stderr
        assert ended.stderr.splitlines()[-1] == "mustermap: stopped; nothing was kept"
        left = {path.name for path in folder.iterdir() if not path.name.startswith("mustermap.gpkg")}
        assert left == {"temporary"}


def child_of(process: psutil.Process, module: str) -> psutil.Process:
    """Wait for the helper that opens a file, and hold it, so that it does not end by itself."""
    while True:
        for child in process.children(recursive=True):
            try:
                if module in child.cmdline():
                    child.suspend()
                    return child
            except psutil.NoSuchProcess:
                continue
        assert process.is_running()
        assert process.status() != psutil.STATUS_ZOMBIE, "it ended before it opened the file"
        time.sleep(0.005)


def has_ended(process: psutil.Process) -> bool:
    """Tell whether a process has ended, also where nobody has asked yet how."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_ends_the_process_that_opens_a_foreign_file_and_takes_its_folder_along(
    name: str, folder: Path
) -> None:
    WRITERS["t.xlsx"](folder / "t.xlsx")
    with start_warm("import", "t.xlsx", "--dry-run", folder=folder) as process:
        helper = child_of(psutil.Process(process.pid), "mustermap.data.tables.guarded_process")
        process.send_signal(getattr(signal, name))
        assert process.stdout is not None
        said = process.stdout.read()
    assert process.returncode == SIGNALS[name]
    assert said.splitlines()[-1] == "mustermap: stopped; nothing was kept"
    assert has_ended(helper)
    assert not list((folder / "temporary").iterdir())


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_questions_of_the_terminal_and_what_was_typed_is_offered_again(
    name: str, tmp_path: Path
) -> None:
    with Terminal("add", "--as", "Alex", folder=tmp_path) as terminal:
        terminal.answer("title", "News")
        terminal.wait_for("publisher")
        terminal.wait_for(": ")
        terminal.process.send_signal(getattr(signal, name))
        assert terminal.end() == SIGNALS[name]
        assert "stopped; what you entered is kept: mustermap add offers it again" in terminal.printed
        assert "Traceback" not in terminal.printed
    assert len(list((tmp_path / "unfinished").glob("*.json"))) == 1


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 0), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_the_web_app_as_ctrl_c_does(name: str, code: int, tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.enter()
    server.process.send_signal(getattr(signal, name))
    assert server.process.wait() == code
    server.stop()
    rest = []
    while line := server.lines.get(timeout=60):
        rest.append(line)
    assert not [line for line in rest if "Traceback" in line or "rror" in line]


def test_the_web_app_ends_the_process_that_opens_an_upload(tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    WRITERS["t.xlsx"](tmp_path / "t.xlsx")
    server = Server(tmp_path, TMPDIR=str(tmp_path / "temporary"))
    visitor = server.enter()
    fields = visitor.form("/upload")
    content = (tmp_path / "t.xlsx").read_bytes()

    def send() -> None:
        try:
            visitor.post("/upload", {**fields, "do": "look"}, files={"file": ("t.xlsx", content)})
        except OSError:
            return  # the server has ended

    sending = threading.Thread(target=send)
    sending.start()
    helper = child_of(psutil.Process(server.process.pid), "mustermap.app.web.upload_process")
    server.stop()
    sending.join()
    assert server.process.returncode == SIGNALS["SIGTERM"]
    assert has_ended(helper)


def test_a_signal_that_whoever_started_it_has_it_ignore_is_ignored(folder: Path) -> None:
    """As ``nohup`` does."""
    script = 'trap \'\' HUP TERM; exec "$0" -c "$1" geopandas "$2" "$3"'
    numbers = [str(int(number)) for number in (signal.SIGHUP, signal.SIGTERM)]
    finished = subprocess.run(
        ["bash", "-c", script, sys.executable, WHILE_IMPORTING, *numbers], cwd=folder, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    assert (folder / "map.html").exists()
