"""What can be drawn and compared: the claims table, and what is in effect when.

The names below are imported when they are first used: geopandas takes longer to import than many a command to run.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from layers.claims import claims_table
    from layers.columns import CLAIMS_COLUMNS, check_claims
    from layers.effect import change_days, disputes_said, in_effect, stretches
    from layers.errors import LayersError, WrongCare, WrongColumns
    from layers.publishing import Care, publish
    from layers.redacting import REDACTABLE

__all__ = [
    "CLAIMS_COLUMNS",
    "REDACTABLE",
    "Care",
    "LayersError",
    "WrongCare",
    "WrongColumns",
    "change_days",
    "check_claims",
    "claims_table",
    "disputes_said",
    "in_effect",
    "publish",
    "stretches",
]

_HOMES: Final = {
    "CLAIMS_COLUMNS": "columns",
    "Care": "publishing",
    "LayersError": "errors",
    "REDACTABLE": "redacting",
    "WrongCare": "errors",
    "WrongColumns": "errors",
    "change_days": "effect",
    "check_claims": "columns",
    "claims_table": "claims",
    "disputes_said": "effect",
    "in_effect": "effect",
    "publish": "publishing",
    "stretches": "effect",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'layers' has no attribute {name!r}")
    return getattr(importlib.import_module(f"layers.{_HOMES[name]}"), name)
