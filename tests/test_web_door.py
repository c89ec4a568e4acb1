"""The door of the web app: how the one-time address is handed over, under which name the pages are shown, what a stop
ends, and whose folder it is. Each is really tried.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import stat
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from mustermap.app.private_files import NotPrivate
from mustermap.app.web.server import DEFAULT_PORT, serve
from mustermap.app.web.web_settings import own_folder
from mustermap.errors import WrongUse
from tests.warm_process import run_python
from tests.web_server import Server, Visitor, wait_until


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("door"))
    yield server
    server.stop()


@pytest.fixture
def elsewhere():
    """A server of somebody else on another port, which notes what it is sent."""

    class Noting(BaseHTTPRequestHandler):
        noted: ClassVar[list[tuple[str, str, str]]] = []
        page = b""

        def do_GET(self) -> None:
            self.noted.append((self.path, self.headers.get("Cookie", ""), self.headers.get("Referer", "")))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.page)

        def log_message(self, *_) -> None:
            pass

    Noting.noted.clear()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield Noting, listening.server_address[1]
    listening.shutdown()
    listening.server_close()
    thread.join()


def command_lines() -> str:
    """What every user of the machine sees of all processes."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(file.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
    return "\n".join(found)


def test_open_hands_the_address_over_in_a_file_of_the_user_and_on_no_command_line(tmp_path):
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    starter = bin_folder / "xdg-open"
    starter.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nwhile [ ! -e {tmp_path}/seen ]; do sleep 0.1; done\n')
    starter.chmod(0o755)
    server = Server(tmp_path, options=("--open",), PATH=f"{bin_folder}:{os.environ['PATH']}")
    try:
        wait_until((tmp_path / "asked").exists)
        wait_until((tmp_path / "asked").read_text)
        (asked,) = (tmp_path / "asked").read_text().split()
        handed = Path(asked)
        assert stat.S_IMODE(handed.stat().st_mode) == 0o600
        assert stat.S_IMODE(handed.parent.stat().st_mode) == 0o700
        assert server.token in handed.read_text()
        seen = command_lines()
        assert str(handed) in seen
        assert server.token not in seen
        (tmp_path / "seen").touch()
        assert "open the address above in it" in server.lines.get(timeout=60)
        server.enter()
        assert not handed.exists()  # its address was used
    finally:
        server.stop()


def test_open_without_a_browser_says_so_and_serves(tmp_path):
    server = Server(tmp_path, options=("--open",), PATH=str(tmp_path))
    try:
        assert server.lines.get(timeout=60) == "--open: no browser could be started; open the address above yourself"
        server.enter()
    finally:
        server.stop()
    assert not list((tmp_path / "web").rglob("open-*"))


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def visitors_page(request, browser):
    """A page of a browser with JavaScript, and one without, whose cookies each test clears."""
    context = browser.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("way", ["typed", "a link of another site", "the file"])
def test_the_address_lets_in_however_it_is_opened(visitors_page, server, elsewhere, tmp_path, way):
    """A cookie with SameSite=Strict is not sent on a redirect that follows a link from elsewhere."""
    from mustermap.app.web.handover import Handover

    page = visitors_page
    page.goto("about:blank")
    page.context.clear_cookies()
    address = f"{server.origin}/?token={server.token}"
    if way == "typed":
        page.goto(address)
    elif way == "the file":
        handover = Handover(tmp_path, 1)
        handover.write(address)
        page.goto(handover.file.as_uri())
    else:
        noting, port = elsewhere
        noting.page = f'<a href="{address}">in</a>'.encode()
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_text("in", exact=True).click()
    page.wait_for_url("**/add?form=*")
    assert page.locator("h1").inner_text() == "Add a source and its reports"
    server.take_next()
    # Opened again, by a link from elsewhere: used, but this browser goes on.
    page.goto("about:blank")
    page.goto(address)
    if page.get_by_role("button", name="go on").count():
        page.get_by_role("button", name="go on").click()
    page.wait_for_url("**/add?form=*")


def test_the_address_is_used_up_only_by_a_browser_that_keeps_its_session(server):
    looked_at = Visitor(server)
    for _ in range(3):  # what looks at an address before its user does, and a browser that keeps no cookies
        assert looked_at.get(f"/?token={server.token}").status_code == 200
        looked_at.session.cookies.clear()
        assert looked_at.get("/reports").status_code == 403
    first, second = Visitor(server), Visitor(server)
    for one in (first, second):
        assert one.get(f"/?token={server.token}").status_code == 200
    assert first.get("/reports").status_code == 200
    server.take_next()
    assert second.get("/reports").status_code == 403  # one browser, once
    assert first.get("/reports").status_code == 200


@pytest.mark.browser
def test_servers_on_other_ports_are_sent_neither_the_cookie_nor_where_one_came_from(browser, server, elsewhere):
    noting, port = elsewhere
    context = browser.new_context()
    page = context.new_page()
    server.walk_in(page)
    for host in ("127.0.0.1", "localhost", "other.localhost"):
        page.evaluate(
            """address => {
              const link = Object.assign(document.createElement("a"), { href: address, textContent: "out" });
              document.querySelector("main").prepend(link);
            }""",
            f"http://{host}:{port}/{host}",
        )
        page.get_by_text("out", exact=True).first.click()
        page.wait_for_url(f"http://{host}:{port}/**")
        page.go_back()
    context.close()
    asked = [one for one in noting.noted if "favicon" not in one[0]]
    assert asked == [("/127.0.0.1", "", ""), ("/localhost", "", ""), ("/other.localhost", "", "")]


def test_the_name_is_told_to_nobody_who_was_not_let_in_and_stays_for_what_is_open_in_a_browser(tmp_path):
    server = Server(tmp_path)
    try:
        origin = server.origin
        name = origin.removeprefix("http://").partition(".")[0]
        assert len(name) > 20
        stranger = Visitor(server)
        for path in ("/", "/add", "/?token=x", "/api", "/api/v1/reports", "/assets/app.css", "/nowhere"):
            for host in (f"127.0.0.1:{server.port}", f"localhost:{server.port}", "evil.example"):
                answer = stranger.get(path, headers={"Host": host}, allow_redirects=False)
                assert answer.status_code in {401, 421}
                assert name not in f"{answer.headers}{answer.text}"
        server.kill()
        server.start()
        assert server.origin == origin
    finally:
        server.stop()
    other = tmp_path / "other"
    other.mkdir()
    server = Server(other)
    try:
        assert name not in server.origin
    finally:
        server.stop()


@pytest.mark.parametrize("how", ["terminate", "interrupt", "hang up"])
def test_a_clean_stop_ends_all_sessions_and_a_crash_does_not(tmp_path, how):
    import signal

    server = Server(tmp_path)
    try:
        visitor = server.enter()
        server.kill()
        server.start()
        assert visitor.get("/reports").status_code == 200
        number = {"terminate": signal.SIGTERM, "interrupt": signal.SIGINT, "hang up": signal.SIGHUP}[how]
        server.process.send_signal(number)
        server.process.wait(timeout=60)
        assert not list((tmp_path / "web").rglob("sessions-*"))
        assert not list((tmp_path / "web").rglob("open-*"))
        server._end()
        server.start()
        assert visitor.get("/reports").status_code == 403
    finally:
        server.stop()


def test_a_browser_that_finds_no_names_below_localhost_has_a_way(tmp_path):
    server = Server(tmp_path, options=("--host", "127.0.0.1"))
    try:
        assert server.origin == f"http://127.0.0.1:{server.port}"
        assert server.enter().get("/reports").status_code == 200
    finally:
        server.stop()


def serve_in(tmp_path, monkeypatch, **options) -> None:
    """Start as far as the folder is looked at; nothing is served."""
    monkeypatch.setenv("MUSTERMAP_WEB_FOLDER", str(tmp_path / "web"))
    monkeypatch.setattr("mustermap.app.web.server._run", lambda *_: None)
    asked = {
        "ledger": tmp_path / "ours.gpkg",
        "host": "",
        "port": None,
        "editor": "Alex",
        "behind": "",
        "open_it": False,
    }
    serve(**{**asked, **options})


def test_without_a_name_changes_carry_the_logins_and_it_is_said(tmp_path, monkeypatch, capsys):
    serve_in(tmp_path, monkeypatch, editor="")
    assert f", as {getpass.getuser()} (your login's name; --as NAME sets another);" in capsys.readouterr().out
    serve_in(tmp_path, monkeypatch, editor="Alex")
    assert ", as Alex; " in capsys.readouterr().out

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(WrongUse, match="this login has no name; give --as NAME or"):
        serve_in(tmp_path, monkeypatch, editor="")


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    """The private folder of a server that ran before, with a draft in it."""
    serve_in(tmp_path, monkeypatch)
    (folder,) = (tmp_path / "web").iterdir()
    assert folder == own_folder(tmp_path / "ours.gpkg")
    for name in ("unfinished.sqlite", f"sessions-{DEFAULT_PORT}.json"):
        (folder / name).touch(mode=0o600)
    return folder


@pytest.mark.parametrize("name", ["", "token", "name", "seal", "unfinished.sqlite"])
@pytest.mark.parametrize("fault", ["open", "link", "foreign"])
def test_a_folder_or_a_secret_that_is_not_the_users_alone_is_refused(tmp_path, monkeypatch, folder, name, fault):
    path = folder / name if name else folder
    if fault == "open":
        path.chmod(0o755 if not name else 0o644)
        said = f"chmod {700 if not name else 600} '{path}'"
    elif fault == "link":
        path.rename(tmp_path / "there")
        path.symlink_to(tmp_path / "there")
        said = "is a symbolic link"
    else:
        if os.geteuid() != 0:
            pytest.skip("only root can give a file away")
        os.chown(path, 65534, 65534)
        said = "belongs to nobody, not to root"
    with pytest.raises(NotPrivate, match=said):
        serve_in(tmp_path, monkeypatch)


def test_a_folder_in_which_nothing_can_be_kept_is_said_at_the_start(tmp_path, monkeypatch, folder):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(
            WrongUse, match=rf"{folder}: nothing can be kept there \(No space left on device\); make room"
        ):
            serve_in(tmp_path, monkeypatch)
    monkeypatch.setattr("mustermap.app.web.server.own_folder", lambda _: Path("/proc/nowhere"))
    with pytest.raises(WrongUse, match=r"/proc/nowhere: nothing can be kept there .*\$MUSTERMAP_WEB_FOLDER"):
        serve_in(tmp_path, monkeypatch)


def test_on_a_disk_that_is_really_full_or_read_only_the_start_ends_with_one_sentence(tmp_path):
    import subprocess

    from tests.test_web_keeping import mounted
    from tests.web_server import ROOT

    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounted(disk):
        pytest.skip("a small disk can be mounted by root only")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MUSTERMAP_WEB_FOLDER": str(disk)}
    try:
        (disk / "filler").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
        for options, said in (([], "No space left on device"), (["-o", "remount,ro"], "Read-only file system")):
            if options:
                subprocess.run(["mount", *options, disk], check=True)
            done = run_python("-m", "mustermap", "serve", cwd=tmp_path, env=environment)
            assert done.returncode == 2, done.stderr
            assert said in done.stderr
            assert len(done.stderr.splitlines()) == 1
            assert done.stdout == ""
    finally:
        subprocess.run(["umount", disk], check=True)
