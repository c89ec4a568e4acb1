"""What the fields of a report or a source may hold: the one place where a text becomes a checked cell.

A rule reads fields that depend on one another. It gets their raw texts and returns their cells; a blank is left out.
Rows read one by one and files read column by column go through the same rules.
"""

from __future__ import annotations

import re
from typing import Final

from mustermap.data.fields import REFERENCES, REPORT_FIELDS, SOURCE_FIELDS, Field
from mustermap.data.ids.content_ids import report_id, source_id
from mustermap.data.rules.date_rules import SAID_RULE, SOURCE_DAYS_RULE, SPAN_RULE
from mustermap.data.rules.field_rules import choice_rule, list_rule, required_rule, text_rule
from mustermap.data.rules.figure_rules import FIGURE_RULE, figure_cells
from mustermap.data.rules.rule import Cell, Cells, Raw, Rule, Unread, apply_rules, given
from mustermap.data.short_texts import echoed
from mustermap.errors import InvalidField


def _read_standing(raw: Raw) -> tuple[Cells, Unread]:
    """Check what the kind of a report and its state ask for."""
    if raw["disputes"] and raw["kind"].lower() != "dispute":
        raise InvalidField("disputes", f"filled in a {raw['kind'] or 'claim'}; set kind to dispute or leave it blank")
    if raw["state"].lower() == "retracted" and not raw["reason"]:
        raise InvalidField("reason", "blank; say why the report was retracted")
    return {}, ()


def _read_dispute(raw: Raw) -> tuple[Cells, Unread]:
    """Check that a dispute says what it denies: reports, or a figure of which no report is known."""
    if raw["kind"].lower() == "dispute" and not any(raw[name] for name in ("disputes", *_NUMBERS)):
        advice = "name the reports that this dispute is about, or the figure that it denies"
        raise InvalidField("disputes", f"blank; {advice}")
    return {}, ()


def _read_relations(raw: Raw) -> tuple[Cells, Unread]:
    for name in REFERENCES:
        if raw["id"] and raw["id"] in [part.strip() for part in raw[name].split(";")]:
            raise InvalidField(name, f"names the report itself, {echoed(raw['id'])}; name another or leave it blank")
    repeated, updated, beside = (
        {part.strip() for part in raw[name].split(";")} - {""} for name in ("repeats", "updates", "beside")
    )
    if repeated & updated:
        both = ", ".join(map(echoed, sorted(repeated & updated)))
        raise InvalidField("updates", f"names {both}, which repeats names too; a report echoes another or updates it")
    if beside & updated:
        both = ", ".join(map(echoed, sorted(beside & updated)))
        advice = "a figure replaces another or holds beside it"
        raise InvalidField("beside", f"names {both}, which updates names too; {advice}")
    return {}, ()


def _read_geometry(raw: Raw) -> tuple[Cells, Unread]:
    if not raw["geometry"]:
        return {}, ()
    from mustermap.data.geometry import read_geometry  # shapely: only where a geometry was drawn

    return {"geometry": read_geometry(raw["geometry"])}, ()


def _read_sha256(raw: Raw) -> tuple[Cells, Unread]:
    if raw["sha256"] and not re.fullmatch(r"[0-9a-fA-F]{64}", raw["sha256"]):
        raise InvalidField(
            "sha256", f"{echoed(raw['sha256'])} is no SHA-256; write its 64 hexadecimal digits or leave it blank"
        )
    return given(sha256=raw["sha256"].lower()), ()


_NUMBERS: Final = ("figure", "figure_low", "figure_high", "figure_best")
_TOGETHER: Final = (
    required_rule("source", "give the id of a source of this call or of the ledger"),
    required_rule("claimant", "say who claims it, or that nobody is named"),
    SAID_RULE,
    SPAN_RULE,
    FIGURE_RULE,
    Rule(("geometry",), _read_geometry),
)
_SOURCE_TOGETHER: Final = (SOURCE_DAYS_RULE, Rule(("sha256",), _read_sha256))


def _rules(fields: tuple[Field, ...], together: tuple[Rule, ...]) -> tuple[Rule, ...]:
    covered = {name for rule in together for name in rule.fields}
    made = {"choice": choice_rule, "list": list_rule, "ids": list_rule}
    single = (made.get(field.kind, text_rule)(field) for field in fields if field.name not in covered)
    return (*together, *single)


REPORT_RULES: Final = (
    *_rules(REPORT_FIELDS, _TOGETHER),
    Rule(("kind", "disputes", "state", "reason"), _read_standing),
    Rule(("kind", "disputes", *_NUMBERS), _read_dispute, silent_without=("kind",)),
    Rule(("id", *REFERENCES), _read_relations, silent_without=REFERENCES),
)
SOURCE_RULES: Final = _rules(SOURCE_FIELDS, _SOURCE_TOGETHER)

__all__ = [
    "REPORT_RULES",
    "SOURCE_RULES",
    "Cell",
    "Cells",
    "Rule",
    "Unread",
    "apply_rules",
    "figure_cells",
    "report_id",
    "source_id",
]
