"""``--online``: Nominatim is asked only when it should be, as its usage policy asks; its answers stay candidates."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from mustermap import geo
from mustermap.app.entry import main
from mustermap.app.places.place_answers import place_rows, show_place
from mustermap.geo import online
from mustermap.geo.online.nominatim import CREDIT, read_result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTACT = "editor@example.org"
# As Nominatim's documentation of its `jsonv2` and `json` formats describes a result; the place is made up.
VILLAGE: dict[str, Any] = {
    "place_id": 7, "osm_type": "node", "osm_id": 42, "lat": "52.5", "lon": "27.5", "class": "place", "type": "village",
    "addresstype": "village", "name": "Zzyxkovo", "display_name": "Zzyxkovo, Brest Region, Belarus",
    "boundingbox": ["52.49", "52.51", "27.48", "27.52"], "address": {"country_code": "by"}, "importance": 0.2,
}  # fmt: skip


@dataclass
class Service:
    """A server that answers as it is told, and keeps what it was asked."""

    body: bytes = json.dumps([VILLAGE]).encode()
    code: int = 200
    asked: list[tuple[dict[str, list[str]], str]] = field(default_factory=list)


@dataclass
class Clock:
    """A clock that goes on only when somebody sleeps."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((parse_qs(urlsplit(self.path).query), self.headers["User-Agent"]))
            self.send_response(told.code)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("MUSTERMAP_NOMINATIM", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("MUSTERMAP_CACHE", str(tmp_path / "cache"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("geopy.extra.rate_limiter.default_timer", clock.read)
    monkeypatch.setattr("geopy.extra.rate_limiter.sleep", clock.sleep)
    monkeypatch.setattr(online.geocoder, "time", clock.read)
    monkeypatch.setattr(online.geocoder, "sleep", clock.sleep)
    return clock


def ask(wording: str, country: str | None = None) -> geo.Resolution:
    with online.OnlineGeocoder(CONTACT) as geocoder:
        return geocoder.supplement(geo.resolve(wording, country=country), country=country)


def test_an_answer_is_a_candidate_with_its_origin_its_licence_and_what_to_do(service: Service) -> None:
    answer = ask("Zzyxkovo", "BY")
    assert (answer.status, answer.place) == ("ambiguous", None)
    place = answer.candidates[0]
    assert (place.ref, place.name, place.country_code) == ("nominatim:node/42", "Zzyxkovo", "BY")
    assert (place.kind, place.precision, place.lon, place.lat) == ("settlement", "settlement", 27.5, 52.5)
    assert place.radius_m == pytest.approx(1_750, abs=100), "half the diagonal of 2.7 by 2.2 km"
    assert place.how == "settlement; from 'Zzyxkovo'; place/village of " + CREDIT
    assert "OpenStreetMap contributors, ODbL" in CREDIT
    assert answer.reason.startswith("No place in the gazetteer bears this name. OpenStreetMap Nominatim, ")
    assert "as in '52.50000, 27.50000', and credit OpenStreetMap." in answer.advice
    assert geo.resolve("52.50000, 27.50000").status == "resolved"
    assert len(service.asked) == 1


def test_what_is_sent_is_the_wording_the_country_and_who_asks(service: Service) -> None:
    ask("  Zzyxkovo ", "Belarus")
    query, agent = service.asked[0]
    assert query.pop("format") in (["json"], ["jsonv2"])
    assert query == {
        "q": ["Zzyxkovo"], "countrycodes": ["by"], "limit": ["5"], "addressdetails": ["1"], "accept-language": ["en"],
    }  # fmt: skip
    assert agent == f"Mustermap/{version('mustermap')} ({CONTACT})"


def test_at_most_one_request_a_second_within_a_run_and_from_run_to_run(service: Service, clock: Clock) -> None:
    answer = geo.resolve("Zzyxkovo")
    with online.OnlineGeocoder(CONTACT) as geocoder:
        for name in ("Zzyxkovo", "Qqyxkovo", "Wwyxkovo"):
            geocoder.supplement(geo.Resolution("unresolved", name, None, (), answer.reason))
    assert clock.slept == [1.0, 1.0]
    clock.now += 0.25
    ask("Vvyxkovo")
    assert clock.slept == [1.0, 1.0, 0.75]
    clock.now += 5
    ask("Ttyxkovo")
    assert len(service.asked) == 5
    assert clock.slept == [1.0, 1.0, 0.75]


def test_a_kept_answer_is_not_asked_for_again(service: Service, clock: Clock) -> None:
    first = ask("Zzyxkovo", "BY")
    assert ask("zzyxkovo", "BLR").candidates[0].ref == first.candidates[0].ref
    service.body = b"[]"
    nothing = ask("Qqyxkovo")
    assert nothing == ask("Qqyxkovo")
    assert nothing.reason.endswith("Nominatim has no other place of this name.")
    assert len(service.asked) == 2
    assert [query["q"] for query, _ in service.asked] == [["Zzyxkovo"], ["Qqyxkovo"]]


@pytest.mark.parametrize(
    ("wording", "country"),
    [("Smolensk", None), ("53.77330, 27.59480", None), ("30 km north of Zzyxkovo", None), ("near Zzyxkovo", None),
     ("", None), ("🙂", None), ("airbase", None), ("Zz\x00yx", None), ("x" * 201, None), ("91.50000, 27.59000", None)],
)  # fmt: skip
def test_nothing_is_asked_for_what_is_resolved_or_is_no_name(
    service: Service, wording: str, country: str | None
) -> None:
    assert ask(wording, country) == geo.resolve(wording, country=country)
    assert service.asked == []


def test_what_the_gazetteer_offers_stays_first_and_the_same_place_comes_once(service: Service) -> None:
    brest = {**VILLAGE, "name": "Brest", "lat": "52.1", "lon": "23.7"}
    service.body = json.dumps([brest, VILLAGE]).encode()
    before, answer = geo.resolve("Brest"), ask("Brest")
    assert answer.candidates[: len(before.candidates)] == before.candidates
    assert [place.ref for place in answer.candidates if place.ref.startswith("nominatim:")] == ["nominatim:node/42"]
    assert (answer.status, answer.confidence) == ("ambiguous", before.confidence)


def test_a_candidate_elsewhere_than_in_the_country_asked_for_is_left_out(service: Service) -> None:
    answer = ask("Zzyxkovo", "PL")
    assert (answer.status, answer.candidates) == ("unresolved", ())


@pytest.mark.parametrize(
    ("code", "body", "words"),
    [(403, b"no", "refuses (HTTP 403)"), (429, b"slow down", "too many requests (HTTP 429)"),
     (500, b"", "the server answers"), (200, b'{"error": "?"}', "the server answers"),
     (200, b"<html>", "cannot be read"),
     (200, b'["odd"]', "cannot be read"), (200, b'[{"lat": "x", "lon": "1"}]', "cannot be read")],
)  # fmt: skip
def test_a_failure_is_told_and_the_offline_answer_kept(service: Service, code: int, body: bytes, words: str) -> None:
    service.code, service.body = code, body
    before, answer = geo.resolve("Brest"), ask("Brest")
    assert (answer.status, answer.candidates) == (before.status, before.candidates)
    assert answer.reason.startswith(before.reason)
    assert words in answer.reason
    assert answer.advice.endswith("For Nominatim: ask again later, or without --online.")
    service.code, service.body = 200, b"[]"
    ask("Brest")
    assert len(service.asked) == 2, "a failure is not kept"


def test_no_network_and_no_answer_in_time_are_told(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    import geopy.exc

    def late(*_: object, **__: object) -> None:
        raise geopy.exc.GeocoderTimedOut("late")

    with online.OnlineGeocoder(CONTACT) as geocoder:
        monkeypatch.setattr(geocoder._geocode, "func", late)
        assert "no answer within 10 s" in geocoder.supplement(geo.resolve("Zzyxkovo")).reason
    monkeypatch.setenv("MUSTERMAP_NOMINATIM", "http://127.0.0.1:9")
    assert "the server cannot be reached" in ask("Zzyxkovo").reason
    assert service.asked == []


@pytest.mark.parametrize(("code", "requests"), [(403, 1), (429, 1), (500, 3)])
def test_a_server_that_refuses_or_fails_is_left_alone(service: Service, code: int, requests: int) -> None:
    service.code = code
    with online.OnlineGeocoder(CONTACT) as geocoder:
        answers = [geocoder.supplement(geo.resolve(f"Zzyxkovo {name}")) for name in ("a", "b", "c", "d", "e")]
    assert len(service.asked) == requests
    assert "not asked again in this run" in answers[-1].reason


@pytest.mark.parametrize("contact", ["", "  ", "me", "a b@c.d", "x@y.z\nHost: evil"])
def test_without_a_contact_it_refuses_and_says_why(service: Service, contact: str) -> None:
    with pytest.raises(geo.GeoError, match=r"usage policy asks for one; give .* --contact or \$MUSTERMAP_CONTACT"):
        online.OnlineGeocoder(contact)
    assert service.asked == []


def test_a_cache_or_a_server_that_cannot_be_used_is_named(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("MUSTERMAP_CACHE", str(tmp_path / "file"))
    with pytest.raises(geo.GeoError, match=r"name another folder in \$MUSTERMAP_CACHE"):
        online.OnlineGeocoder(CONTACT)
    monkeypatch.setenv("MUSTERMAP_NOMINATIM", "ftp://example.org")
    with pytest.raises(geo.GeoError, match="is no web address"):
        online.OnlineGeocoder(CONTACT)
    assert service.asked == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ("settlement", "settlement")),
        ({"boundingbox": ["52", "53", "27", "28"]}, ("region", "region")),
        ({"class": "aeroway", "type": "aerodrome", "addresstype": "aeroway"}, ("airfield", "site")),
        ({"class": "military", "type": "training_area", "addresstype": "military"}, ("site", "site")),
        ({"class": "landuse", "type": "military", "addresstype": "x", "boundingbox": ["52.3", "52.7", "27.3", "27.7"]},
         ("region", "region")),
        ({"class": "boundary", "type": "administrative", "addresstype": "state"}, ("region", "region")),
        ({"class": "boundary", "type": "administrative", "addresstype": "city"}, ("settlement", "settlement")),
        ({"class": "boundary", "type": "administrative", "addresstype": "country"}, ("country", "country")),
        ({"class": "shop", "type": "bakery", "addresstype": "shop", "boundingbox": ["52.5", "52.5", "27.5", "27.5"]},
         ("site", "site")),
    ],
)  # fmt: skip
def test_a_candidate_is_no_more_exact_than_its_class_and_its_box(
    change: dict[str, Any], expected: tuple[str, str]
) -> None:
    place = read_result({**VILLAGE, **change}, "Zzyxkovo")
    assert place is not None
    assert (place.kind, place.precision) == expected
    assert place.radius_m >= 1_000
    assert place.precision != "exact"


@pytest.mark.parametrize(
    "change", [{"boundingbox": None}, {"boundingbox": ["1"]}, {"lat": "nan"}, {"lon": "999"}, {"lat": None}]
)
def test_a_result_without_a_position_or_a_box_is_left_out(change: dict[str, Any]) -> None:
    assert read_result({**VILLAGE, **change}, "Zzyxkovo") is None


def test_the_command_shows_candidates_and_a_batch_asks_each_name_once(
    service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show_place("Zzyxkovo", country=None, as_json=True, online=True, contact=CONTACT) == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["resolved"] is None
    assert shown["candidates"][0]["ref"] == "nominatim:node/42"
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("place,country,document\nQqyxkovo,BY,1\nMinsk,,1\nQqyxkovo,BY,2\n,,\n", encoding="utf-8")
    place_rows(source, output, overwrite=False, online=True, contact=CONTACT)
    with output.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["status"] for row in rows] == ["ambiguous", "resolved", "ambiguous", "unresolved"]
    assert "nominatim:node/42 Zzyxkovo (BY) 0.00" in rows[2]["candidates"]
    assert "ODbL" in rows[0]["reason"]
    assert [query["q"] for query, _ in service.asked] == [["Zzyxkovo"], ["Qqyxkovo"]]


def test_the_command_refuses_without_a_contact(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["mustermap", "place", "Zzyxkovo", "--online"])
    monkeypatch.delenv("MUSTERMAP_CONTACT", raising=False)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "no contact is given" in capsys.readouterr().err
    assert service.asked == []


NO_SOCKET = """
import sys
from pathlib import Path

def watch(event, details):
    if event.startswith("socket."):
        raise SystemExit(f"a socket was opened: {event} {details}")

sys.addaudithook(watch)
from mustermap import geo
from mustermap.app.places.place_answers import place_rows, show_place
for wording in ("Zzyxkovo", "Brest", "Smolensk", "near Zzyxkovo"):
    show_place(wording, country=None, as_json=True)
place_rows(Path("in.csv"), Path("out.csv"), overwrite=True)
assert not {"geopy", "diskcache", "mustermap.geo.online"} & set(sys.modules), "imported unasked"
print("done")
"""


def test_without_online_no_socket_is_ever_opened(tmp_path: Path, root: Path) -> None:
    (tmp_path / "in.csv").write_text("place\nZzyxkovo\nBrest\n", encoding="utf-8")
    finished = subprocess.run(
        [sys.executable, "-c", NO_SOCKET], cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines()[-1] == "done"
