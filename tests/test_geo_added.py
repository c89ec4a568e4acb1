"""The user's own gazetteers: added from files of the real formats, broken off and gone on with, looked up, removed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shapely

from mustermap import geo
from mustermap.errors import DumpUnreadable, OwnGazetteerUnreadable, UnknownGazetteer
from mustermap.geo.gazetteer import additions, lookup, own_places
from mustermap.geo.gazetteer.additions import add_gazetteer
from mustermap.geo.gazetteer.own_places import own_gazetteers, remove_gazetteer
from mustermap.geo.wording import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
AREA = {"type": "Polygon", "coordinates": [[[27.0, 53.0], [27.1, 53.0], [27.1, 53.1], [27.0, 53.1], [27.0, 53.0]]]}


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "own" / "gazetteer.sqlite"
    monkeypatch.setenv(own_places.VARIABLE, str(file))
    yield file
    own_places.forget()


def geonames_row(
    number: int,
    name: str,
    *,
    code: str = "P.PPL",
    lon: float = 27.5,
    lat: float = 53.9,
    names: str = "",
    people: int = 0,
) -> str:
    """A row as in allCountries.txt, 19 columns: https://download.geonames.org/export/dump/readme.txt."""
    feature_class, feature_code = code.split(".")
    place = [str(number), name, name, names, str(lat), str(lon), feature_class, feature_code]
    cells = [*place, "BY", "", "05", "", "", "", str(people), "", "180", "Europe/Minsk", "2024-01-01"]
    return "\t".join(cells) + "\n"


def dump(folder: Path, rows: int, name: str = "BY.txt") -> Path:
    lines = [geonames_row(9_000_000 + i, f"Vyoska {i}", names=f"Вёска {i},Wioska {i}") for i in range(rows)]
    file = folder / name
    file.write_text("".join(lines), encoding="utf-8")
    return file


def test_a_geonames_dump_is_looked_up_with_the_names_beside_it(tmp_path: Path) -> None:
    rows = [
        geonames_row(9_000_001, "Kryvoye Syalo", names="Кривое Село,Kryvoje Sialo", people=12),
        geonames_row(9_000_002, "Lake Kryvoye", code="H.LK"),
        geonames_row(9_000_003, "Sosnovy Air Base", code="S.AIRB"),
        geonames_row(9_000_004, "Sosnovy Range", code="L.MVA"),
        "9000005\ttoo few columns\n",
        geonames_row(9_000_006, "Off the Earth", lat=153.9),
    ]
    (tmp_path / "BY.txt").write_text("".join(rows), encoding="utf-8")
    alternate = ["1\t9000001\tpl\tKrzywe Sioło\t\t\t\t\t\t\n", "2\t9000001\tlink\thttps://example.org\t\t\t\t\t\t\n",
                 "3\t9000002\tpl\tKrzywe Jezioro\t\t\t\t\t\t\n"]  # fmt: skip
    (tmp_path / additions.ALTERNATE_NAMES).write_text("".join(alternate), encoding="utf-8")
    done = add_gazetteer(tmp_path / "BY.txt")
    assert (done.own.places, done.own.left_out, done.own.rejected) == (3, 1, 2)
    assert [row.row for row in done.wrong] == [5, 6]
    assert "19" in done.wrong[0].reason
    for name in ("kryvoye syalo", "кривое село", "krzywe siolo"):
        assert [row.ref for row in lookup.find(name)] == ["geonames:9000001"]
    assert lookup.find("krzywe jezioro") == []
    assert [(row.kind, row.military) for row in lookup.find("sosnovy air base")] == [("airfield", True)]
    assert geo.place("geonames:9000004").precision == "site"
    assert geo.resolve("Кривое Село", country="BY").place is not None
    assert any(
        "Places © GeoNames" in part.credit and part.name.startswith("Your own") for part in geo.gazetteer_parts()
    )


def test_a_place_of_both_gazetteers_comes_once(tmp_path: Path) -> None:
    (tmp_path / "BY.txt").write_text(
        geonames_row(625144, "Minsk", lon=27.57, lat=53.9, people=1_742_124), encoding="utf-8"
    )
    before = [row.ref for row in lookup.find("minsk")]
    add_gazetteer(tmp_path / "BY.txt")
    assert [row.ref for row in lookup.find("minsk")] == before


def test_csv_is_read_and_wrong_rows_cost_no_good_ones(tmp_path: Path) -> None:
    file = tmp_path / "sites.csv"
    file.write_text(
        'name,lon,lat,other_names,kind,radius_m,id\n"Sosnovy, old",27.5,53.9,Сосновый;Sosnowy,site,8000,sosnovy\n'
        "Exchanged,53.9,127.5,,,,\n,27,53,,,,\nKindless,27,53,,castle,,\nEndless,27,53,,,inf,\n",
        encoding="utf-8-sig",
    )
    done = add_gazetteer(file, licence="CC0-1.0", credit="Us")
    assert (done.own.places, done.own.rejected, done.own.licence) == (1, 4, "CC0-1.0")
    place = geo.place("added:sites/sosnovy")
    assert (place.name, place.radius_m, place.country_code) == ("Sosnovy, old", 8000, "BY")
    assert [row.ref for row in lookup.find("сосновый")] == ["added:sites/sosnovy"]
    answer = geo.resolve("Sosnowy", country="BY")
    assert answer.place is not None
    assert answer.place.ref == "added:sites/sosnovy"


def test_geojson_brings_points_and_areas(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"name": "Testfeld", "other_names": ["Поле"]}, "geometry": AREA},
        {
            "type": "Feature",
            "properties": {"name": "Punkt"},
            "geometry": {"type": "Point", "coordinates": [24.0, 49.8]},
        },
        {"type": "Feature", "properties": {"name": "Linie"}, "geometry": {"type": "LineString", "coordinates": []}},
        {"type": "Feature", "properties": None, "geometry": None},
    ]
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "name": "x", "features": features}), encoding="utf-8")
    done = add_gazetteer(file)
    assert (done.own.places, done.own.rejected) == (2, 2)
    outline = shapely.from_wkb(geo.geometry_wkb("added:areas/1"))
    assert outline.equals(shapely.MultiPolygon([shapely.from_geojson(json.dumps(AREA))]))
    place = geo.place("added:areas/1")
    assert outline.contains(shapely.Point(place.lon, place.lat))
    assert place.radius_m == pytest.approx(4_870, rel=0.02)  # of the circle of 6.71 by 11.1 km
    assert geo.place("added:areas/2").country_code == "UA"


def test_a_killed_import_is_not_looked_up_and_goes_on_where_it_stopped(tmp_path: Path, own: Path) -> None:
    file = dump(tmp_path, 5_000)
    (tmp_path / additions.ALTERNATE_NAMES).write_text(
        "".join(f"{i}\t{9_000_000 + i}\tlt\tKaimas {i}\t\t\t\t\t\t\n" for i in range(5_000)), encoding="utf-8"
    )
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from mustermap.geo.gazetteer import additions; additions.BATCH_ROWS = 500\n"
        "def progress(done, total):\n    if done > total * float(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "additions.add_gazetteer(Path(sys.argv[1]), progress=progress)"
    )
    for share in ("0.2", "0.8"):  # in the middle of the dump, and of the names beside it
        killed = subprocess.run([sys.executable, "-c", code, str(file), share], cwd=ROOT, check=False, env=os.environ)
        assert killed.returncode == -signal.SIGKILL
        own_places.forget()
        assert [one.is_finished for one in own_gazetteers()] == [False]
        assert lookup.find("vyoska 1") == []
    done = add_gazetteer(file)
    assert done.is_resumed
    assert (done.own.places, done.own.rejected, done.own.is_finished) == (5_000, 0, True)
    for number in (0, 499, 500, 2_345, 4_999):
        for name in (f"vyoska {number}", f"вёска {number}".replace("ё", "е"), f"kaimas {number}"):
            assert [row.ref for row in lookup.find(name)] == [f"geonames:{9_000_000 + number}"]


def test_a_file_that_has_changed_since_it_was_broken_off_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(additions, "BATCH_ROWS", 100)

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_gazetteer(dump(tmp_path, 1_000), progress=stop)
    done = add_gazetteer(dump(tmp_path, 600))
    assert (done.is_resumed, done.own.places) == (False, 600)
    own_places.forget()
    assert lookup.find("vyoska 700") == []


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_other_formats_go_on_too(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions, "BATCH_ROWS", 100)
    file = tmp_path / f"places.{form}"
    if form == "csv":
        file.write_text("name,lon,lat\n" + "".join(f'"Ort\n{i}",27.5,53.9\n' for i in range(1_000)), encoding="utf-8")
    else:
        point = {"type": "Point", "coordinates": [27.5, 53.9]}
        rows = [{"type": "Feature", "properties": {"name": f"Ort {i}"}, "geometry": point} for i in range(1_000)]
        file.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    calls = []

    def stop(done: int, total: int) -> None:
        calls.append(done)
        if len(calls) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_gazetteer(file, progress=stop)
    done = add_gazetteer(file)
    assert (done.is_resumed, done.own.places, done.own.rejected) == (True, 1_000, 0)
    assert [row.ref for row in lookup.find("ort 999")] == ["added:places/1000"]


def test_what_is_removed_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    add_gazetteer(dump(tmp_path, 50, "one.txt"))
    file = tmp_path / "two.csv"
    file.write_text("name,lon,lat\nBleibt,27.5,53.9\n", encoding="utf-8")
    add_gazetteer(file)
    assert remove_gazetteer("one").places == 50
    own_places.forget()
    assert lookup.find("vyoska 1") == []
    assert len(lookup.find("bleibt")) == 1
    with pytest.raises(UnknownGazetteer, match="yours: two"):
        remove_gazetteer("one")


def test_the_same_name_twice_says_what_to_do(tmp_path: Path) -> None:
    add_gazetteer(dump(tmp_path, 1))
    with pytest.raises(DumpUnreadable, match="gazetteer remove BY"):
        add_gazetteer(tmp_path / "BY.txt")
    assert add_gazetteer(tmp_path / "BY.txt", name="again").own.places == 1


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.zip", "PK", "unpack it first"), ("a.pdf", "%PDF", "not a format"),
        ("a.csv", "town,x\n", "no column lat, lon, name"),
        ("a.csv", "", "no column"), ("a.geojson", '{"type": "Point"}', "no GeoJSON FeatureCollection"),
        ("a.geojson", '{"features": [{"type": "Feat', "middle of a feature"),
    ],
)  # fmt: skip
def test_an_unreadable_file_is_refused_with_the_reason(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DumpUnreadable, match=message):
        add_gazetteer(tmp_path / name)


def test_a_file_that_is_no_gazetteer_is_not_touched(own: Path) -> None:
    own.parent.mkdir()
    own.write_text("my diary", encoding="utf-8")
    with pytest.raises(OwnGazetteerUnreadable, match=own_places.VARIABLE):
        geo.resolve("Minsk")
    assert own.read_text(encoding="utf-8") == "my diary"


def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions, "BATCH_ROWS", 500)
    name_key.fold.cache_clear()
    peaks = []
    for rows in (1_500, 6_000):
        file = dump(tmp_path, rows, f"{rows}.txt")
        monkeypatch.setattr(additions, "fold", name_key.fold.__wrapped__)
        tracemalloc.start()
        add_gazetteer(file)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_the_command_adds_shows_and_removes(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mustermap", "gazetteer", *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)

    done = run("add", str(dump(tmp_path, 30)))
    assert (done.returncode, done.stdout) == (0, "BY: 30 places added, 0 of other kinds left out, 0 rejected\n")
    assert "100 %" in done.stderr
    shown = run("--json")
    answer = json.loads(shown.stdout)
    assert [one["name"] for one in answer["own"]] == ["BY"]
    assert all(part["licence"] and part["version"] for part in answer["parts"])
    assert "CC-BY-4.0" in run().stdout
    assert run("remove", "BY").stdout == "BY: 30 places removed\n"
    again = run("remove", "BY")
    assert again.returncode == 2
    assert "none yet" in again.stderr
