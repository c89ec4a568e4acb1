"""One function places reports, whoever asks: those of a source together; what is settled says what others mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from mustermap import geo, layers
from mustermap.data.fields import REPORT_COLUMNS, SOURCE_COLUMNS
from mustermap.data.report_table import table_of
from mustermap.geo import documents
from mustermap.layers.places.placement import Asked, Placed, find_places

if TYPE_CHECKING:
    from collections.abc import Callable

BREST, MINSK, PARIS_TEXAS = "geonames:629634", "geonames:625144", "geonames:4717560"
DRAWN = '{"coordinates":[27.5,53.9],"type":"Point"}'


def asked(*rows: tuple[str, ...]) -> Asked:
    """Wording, source and, where given, country, ref and geometry."""
    whole = [(*row, "", "", "", "")[:5] for row in rows]
    return Asked.of([(wording, country, source, ref, drawn) for wording, source, country, ref, drawn in whole])


def refs(found: list[Placed]) -> list[str]:
    return [one.ref for one in found]


def test_the_places_of_a_source_are_found_together_and_sources_apart() -> None:
    found = find_places(asked(("Brest", "s"), ("Minsk", "s"), ("Bereza", "s"), ("Brest", "t"), ("Brest", "")))
    assert [one.country_code for one in found] == ["BY", "BY", "BY", "", ""]
    assert [one.status for one in found[3:]] == ["ambiguous"] * 2
    assert found[3].candidates[0].name == "Brest"


@pytest.mark.parametrize(
    "settled",
    [
        asked(("the city", "s", "", MINSK)),
        asked(("HQ", "s", "")),  # decided
        asked(("an old name", "s", "", "own:1")),  # kept by the ledger, and of no gazetteer
    ],
)
def test_what_is_settled_says_what_the_others_mean(settled: Asked) -> None:
    kept = {"own:1": kept_place("own:1")}
    decided: Callable[[str, str], str | None] = lambda wording, _: MINSK if wording == "HQ" else None  # noqa: E731
    one, other = find_places(asked(("Brest", "s")) + settled, kept=kept, decided=decided)
    assert one.ref == BREST
    assert other.ref in {MINSK, "own:1"}
    # the same beside what is asked, as a ledger has it of the source
    assert refs(find_places(asked(("Brest", "s")), beside=settled, kept=kept, decided=decided)) == [BREST]
    assert refs(find_places(asked(("Brest", "t")), beside=settled, kept=kept, decided=decided)) == [""]


def kept_place(ref: str) -> dict[str, object]:
    return {
        "ref": ref, "name": "Old", "kind": "region", "precision": "region", "radius_m": 30_000.0, "country_code": "BY",
        "lon": 24.0, "lat": 52.3,
    }  # fmt: skip


def test_a_kept_place_stays_where_it_was_kept_and_a_ref_comes_before_a_decision_and_the_wording() -> None:
    moved = kept_place(BREST) | {"lon": 1.0, "lat": 2.0}
    found = find_places(asked(("Minsk", "s", "", BREST)), kept={BREST: moved}, decided=lambda *_: MINSK)
    assert [(one.ref, one.lon, one.lat, one.status) for one in found] == [(BREST, 1.0, 2.0, "chosen")]


def test_a_decision_places_a_wording_or_leaves_it_unplaced() -> None:
    made = {("HQ", "BY"): MINSK, ("HQ", ""): ""}
    found = find_places(
        asked(("HQ", "s", "BY"), ("HQ", "s"), ("HQ", "s", "RU")), decided=lambda *one: made.get((one[0], one[1]))
    )
    assert [(one.ref, one.status) for one in found] == [(MINSK, "decided"), ("", "left"), ("", "unresolved")]
    assert found[1].reason == "An editor decided to leave it without a place."


def test_what_was_drawn_comes_before_all_else_and_a_blank_wording_names_no_place() -> None:
    found = find_places(asked(("Minsk", "s", "", BREST, DRAWN), ("", "s"), ("Minsk", "s", "", "geonames:0")))
    assert [one.status for one in found] == ["drawn", "blank", "unresolved"]
    assert (found[0].lon, found[0].lat) == (27.5, 53.9)
    assert found[1].reason == ""
    assert "not in the gazetteer" in found[2].reason


def test_a_corrected_spelling_is_said() -> None:
    found = find_places(asked(("Smolennsk", "s"), ("Smolesnk", "s"), ("Smolensk", "t")))
    assert [(one.is_corrected, one.name) for one in found] == [(True, "Smolensk"), (True, ""), (False, "Smolensk")]


def test_the_claims_table_places_the_reports_of_a_source_together_origins_too() -> None:
    rows = [("a", "Brest", "s", ""), ("b", "Minsk", "s", ""), ("c", "Paris", "u", "Texas"), ("d", "Brest", "t", "")]
    names = ("id", "place", "source", "origin")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    blank = {name: [None] * 4 for name in (*REPORT_COLUMNS, *SOURCE_COLUMNS)}
    reports = table_of(blank | columns, REPORT_COLUMNS)
    sources = table_of(blank | {"id": ["s", "t", "u", "v"]}, SOURCE_COLUMNS)
    claims = layers.claims_table(reports, sources)
    assert claims["place_ref"].tolist() == [BREST, MINSK, PARIS_TEXAS, ""]
    assert "Brest (BY)" in claims["place_reason"].iloc[3]
    decided = layers.claims_table(reports, sources, decided=lambda wording, _: MINSK if wording == "Brest" else None)
    assert decided["place_ref"].tolist() == [MINSK, MINSK, PARIS_TEXAS, MINSK]


def test_what_is_known_or_clear_costs_no_look_up_beyond_one_a_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20,000 rows of 2,000 sources: each wording once; none at all where the rows have their refs."""
    looked_up: list[str] = []

    def counted(wording: str, *rest: object, **named: object) -> object:
        looked_up.extend([wording] if wording else [])
        return answer(wording, *rest, **named)

    answer = geo.resolution.answer
    monkeypatch.setattr("mustermap.geo.resolution.answer", counted)
    monkeypatch.setattr("mustermap.geo.documents.answer", counted)
    towns = ["Minsk", "Gomel", "Vitebsk", "Lida", "Orsha", "Polotsk", "Slutsk", "Mozyr", "Baranovichi", "Borisov"]
    frame = pd.DataFrame(
        {
            "place": [towns[row % 10] for row in range(20_000)], "place_country": "BY", "geometry": "", "place_ref": "",
            "source": [str(row // 10) for row in range(20_000)], "origin": "", "origin_ref": "",
        }
    )  # fmt: skip
    from mustermap.layers.places.place_columns import place_columns

    columns = place_columns(frame, None)
    assert sorted(looked_up) == sorted(towns)
    looked_up.clear()
    again = place_columns(frame.assign(place_ref=columns["place_ref"], place_country=""), None)
    assert looked_up == []
    assert again["place_ref"].tolist() == columns["place_ref"].tolist()


def test_documents_of_the_same_wordings_are_resolved_once_and_large_ones_hear_a_bounded_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[int] = []
    again = documents._again
    monkeypatch.setattr(documents, "_again", lambda alone, keys: (calls.append(len(keys)), again(alone, keys))[1])
    geo.resolve_documents(["Paris", "Texas"] * 300, [str(row // 2) for row in range(600)])
    assert calls == [2]
    many = [f"{number}.50, 27.59" for number in range(10, 89)]
    mentions = list(documents._mentions([geo.resolve(wording) for wording in (*many, "Minsk")]))
    assert max(mention.row for mention in mentions) < documents.MOST_MENTIONS


def test_settled_places_are_answers_and_a_column_of_another_length_is_refused() -> None:
    belarus = geo.place("country:BY")
    one, other = geo.resolve_documents(["Brest", "here"], ["a", "a"], settled=[None, belarus])
    assert one.place is not None
    assert one.place.ref == BREST
    assert other.place == belarus
    with pytest.raises(geo.ColumnLengthError):
        geo.resolve_documents(["Brest"], ["a"], settled=[])
