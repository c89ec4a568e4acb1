"""Entering and editing reports by hand: the pipeline that the terminal and the web app share. Nothing here prints.

`check` checks what was entered, `readings` and `place_readings` show while typing how it is understood, `drawn_words`
says on which days it will be drawn, `cautions` ask about similar reports in the ledger, `save` writes it, and
`changes` lists the revisions of a report.
"""

from __future__ import annotations

from mustermap.app.editing.current_values import Choices, Current, choices, current, edited, is_source, present_texts
from mustermap.app.editing.denied_claims import denial_question, newest_claims
from mustermap.app.editing.drawn_days import drawn_words
from mustermap.app.editing.entry_checks import Checked, Problem, check
from mustermap.app.editing.entry_commit import Conflict, Refusal, Saved, Unplaced, save
from mustermap.app.editing.field_readings import NOT_NAMED, FieldReading, readings
from mustermap.app.editing.place_candidates import PlaceReading, place_readings
from mustermap.app.editing.report_questions import Answer, Caution, brief_report, shown_report
from mustermap.app.editing.report_states import accept, retract, send_back
from mustermap.app.editing.revision_history import Change, Difference, changes, differences
from mustermap.app.editing.similar_reports import cautions
from mustermap.app.editing.source_edits import check_source, edited_source, save_source

__all__ = [
    "NOT_NAMED",
    "Answer",
    "Caution",
    "Change",
    "Checked",
    "Choices",
    "Conflict",
    "Current",
    "Difference",
    "FieldReading",
    "PlaceReading",
    "Problem",
    "Refusal",
    "Saved",
    "Unplaced",
    "accept",
    "brief_report",
    "cautions",
    "changes",
    "check",
    "check_source",
    "choices",
    "current",
    "denial_question",
    "differences",
    "drawn_words",
    "edited",
    "edited_source",
    "is_source",
    "newest_claims",
    "place_readings",
    "present_texts",
    "readings",
    "retract",
    "save",
    "save_source",
    "send_back",
    "shown_report",
]
