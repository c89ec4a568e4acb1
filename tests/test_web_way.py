"""The whole way of a report through the web app, with real input in a real browser."""

from __future__ import annotations

import re

import pytest

from tests.web_server import Server, ids

pytestmark = pytest.mark.browser

# The way is walked once with JavaScript on a wide screen, key by key; once without JavaScript, where nothing listens to
# keys; and once on a phone, whose keyboard enters whole words.
WAYS = {
    "wide": {"viewport": {"width": 1280, "height": 800}},
    "no-script": {"viewport": {"width": 1280, "height": 800}, "java_script_enabled": False},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("way"))
    yield server
    server.stop()


class Walker:
    """Somebody who fills in pages, with or without JavaScript."""

    def __init__(self, browser, server, options):
        self.server = server
        self.has_script = options.get("java_script_enabled", True)
        self.has_keys = self.has_script and not options.get("is_mobile")
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        ours = (server.origin, "data:")
        self.page.on("request", lambda one: None if one.url.startswith(ours) else self.complaints.append(one.url))
        server.walk_in(self.page)

    def type(self, number, **texts):
        for name, text in texts.items():
            field = self.page.locator(f"#claim-{number}-{name}")
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.click()
                field.fill("")
                self.page.keyboard.type(text) if self.has_keys else self.page.keyboard.insert_text(text)

    def reading(self, id_, text):
        """See how the form is understood: as one types, or after the button."""
        if not self.has_script:
            self.press("Say how it is understood")
        self.page.wait_for_function(
            "([id, text]) => document.getElementById(id)?.textContent.includes(text)", arg=[id_, text]
        ) if self.has_script else None
        assert text in self.page.locator(f"#{id_}").inner_text()

    def press(self, name, exact=True):
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.page.wait_for_load_state()

    def save_as_entered(self):
        """Save what is asked about because of the figures of those who walked before."""
        if self.page.get_by_role("button", name="Save as entered").count():
            self.press("Save as entered")

    def fits(self):
        width = self.page.evaluate("document.documentElement.scrollWidth") if self.has_script else 0
        assert width <= (self.page.viewport_size["width"]), "the page is wider than the window"


@pytest.mark.parametrize("way", WAYS)
def test_an_article_with_three_claims_is_entered_edited_retracted_and_its_history_read(browser, server, way, tmp_path):
    walker = Walker(browser, server, WAYS[way])
    page = walker.page
    before = set(ids(server)) if server.ledger.exists() else set()

    # One article, the source entered once, three claims.
    page.get_by_role("link", name="Add", exact=True).click()
    page.locator("#source-title").fill(f"What is known of the troops ({way})")
    page.locator("#source-published").fill("2022-10-14")
    walker.type(0, claimant=f"A. Minister of {way}", said="2022-10-14", force="Russia", figure="more than a thousand")
    walker.reading("claim-0-figure-reading", "more than 1,000, no upper bound")
    walker.type(0, place="Brest", start="from November 2022", phase="arriving")
    walker.reading("claim-0-start-reading", "one day from 1 to 30 November 2022")
    walker.fits()

    # One place is chosen among candidates.
    walker.reading("claim-0-places", "Brest")
    places = page.locator("#claim-0-places")
    if places.get_by_text("Another place is meant").count():
        places.get_by_text("Another place is meant").click()
    chosen = places.get_by_role("radio", name=re.compile("Brest.* in BY")).first
    chosen.check()
    walker.reading("claim-0-places", "Placed as chosen")
    assert "in BY" in places.inner_text()

    walker.press("Another claim")
    walker.type(
        1, claimant=f"Opposition of {way}", said="2022-10-13", force="Russia", figure="up to 9,000", place="Belarus"
    )
    walker.reading("claim-1-figure-reading", "at most 9,000")
    walker.press("Another claim")
    walker.type(
        2, claimant=f"Intelligence of {way}", said="2022-10-12", force="Russia", figure="20,000", place="Belarus"
    )
    walker.reading("claim-2-said-reading", "12 October 2022")
    walker.press("Save")
    walker.save_as_entered()
    page.wait_for_url("**/saved?**")
    assert "3 added" in page.inner_text("#saved")
    new = [one for one in ids(server) if one not in before]
    assert len(new) == 3

    # A likely duplicate is warned of, and an echo is named by its button.
    page.get_by_role("link", name="Add", exact=True).click()
    page.locator("#source-title").fill(f"A second article ({way})")
    walker.type(
        0, claimant=f"Opposition of {way}", said="2022-10-13", force="Russia", figure="up to 9,000", place="Belarus"
    )
    walker.reading("questions", "Perhaps it is there already")
    walker.type(0, claimant=f"Somebody else of {way}", said="2022-10-15")
    walker.reading("questions", "Perhaps an echo")
    walker.press("Save")  # it is asked first, with the focus on the question, and saved by the answer
    page.locator("#questions-heading").wait_for()
    assert walker.has_script is False or page.evaluate("document.activeElement.id") == "questions-heading"
    answers = page.locator(".caution", has_text=f"Opposition of {way}")
    answers.get_by_role("button", name="Save as a repeat").first.click()
    page.wait_for_load_state()
    walker.save_as_entered()
    page.wait_for_url("**/saved?**")
    (echo,) = [one for one in ids(server) if one not in {*before, *new}]

    # Seen on the map on its day.
    page.get_by_role("link", name=re.compile("on the map, 2022-10-15")).click()
    if walker.has_script:
        frame = page.frame_locator("iframe")
        frame.locator("input[name=on]").wait_for()
        assert frame.locator("body").inner_text().find(f"Opposition of {way}") >= 0
        assert page.locator("iframe").get_attribute("src") == "/map/document#on=2022-10-15"

        # From the claim's card to the form: another by its claimant, and the report itself.
        def open_card():
            page.frames[-1].evaluate("id => { location.hash = `on=2022-10-15&claim=${id}`; }", new[1])

        open_card()
        frame.get_by_role("link", name="Add another report by this claimant").click()
        page.wait_for_url("**/add?**")
        assert page.locator("#claim-0-claimant").input_value() == f"Opposition of {way}"
        page.goto(f"{server.origin}/map?on=2022-10-15")
        frame.locator("input[name=on]").wait_for()
        open_card()
        frame.get_by_role("link", name="Correct this report").click()
        page.wait_for_url("**/edit?**")
        assert page.locator("#claim-0-figure").input_value() == "up to 9,000"
        page.goto(f"{server.origin}/map?on=2022-10-15")
        frame.locator("input[name=on]").wait_for()
    walker.fits()

    # Edited: a revision.
    page.goto(f"{server.origin}/report?id={new[1]}")
    page.get_by_role("link", name="Edit", exact=True).click()
    walker.type(0, figure="up to 8,000")
    walker.reading("claim-0-figure-reading", "at most 8,000")
    walker.press("Save the revision")
    walker.save_as_entered()
    page.wait_for_url("**/saved?**")
    assert "1 revised" in page.inner_text("#saved")

    # Retracted, with a reason.
    page.goto(f"{server.origin}/report?id={new[1]}")
    page.get_by_role("link", name="Retract", exact=True).click()
    page.get_by_label("Reason").fill("The source withdrew it.")
    walker.press("Retract")

    # The history: every revision, its difference and who made it.
    history = page.locator(".history").inner_text()
    assert re.findall(r"(Added|Revised|Retracted) by Alex", history) == [
        "Retracted",
        "Revised",
        "Added",
    ]
    assert "Reason: The source withdrew it." in history
    revised = page.locator(".history li", has_text="Revised by").inner_text()
    assert re.search(r"How many\s+up to 9,000\s+up to 8,000", revised)
    walker.fits()
    assert walker.complaints == []
    walker.context.close()
    assert echo
