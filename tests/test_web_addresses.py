"""Addresses of pages: what an id, a wording or a name holds comes out of every link as it went in."""

from __future__ import annotations

import ast
import re
import string
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from markupsafe import escape

from mustermap.app.web.addresses import address
from mustermap.app.web.follow_ups import FOLLOW_UPS
from mustermap.data.ledger import Ledger
from tests.web_server import CLAIM, ROOT, Server, fields_of

if TYPE_CHECKING:
    from pathlib import Path

WEB = ROOT / "app" / "web"
SIGNS = [chr(number) for number in range(0x20, 0x7F)]
NAMES = [
    "printable " + "".join(sign for sign in string.printable[:94] if sign != ";") + " to the end",
    "Київ 🙂 «x» “y” é",
    "..",
    "../../reports",
    ".hidden",
    "%2e%2e%2F",
    "a+b",
    "&source=other",
    "javascript:alert(1)",
]
"""Ids hold every printable sign but the semicolon, which separates ids and which no id may hold."""


@pytest.mark.parametrize("name", [*SIGNS, *NAMES])
def test_every_sign_is_read_from_a_query_a_path_and_a_fragment_as_it_was_written(name):
    built = urlsplit(address("/page", name, id=name, fragment=name, other="x"))
    assert [unquote(part) for part in built.path.split("/")] == ["", "page", name]
    assert parse_qs(built.query, keep_blank_values=True) == {"id": [name], "other": ["x"]}
    assert unquote(built.fragment) == name
    assert built.netloc == built.scheme == ""


class Links(HTMLParser):
    """The addresses that a page names, each with the text of its link."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes) -> None:
        for name, text in attributes:
            if name in {"href", "src", "action"} and not text.startswith("data:"):
                self.found.append((text, tag))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("addresses")
    with Ledger.open(folder / "ours.gpkg", create=True) as ledger:
        ledger.add(
            sources=[{"id": name, "title": f"Source {at}."} for at, name in enumerate(NAMES)],
            reports=[
                report
                for at, name in enumerate(NAMES)
                for report in (
                    {"id": name, "source": name, "claimant": f"Claimant {at}.", "force": name,
                     "said": f"20{at + 10}-10-14", "place": name},
                    {"id": f"draft {name}", "source": name, "claimant": f"Claimant {at}.", "state": "draft",
                     "repeats": name},
                )
            ],
        )  # fmt: skip
    server = Server(folder)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(server):
    return server.enter()


#: What each page shows of what it is about; the map is built of all reports and asked for a day only.
SHOWS = {
    "/report": lambda at, name: f"Claimant {at}.",
    "/retract": lambda at, name: f"Claimant {at}.",
    "/edit": lambda at, name: f'value="Claimant {at}."',
    "/source": lambda at, name: f"Source {at}.",
    "/source/edit": lambda at, name: f'value="Source {at}."',
    "/add": lambda at, name: f"<b>Source {at}.</b>",
    "/reports": lambda at, name: f"Claimant {at}.",
}


@pytest.mark.parametrize(("at", "name"), list(enumerate(NAMES)), ids=ascii)
def test_every_link_of_every_page_about_something_leads_to_the_pages_of_the_same(visitor, at, name):
    """Followed from the list on, as far as the links carry an id: none leads to another report or source."""
    start = f"/reports?claimant=Claimant+{at}."
    to_do, followed = [start], {}
    while to_do:
        link = to_do.pop()
        path = urlsplit(link).path
        if link in followed or path not in SHOWS or (link != start and "?" not in link):
            continue
        answer = visitor.get(link)
        followed[link] = answer.url
        assert answer.status_code == 200, (link, answer.text)
        followed_up = [one for what in FOLLOW_UPS for one in parse_qs(urlsplit(link).query).get(what, [])]
        expected = f'value="{escape(followed_up[0])}"' if followed_up else SHOWS[path](at, name)
        assert expected in answer.text, (link, answer.url)
        shown = re.sub(r"<option[^>]*>[^<]*", "", answer.text)  # all that can be chosen
        assert set(re.findall(r"Claimant (\d+)\.", shown)) <= {str(at)}, (link, answer.url)
        to_do += [urljoin(link, found) for found, tag in Links(answer.text).found if tag == "a"]
    by_page = {urlsplit(link).path for link in followed}
    assert by_page == set(SHOWS)
    ids = {one for link in followed for one in parse_qs(urlsplit(link).query).get("id", [])}
    assert ids == {name, f"draft {name}"}


@pytest.mark.parametrize(("at", "name"), list(enumerate(NAMES)), ids=ascii)
def test_further_reports_of_a_source_are_filed_under_it_and_what_was_begun_is_found_again(visitor, server, at, name):
    pages = [found for found, _ in Links(visitor.get("/source", params={"id": name}).text).found]
    (add,) = [found for found in pages if found.startswith("/add?")]
    form = fields_of(visitor.get(add).text)
    assert form["source-id"] == name
    claim = {field: text for field, text in CLAIM.items() if field.startswith("claim-")}
    new = f"{name} further"
    saved = visitor.post(
        "/add", {**form, **claim, "claim-0-claimant": f"Claimant {at}.", "claim-0-id": new, "do": "save:entered"}
    )
    assert "1 added" in saved.text
    with Ledger.open(server.ledger) as ledger:
        assert ledger.find({"id": [new]})["source"] == [name]
    links = [found for found, _ in Links(saved.text).found]
    assert any(found.startswith("/report?") and parse_qs(urlsplit(found).query)["id"] == [new] for found in links)
    (further,) = [found for found in links if found.startswith("/add?")]
    assert fields_of(visitor.get(further).text)["source-id"] == name

    for page, field in (("/edit", "id"), ("/source/edit", "of_source")):  # begun, and offered again
        form = fields_of(visitor.get(page, params={"id": name}).text)
        kept = visitor.post(page, {**form, "claim-0-unit": "begun", "source-note": "begun", "do": "read"})
        assert fields_of(kept.text)[field] == name
        begun = [found for found, _ in Links(visitor.get("/unfinished").text).found if form["key"] in found]
        assert [fields_of(visitor.get(found).text)[field] for found in begun] == [name]


@pytest.mark.parametrize(("at", "name"), list(enumerate(NAMES)), ids=ascii)
def test_what_may_be_a_duplicate_is_linked_to_what_it_may_repeat(visitor, at, name):
    same = {"source-title": "Again", "claim-0-claimant": f"Claimant {at}.", "claim-0-force": name,
            "claim-0-said": f"20{at + 10}-10-14", "claim-0-place": name}  # fmt: skip
    slots = visitor.post("/readings", {**visitor.form("/add"), **same}).json()["slots"]
    (link,) = {found for found, _ in Links(slots["questions"]).found if not found.startswith("#")}
    assert parse_qs(urlsplit(link).query) == {"id": [name]}
    assert f"Claimant {at}." in visitor.get(link).text


def test_a_list_keeps_what_was_searched_for_on_its_further_pages(server, visitor):
    name = NAMES[0]
    reports = [{"id": f"many {number}", "source": name, "claimant": name, "force": name} for number in range(60)]
    with Ledger.open(server.ledger) as ledger:
        ledger.add(reports=reports)
    words = {"q": "printable", "force": name, "claimant": name, "source": name}
    first = visitor.get("/reports", params=words).text
    (older,) = [found for found, _ in Links(first).found if "page=2" in found]
    assert {field: text for field, (text,) in parse_qs(urlsplit(older).query).items()} == {**words, "page": "2"}
    second = visitor.get(older).text
    assert "60 of" in first
    assert "60 of" in second
    assert "page 2 of 2" in second


def hand_made(template: str) -> list[str]:
    """Find the addresses of a template that are put together without `url`."""
    attributes = re.findall(
        r'\b(?:href|src|action|formaction|poster|cite)="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"', template
    )
    return [one for one in attributes if "{" in one and not re.fullmatch(r"\{\{ url\(.*\) \}\}", one)]


def hand_made_in_python(source: str) -> list[int]:
    """Find the lines on which a text that looks like an address of ours is put together of parts."""

    def is_address(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.search(r"^/[a-z]|^[?&#]$|[?&][a-z_]+=|^#", node.value) is not None
        )

    found = []
    for node in ast.walk(ast.parse(source)):
        parts: list[ast.AST] = []
        if isinstance(node, ast.JoinedStr):
            parts = list(node.values) if any(isinstance(one, ast.FormattedValue) for one in node.values) else []
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            parts = [node.left, node.right]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            parts = [node.func.value]
        if any(is_address(part) for part in parts):
            found.append(node.lineno)
    return found


def hand_made_in_script(script: str) -> list[str]:
    """Find the addresses of a script that are put together of parts, where URL and URLSearchParams encode."""
    return re.findall(r"`/[^`]*\$\{[^`]*`|`[^`]*[?&]\w+=\$\{[^`]*`|[\"'](?:/[^\"']*|[^\"']*[?&]\w+=)[\"']\s*\+", script)


@pytest.mark.parametrize("file", sorted(WEB.rglob("*.jinja")), ids=lambda file: file.name)
def test_no_template_puts_an_address_together_by_hand(file: Path):
    text = file.read_text(encoding="utf-8")
    assert hand_made(text) == []
    assert "urlencode" not in text


@pytest.mark.parametrize("file", sorted(WEB.glob("*.py")), ids=lambda file: file.name)
def test_no_module_puts_an_address_together_by_hand(file: Path):
    if file.name != "addresses.py":
        assert hand_made_in_python(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", sorted(WEB.rglob("*.js")), ids=lambda file: file.name)
def test_no_script_puts_an_address_together_by_hand(file: Path):
    assert hand_made_in_script(file.read_text(encoding="utf-8")) == []


def test_an_address_that_is_put_together_by_hand_is_found():
    for planted in (
        '<a href="/source?id={{ id }}">', '<a href="/source?id={{ id|urlencode }}">', '<a href="{{ one.page }}">',
        '<form action="{{ page }}?id={{ id }}">', '<iframe src="/map{% if on %}#{{ on }}{% endif %}">',
        '<a href="{{ url("/a") }}{{ id }}">',
    ):  # fmt: skip
        assert hand_made(planted), planted
    for fine in ('<a href="/add">', '<a href="{{ url("/report", id=cells.id) }}">', '<a href="#main">'):
        assert hand_made(fine) == [], fine
    for planted in (
        'f"/saved?form={form}"', '"/report?" + text', 'page + f"&source={source}"', '"/edit?id=%s" % id',
        '"/edit?id={}".format(id)', 'page + "#result"', 'f"{page}#{place}"', 'f"{page}?{query}"',
    ):  # fmt: skip
        assert hand_made_in_python(planted), planted
    for fine in ('address("/saved", form=form)', 'f"{one}: {two}"', '"/add"'):
        assert hand_made_in_python(fine) == [], fine
    for planted in ("`/report?id=${id}`", "'/report?id=' + id", "`${page}?id=${id}`", "'/report/' + id"):
        assert hand_made_in_script(planted), planted
    assert hand_made_in_script('fetch("/readings", { body: new URLSearchParams(all) })') == []
