"""One cell of a million characters: it is kept, and cut wherever it is shown."""

from __future__ import annotations

import pandas as pd
import pytest
from typer.testing import CliRunner

from mustermap.app.cli import app
from mustermap.app.terminal.terminal_output import one_line
from mustermap.app.web.site import _PAGES
from mustermap.data.files.reading import Remark
from mustermap.data.files.report_files import read_files
from mustermap.data.ledger import Ledger
from mustermap.data.short_texts import LONGEST_LINE, LONGEST_TEXT
from mustermap.maps.block.block_columns import text_column

LONG = "word " * 200_000
BASE = {
    "id": "one", "claimant": "A", "said": "2022-10-14", "figure": "5", "figure_low": "", "place": "Minsk", "start": "",
    "phase": "", "repeats": "", "summary": "", "source_title": "N", "source_accessed": "",
}  # fmt: skip


def run(*arguments: object) -> str:
    answer = CliRunner().invoke(app, [str(one) for one in arguments])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.output


@pytest.fixture(params=[name for name in BASE if name != "source_accessed"])
def long_cell(request, tmp_path):
    """A CSV file with one long cell, and the name of its field."""
    row = {**BASE, request.param: LONG.strip()}
    (tmp_path / "t.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    return tmp_path / "t.csv", request.param


def test_no_command_says_more_than_a_few_lines_of_it(long_cell):
    file, name = long_cell
    ledger = file.with_name("l.gpkg")
    said = [
        run("check", file), run("import", file, "--dry-run"), run("add", file, "--ledger", ledger),
        run("list", "--ledger", ledger), run("list", file),
    ]  # fmt: skip
    assert max(map(len, said)) < 10_000
    if name in {
        "figure",
        "said",
        "start",
        "claimant",
        "summary",
        "place",
    }:  # the others are rejected, or cannot be long
        assert len(run("history", "one", "--ledger", ledger)) < 10_000
        with Ledger.open(ledger) as book:
            kept = book.reports()
        assert LONG.strip() in {kept[one][0] for one in (name, f"{name}_wording") if one in kept}
    elif name not in {"repeats", "source_title"}:
        assert "rejected: t.csv row 2:" in said[0]


@pytest.mark.parametrize("name", ["source_accessed", "figure_low", "phase", "id"])
def test_where_it_cannot_be_kept_the_row_is_rejected_with_both_ends_of_it(name, tmp_path):
    row = {**BASE, name: "first " + LONG + "last"}
    (tmp_path / "t.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    (remark,) = read_files([tmp_path / "t.csv"]).rejected
    assert len(str(remark)) < 400
    assert "'first word" in remark.message
    assert "word last'" in remark.message


def test_messages_and_cells_on_the_screen_have_a_most():
    assert len(one_line("x" * 48_000_000)) == LONGEST_LINE
    assert len(str(Remark("f" * 10**6, "r" * 10**6, "n" * 10**6, "m" * 10**6))) < 3 * LONGEST_LINE


def test_a_page_shortens_what_it_shows_and_leaves_a_field_of_a_form_whole():
    shown = _PAGES.from_string('<p>{{ text }}</p><input value="{{ text|whole }}">').render(text="<" * 30_000)
    before, _, after = shown.partition("</p>")
    assert before.count("&lt;") == LONGEST_TEXT - 1
    assert after.count("&lt;") == 30_000


def test_a_macro_of_a_page_is_never_shortened():
    template = "{% macro many() %}{% for n in range(9000) %}<b>{{ n }}</b>{% endfor %}{% endmacro %}{{ many() }}"
    assert _PAGES.from_string(template).render().endswith("<b>8999</b>")


@pytest.mark.parametrize("dtype", ["str", "category"])
def test_the_map_shortens_texts_and_leaves_outlines_whole(dtype):
    texts = pd.Series(["a" * 50_000, "b", "b", "b"], dtype=dtype)
    coded = text_column(texts)
    assert max(map(len, coded.values.to_pylist())) == LONGEST_TEXT
    assert max(map(len, text_column(texts, is_shown=False).values.to_pylist())) == 50_000
