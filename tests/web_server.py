"""The web app as a user starts it, in a process of its own, for the tests and the load test."""

from __future__ import annotations

import contextlib
import http.client
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from html import unescape
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter

from tests.child_signals import heed_signals
from tests.warm_process import WarmProcess, helper_python, start_python

ROOT = Path(__file__).parents[1]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Server:
    """A running ``mustermap serve``; `kill` ends it as a crash would."""

    def __init__(
        self, folder: Path, *, ledger: Path | None = None, options: tuple[str, ...] = (), is_warm: bool = True,
        opens_warm: bool = False, **environment: str,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.ledger = ledger or folder / "ours.gpkg"
        self.options = options
        self.is_warm = is_warm
        self.python = helper_python() if opens_warm else ""
        self.environment = environment
        self.port = 0
        self.visitors: list[Visitor] = []
        self.start()

    def start(self) -> None:
        port = ["--port", str(self.port or _free_port())]
        words = ["-m", "mustermap", "serve", "--ledger", str(self.ledger), "--as", "Alex", *port, *self.options]
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "MUSTERMAP_WEB_FOLDER": str(self.folder / "web"),
            "PYTHONUNBUFFERED": "1",
            **self.environment,
        }
        self.process: subprocess.Popen[str] | WarmProcess
        if self.is_warm:
            self.process = start_python(*words, cwd=self.folder, env=environment, python=self.python)
        else:
            self.process = subprocess.Popen(
                [sys.executable, *words], cwd=self.folder, env=environment, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, preexec_fn=heed_signals,
            )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, args=(self.process.stdout,), daemon=True)
        self.listener.start()
        self.said: list[str] = []
        self.address = self.next_address()
        self.origin, _, self.token = self.address.partition("/?token=")
        self.host = self.origin.partition("://")[2]
        self.script_origin = f"http://127.0.0.1:{port[1]}"
        self.port = int(port[1])
        self.script_token = Path(self.said[1].partition(": ")[2]).read_text().strip()

    def _listen(self, said) -> None:
        for line in said:
            self.lines.put(line.rstrip("\n"))
        self.lines.put("")

    def next_address(self) -> str:
        """Read on until the server prints an address that lets in."""
        while True:
            line = self.lines.get(timeout=120)
            assert line, f"the server said {self.said} and stopped"
            self.said.append(line)
            if line.startswith("open  http"):
                return line.split()[-1]

    def interrupt(self) -> None:
        """Press Ctrl-C once the server answers: while it still starts, that ends it as any command, with 130."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port)) as asked:
            asked.request("GET", "/assets/app.css")
            asked.getresponse().read()
        self.process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self._end()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self._end()
        for visitor in self.visitors:
            visitor.session.close()

    def _end(self) -> None:
        self.process.wait()
        self.listener.join()
        self.process.stdout.close()

    def enter(self) -> Visitor:
        """Let somebody in with the address that was printed last."""
        visitor = Visitor(self)
        answer = visitor.get(f"/?token={self.token}")
        assert answer.status_code == 200, answer.text
        visitor.get("/assets/app.css")  # the page goes on by itself, and the cookie comes along
        self.take_next()
        return visitor

    def take_next(self) -> None:
        """Wait until the one-time address was used and the next one is printed."""
        self.token = self.next_address().partition("/?token=")[2]

    def walk_in(self, page) -> None:
        """Let a browser in with the address that was printed last, as far as its first page."""
        page.goto(f"{self.origin}/?token={self.token}")
        page.wait_for_url(lambda address: "token" not in address)
        self.take_next()


class Nearby(HTTPAdapter):
    """Finds names below localhost as browsers do; not every system's resolver knows them."""

    def send(self, request, **options):
        asked = request.url
        host = re.match(r"http://([^/:]+\.localhost):(\d+)", asked)
        if host:
            request.headers.setdefault("Host", f"{host[1]}:{host[2]}")
            request.url = asked.replace(host[1], "127.0.0.1", 1)
        try:
            answer = super().send(request, **options)
        finally:
            request.url = asked
        answer.url = asked
        return answer


class Visitor:
    """Somebody with a browser that keeps cookies and sends what forms hold."""

    def __init__(self, server: Server) -> None:
        self.server = server
        server.visitors.append(self)
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.mount("http://", Nearby())

    def get(self, path: str, **options) -> requests.Response:
        return self.session.get(self.server.origin + path, **options)

    def post(self, path: str, fields: dict[str, str], **options) -> requests.Response:
        headers = {"Origin": self.server.origin, **options.pop("headers", {})}
        return self.session.post(self.server.origin + path, data=fields, headers=headers, **options)

    def form(self, path: str) -> dict[str, str]:
        """Open a page and read the fields of its form."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return fields_of(answer.text)

    def enter_claim(self, **texts: str) -> requests.Response:
        """Fill the form in and save it as it was entered, whatever is asked."""
        return self.post("/add", {**self.form("/add"), **CLAIM, **texts, "do": "save:entered"})


CLAIM = {
    "source-title": "Evening News",
    "source-published": "2022-10-14",
    "claim-0-claimant": "A. Minister",
    "claim-0-said": "2022-10-14",
    "claim-0-force": "Russia",
    "claim-0-figure": "up to 9,000",
    "claim-0-place": "Belarus",
    "claim-0-phase": "arriving",
}


def fields_of(page: str) -> dict[str, str]:
    """Read the fields of the form on a page: inputs, choices and areas, as a browser would send them."""
    body = re.search(r'<form method="post" action="/(?:add|edit|retract|upload|source)[^"]*".*?</form>', page, re.S)[0]
    fields = {}
    for tag in re.findall(r"<input [^>]*>", body):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("type") == "radio" and " checked" not in tag:
            continue
        if attributes.get("type") == "checkbox" and " checked" not in tag:
            continue
        if "name" in attributes and attributes.get("type") != "file":
            fields[attributes["name"]] = unescape(attributes.get("value", ""))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', body, re.S):
        fields[name] = unescape(text)
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', body, re.S):
        chosen = re.search(r"<option(?: value=\"([^\"]*)\")? selected>([^<]*)", options)
        text = unescape(chosen[1] if chosen[1] is not None else chosen[2]) if chosen else ""
        fields[name] = ";".join(filter(None, (fields.get(name), text))) if name.endswith("-disputes") else text
    return fields


def ids(server: Server) -> list[str]:
    """Read the ids of the reports in the ledger."""
    from mustermap.data.ledger import Ledger

    with Ledger.open(server.ledger) as ledger:
        return ledger.reports()["id"]


def wait_until(is_so, seconds: float = 60) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
