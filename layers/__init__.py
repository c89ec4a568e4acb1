"""What can be drawn and compared: the claims table, what is in effect when, and rival figures side by side.

The names below are imported when they are first used: geopandas takes longer to import than many a command to run.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from mustermap.errors import (
        AmbiguousArea,
        LayersError,
        UnknownArea,
        UnknownClaimant,
        UnknownForce,
        WrongCare,
        WrongColumns,
        WrongQuestion,
    )
    from mustermap.layers.changes import CHANGE_COLUMNS, what_changed
    from mustermap.layers.claim_columns import CLAIMS_COLUMNS, check_claims
    from mustermap.layers.claimant_track import TRACK_COLUMNS, track
    from mustermap.layers.claims import claims_table
    from mustermap.layers.claims_in_effect import change_days, disputes_said, in_effect, stretches
    from mustermap.layers.comparison.answer_table import ANSWER_COLUMNS
    from mustermap.layers.comparison.claim_table import CLAIM_COLUMNS
    from mustermap.layers.comparison.comparison import AXIS_COLUMNS, Comparison, compare
    from mustermap.layers.comparison.group_table import GROUP_COLUMNS
    from mustermap.layers.leading_runs import claim_runs
    from mustermap.layers.publication.care import Care, publish, published_reports
    from mustermap.layers.publication.redaction import REDACTABLE

__all__ = [
    "ANSWER_COLUMNS",
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
    "claim_runs",
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
    "ANSWER_COLUMNS": ".comparison.answer_table",
    "AXIS_COLUMNS": ".comparison.comparison",
    "CHANGE_COLUMNS": ".changes",
    "CLAIMS_COLUMNS": ".claim_columns",
    "Care": ".publication.care",
    "REDACTABLE": ".publication.redaction",
    "WrongCare": "mustermap.errors",
    "CLAIM_COLUMNS": ".comparison.claim_table",
    "GROUP_COLUMNS": ".comparison.group_table",
    "TRACK_COLUMNS": ".claimant_track",
    "AmbiguousArea": "mustermap.errors",
    "Comparison": ".comparison.comparison",
    "LayersError": "mustermap.errors",
    "UnknownArea": "mustermap.errors",
    "UnknownClaimant": "mustermap.errors",
    "UnknownForce": "mustermap.errors",
    "WrongColumns": "mustermap.errors",
    "WrongQuestion": "mustermap.errors",
    "change_days": ".claims_in_effect",
    "check_claims": ".claim_columns",
    "claim_runs": ".leading_runs",
    "claims_table": ".claims",
    "compare": ".comparison.comparison",
    "disputes_said": ".claims_in_effect",
    "in_effect": ".claims_in_effect",
    "publish": ".publication.care",
    "published_reports": ".publication.care",
    "stretches": ".claims_in_effect",
    "track": ".claimant_track",
    "what_changed": ".changes",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'mustermap.layers' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name], "mustermap.layers"), name)
