"""axe-core, which finds what keeps somebody from using a page, run in a page of ours.

It is text handed to the browser by the test, as a browser's own tools are: nothing of it is in the page, and the page's
policy, which lets only the page's script run, is not loosened for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

AXE = Path(__file__).parents[1] / "maps" / "page" / "node_modules" / "axe-core" / "axe.min.js"
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# All that another scheme of colours can change.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Nothing is fetched to be looked at: the styles are in the document. Of what is in order one element a rule is told.
RUN = """async ([rules, within]) => {
  const found = await axe.run(within ?? document, {
    runOnly: rules, preload: false, resultTypes: ["violations", "incomplete"],
  });
  const why = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message).join("; ");
  const told = (ones) => ones.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.flat().join(" ")}: ${why(node)} ${node.html.slice(0, 160)}`));
  return { findings: told(found.violations), unsure: told(found.incomplete), passed: found.passes.map(({ id }) => id) };
}"""


@dataclass
class Audit:
    """What axe says of a page as it stands."""

    findings: list[str]
    """What is wrong: the rule, where, why."""
    unsure: list[str]
    """What axe cannot tell and leaves to somebody's eyes: text over a picture, mostly."""
    passed: set[str]
    """The rules that something in the page was held against, and in order."""


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def audit(page: Page | Frame, rules: dict[str, object] = ALL, *, within: str | None = None) -> Audit:
    """Run axe in a page, or within the elements that a selector finds there."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_source())
    found = page.evaluate(RUN, [rules, within])
    return Audit(found["findings"], found["unsure"], set(found["passed"]))
