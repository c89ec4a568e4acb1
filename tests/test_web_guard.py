"""Letting nobody in: each way in is really tried, against a server of its own."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import stat
import zipfile
from pathlib import Path

import pytest

from tests.warm_process import run_python
from tests.web_server import CLAIM, ROOT, Server, Visitor

PAGES = (
    "/",
    "/add",
    "/reports",
    "/map",
    "/map/document",
    "/review",
    "/upload",
    "/unfinished",
    "/assets/app.css",
    "/nothing",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("guard"), opens_warm=True)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(server):
    return server.enter()


def raw(server, text: bytes) -> bytes:
    """Send bytes as they are, and read all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(text)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


@pytest.mark.parametrize("page", PAGES)
def test_without_a_session_every_page_is_refused_and_says_nothing(server, page):
    answer = Visitor(server).get(page, allow_redirects=False)
    assert answer.status_code == 403
    assert "Open the address that mustermap serve printed last." in answer.text
    assert "Alex" not in answer.text
    assert "gpkg" not in answer.text


@pytest.mark.parametrize("token", ["", "x", "%00", "é" * 20, "a" * 5000])
def test_a_wrong_token_lets_nobody_in(server, token):
    answer = Visitor(server).get(f"/?token={token}", allow_redirects=False)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_lets_in_once_and_becomes_a_cookie_that_no_script_and_no_other_site_gets(server):
    used = server.token
    first = Visitor(server)
    answer = first.get(f"/?token={used}", allow_redirects=False)
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/">' in answer.text
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie  # so that it is sent to this host only, and not to those below it
    assert used not in cookie
    assert first.get("/", allow_redirects=False).status_code == 303
    server.take_next()
    assert server.token != used
    again = Visitor(server).get(f"/?token={used}", allow_redirects=False)
    assert again.status_code == 403
    assert "used before" in again.text


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}",
        "localhost:{port}",
        "other.localhost:{port}",
        "",
        "127.0.0.1:{port}.evil.example",
        "{name}.localhost",
        "{name}.localhost:1",
        "x.{name}.localhost:{port}",
        "{name}.localhost:{port}.evil.example",
    ],
)
def test_a_foreign_host_is_refused_though_the_cookie_came_along(server, visitor, host):
    answer = visitor.get("/reports", headers={"Host": filled(host, server)}, allow_redirects=False)
    assert answer.status_code in ({400, 421} if not host else {421})
    assert "gpkg" not in answer.text
    assert name_of(server) not in answer.text


def name_of(server) -> str:
    """The name below localhost under which a server shows its pages."""
    return server.origin.removeprefix("http://").partition(".")[0]


def filled(text: str, server) -> str:
    return text.format(port=server.port, name=name_of(server))


def test_scripts_reach_the_api_under_127_0_0_1_and_nobody_with_a_cookie_does(server, visitor):
    shown = {"Authorization": f"Bearer {server.script_token}"}
    for host in (f"127.0.0.1:{server.port}", f"localhost:{server.port}", f"LOCALHOST:{server.port}"):
        answer = Visitor(server).get("/api/v1/reports", headers={"Host": host, **shown})
        assert (answer.status_code, answer.json()["count"]) == (200, 0)
        by_cookie = visitor.get("/api/v1/reports", headers={"Host": host})
        sent = "; ".join(f"{one.name}={one.value}" for one in visitor.session.cookies)
        by_hand = visitor.get("/api/v1/reports", headers={"Host": host, "Cookie": sent})
        assert (by_cookie.status_code, by_hand.status_code) == (401, 401)
        assert name_of(server) not in by_hand.text


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1:1",
        "http://127.0.0.1:{port}",
        "http://localhost:{port}",
        "https://{name}.localhost:{port}",
        "http://{name}.localhost:1",
        "http://{name}.localhost",
        "http://127.0.0.1:{port}.evil.example",
    ],
)
def test_a_foreign_origin_is_refused_and_nothing_is_done(server, visitor, origin):
    form = {**visitor.form("/add"), **CLAIM, "do": "save"}
    answer = visitor.post("/add", form, headers={"Origin": filled(origin, server)})
    assert answer.status_code == 403
    assert "page of another site" in answer.text
    assert not server.ledger.exists()


def test_a_request_that_the_browser_says_came_from_another_site_is_refused(visitor):
    for site in ("cross-site", "same-site"):
        loaded = visitor.get("/reports", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"})
        assert loaded.status_code == 403
        sent = visitor.post("/add", {}, headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"})
        assert sent.status_code == 403
    visited = visitor.get("/reports", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})
    assert visited.status_code == 200


@pytest.mark.parametrize("page", ["/add", "/edit", "/readings", "/retract", "/review", "/unfinished", "/upload"])
def test_a_form_without_the_token_of_its_session_is_refused(server, visitor, page):
    other = server.enter()
    for csrf in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": other.form("/add")["csrf"]}):
        answer = visitor.post(page, {**CLAIM, "do": "save", "key": "k" * 20, **csrf})
        assert answer.status_code == 403, (page, csrf)
    assert not server.ledger.exists()


@pytest.mark.parametrize("page", ["/reports", "/add", "/nothing", "/api/v1/reports", "/assets/form.js"])
def test_every_answer_allows_only_our_own_files_and_no_inline_code(visitor, page):
    headers = visitor.get(page).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_no_template_holds_inline_code_or_asks_another_host():
    for file in (ROOT / "app" / "web").rglob("*.jinja"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=|\|\s*safe", text), file.name
        assert not re.search(r'(?:src|href|action)="(?!/|\{\{|data:,|#)', text), file.name


def test_the_api_takes_the_token_in_a_header_and_changes_nothing_for_a_cookie(server, visitor):
    nobody = Visitor(server)
    submission = {"source": {"title": "Evening News"}, "reports": [{"claimant": "A. Minister"}]}
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {server.script_token}"}):
        assert nobody.get("/api/v1/reports", headers=headers).status_code == 401
    by_cookie = visitor.session.post(f"{server.origin}/api/v1/reports", json=submission)
    assert by_cookie.status_code == 401
    assert not server.ledger.exists()
    shown = {"Authorization": f"Bearer {server.script_token}"}
    assert nobody.get("/api/v1/reports", headers=shown).json()["count"] == 0
    assert nobody.get("/reports", headers=shown).status_code == 403


def test_what_is_kept_is_readable_by_the_user_only(server, visitor):
    visitor.post("/readings", {**visitor.form("/add"), **CLAIM})
    kept = [path for path in (server.folder / "web").rglob("*") if path.is_file()]
    assert {path.name.split("-")[0].split(".")[0] for path in kept} == {
        "sessions",
        "token",
        "unfinished",
        "name",
        "seal",
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    cookie = next(iter(visitor.session.cookies)).value
    assert not [path for path in kept if cookie in path.read_bytes().decode("latin-1")]


def test_it_listens_on_127_0_0_1_only_and_refuses_another_host_with_the_way_out(server, tmp_path):
    listening = (
        Path(f"/proc/{server.process.pid}/net/tcp").read_text()
        + Path(f"/proc/{server.process.pid}/net/tcp6").read_text()
    )
    port = f":{server.port:04X} "
    bound = [line.split()[1] for line in listening.splitlines() if port in line and line.split()[3] == "0A"]
    assert bound == [f"0100007F:{server.port:04X}"]
    for host in ("0.0.0.0", "::", "192.0.2.1"):  # noqa: S104 - each is refused
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        refused = run_python("-m", "mustermap", "serve", "--as", "Alex", "--host", host, cwd=tmp_path, env=environment)
        assert refused.returncode == 2
        assert "no accounts" in refused.stderr
        assert "ssh -L" in refused.stderr
        assert "authenticating proxy" in refused.stderr


def test_behind_a_proxy_its_host_and_origin_are_let_in_and_the_cookie_is_for_https(tmp_path):
    server = Server(tmp_path, options=("--behind", "https://reports.example.org"))
    try:
        assert server.origin == "https://reports.example.org"
        server.origin = f"http://127.0.0.1:{server.port}"
        headers = {"Host": "reports.example.org"}
        answer = Visitor(server).get(f"/?token={server.token}", headers=headers, allow_redirects=False)
        assert answer.status_code == 200
        assert "; Secure" in answer.headers["set-cookie"]
    finally:
        server.stop()


def test_an_upload_of_200_mb_is_refused_before_it_is_read(server, visitor):
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    cookie = "; ".join(f"{one.name}={one.value}" for one in visitor.session.cookies)
    connection.putrequest("POST", "/upload", skip_host=True)
    headers = {"Host": server.host, "Cookie": cookie, "Origin": server.origin}
    headers |= {"Content-Length": str(200_000_000), "Content-Type": "multipart/form-data; boundary=x"}
    for name, text in headers.items():
        connection.putheader(name, text)
    connection.endheaders()  # not one byte of the body is sent
    answer = connection.getresponse()
    assert answer.status == 413
    assert b"more than the 50 MB" in answer.read()
    connection.close()


def test_a_body_that_does_not_say_how_long_it_is_is_stopped_at_the_limit(server, visitor):
    cookie = "; ".join(f"{one.name}={one.value}" for one in visitor.session.cookies)
    sent = 0

    def body():
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for _ in range(200):
            sent += 1_000_000
            yield b"a" * 1_000_000

    before = memory_mb(server)
    headers = {"Host": server.host, "Cookie": cookie, "Origin": server.origin,
               "Content-Type": "multipart/form-data; boundary=x", "Transfer-Encoding": "chunked"}  # fmt: skip
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        # It may hang up while we go on sending.
        with contextlib.suppress(ConnectionError):
            connection.request("POST", "/upload", body=body(), headers=headers, encode_chunked=True)
        with contextlib.suppress(ConnectionError), contextlib.closing(connection.getresponse()) as answer:
            assert answer.status == 413
    assert sent < 100_000_000
    assert memory_mb(server) - before < 40
    assert visitor.get("/reports").status_code == 200


def memory_mb(server) -> float:
    pages = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", pages)[1]) / 1000


def upload(visitor, name: str, content: bytes):
    page = visitor.get("/upload").text
    csrf = re.search(r'name="csrf" value="([^"]*)"', page)[1]
    return visitor.session.post(
        f"{visitor.server.origin}/upload", data={"csrf": csrf}, files={"file": (name, content)},
        headers={"Origin": visitor.server.origin},
    )  # fmt: skip


def zip_bomb(tmp_path) -> bytes:
    """Make a workbook of 20 kB whose sheet unpacks to 20 MB, and no workbook otherwise."""
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 3_500_000)
    return file.read_bytes()


HOSTILE_GEOPACKAGE = b"SQLite format 3\0" + b"\xff" * 5000


@pytest.mark.parametrize("name", ["bomb.xls", "evil.sqlite", "none", "x.csv.exe", "../../evil.zip"])
def test_a_file_of_a_kind_that_is_not_read_is_not_even_kept(server, visitor, name):
    answer = upload(visitor, name, HOSTILE_GEOPACKAGE)
    assert answer.status_code == 415
    assert "of a kind that is not read" in answer.text
    assert not list((server.folder / "web").rglob("uploads/*/*"))


@pytest.mark.parametrize("kind", ["csv", "toml", "geojson", "gpkg", "kml", "xlsx", "parquet"])
def test_a_broken_file_under_any_name_is_said_not_to_be_read_and_is_not_kept(server, visitor, kind, tmp_path):
    for content in (zip_bomb(tmp_path), HOSTILE_GEOPACKAGE):
        answer = upload(visitor, f"../evil.{kind}", content)
        assert answer.status_code == 422
        assert f"evil.{kind}&#39; was not read." in answer.text
        assert f"evil.{kind}" in re.search(r"<pre.*?</pre>", answer.text, re.S)[0]
    assert visitor.get("/reports").status_code == 200
    assert not list((server.folder / "web").rglob("uploads/*/*"))


def test_a_file_that_wants_all_the_memory_ends_its_own_process_only(tmp_path):
    server = Server(tmp_path)
    visitor = server.enter()
    bomb = b'{"type":"FeatureCollection","features":[' + b"[]," * 16_000_000 + b"[]]}"
    assert len(bomb) < 50_000_000
    before = memory_mb(server)
    answer = upload(visitor, "bomb.geojson", bomb)
    assert answer.status_code == 422
    assert re.search(r"needs more than 1,\d\d\d MB to read", answer.text)
    assert memory_mb(server) - before < 100
    assert visitor.get("/reports").status_code == 200
    server.stop()


def test_the_page_of_a_file_is_only_for_who_was_let_in_and_found_by_no_made_up_key(server, visitor):
    page = upload(visitor, "mine.csv", b"claimant,source_title\nA. Minister,News\n")
    address = page.url.removeprefix(server.origin)
    assert Visitor(server).get(address).status_code == 403
    for key in ("x", "k" * 24, "..%2f..%2ftoken", "..", "%2e%2e"):
        assert visitor.get(f"/upload/{key}").status_code in {404, 200}
        assert "token" not in visitor.get(f"/upload/{key}").text
    assert visitor.get("/upload/" + "k" * 24).status_code == 404
    fields = {"csrf": "0" * 64, "do": "import"}
    assert visitor.post(address, fields).status_code == 403
    assert not server.ledger.exists()


def test_no_request_of_the_whole_table_gets_in_without_all_that_it_takes(server, visitor):
    """Every path by every method, each time with one thing missing or foreign."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in visitor.session.cookies)
    ours = {"Host": server.host, "Cookie": cookie, "Origin": server.origin}
    bearer = {"Authorization": f"Bearer {server.script_token}"}
    ways = {
        "no session": {"Cookie": ""},
        "a session that nobody has": {"Cookie": re.sub("=.*", "=" + "x" * 43, cookie)},
        "the session under another name": {"Cookie": cookie.replace("mustermap", "other")},
        "127.0.0.1": {"Host": f"127.0.0.1:{server.port}", "Origin": server.script_origin},
        "localhost": {"Host": f"localhost:{server.port}"},
        "a foreign host": {"Host": "evil.example"},
        "a foreign page": {"Origin": "http://evil.example"},
        "a page of no origin": {"Origin": "null"},
        "a page on another port": {"Origin": "http://127.0.0.1:1"},
        "a script of another site": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        "a page of the same site": {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        "the token of scripts alone": {"Cookie": "", **bearer},
        "a wrong token of scripts": {"Cookie": "", "Authorization": "Bearer " + "x" * 43},
    }
    paths = (
        *PAGES, "/report?id=x", "/edit?id=x", "/source?id=x", "/source/edit?id=x", "/retract?id=x", "/saved?form=x",
        "/upload/" + "k" * 24, "/upload/template.xlsx", "/readings",
    )  # fmt: skip
    asked, let_in = 0, []
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        for path in paths:
            for method in ("GET", "POST", "HEAD", "PUT"):
                for way, changed in ways.items():
                    headers = {**ours, "Content-Type": "application/x-www-form-urlencoded", **changed}
                    connection.request(method, path, body=b"do=save" if method == "POST" else None, headers=headers)
                    answer = connection.getresponse()
                    said = answer.read().decode()
                    asked += 1
                    if answer.status < 400 or re.search(rf"gpkg|Alex|{name_of(server)}", said):
                        let_in.append((method, path, way, answer.status))
    assert let_in == []
    assert asked == 988
    assert not server.ledger.exists()
