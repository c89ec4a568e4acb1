"""The content of an entry form: one source and its claims, as raw texts by the names of the data dictionary.

A form names its fields ``source-title`` and ``claim-0-figure``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from mustermap.app.web.denied_choices import without_claim
from mustermap.data.fields import REFERENCES, REPORT_COLUMNS, SOURCE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_CLAIMS: Final = 200
_OF_ONE_CLAIM: Final = frozenset(
    {
        *(name for name in REPORT_COLUMNS if name.startswith("figure")),
        *REFERENCES,
        *("id", "summary", "quote", "quote_lang", "state", "reason"),
    }
)
"""The fields that another claim of the same source does not take over: the figure, its wordings, its references."""
_NAME: Final = re.compile(r"(source|aside)-([a-z0-9_]{1,40})|claim-(\d{1,3})-([a-z0-9_]{1,40})")


@dataclass(frozen=True, slots=True)
class Entered:
    """The content of a form.

    Attributes
    ----------
    source : dict of str to str
        The source's fields; blanks are left out.
    claims : tuple of dict of str to str
        The fields of each claim, in the order of the page; a blank one is empty.
    aside : dict of str to str
        What was typed of a source before one of the ledger was chosen instead.
    """

    source: dict[str, str] = field(default_factory=dict)
    claims: tuple[dict[str, str], ...] = ({},)
    aside: dict[str, str] = field(default_factory=dict)

    @property
    def filled(self) -> tuple[int, ...]:
        """The numbers of the claims that are not blank, and not just the copy of the claim before."""
        return tuple(number for number, claim in enumerate(self.claims) if claim and not self._is_copy(number))

    def _is_copy(self, number: int) -> bool:
        return number > 0 and self.claims[number] == another(self.claims[number - 1])

    def fields(self) -> dict[str, str]:
        """Return the fields by the names of the form, with at least one for every claim."""
        named = {f"source-{name}": text for name, text in self.source.items()}
        named |= {f"aside-{name}": text for name, text in self.aside.items()}
        for number, claim in enumerate(self.claims):
            named |= {f"claim-{number}-{name}": text for name, text in (claim or {"claimant": ""}).items()}
        return named

    def with_claim(self, number: int, **texts: str) -> Entered:
        """Return the form with changed texts in one claim; a blank one empties its field."""
        claims = list(self.claims)
        merged = {**claims[number], **texts}
        claims[number] = {name: text for name, text in merged.items() if text}
        return replace(self, claims=tuple(claims))

    def with_field(self, name: str, text: str) -> Entered:
        """Return the form with another text in a field, by its name in the form; a blank text changes nothing."""
        changed = entered({**self.fields(), name: text} if text and _NAME.fullmatch(name) else self.fields())
        return replace(changed, aside=self.aside)

    def with_known_source(self, identity: str) -> Entered:
        """Return the form with a source of the ledger; what was typed is set aside. A blank id changes nothing."""
        if not identity:
            return self
        typed = {name: text for name, text in self.source.items() if name != "id"}
        return replace(self, source={"id": identity}, aside=typed or self.aside)

    def with_typed_source(self) -> Entered:
        """Return the form with the source that was typed before, instead of one of the ledger."""
        return replace(self, source=self.aside, aside={})

    def with_another(self) -> Entered:
        """Return the form with a further claim at the end, which has all of the last one but its figure."""
        return replace(self, claims=(*self.claims, another(self.claims[-1]))[:MOST_CLAIMS])

    def without(self, number: int) -> Entered:
        """Return the form without one claim; at least one remains, which may be blank."""
        kept = [dict(claim) for at, claim in enumerate(self.claims) if at != number]
        for claim in kept:
            if denied := without_claim(claim.pop("disputes", ""), number):
                claim["disputes"] = denied
        return replace(self, claims=tuple(kept) or ({},))


def another(claim: Mapping[str, str]) -> dict[str, str]:
    """Return a further claim of the same source: all of one but its figure, the wordings of it and its references.

    Examples
    --------
    >>> another({"claimant": "A. Minister", "force": "Russia", "figure": "dozens", "quote": "dozens came"})
    {'claimant': 'A. Minister', 'force': 'Russia'}
    """
    return {name: text for name, text in claim.items() if name not in _OF_ONE_CLAIM}


def entered(fields: Mapping[str, str]) -> Entered:
    """Read the fields of a form; unknown ones are left out.

    Examples
    --------
    >>> entered({"source-title": "Evening News", "claim-0-figure": " dozens ", "claim-3-figure": "", "claim-9-x": "y"})
    Entered(source={'title': 'Evening News'}, claims=({'figure': 'dozens'}, {}), aside={})
    >>> entered({})
    Entered(source={}, claims=({},), aside={})
    """
    sources: dict[str, dict[str, str]] = {"source": {}, "aside": {}}
    claims: dict[int, dict[str, str]] = {}
    for name, text in fields.items():
        match = _NAME.fullmatch(name)
        if match is None:
            continue
        which, of_source, number, of_claim = match.groups()
        # A browser sends line feeds as CR LF.
        cleaned = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if of_source in SOURCE_COLUMNS:
            sources[which] |= {of_source: cleaned} if cleaned else {}
        elif of_claim in REPORT_COLUMNS and int(number) < MOST_CLAIMS:
            claims.setdefault(int(number), {}).update({of_claim: cleaned} if cleaned else {})
    in_order = tuple(claims[number] for number in sorted(claims)) or ({},)
    return Entered(sources["source"], in_order, sources["aside"])
