"""What the ledger takes, skips, revises and rejects, and what it answers."""

import json
import sqlite3
import struct
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mustermap.data.fields import REPORT_COLUMNS, REPORT_FIELDS, SOURCE_COLUMNS
from mustermap.data.ledger import PLACE_COLUMNS, Ledger, drawn_ref, verify
from mustermap.errors import KeyReused, LedgerError, UnknownReport
from tests.ledger_samples import AIRBASE, BELARUS, HOSTILE, LATUSHKA, LUKASHENKO, SOURCE, UNPLACED, fill, point


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ours.gpkg", create=True) as opened:
        yield opened


def test_what_is_new_is_added_and_stands_in_the_columns(ledger):
    answer = fill(ledger)
    assert answer.only("report").added == (LATUSHKA["id"], LUKASHENKO["id"], UNPLACED["id"])
    assert answer.only("source").added == ("dw-2022",)
    assert answer.only("place").added == ("icao:UMLI", "country:BY")
    assert (answer.skipped, answer.revised, answer.rejected) == ((), (), ())
    reports = ledger.reports()
    assert tuple(reports) == REPORT_COLUMNS
    assert reports["claimant"] == ["Pavel Latushka", "Alexander Lukashenko", ""]
    assert reports["figure_low"] == [120000.0, 1000.0, None]
    assert reports["figure_low_included"] == [True, False, None]
    assert reports["quote"] == ["", "", ""]
    sources = ledger.sources()
    assert tuple(sources) == SOURCE_COLUMNS
    assert sources["publisher"] == ["Deutsche Welle"]
    places = ledger.places()
    assert tuple(places) == (*PLACE_COLUMNS, "geometry")
    assert places["geometry"] == [AIRBASE["geometry"], BELARUS["geometry"]]
    assert places["radius_m"] == [3000.0, 350000.0]


def test_an_empty_ledger_has_all_columns_and_no_rows(ledger):
    assert ledger.reports() == {name: [] for name in REPORT_COLUMNS}
    assert ledger.sources() == {name: [] for name in SOURCE_COLUMNS}
    assert ledger.places() == {name: [] for name in (*PLACE_COLUMNS, "geometry")}
    assert ledger.add().outcomes == ()


def test_a_blank_kind_quantity_and_state_read_as_the_data_dictionary_says(ledger):
    fill(ledger)
    reports = ledger.reports()
    for field in REPORT_FIELDS:
        if field.default:
            assert reports[field.name] == [field.default] * 3
    assert {field.name for field in REPORT_FIELDS if field.default} == {"kind", "quantity", "state"}


def test_the_same_again_is_skipped_whatever_the_order_of_cells_and_with_blanks(ledger):
    fill(ledger)
    again = dict(reversed(list(LATUSHKA.items()))) | {"quote": "", "figure_low": 120000}
    answer = ledger.add(sources=[SOURCE], places=[AIRBASE], reports=[again, again])
    assert answer.skipped == ("dw-2022", "icao:UMLI", LATUSHKA["id"], LATUSHKA["id"])
    assert len(ledger.history(LATUSHKA["id"])) == 1


def test_other_content_of_a_known_id_is_rejected_and_costs_no_other_report(ledger):
    fill(ledger)
    other = LATUSHKA | {"figure_low": 100000.0, "phase": "ordered"}
    answer = ledger.add(reports=[other, {"id": "new", "source": "dw-2022"}])
    assert answer.added == ("new",)
    assert answer.rejected == (
        (
            "latushka-120000",
            "latushka-120000 is in the ledger with other content in figure_low, phase; "
            "give another claim an id of its own, or revise that one if it is the same",
        ),
    )
    assert ledger.reports()["phase"][0] == "planned"


def test_revise_makes_a_revision_that_keeps_its_place_in_the_order(ledger):
    fill(ledger)
    answer = ledger.add(
        sources=[SOURCE | {"title": "Other"}],
        reports=[LATUSHKA | {"phase": "ordered"}, UNPLACED],
        revise=True,
        editor="N. N.",
    )
    assert answer.revised == ("dw-2022", "latushka-120000")
    assert answer.skipped == (UNPLACED["id"],)
    assert ledger.reports()["id"] == [LATUSHKA["id"], LUKASHENKO["id"], UNPLACED["id"]]
    assert ledger.reports()["phase"][0] == "ordered"
    assert ledger.sources()["title"] == ["Other"]
    first, second = ledger.history(LATUSHKA["id"])
    assert (first.action, first.cells["phase"], first.editor) == ("add", "planned", "")
    assert (second.action, second.cells["phase"], second.editor) == ("revise", "ordered", "N. N.")
    assert second.recorded >= first.recorded
    assert second.recorded.endswith("Z")


def test_the_same_id_twice_in_one_submission_is_rejected_even_when_revising(ledger):
    answer = ledger.add(sources=[SOURCE], reports=[UNPLACED, UNPLACED | {"start": "2000"}], revise=True)
    assert answer.only("report").added == (UNPLACED["id"],)
    ((id_, message),) = answer.rejected
    assert id_ == UNPLACED["id"]
    assert "was submitted twice" in message
    assert ledger.reports()["start"] == ["1999"]


def test_a_report_of_an_unknown_source_is_rejected_and_one_of_a_source_of_the_same_call_is_not(ledger):
    answer = ledger.add(sources=[SOURCE], reports=[LATUSHKA, {"id": "a", "source": "nobody"}, {"id": "b"}])
    assert answer.only("report").added == (LATUSHKA["id"],)
    assert answer.rejected == (
        ("a", "source is 'nobody', which is neither in the ledger nor taken with this report; add that source too"),
        ("b", "source is blank; give the id of the source that says it"),
    )


def test_a_report_of_a_source_that_was_rejected_is_rejected_too(ledger):
    answer = ledger.add(sources=[SOURCE | {"colour": "blue"}], reports=[LATUSHKA])
    assert [id_ for id_, _ in answer.rejected] == ["dw-2022", LATUSHKA["id"]]
    assert ledger.history("dw-2022") == ()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"id": "x", "source": "dw-2022", "colour": "blue"}, "colour: no column of a report"),
        ({"id": "x", "source": "dw-2022", "figure_low": "many"}, "figure_low is 'many', no number"),
        ({"id": "x", "source": "dw-2022", "figure_low": True}, "figure_low is True, no number"),
        ({"id": "x", "source": "dw-2022", "figure_high": float("inf")}, "figure_high is inf, no finite number"),
        ({"id": "x", "source": "dw-2022", "figure_best": float("nan")}, "figure_best is nan, no finite number"),
        (
            {"id": "x", "source": "dw-2022", "figure_low_included": 1},
            "figure_low_included is 1, neither true nor false",
        ),
        ({"id": "x", "source": "dw-2022", "claimant": 7.0}, "claimant is 7.0, no text"),
        ({"id": "x", "source": "dw-2022", "quote": "a\0b"}, "quote holds a NUL character"),
        ({"id": "x", "source": "dw-2022", "quote": "a\ud800b"}, "quote holds half a character"),
        ({"id": "", "source": "dw-2022"}, "the report has no id"),
        ({"id": "\t ", "source": "dw-2022"}, "the report has no id"),
        ({"source": "dw-2022"}, "the report has no id"),
    ],
)
def test_cells_that_cannot_be_kept_are_rejected_in_words_and_cost_no_other_report(ledger, cells, words):
    answer = ledger.add(sources=[SOURCE], reports=[cells, LATUSHKA], key="k")
    ((id_, message),) = answer.rejected
    assert id_ == cells.get("id", "")
    assert words in message
    assert answer.only("report").added == (LATUSHKA["id"],)


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (b"", "no byte order"),
        (b"\x01\x01\x00\x00\x00", "cut short"),
        (point(27.58, 53.77)[:-1], "cut short"),
        (point(27.58, 53.77) + b"\0", "goes on after its end"),
        (point(53.77, 127.58), "latitude 127.58"),
        (point(-181.0, 0.0), "longitude -181"),
        (point(float("nan"), float("nan")), "is empty"),
        (point(float("inf"), 0.0), "no number"),
        (b"\x01\xe9\x03\x00\x00" + bytes(24), "type 1001"),
        (b"\x01\x03\x00\x00\x00\xff\xff\xff\xff", "cut short"),
        (b"\x01\x07\x00\x00\x00\x01\x00\x00\x00" * 2000, "nested too deeply"),
        (struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 1, 0, 1, 1, 0, 1), "ring that does not close"),
        (struct.pack("<BIII4d", 1, 3, 1, 2, 0, 0, 0, 0), "ring that does not close"),
        (struct.pack("<BII2d", 1, 2, 1, 0, 0), "line of one position"),
        ("POINT (1 2)", "no well-known binary"),
    ],
)
def test_a_geometry_that_no_reader_could_read_is_rejected_in_words(ledger, geometry, words):
    ((ref, message),) = ledger.add(places=[AIRBASE | {"geometry": geometry}]).rejected
    assert ref == "icao:UMLI"
    assert words in message


def test_a_newer_gazetteer_moves_no_place_unless_it_is_asked_to(ledger):
    fill(ledger)
    moved = AIRBASE | {"gazetteer": "2027-01-01", "lon": 27.6, "geometry": point(27.6, 53.77)}
    assert ledger.add(places=[moved], revise=True).skipped == ("icao:UMLI",)
    assert ledger.places()["lon"][0] == 27.58
    assert ledger.add(places=[moved], revise_places=True).revised == ("icao:UMLI",)
    assert ledger.places()["lon"][0] == 27.6
    assert ledger.places()["geometry"][0] == point(27.6, 53.77)
    assert [revision.cells["lon"] for revision in ledger.history("icao:UMLI")] == [27.58, 27.6]


def test_a_retraction_is_a_revision_and_the_report_stays(ledger):
    fill(ledger)
    assert ledger.retract(LATUSHKA["id"], reason="He denies it.", editor="N. N.").revised == (LATUSHKA["id"],)
    reports = ledger.reports()
    assert reports["id"][0] == LATUSHKA["id"]
    assert (reports["state"][0], reports["reason"][0]) == ("retracted", "He denies it.")
    assert reports["figure_low"][0] == 120000.0
    _, retraction = ledger.history(LATUSHKA["id"])
    assert (retraction.action, retraction.reason, retraction.editor) == ("retract", "He denies it.", "N. N.")


def test_importing_again_does_not_bring_back_what_was_retracted_but_revising_does(ledger):
    fill(ledger)
    ledger.retract(LATUSHKA["id"], reason="He denies it.")
    assert ledger.add(reports=[LATUSHKA]).skipped == (LATUSHKA["id"],)
    ((_, message),) = ledger.add(reports=[LATUSHKA | {"phase": "ordered"}]).rejected
    assert "was retracted (He denies it.)" in message
    assert ledger.reports()["state"][0] == "retracted"
    assert ledger.add(reports=[LATUSHKA], revise=True).revised == (LATUSHKA["id"],)
    assert ledger.reports()["state"][0] == "accepted"
    assert len(ledger.history(LATUSHKA["id"])) == 3


def test_what_cannot_be_retracted_says_why(ledger):
    fill(ledger)
    with pytest.raises(UnknownReport, match="report unheard-of is not in the ledger"):
        ledger.retract("unheard-of", reason="x")
    with pytest.raises(UnknownReport, match="it is the id of a source"):
        ledger.retract("dw-2022", reason="x")
    with pytest.raises(LedgerError, match="no reason is given"):
        ledger.retract(LATUSHKA["id"], reason=" ")
    ledger.retract(LATUSHKA["id"], reason="He denies it.")
    with pytest.raises(LedgerError, match="retracted already"):
        ledger.retract(LATUSHKA["id"], reason="again")
    assert len(ledger.history(LATUSHKA["id"])) == 2


def test_the_same_key_again_returns_the_first_answer_and_adds_nothing(tmp_path):
    submission = {"sources": [SOURCE], "reports": [LATUSHKA, {"id": "a", "source": "later"}], "key": "form-1"}
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        first = ledger.add(**submission)
        retracted = ledger.retract(LATUSHKA["id"], reason="He denies it.", key="form-2")
        ledger.add(sources=[{"id": "later"}])
    with Ledger.open(path) as ledger:
        assert ledger.add(**submission) == first
        assert ledger.add(**submission, places=[AIRBASE]) == first
        assert ledger.retract(LATUSHKA["id"], reason="He denies it.", key="form-2") == retracted
        assert [revision.key for revision in ledger.history(LATUSHKA["id"])] == ["form-1", "form-2"]
        assert ledger.reports()["id"] == [LATUSHKA["id"]]
        assert ledger.places()["ref"] == []


def test_the_same_key_with_other_reports_is_refused_so_that_none_is_lost_unnoticed(ledger):
    ledger.add(sources=[SOURCE], key="form-1")
    with pytest.raises(KeyReused, match="'form-1' came with another submission before"):
        ledger.add(sources=[SOURCE], reports=[LATUSHKA], key="form-1")
    assert ledger.reports()["id"] == []


def test_a_source_and_a_report_may_have_the_same_id(ledger):
    ledger.add(sources=[SOURCE | {"id": "one"}], reports=[{"id": "one", "source": "one"}])
    assert [revision.what for revision in ledger.history("one")] == ["source", "report"]
    assert [revision.what for revision in ledger.history("one", what="report")] == ["report"]
    assert ledger.history("nobody") == ()


def test_an_editor_that_cannot_be_written_down_is_an_error_and_nothing_is_written(ledger):
    with pytest.raises(LedgerError, match="editor holds half a character"):
        ledger.add(sources=[SOURCE], editor="\udfff")
    assert ledger.sources()["id"] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_text_field(tmp_path, text):
    names = [field.name for field in REPORT_FIELDS if field.kind not in {"number", "flag"}]
    cells = dict.fromkeys(names, text) | {"id": text + "x", "source": text + "s"}
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        answer = ledger.add(
            sources=[{"id": text + "s", "title": text}], reports=[cells], editor=text, key=text, places=[]
        )
        assert answer.rejected == ()
        assert {name: column[0] for name, column in ledger.reports().items() if name in names} == cells
        assert ledger.history(text + "x")[0].cells == cells
        assert ledger.history(text + "x")[0].editor == text
    assert verify(path).broken is None


def test_many_reports_of_one_moment_are_read_while_another_adds(tmp_path):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as reader, Ledger.open(path) as writer:
        fill(reader)
        with reader.at_one_moment():
            before = reader.reports()["id"]
            writer.add(sources=[{"id": "b"}], reports=[{"id": "b", "source": "b"}])
            assert reader.reports()["id"] == before
            assert reader.sources()["id"] == ["dw-2022"]
            with pytest.raises(LedgerError, match="is being read at one moment; add afterwards"):
                reader.add(sources=[{"id": "c"}])
        assert reader.reports()["id"] == [*before, "b"]


def test_a_closed_ledger_says_so(tmp_path):
    ledger = Ledger.open(tmp_path / "ours.gpkg", create=True)
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.reports()


def test_a_drawn_geometry_names_its_place_by_the_text_of_the_report():
    text = '{"coordinates":[27.58,53.77],"type":"Point"}'
    assert drawn_ref(text) == drawn_ref(text)
    assert drawn_ref(text) != drawn_ref(text + " ")
    assert drawn_ref(text).startswith("drawn:")


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
_NUMBER = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
_BY_KIND = {"number": _NUMBER, "flag": st.booleans()}
_CELLS = st.fixed_dictionaries(
    {},
    optional={
        field.name: _BY_KIND.get(field.kind, _TEXT) for field in REPORT_FIELDS if field.name not in ("id", "source")
    },
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_CELLS, min_size=1, max_size=4))
def test_cells_come_back_as_they_went_in(drawn):
    reports = [cells | {"id": f"r{number}", "source": "dw-2022"} for number, cells in enumerate(drawn)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ours.gpkg")
        with Ledger.open(path, create=True) as ledger:
            assert ledger.add(sources=[SOURCE], reports=reports).rejected == ()
            columns = ledger.reports()
            for number, cells in enumerate(reports):
                kept = {name: cell for name, cell in cells.items() if cell != ""}
                assert ledger.history(cells["id"])[0].cells == kept
                shown = {name: column[number] for name, column in columns.items()}
                assert {name: cell for name, cell in shown.items() if name in kept} == kept
                assert all(type(shown[name]) in (float, bool, str) for name in kept)
                defaults = {field.name: field.default for field in REPORT_FIELDS}
                assert all(cell in (defaults[name], "", None) for name, cell in shown.items() if name not in kept)
            assert ledger.add(sources=[SOURCE], reports=reports).added == ()
        assert verify(path).broken is None


def test_content_is_json_that_any_program_reads_without_blanks_and_sorted(tmp_path):
    path = tmp_path / "ours.gpkg"
    with Ledger.open(path, create=True) as ledger:
        fill(ledger)
    connection = sqlite3.connect(path)
    (content,) = connection.execute("SELECT content FROM revisions WHERE id = 'lukashenko-more-than-1000'").fetchone()
    connection.close()
    assert json.loads(content) == LUKASHENKO
    assert content == json.dumps(LUKASHENKO, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
