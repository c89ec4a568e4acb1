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
# Markup and path are taken of what is found only: of all that is looked at they cost a third of the run.
RUN = """async ([rules, within]) => {
  axe.configure({ noHtml: true });
  const found = await axe.run(within === "the new ones" ? { include: window.newOnes } : within ?? document, {
    runOnly: rules, preload: false, resultTypes: ["violations", "incomplete"], selectors: false, elementRef: true,
  });
  const why = ({ any, all, none }) => [...any, ...all, ...none].map(({ message }) => message).join("; ");
  const path = (it) => {
    const parent = it.parentElement?.closest("[id], [class]");
    return `${parent ? `${parent.localName}.${parent.className} ` : ""}${it.localName}.${it.className}`;
  };
  const told = (ones) => ones.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id} at ${path(node.element)}: ${why(node)} ${node.element.outerHTML.slice(0, 160)}`));
  return { findings: told(found.violations), unsure: told(found.incomplete), passed: found.passes.map(({ id }) => id) };
}"""
# Texts that look otherwise than any before: colour, size and weight, what is around and what is under.
NEW_ONES = """(seen) => {
  const known = new Set(seen);
  const found = [];
  window.newOnes = [];
  const grounds = new Map();
  const ground = (it) => {
    if (!grounds.has(it)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(it);
      grounds.set(it, `${backgroundColor} ${backgroundImage} ${opacity}`);
    }
    return grounds.get(it);
  };
  const around = new Map([[null, '']]);
  const within = (it) => {
    if (!around.has(it)) {
      around.set(it, `${it.localName} ${it.className} ${it.disabled} ${ground(it)} ${within(it.parentElement)}`);
    }
    return around.get(it);
  };
  const hash = (text) => [...text].reduce((sum, sign) => (Math.imul(sum, 31) + sign.codePointAt(0)) | 0, 7);
  for (const it of document.body.querySelectorAll('*')) {
    if (![...it.childNodes].some((one) => one.nodeType === 3 && one.data.trim()) && !it.value) continue;
    if (!it.checkVisibility({ visibilityProperty: true })) continue;
    const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(it);
    const looks = [color, fontSize, fontWeight, textShadow, textDecorationLine, within(it)];
    looks.push(getComputedStyle(it.parentElement).color);
    const { x, y, width, height } = it.getBoundingClientRect();
    looks.push(...document.elementsFromPoint(x + width / 2, y + height / 2).map(ground));
    const sum = hash(looks.join());
    if (known.has(sum)) continue;
    known.add(sum);
    found.push(sum);
    newOnes.push(it);
  }
  return found;
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


def audit_colours(page: Page, seen: set[int]) -> Audit:
    """Run the rules that colours can break on the texts that look otherwise than those seen before.

    Parameters
    ----------
    page
        A page.
    seen
        The looks that were audited in this scheme and at this size; those of the page are added.
    """
    new = page.evaluate(NEW_ONES, list(seen))
    if not new:
        return Audit([], [], set())
    seen.update(new)
    return audit(page, COLOURS, within="the new ones")
