"""What can be drawn and compared: the claims table, what is in effect when, and rival figures side by side.

The names below are imported when they are first used: geopandas takes longer to import than many a command to run.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from layers.changes import CHANGE_COLUMNS, what_changed
    from layers.claims import claims_table
    from layers.columns import CLAIMS_COLUMNS, check_claims
    from layers.comparing import AXIS_COLUMNS, Comparison, compare
    from layers.effect import change_days, disputes_said, in_effect, stretches
    from layers.errors import (
        AmbiguousArea,
        LayersError,
        UnknownArea,
        UnknownClaimant,
        UnknownForce,
        WrongCare,
        WrongColumns,
        WrongQuestion,
    )
    from layers.grouping import GROUP_COLUMNS
    from layers.members import CLAIM_COLUMNS
    from layers.publishing import Care, publish, published_reports
    from layers.redacting import REDACTABLE
    from layers.tracking import TRACK_COLUMNS, track

__all__ = [
    "AXIS_COLUMNS",
    "CHANGE_COLUMNS",
    "CLAIMS_COLUMNS",
    "CLAIM_COLUMNS",
    "GROUP_COLUMNS",
    "REDACTABLE",
    "TRACK_COLUMNS",
    "AmbiguousArea",
    "Care",
    "Comparison",
    "LayersError",
    "UnknownArea",
    "UnknownClaimant",
    "UnknownForce",
    "WrongCare",
    "WrongColumns",
    "WrongQuestion",
    "change_days",
    "check_claims",
    "claims_table",
    "compare",
    "disputes_said",
    "in_effect",
    "publish",
    "published_reports",
    "stretches",
    "track",
    "what_changed",
]

_HOMES: Final = {
    "AXIS_COLUMNS": "comparing",
    "CHANGE_COLUMNS": "changes",
    "CLAIMS_COLUMNS": "columns",
    "Care": "publishing",
    "REDACTABLE": "redacting",
    "WrongCare": "errors",
    "CLAIM_COLUMNS": "members",
    "GROUP_COLUMNS": "grouping",
    "TRACK_COLUMNS": "tracking",
    "AmbiguousArea": "errors",
    "Comparison": "comparing",
    "LayersError": "errors",
    "UnknownArea": "errors",
    "UnknownClaimant": "errors",
    "UnknownForce": "errors",
    "WrongColumns": "errors",
    "WrongQuestion": "errors",
    "change_days": "effect",
    "check_claims": "columns",
    "claims_table": "claims",
    "compare": "comparing",
    "disputes_said": "effect",
    "in_effect": "effect",
    "publish": "publishing",
    "published_reports": "publishing",
    "stretches": "effect",
    "track": "tracking",
    "what_changed": "changes",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'layers' has no attribute {name!r}")
    return getattr(importlib.import_module(f"layers.{_HOMES[name]}"), name)
