"""Connections: idle and slow ones never stop the others, what is beyond the bound is refused, the log stays short."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import http.client
import logging
import resource
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from mustermap.app.web import upload_process
from mustermap.app.web.connections import BoundedProtocol, Bounds, bounds_for, raise_open_files
from mustermap.app.web.repeated_log import OncePerMinute
from tests.web_server import ROOT, Server, fields_of, wait_until


class Serving:
    """An app behind the bounded protocol, in a thread: "/" answers, "/wait" waits until it is let go."""

    def __init__(self, bounds: Bounds) -> None:
        protocol = type("Protocol", (BoundedProtocol,), {"bounds": bounds})
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(128)
        self.port = self.socket.getsockname()[1]
        self.working = 0
        config = uvicorn.Config(
            self.answer, interface="asgi3", http=protocol, lifespan="off", log_config=None, access_log=False,
            timeout_keep_alive=600, timeout_graceful_shutdown=1,
        )  # fmt: skip
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],))
        self.thread.start()
        self.opened: list[socket.socket] = []
        wait_until(lambda: self.server.started)

    async def answer(self, scope, receive, send) -> None:
        if scope["path"] == "/wait":
            self.working += 1
            while self.working > 0:
                await asyncio.sleep(0.01)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    def open(self, sent: bytes = b"") -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port))
        connection.sendall(sent)
        self.opened.append(connection)
        return connection

    def ask(self, path: str = "/") -> tuple[int, str | None, bytes]:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as asked:
            asked.request("GET", path)
            answer = asked.getresponse()
            return answer.status, answer.headers["retry-after"], answer.read()

    @property
    def held(self) -> int:
        return len(self.server.server_state.connections)

    def stop(self) -> None:
        self.working = -1000
        for one in self.opened:
            one.close()
        self.server.should_exit = True
        self.thread.join()
        self.socket.close()


@pytest.fixture
def serve():
    running = []

    def start(**bounds) -> Serving:
        running.append(Serving(Bounds(**bounds)))
        return running[-1]

    yield start
    for one in running:
        one.stop()


def rest(connection: socket.socket) -> bytes:
    """Read all that comes until the other side closes."""
    answer = b""
    connection.settimeout(60)
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(65536):
            answer += part
    return answer


def one_answer(connection: socket.socket) -> bytes:
    """Read one answer of the app."""
    answer = b""
    while not answer.endswith(b"ok"):
        answer += connection.recv(1000)
    return answer


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n", b"\r\n", HEAD + b"GET / HT"])
def test_a_head_that_is_not_there_in_time_ends_the_connection(serve, sent):
    serving = serve(head_s=0.2)
    connection = serving.open(sent)
    answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 200 OK") == sent.startswith(HEAD)
    assert (b"408 Request Timeout" in answer) == bool(sent.strip())
    wait_until(lambda: serving.held == 0)


def test_letters_now_and_then_do_not_hold_a_connection(serve):
    serving = serve(head_s=0.3)
    connection = serving.open()
    begun = time.monotonic()
    with contextlib.suppress(OSError):
        for sign in HEAD.decode() * 100:
            connection.sendall(sign.replace("\r", "x").replace("\n", "x").encode())
            time.sleep(0.02)
    assert time.monotonic() - begun < 30
    assert b"200 OK" not in rest(connection)


def test_a_request_that_is_at_work_is_given_its_time(serve):
    serving = serve(head_s=0.1)
    connection = serving.open(HEAD.replace(b"/ ", b"/wait "))
    wait_until(lambda: serving.working == 1)
    time.sleep(0.4)
    serving.working = 0
    assert one_answer(connection).startswith(b"HTTP/1.1 200 OK")
    connection.sendall(HEAD)  # and the connection goes on
    assert one_answer(connection).startswith(b"HTTP/1.1 200 OK")


def test_idle_connections_make_room_and_no_request_waits_for_them(serve):
    serving = serve(connections=10, head_s=600)
    idle = [serving.open() for _ in range(60)]
    for _ in range(30):
        assert serving.ask() == (200, None, b"ok")
    wait_until(lambda: serving.held <= 10)
    assert rest(idle[0]) == b""  # the one that had said nothing for longest
    late = serving.open(b"GET / ")
    late.sendall(b"HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert rest(late).endswith(b"ok")


def test_where_all_are_at_work_a_further_one_is_refused_in_words_and_those_at_work_go_on(serve):
    serving = serve(connections=4, linger_s=0.2)
    working = [serving.open(HEAD.replace(b"/ ", b"/wait ")) for _ in range(4)]
    wait_until(lambda: serving.working == 4)
    status, retry, said = serving.ask()
    assert (status, retry) == (503, "5")
    assert said == b"Too many connections at once; try again in a few seconds.\n"
    further = [serving.open(HEAD) for _ in range(40)]  # these are not all told, and none is held
    for one in further:
        assert b"200 OK" not in rest(one)
    wait_until(lambda: serving.held == 4)
    serving.working = 0
    for one in working:
        assert one_answer(one).startswith(b"HTTP/1.1 200 OK")
    assert serving.ask() == (200, None, b"ok")


def test_the_limit_of_open_files_is_raised_as_far_as_the_system_allows():
    code = (
        "import resource; from mustermap.app.web.connections import raise_open_files; "
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, {hard})); print(raise_open_files(), "
        "*resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    for hard in (64, 1000):
        command = [sys.executable, "-c", code.format(hard=hard)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.split() == [str(hard)] * 3
    assert bounds_for(1000).connections == 250
    assert bounds_for(None).connections == bounds_for(10**6).connections == 256
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    raise_open_files()
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def record(text: str, error: Exception | None = None) -> logging.LogRecord:
    raised = (type(error), error, None) if error else None
    return logging.LogRecord("asyncio", logging.ERROR, "", 0, text, (), raised)


def test_what_repeats_itself_is_logged_once_a_minute_with_how_often_it_came():
    now = [1000.0]
    once = OncePerMinute(lambda: now[0])
    exhausted = OSError(errno.EMFILE, "Too many open files")
    said = []
    for _ in range(300):
        one = record("socket.accept() out of system resource\nsocket: <x>", exhausted)
        if once.filter(one):
            said.append(one)
        now[0] += 0.25
    assert [one.getMessage() for one in said] == [
        "new connections wait: Too many open files",
        "new connections wait: Too many open files (and 239 more times since it was last said)",
    ]
    assert {one.exc_info for one in said} == {None}  # one line
    assert once.filter(record("another"))
    assert once.filter(record("failed", ValueError("one")))
    assert once.filter(record("failed", ValueError("two")))
    assert not once.filter(record("failed", ValueError("two")))


def test_a_server_without_open_files_left_says_so_in_one_line_and_goes_on(tmp_path):
    """With a limit that leaves it hardly any: it runs out in spite of its bound."""
    server = Server(tmp_path)
    try:
        visitor = server.enter()
        assert visitor.get("/reports").status_code == 200
        _, hard = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
        limit = len(list(Path(f"/proc/{server.process.pid}/fd").iterdir())) + 6
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (limit, hard))
        with contextlib.ExitStack() as opened:
            for _ in range(60):
                opened.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            time.sleep(2.5)
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (hard, hard))
        assert visitor.get("/reports").status_code == 200
        lines = [line for line in server.lines.queue if line]
        assert lines == ["ERROR:    new connections wait: Too many open files"] or lines == [
            "new connections wait: Too many open files"
        ]
    finally:
        server.stop()


@pytest.fixture
def busy(tmp_path):
    """A server whose files take long to open: what opens them is another program."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, time, pathlib\n"
        "if 'mustermap.app.web.upload_process' in sys.orig_argv:\n"
        f"    here = pathlib.Path({str(tmp_path)!r})\n"
        "    (here / f'opening-{time.time_ns()}').touch()\n"
        "    while not (here / 'go').exists():\n"
        "        time.sleep(0.05)\n"
    )
    server = Server(tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT}")
    yield server
    server.stop()


def test_uploads_have_their_own_few_places_and_the_other_pages_go_on(busy, tmp_path):
    visitor = busy.enter()
    csrf = visitor.form("/upload")["csrf"]
    (tmp_path / "go").touch()
    table = b"land,heer\nPoland,9000\n"

    def send():
        return visitor.session.post(
            f"{busy.origin}/upload", data={"csrf": csrf}, files={"file": ("t.csv", table)},
            headers={"Origin": busy.origin},
        )  # fmt: skip

    def send_until_taken():
        """Send again what was refused since the question below held the last place at that moment."""
        while (answer := send()).status_code == 503:
            time.sleep(0.05)
        return answer

    waiting = send()
    assert waiting.status_code == 200
    (tmp_path / "go").unlink()
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(send_until_taken())) for _ in range(upload_process.MOST_PLACES)
    ]
    for one in threads:
        one.start()
    # Two are being opened, the others wait for them; each holds a place from the first byte on.
    wait_until(lambda: len(list(tmp_path.glob("opening-*"))) >= 3)
    wait_until(lambda: send_empty(visitor, csrf) == 503)
    refused = send()
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == str(upload_process.RETRY_S)
    assert "Other files are being opened just now. Nothing was done; try again in a moment." in refused.text
    path = waiting.url.removeprefix(busy.origin)
    fields = {**fields_of(waiting.text), "way": "form", "constant-claimant": "Yearbook"}
    checked = visitor.post(path, {**fields, "do": "check"})
    assert (checked.status_code, checked.headers["retry-after"]) == (503, str(upload_process.RETRY_S))
    assert fields_of(checked.text)["constant-claimant"] == "Yearbook"
    for _ in range(60):  # more than the server has threads
        assert visitor.get("/reports").status_code == 200
    assert "1 added" in visitor.enter_claim().text
    (tmp_path / "go").touch()
    for one in threads:
        one.join()
    assert [one.status_code for one in answers] == [200] * upload_process.MOST_PLACES
    assert visitor.post(path, {**fields, "do": "check"}).status_code in {200, 422}


def send_empty(visitor, csrf: str) -> int:
    return visitor.post("/upload", {"csrf": csrf}).status_code
