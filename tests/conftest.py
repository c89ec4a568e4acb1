"""What the tests share: a browser that reaches no network, and the map of the seed reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.browser import FLAGS, find_browser, is_required

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]

# No time limits; in CI the same examples each time, so that a new one is found where somebody can look at it.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if is_required() else "here")


@pytest.fixture(autouse=True, scope="session")
def no_gazetteer_of_the_developers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a gazetteer that the developer has added out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTERMAP_GAZETTEER", str(tmp_path_factory.mktemp("none") / "gazetteer.sqlite"))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


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
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Watched:
    """An open page, what it asked for and what it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def goto(self, file: Path, fragment: str = "") -> Watched:
        self.page.goto(file.as_uri() + fragment)
        self.page.wait_for_selector("input[name=on]")
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until what was asked for is drawn, and the marks have their buttons."""
        frames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        self.page.evaluate(frames)
        self.page.wait_for_function("!document.querySelector('[aria-busy], .mark-buttons[hidden]')")
        self.page.evaluate(frames)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Open a file without any network; whatever else the page asks for is refused and written down."""
    contexts = []

    def open_file(file: Path, fragment: str = "", *, width: int = 1280, height: int = 800, **options: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        watched = Watched(context.new_page())
        watched.page.on("request", lambda request: watched.requests.append(request.url.partition("#")[0]))
        watched.page.on("console", lambda message: watched.complaints.append(f"{message.type}: {message.text}"))
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.on(
            "dialog", lambda dialog: (watched.complaints.append(f"dialog {dialog.message}"), dialog.dismiss())
        )
        context.set_offline(True)
        return watched.goto(file, fragment)

    yield open_file
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def seed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the seed reports, made as a user makes it."""
    from mustermap.app.map_file import make_map
    from mustermap.app.options import Selection
    from mustermap.seeds import seed_files

    page = tmp_path_factory.mktemp("seed") / "mustermap.html"
    assert make_map(Selection(files=[*seed_files()]), output=page, title="Claims about troops", overwrite=False) == 0
    return page
