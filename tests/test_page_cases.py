"""The page computes what is in effect from the same file of cases, handed over as a real document hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cases import ANSWERS, SITUATIONS, all_claims, day, seed_claims
from tests.page_rules import block_of, run_page_test

if TYPE_CHECKING:
    from pathlib import Path

LISTS = ("certain", "possible", "leads")
IDS_BY_ID = ("folded", "disputed", "earlier")


def _expected(answer: dict[str, Any], own: str) -> dict[str, Any]:
    """Return what a case expects, with the ids that its claims have in the table of all cases."""

    def named(ids: Any) -> Any:
        return own + ids if isinstance(ids, str) else [own + one for one in ids]

    expected = {name: named(answer[name]) for name in (*LISTS, "last_cited") if name in answer}
    for name in {*IDS_BY_ID} & answer.keys():
        expected[name] = {own + one: named(ids) for one, ids in answer[name].items()}
    if "standing" in answer:
        expected["standing"] = {own + one: standing for one, standing in answer["standing"].items()}
    return expected


def test_the_page_passes_the_file_of_cases(root: Path, tmp_path: Path) -> None:
    """Two blocks are handed over, since one costs the same whether it has two claims or seven hundred."""
    cases = []
    for situation, answer in ANSWERS:
        own = "" if situation.get("seeds") else f"{SITUATIONS.index(situation)}:"
        cases.append({
            "name": f"{situation['name']}, on {answer['on']} by {answer.get('known_by')}",
            "block": "all" if own else "seeds",
            "own": own,
            "on": day(answer["on"]),
            "known_by": day(answer.get("known_by")),
            "expect": _expected(answer, own),
        })  # fmt: skip
    blocks = {"all": block_of(all_claims()), "seeds": block_of(seed_claims())}
    handed_over = {"blocks": blocks, "cases": cases}
    passed = run_page_test(root, "cases.test.ts", "MUSTERMAP_CASES", handed_over, tmp_path / "cases.json")
    assert passed >= len(cases) > 0, "the page ran fewer cases than there are"
