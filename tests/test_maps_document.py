"""The map document: one file, its own code only, no request, the same bytes for the same claims."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import branca.element
import folium
import folium.plugins
import pytest

from mustermap import maps
from mustermap.maps.document.content_policy import code_hash
from mustermap.maps.lon_lat import leaflet_order
from tests import maps_frame
from tests.block_reader import read_block
from tests.maps_frame import frame, report

HOSTILE = (
    "</script><script>alert(1)</script>",
    "${alert(1)} `alert(1)` {{ 7 * 7 }} {% raw %}",
    '"><img src=x onerror=alert(1)>',
    "\u202eright to left\u202c \u2067isolate",
    "javascript:alert(1)",
    "\u2028line\u2029paragraph \x00",
)


class Elements(html.parser.HTMLParser):
    """Every element of a page with its attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in {"script", "style", "title"}:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.found if name == tag]


def hostile_frame() -> Any:
    rows = [report(f"hostile {number} {text}") for number, text in enumerate(HOSTILE)]
    for number, text in enumerate(HOSTILE):
        row = rows[number]
        fixed = {"id", "kind", "state", "updates", "repeats", "disputes"}
        row |= {name: text for name, value in row.items() if isinstance(value, str) and name not in fixed}
        row |= maps_frame.at_point(text, text, 27.0 + number, 53.0, place_country_code=text, place_how=text)
    table = frame(rows, first="2022-01-01", last="2026-12-31", opened="2022-10-10")
    table.attrs["credits"] = [{"text": text, "url": text} for text in HOSTILE]
    return table


@pytest.fixture(scope="module")
def page() -> str:
    return maps.Document(maps_frame.seed_frame(), title="Claims & <troops>").html()


def test_the_document_is_a_folium_map() -> None:
    assert isinstance(maps.Document(maps_frame.seed_frame()), folium.Map)


def test_the_page_asks_for_nothing(page: str) -> None:
    elements = Elements(page)
    for tag, attributes, _ in elements.found:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}, tag
        assert not {"src", "href", "srcset", "style"}.intersection(attributes), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
    styles = "".join(text for _, text in elements.all("style"))
    assert "url(" not in styles
    assert "@import" not in styles


def test_the_policy_allows_the_code_that_is_there_by_hash_and_nothing_else(page: str) -> None:
    elements = Elements(page)
    content = next(a["content"] for a, _ in elements.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert content is not None
    rules = dict(rule.split(" ", 1) for rule in content.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'none'"
    assert rules["img-src"] == "data: https://tile.openstreetmap.org"
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        code = [text for attributes, text in elements.all(tag) if "type" not in attributes]
        hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in code]
        assert rules[rule].split() == [f"'sha256-{digest}'" for digest in hashes]


def test_the_policy_comes_before_any_code(page: str) -> None:
    assert page.index("Content-Security-Policy") < min(page.index("<style"), page.index("<script"))


def test_the_title_is_text(page: str) -> None:
    assert "<title>Claims &amp; &lt;troops&gt;</title>" in page


def test_readers_may_zoom_the_page_and_are_told_what_is_missing_without_scripts(page: str) -> None:
    assert "user-scalable=no" not in page
    assert "maximum-scale" not in page
    assert "<noscript>" in page


def test_the_same_claims_make_the_same_bytes() -> None:
    first, second = (maps.Document(maps_frame.seed_frame()) for _ in range(2))
    assert first.html() == second.html()
    assert first.html() == first.html()


def test_the_same_claims_make_the_same_bytes_in_another_process(page: str) -> None:
    script = (
        "import hashlib, maps; from tests import maps_frame as f;"
        "page = maps.Document(f.seed_frame(), title='Claims & <troops>').html();"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_hostile_text_stands_in_the_one_data_block_only() -> None:
    page = maps.Document(hostile_frame(), title=HOSTILE[0]).html()
    elements = Elements(page)
    assert [attributes.get("type") for attributes, _ in elements.all("script")] == [
        "application/octet-stream",
        "application/octet-stream",
        *[None] * 4,
    ]
    data = read_block(elements.all("script")[0][1])
    assert data["title"] == HOSTILE[0]
    assert data["reports"]["claimant"] == list(HOSTILE)
    rest = page.replace(elements.all("script")[0][1], "").replace("&lt;", "").replace("&gt;", "")
    for text in ("alert(1)", "onerror=alert", "\u202e"):
        assert text not in re.sub("<title>.*?</title>", "", rest)
    page.encode("utf-8")


def test_no_template_is_made_of_text(page: str) -> None:
    text = "{{ 7 * 7 }} {% for x in range(9) %}x{% endfor %} {# gone #} {{ this.__class__ }}"
    table = frame([report("a", summary=text)], first="2022-01-01", last="2026-12-31", opened="2022-10-10")
    made = maps.Document(table, title=text).html()
    assert read_block(Elements(made).all("script")[0][1])["reports"]["summary"] == [text]
    assert f"<title>{text}</title>" in made


def test_code_is_the_same_whatever_the_claims_say(page: str) -> None:
    def code(text: str) -> list[str]:
        return [script for attributes, script in Elements(text).all("script") if "type" not in attributes][:2]

    assert code(maps.Document(hostile_frame(), title=HOSTILE[1]).html()) == code(page)


@pytest.mark.parametrize(
    "element",
    [
        folium.Marker([53.9, 27.6], popup="<b>bold</b>"),
        folium.TileLayer("OpenStreetMap"),
        folium.plugins.Fullscreen(),
        branca.element.Element("<script>alert(1)</script>"),
    ],
    ids=["marker", "tiles", "plugin", "element"],
)
def test_a_document_refuses_what_is_not_its_own(element: Any) -> None:
    document = maps.Document(maps_frame.seed_frame())
    element.add_to(document)
    with pytest.raises(maps.ForeignElement, match="was added to the document"):
        document.html()


@pytest.mark.parametrize("part", ["header", "html", "script"])
def test_a_document_refuses_what_was_put_into_its_figure(part: str) -> None:
    document = maps.Document(maps_frame.seed_frame())
    getattr(document.get_root(), part).add_child(branca.element.Element("alert(1)"), name="sneaked")
    with pytest.raises(maps.ForeignElement, match="holds sneaked"):
        document.html()


def test_a_document_refuses_a_link_that_it_does_not_know() -> None:
    document = maps.Document(maps_frame.seed_frame())
    link = branca.element.JavascriptLink("https://example.org/code.js")
    document.get_root().header.add_child(link, name="other")
    with pytest.raises(maps.ForeignElement, match=re.escape("would load https://example.org/code.js")):
        document.html()


def test_other_folium_maps_keep_their_links() -> None:
    before = list(folium.Map.default_js)
    maps.Document(maps_frame.seed_frame()).html()
    assert list(folium.Map.default_js) == before


def test_a_document_of_no_reports_renders() -> None:
    empty = frame([report("a", state="draft")], first="2022-01-01", last="2022-12-31", opened="2022-06-01")
    assert "mustermap.mount" in maps.Document(empty).html()


def test_writing_keeps_a_file_that_is_there_unless_told_otherwise(tmp_path: Path) -> None:
    document = maps.Document(maps_frame.seed_frame())
    path = tmp_path / "map.html"
    size = maps.write(document, path)
    assert path.stat().st_size == size
    path.write_text("mine")
    with pytest.raises(maps.DocumentExists, match="exists; choose another name or overwrite it"):
        maps.write(document, path)
    assert path.read_text() == "mine"
    maps.write(document, path, overwrite=True)
    assert path.stat().st_size == size


def test_leaflet_takes_latitude_first() -> None:
    assert leaflet_order(27.59, 53.78) == [53.78, 27.59]


def test_code_is_named_by_its_hash() -> None:
    assert code_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
