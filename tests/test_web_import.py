"""Importing files in the browser: columns matched, tried, places decided, imported; hostile files; nothing lost."""

from __future__ import annotations

import html
import re
import resource
import sqlite3
import tomllib
import zipfile

import openpyxl
import pytest

from mustermap.data.ledger import Ledger
from tests.import_samples import MAPPING, write_wide
from tests.test_import_formats import WRITERS, frame
from tests.web_server import Server, fields_of, ids

WIDE = {"viewport": {"width": 1280, "height": 800}}
WAYS = {
    "wide": WIDE,
    "no-script": {**WIDE, "java_script_enabled": False},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("import"), opens_warm=True)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(server):
    return server.enter()


@pytest.fixture(params=["wide"])
def page(request, browser, server):
    context = browser.new_context(**WAYS[request.param])
    page = context.new_page()
    server.walk_in(page)
    page.goto(f"{server.origin}/upload")
    yield page
    context.close()


CONTRAST = """() => {
  const light = (text) => {
    const linear = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = text.match(/[0-9.]+/g).map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const back = (e) => {
    const own = e ? getComputedStyle(e).backgroundColor : "rgb(255, 255, 255)";
    return /, 0\\)$/.test(own) ? back(e.parentElement) : own;
  };
  const poor = [];
  for (const e of document.querySelectorAll("main *, header *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.offsetParent || e.closest(".view, option")) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(back(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


def look_into(page, file) -> None:
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Look into the file").click()
    page.wait_for_load_state()


def press(page, name) -> None:
    page.get_by_role("button", name=re.compile(name)).first.click()
    page.wait_for_load_state()


def send(visitor, name: str, content: bytes):
    csrf = re.search(r'name="csrf" value="([^"]*)"', visitor.get("/upload").text)[1]
    return visitor.session.post(
        f"{visitor.server.origin}/upload", data={"csrf": csrf}, files={"file": (name, content)},
        headers={"Origin": visitor.server.origin},
    )  # fmt: skip


def form_of(text: str) -> dict[str, str]:
    return fields_of(text.replace(' enctype="multipart/form-data" id="import"', "", 1))


def said_by(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text))


def rows_of(server) -> list[tuple[str, str, str]]:
    if not server.ledger.exists():  # nothing was kept yet
        return []
    with Ledger.open(server.ledger) as ledger:
        reports = ledger.reports()
    return list(zip(reports["claimant"], reports["place"], reports["place_ref"], strict=True))


@pytest.mark.browser
@pytest.mark.parametrize("page", WAYS, indirect=True)
def test_a_foreign_table_is_matched_tried_its_place_decided_and_imported(page, server, tmp_path, request):
    way = request.node.callspec.params["page"]
    lines = ["Country,ISO,Year,Quarter,Total,Army", "Belarus,BY,2022,Q4,9000,500", "Springfield,US,2022,,NA,30"]
    lines += ["Poland,PL,2022,Q9,5,6"]
    (tmp_path / "troops.csv").write_text("\n".join(lines), encoding="utf-8")
    look_into(page, tmp_path / "troops.csv")
    assert page.get_by_role("heading", level=1).inner_text() == "Import troops.csv"
    # What the names of the columns say is proposed, and nothing is taken for granted.
    proposed = [page.locator(f"#column-{number}").input_value() for number in range(6)]
    assert proposed == ["place", "place_country", "span.year", "span.quarter", "figure", ""]
    assert "Belarus · Springfield" in page.locator("table.columns").inner_text()
    page.locator("#place_is").uncheck()
    page.locator("#column-5").select_option("figure")
    page.locator("#component-5").fill("army")
    press(page, "Check what it comes to")
    said = page.locator("#problem").inner_text()
    assert "the mapping does not give claimant, who says it; choose its column, or say below" in said
    assert "--set" not in said
    assert page.locator("#component-5").input_value() == "army"
    page.locator("#constant-claimant").fill(f"Statistical office of {way}")
    page.locator("#constant-source_title").fill("Yearbook")
    page.locator("#constant-force").fill("Northland")
    press(page, "Check what it comes to")
    result = page.locator("#result").inner_text()
    assert "3 rows, 3 reports, 2 rejected" in result
    assert "'Q9' is no quarter" in result
    assert "2 times, such as this one" in result
    assert "left out: 'Total' is blank in 1 row" in result or "left out: 'total' is blank in 1 row" in result
    assert (
        page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        if way != "no-script"
        else True
    )
    # One place needs a decision; another name for it is understood, a name that nobody bears is not.
    if way == "wide":
        assert page.evaluate(CONTRAST) == []
        assert not [one for one in rows_of(server) if way in one[0]] if server.ledger.exists() else True
        page.get_by_label("Another name for it").fill("Nowhereville")
        press(page, "Check again")
        assert "Nowhereville" in page.locator("#problem").inner_text()
        page.get_by_label("Another name for it").fill("")
        assert "place_ref =" not in page.locator("#result").inner_text()
        page.get_by_role("radio", name="Springfield: settlement in Missouri, US").check()
        press(page, "Check again")
        assert "Springfield [US]: Springfield: settlement in Missouri, US" in page.locator("#result").inner_text()
    press(page, "Import 3 reports")
    assert "3 added" in page.locator("#result").inner_text()
    mine = {place: ref for claimant, place, ref in rows_of(server) if way in claimant}
    # What was decided once is not asked again: the ways after the first find it.
    assert mine == {"Belarus": "country:BY", "Springfield": mine["Springfield"]}
    assert mine["Springfield"].startswith("geonames:")
    press(page, "Done: forget the file")
    assert page.url.endswith("/upload")
    assert "troops.csv" not in page.locator("main").inner_text()


@pytest.mark.parametrize("name", ["t.xlsx", "t.gpkg", "t.kml", "t.parquet"])
def test_every_format_is_read_in_the_browser(visitor, name, tmp_path):
    WRITERS[name](tmp_path / name)
    answer = send(visitor, name, (tmp_path / name).read_bytes())
    assert answer.status_code == 200, said_by(answer)
    fields = form_of(answer.text)
    columns = {fields[f"name-{number}"]: number for number in range(40) if f"name-{number}" in fields}
    assert {"town", "troops", "when"} <= set(columns)
    chosen = {f"column-{columns[column]}": field for column, field in
              {"town": "place", "troops": "figure", "when": "start", "note": "summary"}.items()}  # fmt: skip
    said = {"constant-claimant": "A. Minister", "constant-source_title": "Evening News", "way": "form", "do": "check"}
    blank = {f"column-{number}": "" for number in range(40) if f"name-{number}" in fields}
    tried = visitor.post(answer.url.removeprefix(visitor.server.origin), {**fields, **blank, **chosen, **said})
    assert "3 rows, 2 reports, 0 rejected" in said_by(tried)


def test_a_mapping_is_written_of_the_form_and_one_that_is_sent_counts(server, visitor, tmp_path):
    write_wide(tmp_path / "troops.csv", rows=400)
    answer = send(visitor, "troops.csv", (tmp_path / "troops.csv").read_bytes())
    path = answer.url.removeprefix(server.origin)
    fields = form_of(answer.text) | {"constant-claimant": "Office", "constant-force": 'North"land', "way": "form"}
    written = form_of(visitor.post(path, {**fields, "do": "toml"}).text)
    mapping = tomllib.loads(written["mapping"])
    assert mapping["constants"] == {"claimant": "Office", "force": 'North"land'}
    assert mapping["columns"]["span"] == {"year": "year", "quarter": "quarter", "month": "month"}
    assert mapping["place_is"] == "country"
    tried = visitor.session.post(
        server.origin + path, data={**written, "do": "check"}, files={"mapping_file": ("m.toml", MAPPING.encode())},
        headers={"Origin": server.origin},
    )  # fmt: skip
    assert re.search(r"400 rows, \d+ reports, \d+ rejected", said_by(tried))
    assert form_of(tried.text)["mapping"] == MAPPING
    broken = visitor.post(path, {**form_of(tried.text), "mapping": "[columns", "way": "toml", "do": "check"})
    assert broken.status_code == 422
    assert "is no TOML" in said_by(broken)
    assert form_of(broken.text)["mapping"] == "[columns"


@pytest.mark.parametrize("way", ["", "form"])
def test_a_number_that_can_be_read_in_two_ways_is_asked_about_and_the_form_decides(visitor, way):
    answer = send(visitor, "mean.csv", b"claimant,source_title,figure\nA,N,12.125\n")
    assert "row 2: figure: '12.125' can be 12125 or 12.1250" in html.unescape(said_by(answer))
    path = answer.url.removeprefix(visitor.server.origin)
    tried = visitor.post(path, {**form_of(answer.text), "way": way, "decimal": ".", "do": "check"})
    assert "1 row, 1 report, 0 rejected" in said_by(tried)
    assert '<option value="." selected>' in tried.text
    assert ">12.125<" in tried.text


@pytest.mark.parametrize("way", ["", "form"])
def test_a_day_of_which_day_and_month_can_be_swapped_is_asked_about_and_the_form_decides(visitor, way):
    answer = send(visitor, "days.csv", b"claimant,source_title,said\nA,N,10/12/2022\nB,N,16/12/2022\n")
    assert """dates = "dmy", as its '16/12/2022' shows""" in html.unescape(said_by(answer))
    path = answer.url.removeprefix(visitor.server.origin)
    tried = visitor.post(path, {**form_of(answer.text), "way": way, "dates": "dmy", "do": "check"})
    assert "2 rows, 2 reports, 0 rejected" in said_by(tried)
    assert '<option value="dmy" selected>' in tried.text
    assert form_of(visitor.post(path, {**form_of(tried.text), "way": "form", "do": "toml"}).text)["mapping"].startswith(
        'dates = "dmy"'
    )


def test_the_workbook_to_fill_in_comes_from_the_page_and_goes_back_without_a_mapping(server, visitor, tmp_path):
    (tmp_path / "reports.xlsx").write_bytes(visitor.get("/upload/template.xlsx").content)
    book = openpyxl.load_workbook(tmp_path / "reports.xlsx")
    sheet = book["reports"]
    at = {str(cell.value): cell.column for cell in sheet[1]}
    filled = {"source_title": "Filled in", "claimant": "A filler", "figure": "10–15 thousand", "place": "Belarus"}
    for name, text in filled.items():
        sheet.cell(row=2, column=at[name]).value = text
    book.save(tmp_path / "reports.xlsx")
    answer = send(visitor, "reports.xlsx", (tmp_path / "reports.xlsx").read_bytes())
    assert "1 row, 1 report, 0 rejected" in said_by(answer)
    path = answer.url.removeprefix(server.origin)
    added = visitor.post(path, {**form_of(answer.text), "do": "import"})
    assert "1 added" in said_by(added)
    assert ("A filler", "Belarus", "country:BY") in rows_of(server)


@pytest.mark.parametrize("name", ["mine.csv", "mine.toml", "mine.geojson"])
def test_files_of_our_own_are_tried_first_and_added_once_however_often_they_are_sent(server, visitor, name):
    content = {
        "mine.csv": "claimant,said,figure,place,source_title\n{0},2022-10-14,dozens,Belarus,News\n,,x,,News\n",
        "mine.toml": '[[source]]\ntitle = "News"\n[[report]]\nclaimant = "{0}"\nfigure = "dozens"\nplace = "Belarus"\n'
        '[[report]]\nfigure = "x"\n',
        "mine.geojson": '{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{"claimant": '
        '"{0}", "source_title": "News", "figure": "dozens"}}, "geometry": {{"type": "Point", "coordinates": [27, 5]}}}}'
        ', {{"type": "Feature", "properties": {{"source_title": "News"}}, "geometry": null}}]}}',
    }[name].format(f"Sender of {name}")
    answer = send(visitor, name, content.encode())
    assert answer.status_code == 200, said_by(answer)
    assert re.search(r"1 report(?: accepted)?, 1 rejected", said_by(answer)), said_by(answer)
    path = answer.url.removeprefix(server.origin)
    before = len(ids(server)) if server.ledger.exists() else 0
    fields = form_of(answer.text)
    for _ in range(2):
        added = visitor.post(path, {**fields, "do": "import"})
        assert added.status_code == 200, said_by(added)
    assert len(ids(server)) == before + 1
    assert [one[0] for one in rows_of(server)].count(f"Sender of {name}") == 1


def test_what_folds_under_which_newer_word_is_said_before_the_import_and_the_list_opens(server, visitor):
    """It is in the page of what the file comes to, above the button that imports it."""
    head = "claimant,said,figure,force,phase,place,source_title\n"
    rows = [f'F. Staff,2023-0{month}-03,"{month},000",Russia,present,Belarus,Fold News\n' for month in (1, 2, 3)]
    answer = send(visitor, "folds.csv", (head + "".join(rows)).encode())
    folds = re.search(r'<details class="folds"><summary>(.*?)</summary>(.*?)</details>', answer.text, re.DOTALL)
    assert folds is not None
    assert folds[1] == "2 claims fold under a newer one of the same claimant: kept, and shown as earlier"
    about = "Russia, Belarus, present"
    line = f"2 claims of F. Staff fold under the newer one of 3 Mar 2023 (3,000): {about}"
    assert [html.unescape(one) for one in re.findall(r"<li>(.*?)</li>", folds[2])] == [line]
    assert answer.text.index("folds") < answer.text.index('value="import"')
    assert "F. Staff" not in {claimant for claimant, _, _ in rows_of(server)}


def test_what_a_file_may_say_again_is_said_before_the_import_with_what_to_fill(visitor):
    head = "claimant,said,figure,force,phase,place,source_title\n"
    rows = [f'{who},2021-01-0{day},"7,000",Russia,present,Belarus,{who} News\n' for day, who in enumerate("AB", 1)]
    answer = send(visitor, "again.csv", (head + "".join(rows)).encode())
    said = html.unescape(answer.text[answer.text.index("Perhaps said already") :])
    assert (
        "1 report may be an echo (the same figure, force and place within two weeks, said again), "
        "namely again.csv row 3 of again.csv row 2: put the other's id into repeats"
    ) in said
    assert said.index("may be an echo") < said.index('value="import"')


def test_what_was_changed_after_the_check_is_shown_before_it_is_imported(server, visitor):
    answer = send(visitor, "late.csv", b"claimant,figure,place,source_title\nLate,5,Belarus,News\n")
    path, fields = answer.url.removeprefix(server.origin), form_of(answer.text)
    changed = {**fields, "way": "toml", "mapping": '[constants]\nsource_title = "N"\n[columns]\nclaimant = "place"\n'}
    refused = visitor.post(path, {**changed, "do": "import"})
    assert refused.status_code == 409
    assert "Nothing was imported yet" in said_by(refused)
    assert "Late" not in [one[0] for one in rows_of(server)] if server.ledger.exists() else True
    added = visitor.post(path, {**form_of(refused.text), "do": "import"})
    assert "1 added" in said_by(added)
    assert "Belarus" in [one[0] for one in rows_of(server)]


def test_what_was_entered_about_a_file_survives_a_crash_and_is_offered_again(tmp_path):
    server = Server(tmp_path, opens_warm=True)
    try:
        visitor = server.enter()
        answer = send(visitor, "kept.csv", b"Country,Total\nBelarus,5\n")
        path, fields = answer.url.removeprefix(server.origin), form_of(answer.text)
        typed = {**fields, "constant-claimant": "Typed «so far»", "do": "keep"}
        assert visitor.post(path, typed).json() == {"is_kept": True}
        server.kill()
        server.start()
        assert path in visitor.get("/upload").text
        assert path in visitor.get("/unfinished").text
        again = form_of(visitor.get(path).text)
        assert again["constant-claimant"] == "Typed «so far»"
        visitor.post(path, {**again, "constant-claimant": "Newer", "do": "check"})
        assert visitor.post(path, typed).json() == {"is_kept": False}  # late, from an older page
        assert form_of(visitor.get(path).text)["constant-claimant"] == "Newer"
        visitor.post(path, {**again, "do": "discard"})
        assert visitor.get(path).status_code == 404
        assert not list((tmp_path / "web").rglob("kept.csv"))
    finally:
        server.stop()


def test_what_was_entered_about_a_file_stays_on_the_page_where_the_disk_is_full(tmp_path):
    """No file of the server's process may grow, as on a full disk."""
    server = Server(tmp_path, opens_warm=True)
    try:
        visitor = server.enter()
        answer = send(visitor, "full.csv", b"Country,Total\nBelarus,5\n")
        path, fields = answer.url.removeprefix(server.origin), form_of(answer.text)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
        for do in ("check", "toml", "import"):
            refused = visitor.post(path, {**fields, "constant-claimant": "No room", "do": do})
            assert refused.status_code == 507
            assert "could not be kept on the server" in said_by(refused)
            assert form_of(refused.text)["constant-claimant"] == "No room"
        assert send(visitor, "more.csv", b"Country,Total\n" + b"Belarus,5\n" * 50).status_code == 507
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        kept = visitor.post(path, {**form_of(refused.text), "do": "check"})
        assert form_of(kept.text)["constant-claimant"] == "No room"
        assert [one.name for one in (tmp_path / "web").rglob("uploads/*/*") if "unfinished" in one.name] == []
    finally:
        server.stop()


def test_hostile_columns_and_texts_are_shown_as_text_and_every_control_has_a_name(visitor):
    hostile = "<script>alert(1)</script>'&amp;\u202eעברית"
    content = f'claimant,source_title,place,"{hostile}"\n"{hostile}",News,"{hostile}",x\n,N,,\n'
    answer = send(visitor, f"{hostile}.csv", content.encode())
    assert answer.status_code == 200, said_by(answer)
    assert "alert(1)" in answer.text
    assert "<script>alert" not in answer.text
    fields = form_of(answer.text)
    assert fields["wording-0"] == hostile
    assert fields["name-3"] == hostile.lower()
    labelled = set(re.findall(r'<label for="([^"]+)"', answer.text))
    for tag in re.findall(r"<(?:input|select|textarea) [^>]*>", answer.text):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("type") not in {"hidden", "radio", "checkbox"}:
            assert attributes["id"] in labelled or attributes.get("aria-label"), tag
    there = re.findall(r' id="([^"]+)"', answer.text)
    assert len(there) == len(set(there))


@pytest.mark.parametrize("name", [".state.json", "state.json", "\U00010348" * 120 + ".csv", "CON .csv", "a\nb.csv"])
def test_a_file_may_have_any_name(visitor, name):
    content = b"claimant,source_title\nA,News\n"
    if name.endswith("json"):
        content = b'{"type": "FeatureCollection", "features": [{"properties": {"claimant": "A", "source_title": "N"}}]}'
    answer = send(visitor, name, content)
    assert answer.status_code == 200, said_by(answer)
    assert "1 report" in said_by(answer)
    again = visitor.get(answer.url.removeprefix(visitor.server.origin))
    assert "1 report" in said_by(again)


def test_kinds_of_rejections_that_differ_in_their_numbers_are_gathered(visitor):
    rows = b"".join(b"A,%d,%d,News\n" % (500 + number, 300 + number) for number in range(20))
    answer = send(visitor, "many.csv", b"claimant,figure_low,figure_high,source_title\nB,1,2,News\n" + rows)
    assert "low 500 exceeds high 300" in said_by(answer)
    assert "20 times, such as this one" in said_by(answer)
    assert said_by(answer).count("exceeds high") == 1


@pytest.mark.browser
def test_typing_into_the_matching_is_kept_without_a_button(page, server, tmp_path):
    (tmp_path / "typed.csv").write_text("Country,Total\nBelarus,5\n", encoding="utf-8")
    look_into(page, tmp_path / "typed.csv")
    address = page.url
    page.locator("#constant-claimant").press_sequentially("Typed and closed at once")
    page.close()
    again = page.context.new_page()
    again.goto(address)
    again.wait_for_function(
        "() => (document.querySelector('#constant-claimant')?.value ?? '') !== '' || !location.reload()"
    )
    assert again.locator("#constant-claimant").input_value() == "Typed and closed at once"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    file = tmp_path_factory.mktemp("large") / "large.csv"
    with file.open("wb") as out:
        out.truncate(200_000_000)
    return file


@pytest.mark.browser
@pytest.mark.parametrize("page", ["wide", "no-script"], indirect=True)
def test_a_file_of_200_mb_is_refused_with_a_page_that_says_so(page, server, large, request):
    look_into(page, large)
    said = page.locator("body").inner_text()
    assert "more than the 50 MB that are taken here" in said
    if request.node.callspec.params["page"] == "wide":
        assert "nothing was sent" in said  # the page itself weighed it
    page.goto(f"{server.origin}/upload")
    assert page.get_by_role("heading", level=1).inner_text() == "Import a file"


def zip_bomb(path) -> None:
    """Make a workbook that unpacks to 700 MB."""
    WRITERS["t.xlsx"](path.with_name("small.xlsx"))
    with (
        zipfile.ZipFile(path.with_name("small.xlsx")) as small,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb,
    ):
        for part in small.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                bomb.writestr(part, small.read(part))
        with bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for _ in range(700):
                sheet.write(b" " * 2**20)


def endless_view(path) -> None:
    """Make a GeoPackage whose view never ends."""
    frame().to_file(path, layer="reports")
    with sqlite3.connect(path) as file:
        file.executescript(
            """
            CREATE VIEW endless AS WITH RECURSIVE n(Town) AS (SELECT 1 UNION ALL SELECT Town + 1 FROM n)
                SELECT count(*) AS Town FROM n;
            UPDATE gpkg_contents SET table_name = 'endless', identifier = 'endless', data_type = 'attributes';
            DELETE FROM gpkg_geometry_columns;
            """
        )


@pytest.mark.browser
def test_a_hostile_file_ends_with_a_page_that_says_why_and_another_can_be_chosen(page, tmp_path):
    zip_bomb(tmp_path / "bomb.xlsx")
    look_into(page, tmp_path / "bomb.xlsx")
    problem = page.locator("#problem").inner_text()
    assert "'bomb.xlsx' was not read" in problem
    assert "unpacks to 700 MB, and 600 MB is the most" in problem
    (tmp_path / "good.csv").write_text("Country,Total\nBelarus,5\n", encoding="utf-8")
    look_into(page, tmp_path / "good.csv")
    assert page.get_by_role("heading", level=1).inner_text() == "Import good.csv"


def test_a_file_that_never_ends_is_given_up_with_a_page_that_says_so(tmp_path):
    server = Server(tmp_path, opens_warm=True, MUSTERMAP_UPLOAD_SECONDS="3")
    try:
        visitor = server.enter()
        endless_view(tmp_path / "endless.gpkg")
        answer = send(visitor, "endless.gpkg", (tmp_path / "endless.gpkg").read_bytes())
        assert answer.status_code == 422
        problem = html.unescape(said_by(answer))
        assert "'endless.gpkg' was not read" in problem
        assert "takes longer than 3 seconds to read" in problem
        assert "Choose a file" in problem or "Look into the file" in answer.text
    finally:
        server.stop()
