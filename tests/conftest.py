"""What the tests share: a browser that reaches no network, and the map of the seed reports."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from playwright.sync_api import Error as PlaywrightError

from tests.browser import FLAGS, FOR_SHORT_PAGES, find_browser, is_required
from tests.marks import marks_left_out, marks_of
from tests.page_states import DECEMBER, bring, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Dialog, Page

# Drawing the embedded map takes longer than all the rest of a page: only who looks at it has it.
WITHOUT_BASEMAP = """{
  const find = Document.prototype.getElementById;
  Document.prototype.getElementById = function (id) {
    return String(id).endsWith("_basemap") ? null : find.call(this, id);
  };
}"""

ROOT = Path(__file__).parents[1]

# Our modules are compiled once, and not by each of the hundreds of processes that are started: where the machine keeps
# Python from writing down what it has compiled, a server takes twice as long to start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# No time limits, and the same examples each time, so that a test that fails fails again; `--deep` looks for others.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("deep", deadline=None, max_examples=2_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="try many more examples, and others each time")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("deep" if config.getoption("--deep", default=False) else "suite")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a test file alone where `-m` leaves out all its tests: importing it costs more than many a test."""
    if collection_path.suffix != ".py" or collection_path.parent != Path(__file__).parent:
        return None
    return bool(marks_of(collection_path) & marks_left_out(config.option.markexpr)) or None


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of the collector's rounds: nothing of it is ever let go of."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it uses, so that no mark is forgotten."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if isinstance(item, pytest.Function):
            for mark in marks_of(item.path):
                item.add_marker(mark)


@pytest.fixture(autouse=True, scope="session")
def no_gazetteer_of_the_developers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a gazetteer that the developer has added out of the tests, and let none be made that others would see.

    Its folder is a file, so that nothing can be written there: a test that adds names has to name a file of its own.
    """
    folder = tmp_path_factory.mktemp("none") / "is-a-file"
    folder.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTERMAP_GAZETTEER", str(folder / "gazetteer.sqlite"))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="module")
def warm_opening() -> Iterator[None]:
    """Have somebody else's files opened in warm processes: for tests of what is made of a file."""
    from tests.warm_process import helper_python

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", str(helper_python()))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path = find_browser()
    if path is None:
        message = "no browser; install Chromium or Chrome, or run: python -m tests.browser"
        if is_required():
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *FOR_SHORT_PAGES])
        yield browser
        browser.close()


@dataclass
class Watched:
    """An open page, what it asked for and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    listeners: dict[str, Callable[..., None]] = field(default_factory=dict)

    def listen(self) -> None:
        """Write down what the page asks for and what it complains about."""

        def refuse(dialog: Dialog) -> None:
            self.complaints.append(f"dialog {dialog.message}")
            dialog.dismiss()

        self.listeners = {
            "request": lambda request: self.requests.append(request.url.partition("#")[0]),
            "console": lambda message: self.complaints.append(f"{message.type}: {message.text}"),
            "pageerror": lambda error: self.complaints.append(str(error)),
            "dialog": refuse,
        }
        for event, listener in self.listeners.items():
            self.page.on(event, listener)  # type: ignore[call-overload]

    def goto(self, file: Path, fragment: str = "") -> Watched:
        self.page.goto(file.as_uri() + fragment)
        self.page.wait_for_selector("input[name=on]")
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until what was asked for is drawn, and the marks have their buttons."""
        settle(self.page)


# What a page is told of its reader unless a test says otherwise.
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}


class Tabs:
    """Pages of the worker's one browser, handed from test to test: a new one costs more than what most tests do in it.

    Each test loads its file again, at the size and with the media that it asks for, so nothing passes on from one to
    the next; or it takes a page in which its file is open, see `open_seeds`.
    """

    KEPT = 10

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[tuple[str, Page]] = []

    def take(self, *, basemap: bool, width: int, height: int, stays: str = "", **options: Any) -> tuple[str, Page]:
        """Hand out a page that nobody has, and the kind that it is of.

        What `stays` open in it between tests, if anything does, was opened at the size that is asked for.
        """
        media = {name: options.pop(name, usual) for name, usual in MEDIA.items()}
        opened = f"{stays} {width} {height} {media}" if stays else ""
        kind = f"{opened} {basemap} {sorted(options.items())}"
        page = self._kept(kind)
        if page is None:
            context = self._browser.new_context(**options)
            if not basemap:
                context.add_init_script(WITHOUT_BASEMAP)
            context.set_offline(True)
            page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="screen", **media)
        return kind, page

    def _kept(self, kind: str) -> Page | None:
        for number, (other, page) in enumerate(self._free):
            if kind == other:
                del self._free[number]
                return page
        return None

    def leave(self, kind: str, watched: Watched, *, stays: bool = False) -> None:
        """Take a page back; close the one that was left longest ago where there are too many."""
        page = watched.page
        for event, listener in watched.listeners.items():
            page.remove_listener(event, listener)
        page.set_default_timeout(30_000)
        try:
            page.mouse.move(-9, -9)
            if not stays:
                page.goto("about:blank")
            is_alone = len(page.context.pages) == 1
        except PlaywrightError:
            is_alone = False
        if not is_alone:
            page.context.close()
            return
        self._free.append((kind, page))
        if len(self._free) > self.KEPT:
            self._free.pop(0)[1].context.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def take_page(tabs: Tabs) -> Iterator[Callable[..., Watched]]:
    """Take a page in which nothing is open, without any network; what it asks for is refused and written down."""
    taken = []

    def take(*, basemap: bool = False, width: int = 1280, height: int = 800, **options: Any) -> Watched:
        kind, page = tabs.take(basemap=basemap, width=width, height=height, **options)
        watched = Watched(page)
        taken.append((kind, watched))
        watched.listen()
        return watched

    yield take
    for kind, watched in taken:
        tabs.leave(kind, watched)


@pytest.fixture
def open_page(take_page: Callable[..., Watched]) -> Callable[..., Watched]:
    """Open a file without any network; whatever else the page asks for is refused and written down."""

    def open_file(file: Path, fragment: str = "", **options: Any) -> Watched:
        return take_page(**options).goto(file, fragment)

    return open_file


@pytest.fixture
def open_seeds(tabs: Tabs, seed_page: Path) -> Iterator[Callable[..., Watched]]:
    """Show the map of the first source in a page in which it is open: for tests that leave nothing but what it shows.

    The page is put back to what it was when it was opened; where that does not succeed it is loaded again. What it
    asked for when it was loaded, and what is not of the page, such as a variable, is for `open_page`.
    """
    taken = []
    address = seed_page.as_uri()

    def show(
        fragment: str = DECEMBER, *, basemap: bool = False, width: int = 1280, height: int = 800, **options: Any
    ) -> Watched:
        options = {"locale": "en-GB", **options}
        kind, page = tabs.take(basemap=basemap, width=width, height=height, stays=address, **options)
        watched = Watched(page)
        taken.append((kind, watched))
        watched.listen()
        bring(page, address, fragment)
        return watched

    yield show
    for kind, watched in taken:
        tabs.leave(kind, watched, stays=True)


@pytest.fixture(scope="session")
def seed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the first source's reports, made as a user makes it."""
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection
    from tests.cases import FIRST_SOURCE

    page = tmp_path_factory.mktemp("seed") / "mustermap.html"
    assert make_map(Selection(files=[FIRST_SOURCE]), output=page, title="Claims about troops", overwrite=False) == 0
    return page
