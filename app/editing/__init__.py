"""Putting reports into the ledger by hand: the pipeline that the terminal and the web app share. Nothing here prints.

`check` reads what was entered, `readings` and `place_readings` say while typing how it is understood, `cautions` warn
of what the ledger has already, `save` keeps it, and `changes` tells what became of a report.
"""

from __future__ import annotations

from app.editing.checking import Checked, Problem, check
from app.editing.likeness import Caution, cautions
from app.editing.past import Change, Difference, changes, differences
from app.editing.placing import PlaceReading, place_readings
from app.editing.present import Choices, Standing, choices, edited, is_source, present_texts, standing
from app.editing.reviewing import accept, retract, send_back
from app.editing.saving import Conflict, Refusal, Saved, Unplaced, save
from app.editing.sources import check_source, edited_source, save_source
from app.editing.wordings import FieldReading, readings

__all__ = [
    "Caution",
    "Change",
    "Checked",
    "Choices",
    "Conflict",
    "Difference",
    "FieldReading",
    "PlaceReading",
    "Problem",
    "Refusal",
    "Saved",
    "Standing",
    "Unplaced",
    "accept",
    "cautions",
    "changes",
    "check",
    "check_source",
    "choices",
    "differences",
    "edited",
    "edited_source",
    "is_source",
    "place_readings",
    "present_texts",
    "readings",
    "retract",
    "save",
    "save_source",
    "send_back",
    "standing",
]
