"""The page's controls: where each is found, what it takes to show it, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.cases import day
from tests.page_states import DECEMBER, draw_sheet, is_narrow

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def shown(selector: str) -> str:
    return (
        f"[...document.querySelectorAll({selector!r})].some((it) => it.checkVisibility({{ visibilityProperty: true }}))"
    )


def on(text: str) -> str:
    return f"document.querySelector('input[name=on]').value === '{day(text)}'"


def in_address(text: str) -> str:
    return f"location.hash.includes({text!r})"


@dataclass(frozen=True)
class Control:
    """One control; `does` is false before it is operated and true after."""

    selector: str
    does: str
    fragment: str = DECEMBER
    opened: Callable[[Page], None] | None = None
    """What has to be opened first."""
    keys: str = "Enter"
    """The key that operates it; of a field, what is typed."""
    kind: str = "button"
    only: str = ""
    """The width at which it is there: "desk" or "phone"."""
    knows_pointer: bool = False
    """Whether it is of a module that can tell a finger from a mouse (`maps/page/test/source.test.ts` names them)."""


def sheet(page: Page) -> None:
    draw_sheet(page, 2)


def forces(page: Page) -> None:
    sheet(page)
    page.locator(".other-forces > summary").click()


def card(page: Page) -> None:
    draw_sheet(page, 2)
    page.locator(".list [data-report='03-latushka-120000'] .row").click()


def box(opener: str) -> Callable[[Page], None]:
    def opened(page: Page) -> None:
        if is_narrow(page):
            draw_sheet(page, 0)
        page.locator(opener).click()

    return opened


FOUND = f"{DECEMBER}&q=latushka"
SINCE = f"{DECEMBER}&since=2022-09-29"
TABLE = f"{DECEMBER}&table=1"
FILTERED = f"{DECEMBER}&f.force=Russia"
FILTER, SHARE, MAP_MENU = box(".filter-tool"), box(".share-tool"), box(".map-options > summary")
ZOOM = "Number(location.hash.match(/map=([\\d.]+)/)?.[1] ?? 0)"
CARD_OF = ":is([data-card-report='{0}'], [data-part-report='{0}'])"

CONTROLS = {
    # Over the map
    "search": Control("input[name=q]", shown(".search-box [data-found]"), keys="latushka", kind="field"),
    "filter": Control(".filter-tool", shown(".filter-box")),
    "changes": Control(".since-tool", shown(".changes"), only="phone"),
    "clear filters": Control(".filters-on button", "!location.hash.includes('f.force')", FILTERED),
    "zoom in": Control(".leaflet-control-zoom-in", in_address("map="), knows_pointer=True),
    "zoom out": Control(".leaflet-control-zoom-out", in_address("map="), knows_pointer=True),
    "show all": Control(".show-all button", f"{ZOOM} < 9", f"{DECEMBER}&map=9/53.7/27.5", knows_pointer=True),
    "the map's menu": Control(".map-options > summary", shown(".map-option"), knows_pointer=True),
    "radii": Control(
        ".map-option:first-child input",
        "document.querySelector('.map-option input').checked",
        opened=MAP_MENU,
        keys="Space",
        kind="check",
        knows_pointer=True,
    ),
    "online map": Control(
        ".map-option:nth-of-type(2) input",
        "document.querySelector('.option-note[role]').textContent !== ''",
        opened=MAP_MENU,
        keys="Space",
        kind="check",
        knows_pointer=True,
    ),
    "the offer of it": Control(
        ".coarse button",
        "document.querySelector('.coarse').hidden",
        f"{DECEMBER}&map=11/53.7/27.5",
    ),
    "past the map": Control(".map-box > .skip", "document.activeElement.name === 'on'", kind="keys alone"),
    "legend": Control(".legend > summary", "document.querySelector('.legend').open !== (innerWidth >= 1440)"),
    "mark": Control(
        ".mark[data-report='09-first-tank-army']", shown(CARD_OF.format("09-first-tank-army")), knows_pointer=True
    ),
    "area": Control(".area-heading", shown(CARD_OF.format("03-latushka-120000")), knows_pointer=True),
    "claims of an area": Control(".area-row", shown(".card"), only="desk", knows_pointer=True),
    "dismiss a note": Control(".note button", "document.querySelectorAll('.note').length === 0", "#on=never"),
    # Time
    "previous change": Control(".time-buttons button:nth-child(1)", on("2022-11-30")),
    "a day back": Control(".time-buttons button:nth-child(2)", on("2022-11-30")),
    "play": Control(".play", f"Number(document.querySelector('input[name=on]').value) > {day('2022-12-01')}"),
    "a day on": Control(".time-buttons button:nth-child(4)", on("2022-12-02")),
    "next change": Control(
        ".time-buttons button:nth-child(5)",
        f"Number(document.querySelector('input[name=on]').value) > {day('2022-12-02')}",
    ),
    "day": Control("input[name=on]", f"!({on('2022-12-01')})", keys="ArrowRight", kind="slider", knows_pointer=True),
    "known by": Control(
        "input[name=known_by]",
        f"document.querySelector('input[name=known_by]').value !== '{day('2022-11-30')}'",
        keys="ArrowLeft",
        kind="slider",
        knows_pointer=True,
    ),
    "step of playing": Control("select[name=step]", in_address("step=week"), keys="ArrowDown", kind="choice week"),
    "said at any time": Control(
        "select[name=known]", "!location.hash.includes('known_by')", keys="ArrowUp", kind="choice all"
    ),
    "said by a day": Control(
        "select[name=known]", in_address("known_by=2022-12-01"), "#on=2022-12-01", keys="ArrowDown", kind="choice by"
    ),
    "as it looked": Control("select[name=known]", in_address("tied=1"), keys="ArrowDown", kind="choice tied"),
    "said by a day, typed": Control(
        "input[name=known-day]", in_address("known_by=2022-10-24"), keys="24.10.2022", kind="field entered"
    ),
    "said by a day, picked": Control(".known-day .day-pick", "window.picked === 1"),
    # Below the axis
    "table": Control(".table-tool", shown(".table-box")),
    "share": Control(".share-tool", shown(".share-box")),
    "credits": Control(".credits > button", shown(".credits.is-whole")),
    # The panel
    "sheet": Control(
        ".sheet-handle",
        "document.querySelector('.mustermap').dataset.sheet === 'half'",
        only="phone",
        knows_pointer=True,
    ),
    "force": Control(
        "select[name=force]", in_address("force=Belarus"), opened=sheet, keys="ArrowUp", kind="choice Belarus"
    ),
    "place": Control("select[name=place]", in_address("place="), opened=sheet, keys="ArrowDown", kind="choice 2"),
    "quantity": Control(
        "select[name=quantity]",
        in_address("quantity=personnel"),
        f"{DECEMBER}&quantity=tanks",
        opened=sheet,
        keys="ArrowUp",
        kind="choice personnel",
    ),
    "day typed": Control("input[name=day]", on("2022-10-24"), opened=sheet, keys="24.10.2022", kind="field entered"),
    "day picked": Control(".day-heading .day-pick", "window.picked === 1", opened=sheet),
    "tab": Control(".tabs [data-tab=time]", in_address("tab=time"), opened=sheet),
    "tab of changes": Control(".tabs [data-tab=changes]", shown(".since-choice"), opened=sheet),
    "tab of the day": Control(".tabs [data-tab=day]", shown(".answer"), f"{DECEMBER}&tab=time", opened=sheet),
    "order of the rows": Control(".answer-columns button:first-of-type", in_address("rows=newest"), opened=sheet),
    "order by figure": Control(
        ".answer-columns button:last-of-type",
        "!location.hash.includes('rows=')",
        f"{DECEMBER}&rows=newest",
        opened=sheet,
    ),
    "row of a claim": Control(
        ".claim[data-report='03-latushka-120000'] > .claim-row",
        shown(CARD_OF.format("03-latushka-120000")),
        opened=sheet,
        knows_pointer=True,
    ),
    "claims without a number": Control(
        "[data-phase=planned] .rows-silent > summary", shown(".rows-silent .claim-row"), opened=sheet
    ),
    "also claimed": Control(".apart > summary", shown(".apart .claim-row"), opened=sheet),
    "other forces": Control(".other-forces > summary", shown(".other-forces .claim-row"), opened=sheet),
    "another force": Control(".other-forces h4 button", in_address("force=Belarus"), opened=forces),
    "label of a line": Control(
        ".chart-label[data-report='03-latushka-120000']",
        shown(CARD_OF.format("03-latushka-120000")),
        f"{DECEMBER}&tab=time",
        opened=sheet,
        knows_pointer=True,
    ),
    "scale over time": Control(
        "select[name=scale]",
        in_address("scale=linear"),
        f"{DECEMBER}&tab=time",
        opened=sheet,
        keys="ArrowDown",
        kind="choice linear",
    ),
    "enlarge": Control(".chart-enlarge", shown(".chart-window .chart"), f"{DECEMBER}&tab=time", opened=sheet),
    "row of the list": Control(
        ".list [data-report='03-latushka-120000'] .row",
        shown(CARD_OF.format("03-latushka-120000")),
        opened=sheet,
        knows_pointer=True,
    ),
    "section of the list": Control(
        "details.section > summary", shown("details.section .row"), opened=sheet, knows_pointer=True
    ),
    # The card
    "close a card": Control(".card .close", f"!{shown('.card')}", opened=card),
    "show on the map": Control(
        ".show-on-map", "!location.hash.includes('map=9/50/40')", f"{DECEMBER}&map=9/50/40", opened=card
    ),
    "another claim": Control(".card .other", f"!{shown(CARD_OF.format('03-latushka-120000'))}", opened=card),
    # The boxes
    "close a box": Control(".filter-box .close", f"!{shown('.filter-box')}", opened=FILTER),
    "hide what is last cited": Control(
        "input[name=hide]", in_address("hide=cited"), opened=FILTER, keys="Space", kind="check"
    ),
    "field of the filter": Control(
        ".filter-field[data-field=claimant] > summary", shown("input[name='f.claimant']"), opened=FILTER
    ),
    "value of the filter": Control(
        "input[name='f.force'][value=Russia]", in_address("f.force=Russia"), opened=FILTER, keys="Space", kind="check"
    ),
    "since a day": Control(
        "input[name=since]",
        in_address("since=2022-10-05"),
        SINCE,
        opened=sheet,
        keys="2022-10-05",
        kind="field entered",
    ),
    "a week before": Control(".since-before [name=week]", in_address("since=2022-11-24"), SINCE, opened=sheet),
    "a change": Control(
        ".changes .claim[data-report='03-latushka-120000'] > .claim-row", shown(".card"), SINCE, opened=sheet
    ),
    "a place found": Control(".find-box [data-place='country:BY']", in_address("place="), f"{DECEMBER}&q=belarus"),
    "a claim found": Control("[data-found='03-latushka-120000']", shown(CARD_OF.format("03-latushka-120000")), FOUND),
    "heading of the table": Control(
        ".table-box th button", "document.querySelector('th[aria-sort]').ariaSort === 'descending'", TABLE
    ),
    "row of the table": Control(".table-box [data-row='0']", shown(".card"), TABLE),
    "close the table": Control(".table-box .close", f"!{shown('.table-box')}", TABLE),
    "download": Control("button[name=csv]", "window.saved === 'claims-2022-12-01.csv'", TABLE),
    "copy link": Control(
        "button[name=copy]", "document.querySelector('.share-status').textContent !== ''", opened=SHARE
    ),
    "copy embed code": Control(
        "button[name=embed]", "document.querySelector('.share-status').textContent !== ''", opened=SHARE
    ),
    "link to a claim": Control(
        "button[name=claim-link]",
        "document.querySelector('.claim-actions .share-status').textContent !== ''",
        opened=card,
    ),
    "picture": Control("button[name=png]", "window.saved === 'map-2022-12-01.png'", opened=SHARE),
    "print": Control("button[name=print]", "window.printed === 1", opened=SHARE),
    # After these a page is not put back to what it was when opened: each of them costs that it is loaded again.
    "speed of playing": Control(
        "select[name=speed]",
        "document.querySelector('select[name=speed]').value === 'usual'",
        keys="ArrowDown",
        kind="choice usual",
    ),
    "language": Control(
        "select[name=lang]", "document.documentElement.lang === 'ru'", keys="ArrowDown", kind="choice ru"
    ),
}

# Of many alike one is operated: rows, claims, headings, buttons that close.
ALIKE = (
    ".mark, .area-row, .area-pill, .chart-label, .claim-row, .beside-group h4 button, .row, .found-row, [data-found], "
    "[data-row], "
    ".close, "
    ".day-calendar input, "  # the browser's own calendar hangs on it, and nothing reaches it
    ".line-fold > summary, "
    "details.section > summary, .filter-field > summary, .filter-field input, .since-choice button, .share-link, "
    ".card-part > summary"
)
ALL = "a[href]:not([tabindex='-1'], .card a, .credits a), button, input, select, textarea, summary"


def controls_left_out(page: Page) -> list[str]:
    """Return the controls that are shown and are not one of ours."""
    left_out: list[str] = page.eval_on_selector_all(
        ALL,
        "(all, known) => all.filter(it => it.checkVisibility({ visibilityProperty: true }))"
        ".filter(it => !it.matches(known)).map(it => it.outerHTML.slice(0, 120))",
        ", ".join([*(control.selector for control in CONTROLS.values()), ALIKE]),
    )
    return left_out
