"""What the card of an area says on a day: a line for each force and section, asked of the page's own module."""

from __future__ import annotations

import json

from tests.cases import build_claims, day
from tests.cases.area_line_cases import BELARUS, CASES, ON, claims_in
from tests.node import PAGE, ask_page
from tests.page_rules import block_of

MODULES = [(PAGE / name).as_uri() for name in ("block/block.ts", "rules/claims_in_effect.ts", "words/catalogue.ts")]
# A module of the page is asked; what it needs beside is brought by its address.
LINES = f"""await (async () => {{
  const [{{ readBlock }}, {{ stretchesAt }}, {{ wordsFor }}] =
    await Promise.all({json.dumps(MODULES)}.map(module => import(module)));
  const [text, ...days] = cases;
  const block = await readBlock(text);
  const lines = new AreaLines(block, wordsFor(["en"]));
  const place = block.places.ref.indexOf("country:BY");
  const viewOf = ([on, knownBy]) => ({{ on, stretches: stretchesAt(block.reports, knownBy), shown: null }});
  return days.map(one => lines.at(place, viewOf(one))
    .map(it => [it.force, it.phase, it.figures, it.of, it.claimants].map(String)));
}})()"""

# Each case is a block of its own.
SPANS = f"""await (async () => {{
  const [{{ readBlock }}, {{ stretchesAt }}, {{ wordsFor }}] =
    await Promise.all({json.dumps(MODULES)}.map(module => import(module)));
  return Promise.all(cases.map(async ([text, ref, on]) => {{
    const block = await readBlock(text);
    const view = {{ on, stretches: stretchesAt(block.reports, 1e6), shown: null }};
    const [line] = new AreaLines(block, wordsFor(["en"])).at(block.places.ref.indexOf(ref), view);
    const {{ low, lowIncluded, lowIsAbout, high, highIncluded, highIsAbout, isOpen }} = line.span;
    return [line.figures, [low, lowIncluded, lowIsAbout, high, highIncluded, highIsAbout, isOpen]];
  }}));
}})()"""


def test_a_line_has_the_figures_and_the_ends_of_the_cases() -> None:
    asked = [[block_of(claims_in(case)), BELARUS, ON] for case in CASES]
    lines = ask_page("map/area_lines.ts", "AreaLines", SPANS, asked)
    assert lines == [[case["line"], list(case["span"].values())] for case in CASES]


def test_a_card_has_a_line_for_each_force_and_section_of_the_day() -> None:
    claims = build_claims({"seeds": True})
    days = [[day(on), day(known_by)] for on, known_by in (
        ("2022-09-29", "2022-09-29"), ("2022-10-10", "2022-10-10"), ("2022-12-01", "2022-11-30"),
    )]  # fmt: skip
    before, october, december = ask_page("map/area_lines.ts", "AreaLines", LINES, [block_of(claims), *days])
    called_up = ["Belarus", "planned", "100,000", "called up", "1"]
    # On 29 September Latushka's 120,000 lie ahead; in October the order may hold, and Malyar speaks of a part.
    assert before == [called_up]
    ordered = ["Russia", "ordered", "more than 1,000", "", "1"]
    # What a line does not speak of it counts: the Ministry's plan without a number, later also Malyar's part.
    assert october == [ordered, ["Russia", "planned", "20,000", "newly mobilised · 1 more claim", "1"], called_up]
    # In December all of it is claimed, and the part no longer speaks for the whole.
    assert december == [ordered, ["Russia", "planned", "120,000", "2 more claims", "1"], called_up]
