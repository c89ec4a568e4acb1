from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mustermap.data.fields import REPORT_COLUMNS, REPORT_FIELDS, SOURCE_COLUMNS
from mustermap.data.figures import Figure
from mustermap.data.files.reading import Reading
from mustermap.data.files.report_files import read_files
from mustermap.data.report_table import reports_table
from mustermap.data.reports import Report, Source, raw_text
from mustermap.data.rules.field_tables import REPORT_RULES, apply_rules, report_id
from mustermap.errors import InvalidField
from tests.cases import FIRST_SOURCE

if TYPE_CHECKING:
    from pathlib import Path

TOML = """
[[source]]
id = "s"
title = "A title"
published = 2022-10-10

[[report]]
id = "a"
claimant = "Somebody"
figure = "more than a thousand"
force = ["Russia", "Belarus"]
start = "since 1999"
"""


def read(tmp_path: Path, **files: str | bytes) -> Reading:
    paths = []
    for name, content in files.items():
        path = tmp_path / name.replace("_", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return read_files(paths)


def said(remarks: list[Any]) -> str:
    return "\n".join(map(str, remarks))


def test_the_first_source_is_thirteen_reports_and_nothing_is_rejected() -> None:
    reading = read_files([FIRST_SOURCE])
    assert len(reading.sources) == 1
    assert reading.accepted == 13
    assert reading.rejected == []
    assert [str(notice) for notice in reading.notices] == [
        "belarus-2022.toml report 13 (13-mobilisation-audit): said: the wording 'last week' was kept and not read; "
        "fill said in EDTF if you know it"
    ]


def test_a_toml_report_is_read_with_its_bounds_lists_and_span(tmp_path: Path) -> None:
    reading = read(tmp_path, a_toml=TOML)
    report = reading.reports["a"]
    assert report.figure == Figure(low=1000, low_included=False)
    assert report.figure_wording == "more than a thousand"
    assert report.force == ("Russia", "Belarus")
    assert report.start is not None
    assert (report.start.edtf, report.end, report.start_wording, report.end_wording) == (
        "1999",
        "..",
        "since 1999",
        "since 1999",
    )
    assert report.source == "s"  # the only source of the file
    assert reading.sources["s"].published is not None


def test_a_dispute_names_the_reports_that_it_denies_or_the_figure(tmp_path: Path) -> None:
    denial = '\n[[report]]\nid = "x"\nkind = "dispute"\nclaimant = "Somebody"\nfigure = "10-15 thousand"\n'
    reading = read(tmp_path, a_toml=TOML + denial)
    assert not reading.rejected
    assert reading.reports["x"].figure == Figure(low=10_000, high=15_000)
    assert reading.reports["x"].disputes == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('figur = "20,000"', "field 'figur' is not known; did you mean 'figure'?"),
        ('kind = "rumour"', "kind: 'rumour' is none of claim, dispute, context"),
        ('said = "2022-13-45"', "said: '2022-13-45' has 13 for a month"),
        ("said = 2022-10-10T10:00:00Z", "said: 2022-10-10 10:00:00+00:00 has a clock time; write the day only"),
        ("figure_low = 500\nfigure_high = 300", "figure_low: low 500 exceeds high 300; swap them or leave high blank"),
        ('figure_low = "many"', "figure_low: 'many' is no count"),
        ("figure_low_included = false", "figure_low_included: says whether a bound is included, but there is none"),
        ("start = 2022-10-10\nend = 2022-09-09", "end: '2022-09-09' lies before the start '2022-10-10'"),
        ('source = "elsewhere"', "source: 'elsewhere' is no source of these files or the ledger"),
        ('kind = "dispute"', "disputes: blank; name the reports that this dispute is about, or the figure"),
        ('disputes = ["b"]', "disputes: filled in a claim; set kind to dispute"),
        ('state = "retracted"', "reason: blank; say why"),
        ('repeats = ["x"]', "repeats: names the report itself"),
        ('quote = "a\\u0000b"', "quote: character 2 is NUL"),
        ('force = ["a;b"]', "force: has a member with a semicolon"),
        ("force = [1]", "force: is a list; write a text"),
        ('claimant = ""', "claimant: blank; say who claims it"),
        ('geometry = "here"', "geometry: 'here' is no GeoJSON geometry"),
        (
            "geometry = '''{\"type\":\"Point\",\"coordinates\":[27.6,153.8]}'''",
            "give degrees in EPSG:4326, lon before lat",
        ),
    ],
)
def test_a_bad_report_says_where_what_and_the_remedy_and_costs_no_other(
    tmp_path: Path, line: str, message: str
) -> None:
    bad = f'\n[[report]]\nid = "x"\n{line}\n' + ("" if "claimant" in line else 'claimant = "Somebody"\n')
    reading = read(tmp_path, a_toml=TOML + bad)
    assert list(reading.reports) == ["a"]
    assert reading.rejected_rows == 1
    assert said(reading.rejected).startswith("a.toml report 2 (x): ")
    assert message in said(reading.rejected)


def test_the_same_id_with_the_same_content_is_skipped_and_with_other_content_rejected(tmp_path: Path) -> None:
    again = (
        TOML + TOML.split("[[report]]")[1].join(["\n[[report]]", ""]) + '\n[[report]]\nid = "a"\nclaimant = "Another"\n'
    )
    reading = read(tmp_path, a_toml=again)
    assert reading.accepted == 1
    assert reading.skipped == 1
    assert "'a' was given before with other content (claimant, end, end_wording, figure" in said(reading.rejected)


def test_references_resolve_across_the_files_of_one_call(tmp_path: Path) -> None:
    sources, reports = TOML.split("[[report]]")
    reading = read(tmp_path, one_toml=sources, two_toml='[[report]]\nsource = "s"' + reports)
    assert reading.rejected == []
    assert reading.reports["a"].source == "s"


def test_a_reference_to_an_absent_report_is_noticed_and_the_report_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, a_toml=TOML + 'repeats = ["nowhere"]\n')
    assert list(reading.reports) == ["a"]
    assert "repeats: 'nowhere' is no report of these files or the ledger" in said(reading.notices)


def test_a_wording_that_cannot_be_read_is_kept_and_says_so(tmp_path: Path) -> None:
    odd = TOML.replace('"more than a thousand"', '"significant forces"') + 'said = "recently"\n'
    reading = read(tmp_path, a_toml=odd)
    report = reading.reports["a"]
    assert (report.figure, report.figure_wording) == (None, "significant forces")
    assert (report.said, report.said_wording) == (None, "recently")
    assert "figure: 'significant forces' states no figure" in said(reading.notices)
    assert "said: 'recently' is no date that can be read" in said(reading.notices)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_with_comma_semicolon_or_tab_with_or_without_a_mark(tmp_path: Path, separator: str, mark: str) -> None:
    rows = [
        ["id", "claimant", "figure", "force", "source_title"],
        ["a", "Кто-то", '"20 000"', '"Russia;Belarus"', '"A, title"'],
    ]
    reading = read(tmp_path, a_csv=mark + "\r\n".join(separator.join(row) for row in rows) + "\r\n")
    assert reading.rejected == []
    table = reading.tables[0]
    assert table[["id", "claimant", "figure_low", "force"]].values.tolist() == [
        ["a", "Кто-то", 20_000, "Russia;Belarus"]
    ]
    assert [source.title for source in reading.sources.values()] == ["A, title"]


def test_csv_with_100_good_rows_and_5_bad_ones_of_five_kinds(tmp_path: Path) -> None:
    names = "id,claimant,said,figure_low,figure_high,kind,source_title"
    rows = [f"r{n},Somebody,2022-10-{n % 28 + 1:02},{n},{n + 10},claim,T" for n in range(100)]
    bad = {
        7: "b1,Somebody,2022-13-45,,,claim,T",
        23: "b2,Somebody,2022-10-10,500,300,claim,T",
        42: "b3,,2022-10-10,1,2,claim,T",
        66: "b4,Somebody,2022-10-10,1,2,rumour,T",
        104: "b5,Somebody,2022-10-10,1,2,claim,T,one cell too many",
    }
    for row, text in bad.items():
        rows.insert(row - 2, text)
    reading = read(tmp_path, a_csv="\n".join([names, *rows]))
    assert reading.accepted == 100
    assert reading.rejected_rows == 5
    assert sorted(map(str, reading.rejected)) == sorted(
        [
            "a.csv row 7: said: '2022-13-45' has 13 for a month; check month and day",
            "a.csv row 23: figure_low: low 500 exceeds high 300; swap them or leave high blank",
            "a.csv row 42: claimant: blank; say who claims it, or that nobody is named",
            "a.csv row 66: kind: 'rumour' is none of claim, dispute, context; write one of them or leave it blank",
            "a.csv row 104: has 8 cells where the names are 7; put quotes around a cell that holds ','",
        ]
    )


def test_csv_names_the_columns_that_it_does_not_know_and_the_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    content = b"claimant,figur,source_title\nA,1,T\n" + b"Caf\xe9,1,T\n"
    reading = read(tmp_path, a_csv=content)
    assert reading.accepted == 1
    assert "a.csv: column 'figur' is not known; did you mean 'figure'?" in said(reading.notices)
    assert "a.csv row 3: claimant: holds bytes that are not UTF-8; save the file as UTF-8" in said(reading.rejected)


def test_a_replacement_character_that_is_really_there_is_text(tmp_path: Path) -> None:
    reading = read(tmp_path, a_csv="claimant,source_title\n\ufffd,T\n")
    assert reading.rejected == []
    assert reading.tables[0]["claimant"].tolist() == ["\ufffd"]


def test_csv_rows_that_came_before_are_skipped_or_rejected(tmp_path: Path) -> None:
    rows = "id,claimant,source_title\na,A,T\na,A,T\na,B,T\n"
    reading = read(tmp_path, a_csv=rows)
    assert (reading.accepted, reading.skipped, reading.rejected_rows) == (1, 1, 1)
    assert "a.csv row 4: id: 'a' was given before with other content (claimant)" in said(reading.rejected)


def test_a_file_that_cannot_be_read_costs_the_others_nothing(tmp_path: Path) -> None:
    reading = read_files([tmp_path / "absent.toml", tmp_path / "a.docx", FIRST_SOURCE])
    assert reading.accepted == 13
    assert "absent.toml: is not a file that can be found" in said(reading.rejected)
    assert "a.docx: is no .toml, .csv" in said(reading.rejected)
    broken = read(tmp_path, a_toml="[[report]\n", b_geojson="[]", c_csv="", d_toml=b"a = '\xff'", e_csv="a,a\n1,2\n")
    assert broken.rejected_rows == 5
    for word in (
        "is no TOML",
        "is no GeoJSON FeatureCollection",
        "has no row of column names",
        "is not UTF-8",
        "twice",
    ):
        assert word in said(broken.rejected)


def test_geojson_brings_its_own_place_and_names_unknown_properties(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [27.58, 53.7733]},
        "properties": {"claimant": "A", "figure_low": 10, "source_title": "T", "force": ["Russia"], "colour": "red"},
    }
    document = {"type": "FeatureCollection", "features": [feature, {"type": "Feature"}, 7]}
    reading = read(tmp_path, a_geojson=json.dumps(document))
    (table,) = reading.tables
    assert json.loads(table["geometry"][0]) == feature["geometry"]
    assert table[["figure_low", "figure_low_included", "force"]].values.tolist() == [[10.0, True, "Russia"]]
    assert reading.rejected_rows == 2
    assert "feature 3: is no Feature" in said(reading.rejected)
    assert "column 'colour' is not known" in said(reading.notices)


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    feature = {"type": "Feature", "geometry": None, "properties": {"claimant": "A\ud800", "source_title": "T"}}
    reading = read(tmp_path, a_geojson=json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert "claimant: character 2 is half of a surrogate pair" in said(reading.rejected)


def test_report_and_dictionary_have_the_same_fields() -> None:
    renamed = {"figure": "figure_wording"}
    bounds = {"figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best"}
    expected = [renamed.get(field.name, field.name) for field in REPORT_FIELDS if field.name not in bounds]
    assert sorted([*expected, "figure"]) == sorted(Report.__slots__)
    assert sorted(SOURCE_COLUMNS) == sorted(Source.__slots__)


def test_a_report_checks_itself() -> None:
    with pytest.raises(InvalidField, match="blank; say who claims it"):
        Report(source="s", claimant=" ")
    with pytest.raises(InvalidField, match="none of stock, flow"):
        Report(source="s", claimant="A", measure="heap")


def test_an_id_that_is_left_out_is_a_hash_of_what_is_said_and_not_of_the_summary() -> None:
    first = Report(source="s", claimant="A", figure=Figure(low=1), summary="x")
    second = Report(source="s", claimant="A", figure=Figure(low=1), summary="y")
    third = Report(source="s", claimant="A", figure=Figure(low=2), summary="x")
    assert first.id == second.id != third.id
    assert len(first.id) == 16


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
rows_of_text = st.fixed_dictionaries(
    {"claimant": texts},
    optional={
        "id": texts,
        "said": st.sampled_from(["2022-10-10", "late September 2022", "last week", "2022-13-01", ""]) | texts,
        "start": st.sampled_from(["2022-11", "since 1999", "2022~", ""]),
        "end": st.sampled_from(["2023-02", "..", "1990", ""]),
        "figure": st.sampled_from(["20,000", "more than a thousand", "lots", ""]) | texts,
        "figure_low": st.sampled_from(["", "5", "20 000", "x", "-3"]),
        "figure_high": st.sampled_from(["", "4", "30000"]),
        "figure_high_included": st.sampled_from(["", "no", "true", "perhaps"]),
        "kind": st.sampled_from(["", "claim", "dispute", "Context", "rumour"]),
        "state": st.sampled_from(["", "draft", "retracted"]),
        "reason": texts,
        "disputes": st.sampled_from(["", "a;b", "r1"]),
        "force": st.sampled_from(["Russia", "Russia; Belarus;", ";", ""]),
    },
)


@given(rows_of_text)
def test_what_a_row_says_survives_its_report(raw: dict[str, str]) -> None:
    cells, problems, _ = apply_rules(REPORT_RULES, {"source": "s", **raw})
    if problems:
        return
    cells.setdefault("id", report_id(cells))
    report = Report.from_cells(cells)
    assert report.cells() == cells
    again, problems, _ = apply_rules(REPORT_RULES, {name: raw_text(cell) for name, cell in report.cells().items()})
    assert (again, problems) == (cells, [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(rows_of_text, min_size=1, max_size=12))
def test_rows_read_column_by_column_are_those_read_one_by_one(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    import csv

    usable = [{name: text.replace("\0", "") for name, text in row.items()} for row in rows]
    usable = [{**row, "id": f"r{n}"} for n, row in enumerate(usable)]
    names = [name for name in REPORT_COLUMNS if any(name in row for row in usable)]
    path = tmp_path / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([*names, "source_title"])
        writer.writerows([*(row.get(name, "") for name in names), "T"] for row in usable)
    columns = read_files([path])
    one_by_one = Reading()
    source = one_by_one.add_source("rows.csv", "row 2", {"title": "T"})
    assert source is not None
    for number, row in enumerate(usable, 2):
        one_by_one.add_report("rows.csv", f"row {number}", {**row, "source": source})
    assert sorted(map(str, columns.rejected)) == sorted(map(str, one_by_one.rejected))
    assert {remark.message for remark in columns.notices if "no report" not in remark.message} == {
        remark.message for remark in one_by_one.notices
    }
    table = reports_table([], columns.tables)
    expected = reports_table(list(one_by_one.reports.values()))
    assert table.to_dict("records").__repr__() == expected.to_dict("records").__repr__()


@pytest.mark.parametrize("closed", [False, True])
def test_a_stray_quote_costs_its_own_row_and_no_other(tmp_path: Path, *, closed: bool) -> None:
    rows = [f"r{n},Somebody,he said so,2022-10-10,T" for n in range(60)]
    rows[2] = 'r2,Somebody,"he said so,2022-10-10,T'
    if closed:
        rows[50] = 'r50,Somebody,he said so",2022-10-10,T'
    reading = read(tmp_path, a_csv="\n".join(["id,claimant,summary,said,source_title", *rows]))
    kept = set(reading.tables[0]["id"])
    assert kept == {f"r{n}" for n in range(60)} - ({"r2", "r50"} if closed else {"r2"})
    assert "a.csv line 4: has a quote that is not closed in its row" in said(reading.rejected)
    later = reading.tables[0].set_index("id")["_row"]
    assert later["r3"] == 5  # the rows below keep their numbers


def test_a_cell_may_run_over_several_lines(tmp_path: Path) -> None:
    text = 'id,claimant,summary,said,source_title\na,A,"one\ntwo, ""three""\nfour",2022,T\nb,B,x,2022,T\n'
    reading = read(tmp_path, a_csv=text)
    assert reading.rejected == []
    assert reading.tables[0]["summary"].tolist() == ['one\ntwo, "three"\nfour', "x"]


def test_blanks_around_the_names_of_columns_change_no_value(tmp_path: Path) -> None:
    reading = read(tmp_path, a_csv=" id;claimant;source_title;figure \n007;A;T;20 000\n")
    table = reading.tables[0]
    assert table[["id", "figure_low"]].values.tolist() == [["007", 20_000]]


def test_a_number_that_could_be_a_thousand_times_as_much_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, a_csv="claimant\tsource_title\tfigure_low\nA\tT\t20.000\nB\tT\t20 000\nC\tT\t20,000\n")
    assert "figure_low: '20.000' can be 20000 or 20.0000; write one of the two, or say the decimal" in said(
        reading.rejected
    )
    assert reading.tables[0]["figure_low"].tolist() == [20_000, 20_000]


def test_a_high_bound_alone_is_up_to(tmp_path: Path) -> None:
    reading = read(tmp_path, a_toml=TOML.replace('figure = "more than a thousand"', "figure_high = 9000"))
    figure = reading.reports["a"].figure
    assert figure == Figure(low=0, low_included=False, high=9000)


def test_a_wording_and_bounds_that_disagree_are_noticed(tmp_path: Path) -> None:
    reading = read(tmp_path, a_toml=TOML.replace('"more than a thousand"', '"20,000"\nfigure_low = 9000'))
    assert reading.reports["a"].figure == Figure(low=9000)
    assert "figure: the wording says '20,000' and the bounds 'at least 9,000'" in said(reading.notices)


@pytest.mark.parametrize(
    ("field", "start", "end"),
    [
        ('start = "until February 2023"', None, "2023-02"),
        ('start = "from November 2022"', "2022-11", None),
        ('start = "from November 2022 on"', "2022-11", ".."),
        ('end = "until February 2023"', None, "2023-02"),
        ('end = "since 1999"', None, None),
        ('start = "from November to February 2023"', None, None),  # of which year, nobody says
        ('start = "from 30 February 2022"', None, None),
    ],
)
def test_a_wording_of_one_end_is_not_taken_for_the_other(tmp_path: Path, field: str, start: str, end: str) -> None:
    reading = read(tmp_path, a_toml=TOML.replace('start = "since 1999"', field))
    report = reading.reports["a"]
    assert getattr(report.start, "edtf", report.start) == start
    assert getattr(report.end, "edtf", report.end) == end
    wording = field.split('"')[1]
    assert wording in {report.start_wording, report.end_wording}


def test_files_that_are_no_utf8_text_say_what_to_do(tmp_path: Path) -> None:
    content = "claimant,source_title\nA,T\n"
    reading = read(tmp_path, a_csv=content.encode("utf-16"), b_csv=content.replace("\n", "\r"), c_csv="foo,bar\n1,2\n")
    assert "a.csv: is UTF-16, or no text; save the file as UTF-8" in said(reading.rejected)
    assert "c.csv: has the columns 'foo', 'bar', and none is named as a field" in said(reading.rejected)
    assert reading.accepted == 1  # with the line ends of an old Mac


def test_a_later_row_may_name_its_source_alone(tmp_path: Path) -> None:
    rows = "claimant,source_id,source_title,source_url,source\nA,dw,T,https://example.org,\nB,dw,,,\nC,,,,dw\nD,one,,,two\n"
    reading = read(tmp_path, a_csv=rows)
    assert reading.tables[0][["claimant", "source"]].values.tolist() == [["A", "dw"], ["B", "dw"], ["C", "dw"]]
    assert "'one' is not the source 'two' of the same row" in said(reading.rejected)


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        ({"type": "MultiPoint", "coordinates": [[27, 53], [30, 52]]}, "type must be one of"),
        (
            {"type": "Polygon", "coordinates": [[[179, 50], [-179, 50], [-179, 52], [179, 50]]]},
            "cut it at the antimeridian",
        ),
        ({"type": "Polygon", "coordinates": [[[27, 53], [28, 54], [28, 53], [27, 54], [27, 53]]]}, "crosses itself"),
        ({"type": "Point", "coordinates": [27]}, "is no GeoJSON geometry"),
        ({"type": "Point", "coordinates": [153.0, 97.0]}, "lon before lat"),
    ],
)
def test_a_geometry_that_would_lie_is_refused(tmp_path: Path, geometry: dict[str, object], message: str) -> None:
    feature = {"type": "Feature", "geometry": geometry, "properties": {"claimant": "A", "source_title": "T"}}
    reading = read(tmp_path, a_geojson=json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert message in said(reading.rejected)


def test_a_report_cannot_echo_and_update_the_same_one(tmp_path: Path) -> None:
    reading = read(tmp_path, a_toml=TOML + 'repeats = ["b"]\nupdates = ["b"]\n')
    assert "updates: names 'b', which repeats names too" in said(reading.rejected)


def test_a_report_cannot_update_what_it_holds_beside(tmp_path: Path) -> None:
    reading = read(tmp_path, a_toml=TOML + 'updates = ["b"]\nbeside = ["b"]\n')
    assert "beside: names 'b', which updates names too" in said(reading.rejected)


def test_the_order_of_two_forces_makes_no_other_report() -> None:
    ids = {
        Report(source="s", claimant="A", force=forces).id for forces in (("Russia", "Belarus"), ("Belarus", "Russia"))
    }
    assert len(ids) == 1


def test_a_source_cannot_have_been_read_before_it_was_published(tmp_path: Path) -> None:
    reading = read(
        tmp_path, a_toml=TOML.replace("published = 2022-10-10", "published = 2022-10-10\naccessed = 2022-10-09")
    )
    assert "accessed: '2022-10-09' lies before the publication '2022-10-10'" in said(reading.rejected)


def test_large_numbers_survive(tmp_path: Path) -> None:
    bounds = "figure_low = 100000000001\nfigure_low_included = false\nfigure_high = 100000000002"
    reading = read(tmp_path, a_toml=TOML.replace('figure = "more than a thousand"', bounds))
    figure = reading.reports["a"].figure
    assert figure is not None
    assert (figure.low, figure.high) == (100000000001, 100000000002)
    many = read(tmp_path, b_toml=TOML.replace('figure = "more than a thousand"', f"figure_low = {'9' * 4000}"))
    assert "figure_low: is a number of more than 18 digits" in said(many.rejected)


@pytest.mark.parametrize("text", ['"a', '"a\n1,2', 'claimant,"source_title\nA,N\n'])
def test_a_quote_that_is_not_closed_in_the_names_of_columns_is_one_sentence(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, q_csv=text)
    assert said(reading.rejected) == (
        "q.csv: the row of column names has a quote that is not closed; close it, or leave it out"
    )


def test_a_cell_over_two_lines_beside_a_number_with_commas_is_no_stray_quote(tmp_path: Path) -> None:
    reading = read(tmp_path, a_csv='"id","claimant","figure","source_title"\n"r0","A\n","20,000","T"\n')
    assert reading.rejected == []
    assert reading.tables[0]["figure_low"].tolist() == [20_000]


def test_more_columns_than_a_spreadsheet_has_are_refused_and_no_more_are_named_than_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    monkeypatch.setattr("difflib.get_close_matches", lambda word, *_, **__: compared.append(word) or [])
    names = ["claimant", "source_title", *(f"column {number}" for number in range(16_382))]
    row = ["A", "N", *["x"] * 16_382]
    reading = read(tmp_path, a_csv=f"{','.join(names)}\n{','.join(row)}\n")
    assert reading.accepted == 1
    assert len(reading.notices) == 21
    assert str(reading.notices[-1]) == "a.csv: 16,362 more columns are not known, so they were not read"
    assert len(compared) == 20
    more = read(tmp_path, b_csv=f"{','.join(names)},more\n{','.join(row)},x\n")
    assert said(more.rejected) == (
        "b.csv: has 16,385 columns, and 16,384 is the most, as in a spreadsheet; leave out those that are not needed"
    )
    feature = {"type": "Feature", "geometry": None, "properties": dict.fromkeys([*names, "more"], "A")}
    document = json.dumps({"type": "FeatureCollection", "features": [feature]})
    assert "c.geojson: has 16,385 columns" in said(read(tmp_path, c_geojson=document).rejected)
