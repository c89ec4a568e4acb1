"""The documentation site: built without a network, from what the code says, and asking for nothing when opened."""

from __future__ import annotations

import fcntl
import inspect
import json
import re
import warnings
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS
from tests.terminal import ROOT
from tests.test_docs_examples import names

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.process  # the site is built, and its notebook run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site, built once for all workers: strictly, so that a warning is an error."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    with (folder.parent / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build(folder)
    return folder


def build(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the packages that build it
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        from mkdocs.commands.build import build as build_site
        from mkdocs.config import load_config

        build_site(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))


def text_of(page: Path) -> str:
    return re.sub(r"<[^>]+>", "", page.read_text("utf-8"))


def watched(page: Page) -> tuple[list[str], list[str]]:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return asked, complaints


# Whether a page is wider than the screen, once its pictures are there and what moves when the screen is another rests.
IS_TOO_WIDE = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await Promise.all([...document.images].map(it => it.decode()));
  await frame();
  await frame();
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  return document.documentElement.scrollWidth > document.documentElement.clientWidth;
}"""
# The site's own scripts and styles are what a page runs; what else is between its head and its foot is shown.
FRAME = re.compile(r"<(?:script|link|style)\b[^>]*>")
SHOW = "whole => document.body.replaceWith(new DOMParser().parseFromString(whole, 'text/html').body)"


@pytest.mark.browser
def test_no_page_asks_for_anything_complains_or_is_wider_than_the_screen(site: Path, browser: Browser) -> None:
    """At both widths. One page of each folder is opened; the others, of the same scripts and styles, are shown in it.

    Of the map it is held by `test_page_opening`.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, reduced_motion="reduce")
    page = context.new_page()
    asked, complaints = watched(page)
    pages = sorted({*site.rglob("*.html")} - {site / "404.html", site / "map.html"})  # the first is for servers
    assert len(pages) > 40
    alike = defaultdict(list)
    for file in pages:
        # What names the page itself is of no account: its address, and the pages before and after it.
        tags = FRAME.findall(file.read_text("utf-8"))
        frame = (tag for tag in tags if not re.search(r'rel="(?:canonical|prev|next)"', tag))
        alike[file.parent, *frame].append(file)
    assert len(alike) < 10
    too_wide = []
    for first, file in ((files[0], file) for files in alike.values() for file in files):
        if file is first:
            page.goto(file.as_uri())
        else:
            page.evaluate(SHOW, file.read_text("utf-8"))
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate(IS_TOO_WIDE):
                too_wide.append((file.name, width))
    context.close()
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:", "blob:"))] == []
    assert complaints == []
    assert too_wide == []


@pytest.mark.browser
def test_the_site_is_searched_from_disk(site: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, complaints = watched(page)
    page.goto((site / "index.html").as_uri())
    page.fill("input[name=query]", "embargo")
    page.wait_for_selector(".md-search-result__item a[href*='how-to/publish.html']")
    context.close()
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:", "blob:"))] == []
    assert complaints == []


def test_no_link_within_the_site_leads_nowhere(site: Path) -> None:
    linked = [
        (page, link)
        for page in site.rglob("*.html")
        if page.name not in {"404.html", "map.html"}
        for link in re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', page.read_text("utf-8"))
        if not re.match(r"[a-z]+:", link)
    ]
    assert any(link.endswith("map.html") for _, link in linked)
    assert [(page.name, link) for page, link in linked if not (page.parent / link).exists()] == []


def test_the_dictionary_and_the_columns_are_those_of_the_code(site: Path) -> None:
    from mustermap import layers

    fields = (site / "reference" / "fields.html").read_text("utf-8")
    named = [field.name for field in (*REPORT_FIELDS, *SOURCE_FIELDS)]
    assert [name for name in named if f"<td><code>{name}</code></td>" not in fields] == []
    columns = (site / "reference" / "columns.html").read_text("utf-8")
    tables = [name for name in layers.__all__ if name.endswith("_COLUMNS")]
    assert "CLAIMS_COLUMNS" in tables
    named = [column.name for table in tables for column in getattr(layers, table)]
    assert [name for name in named if f"<td><code>{name}</code></td>" not in columns] == []


def test_each_command_and_each_public_name_has_its_reference(site: Path) -> None:
    from typer.main import get_command

    import mustermap
    from mustermap import geo, layers, maps
    from mustermap.app.cli import app

    commands = text_of(site / "reference" / "commands.html")
    assert [name for name in names(get_command(app)) if name not in commands] == []
    for package in (mustermap, geo, layers, maps):
        page = (site / "reference" / f"{package.__name__.split('.')[-1]}.html").read_text("utf-8")
        public = [
            name for name in package.__all__ if inspect.isroutine(one := getattr(package, name)) or inspect.isclass(one)
        ]
        assert [name for name in public if f'id="{package.__name__}.{name}"' not in page] == []


def test_the_notebook_was_run_and_holds_no_answers_in_the_tree(site: Path) -> None:
    notebook = json.loads((ROOT / "docs" / "notebook.ipynb").read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == [[]] * len(cells)
    page = text_of(site / "notebook.html")
    assert "Planned: 120,000 (Pavel Latushka, disputed)." in page
    assert "Minsk Region" in page


@pytest.mark.parametrize("name", ["span", "ends", "bounds", "two-days", "comparable"])
def test_the_pictures_are_what_the_code_draws(name: str) -> None:
    import runpy

    pictures = runpy.run_path(str(ROOT / "docs" / "pictures.py"))
    kept = (ROOT / "docs" / "pictures" / f"{name}.svg").read_text("utf-8")
    number = r"-?\d+(?:\.\d+)?"
    drawn = pictures["svg"](name)
    assert re.split(number, drawn) == re.split(number, kept), "draw them anew: .venv/bin/python docs/pictures.py"
    ours, theirs = ([float(found) for found in re.findall(number, text)] for text in (drawn, kept))
    assert ours == pytest.approx(theirs, abs=0.1)
    assert set(pictures["PICTURES"]) == {file.stem for file in (ROOT / "docs" / "pictures").glob("*.svg")}
