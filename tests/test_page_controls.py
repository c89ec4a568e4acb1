"""Every control of the page does what it is for, by keys, mouse and finger, at both widths, in light and dark.

That no control is left out here is held in test_page_axe, which brings the page into every state anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.page_controls import CONTROLS, Control
from tests.page_states import DESK, PHONE, bring

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.conftest import Watched

pytestmark = pytest.mark.browser

# A scheme changes what a control looks like, and nothing of what it does: each way has both, each width has both.
WAYS = [
    ("keyboard", "desk", "light"),
    ("mouse", "desk", "dark"),
    ("touch", "desk", "light"),
    ("keyboard", "phone", "dark"),
    ("mouse", "phone", "light"),
    ("touch", "phone", "dark"),
]
# Before the keyboard operates a button a mouse is held over it, on a phone a finger, which shows that it can be pressed
# where it is. Both operate what can tell them apart and, at the width that is named here, what takes more than a press.
# That nothing else can tell a press from a key is held by maps/page/test/source.test.ts.
HELD_OVER = {"desk": "mouse", "phone": "touch"}
# What a test cannot look at otherwise: that a file is saved, that the browser is asked to print, or for its calendar.
WATCH = """() => {
  if (window.isWatched) return;
  window.isWatched = true;
  window.print = () => { window.printed = 1; };
  HTMLInputElement.prototype.showPicker = () => { window.picked = 1; };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { window.saved = this.download; click.call(this); };
}"""


def type_text(page: Page, control: Control) -> None:
    page.keyboard.type(control.keys)
    if control.kind == "field entered":
        page.keyboard.press("Enter")


def by_keyboard(page: Page, it: Locator, control: Control) -> None:
    it.focus()
    if control.kind.startswith("field"):
        type_text(page, control)
    else:
        page.keyboard.press(control.keys)


def by_pointer(page: Page, it: Locator, control: Control, press: Callable[..., None]) -> None:
    it.scroll_into_view_if_needed()
    if control.kind.startswith("choice"):
        # The list that a browser opens is none of the page's, and is not there to be pressed without a screen.
        chosen = control.kind.partition(" ")[2]
        it.select_option(index=int(chosen)) if chosen.isdigit() else it.select_option(chosen)
    elif control.kind == "slider":
        box = it.bounding_box()
        assert box is not None
        press(it, position={"x": box["width"] * 0.3, "y": box["height"] / 2})
    else:
        press(it)
        if control.kind.startswith("field"):
            type_text(page, control)


def operate(page: Page, control: Control, way: str, held_over: str = "") -> str:
    """Hold a mouse or a finger over a control, if that is asked for, operate it and wait for what it does.

    Returns
    -------
    str
        What went wrong.
    """
    page.evaluate(WATCH)
    try:
        if control.opened:
            control.opened(page)
        it = page.locator(control.selector).first
        if held_over:
            hold_over(it, held_over)
        assert not page.evaluate(control.does), "it is so before"
        if way == "keyboard":
            by_keyboard(page, it, control)
        else:
            by_pointer(page, it, control, lambda one, **how: one.tap(**how) if way == "touch" else one.click(**how))
        page.wait_for_function(f"() => {control.does}")
    except (AssertionError, PlaywrightError) as error:
        return str(error).splitlines()[0]
    return ""


def hold_over(it: Locator, way: str) -> None:
    """Go through all of a press but the press itself: it is in sight, still, enabled, and nothing lies over it."""
    it.tap(trial=True) if way == "touch" else it.click(trial=True)


@pytest.mark.parametrize(("way", "width", "scheme"), WAYS)
def test_every_control_does_what_it_is_for(
    open_page: Callable[..., Watched], seed_page: Path, way: str, width: str, scheme: str
) -> None:
    has_touch = "touch" in (way, HELD_OVER[width] if way == "keyboard" else "")
    size = {**(DESK if width == "desk" else PHONE), "has_touch": has_touch}
    watched = open_page(seed_page, color_scheme=scheme, locale="en-GB", reduced_motion="reduce", **size)
    page = watched.page
    page.set_default_timeout(15_000)
    failed = {}
    loaded = 0
    for name, control in CONTROLS.items():
        if control.only not in ("", width) or (control.kind == "keys alone" and way != "keyboard"):
            continue
        is_pressed_alike = control.kind == "button" and not control.knows_pointer
        if way != "keyboard" and (is_pressed_alike or (way != HELD_OVER[width] and not control.knows_pointer)):
            continue
        is_new = bring(page, seed_page.as_uri(), control.fragment)
        loaded += is_new
        held_over = HELD_OVER[width] if way == "keyboard" and is_pressed_alike else ""
        wrong = operate(page, control, way, held_over)
        if wrong and not is_new:  # what counts is what it does in a page that was just opened
            bring(page, seed_page.as_uri(), control.fragment, again=True)
            wrong = operate(page, control, way, held_over)
        if wrong:  # all that fails is said at once
            failed[name] = wrong
    assert failed == {}
    # Loading costs three times what operating does; a page that could no more be put back was not noticed for long.
    assert loaded <= len(CONTROLS) // 10
    unexpected = [text for text in watched.complaints if "ERR_INTERNET_DISCONNECTED" not in text]
    assert unexpected == []
