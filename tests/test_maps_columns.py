"""How columns are coded, packed into a container and squeezed, and read back."""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap.maps.block.block_columns import (
    Coded,
    ColumnWriter,
    count_up,
    follow,
    number_column,
    text_bytes,
    text_column,
)
from mustermap.maps.block.compression import PART, SMALL, squeeze
from mustermap.maps.block.container import Buffers, narrowest
from mustermap.maps.block.text_forms import find_forms
from tests.block_reader import read_table, unpack
from tests.test_maps_block import AWKWARD, many, read


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=40))
def test_any_texts_are_read_back_from_their_bytes(texts: list[str]) -> None:
    lengths, content = text_bytes(pa.array(texts, pa.large_string()))
    ends = np.cumsum(lengths).tolist()
    assert [content[end - length : end].tobytes().decode() for end, length in zip(ends, lengths, strict=True)] == texts


@given(st.lists(st.sampled_from(AWKWARD), max_size=60), st.booleans())
def test_any_column_of_texts_is_read_back_from_its_codes(texts: list[str], ordered: bool) -> None:
    coded = text_column(pd.Series(texts, dtype="str"), ordered=ordered)
    values = coded.values.to_pylist()
    assert (values if coded.codes is None else [values[code] for code in coded.codes]) == texts
    if ordered and coded.codes is not None:
        assert values == sorted(values, key=str.encode)


@given(st.lists(st.sampled_from([np.nan, 0.0, 1.5, 2.0**31, -1.0]), max_size=60))
def test_any_column_of_numbers_is_read_back_from_its_codes(numbers: list[float]) -> None:
    coded = number_column(np.array(numbers, dtype=np.float64))
    got = coded.values if coded.codes is None else coded.values[coded.codes]
    np.testing.assert_array_equal(got, np.array(numbers, dtype=np.float64))


@given(st.lists(st.integers(-(2**31), 2**31 - 1), max_size=30), st.lists(st.floats(), max_size=5))
def test_any_numbers_are_read_back_from_a_container(whole: list[int], broken: list[float]) -> None:
    buffers = Buffers()
    buffers.add(np.array(broken, dtype=np.float64))
    buffers.add(np.array(whole, dtype=np.int64))
    header, arrays = unpack(buffers.pack({"title": "Ü"}))
    assert header == {"title": "Ü"}
    np.testing.assert_array_equal(arrays[0], np.array(broken, dtype=np.float64))
    assert arrays[1].tolist() == whole


def test_a_number_of_more_than_four_bytes_is_refused() -> None:
    with pytest.raises(OverflowError, match="numbers from 0 to 4294967296 do not fit into four bytes"):
        narrowest(np.array([0, 2**32]))


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        ([f"a-{k:03}" for k in range(20)], ("a-", 3)),
        ([f"a-{k}" for k in range(20)], ("a-", 0)),
        ([f"{k * 7 % 20}" for k in range(20)], ("", 0)),
        ([f"Ж{k + 10}\n" for k in range(20)], None),
        ([*[f"a-{k}" for k in range(19)], "a-07"], None),
        ([*[f"a-{k}" for k in range(19)], "a-٣"], None),
        ([*[f"a-{k}" for k in range(19)], "b-1"], None),
        ([*[f"a-{k}" for k in range(19)], "a-"], None),
        ([*[f"a-{k}" for k in range(19)], "a-12345678901"], None),
        (["x"] * 20, None),
    ],
)
def test_texts_that_are_a_prefix_and_a_number_are_told_from_others(
    texts: list[str], counted: tuple[str, int] | None
) -> None:
    found = count_up(pa.array(texts, pa.large_string()))
    assert (found and found[:2]) == counted
    table = many(20, id=texts) if len(set(texts)) == 20 else many(20, summary=texts)
    assert read(table)["reports"]["id" if len(set(texts)) == 20 else "summary"] == texts


FORMS = ["{} cars near {}", "{}{}", "{} 007 0 {}5", "{}\n00{}", "12345678901 {}{}", "١{} {}", "1 2 3 4 5 6 7 {} {}"]


@given(
    st.lists(
        st.tuples(st.sampled_from(FORMS), st.integers(0, 10**10), st.sampled_from(["Brest", "", "Hill 7", "Мінск"])),
        min_size=16,
        max_size=60,
    ),
    st.booleans(),
)
def test_any_texts_with_forms_are_read_back(drawn: list[tuple[str, int, str]], named: bool) -> None:
    texts = [form.format(number, name) for form, number, name in drawn]
    names = [name for _, _, name in drawn]
    buffers = Buffers()
    writer = ColumnWriter(buffers, ("place", pa.array(names, pa.large_string())) if named else None)
    table = {"summary": writer.write("summary", Coded(pa.array(texts, pa.large_string()), None))}
    table["place"] = writer.write("place", text_column(pd.Series(names, dtype="str")))
    header, arrays = unpack(buffers.pack({"table": {"count": len(texts), **table}}))
    assert read_table(header["table"], arrays)["summary"] == texts


@pytest.mark.parametrize(
    "texts",
    [
        [f"Sentence {'abcdefghijklmnopqrstuvwxyz'[k % 26]} {'x' * k}" for k in range(99)],
        [f"Report {k}" for k in range(15)],
        [f"Report {k} \1" for k in range(99)],
    ],
    ids=["own words", "few", "a mark in a text"],
)
def test_texts_that_share_no_form_are_left_as_they_are(texts: list[str]) -> None:
    assert find_forms(pa.array(texts, pa.large_string()), pa.array([""] * len(texts), pa.large_string())) is None


def test_values_follow_from_codes_only_where_they_always_do() -> None:
    parent = np.array([0, 1, 0, 2])
    assert follow(Coded(np.array([5.0, 6.0]), np.array([0, 1, 0, 1])), parent).tolist() == [5.0, 6.0, 6.0]
    assert follow(Coded(np.array([5.0, 6.0]), np.array([0, 1, 1, 1])), parent) is None


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 3 * PART + 5])
def test_what_was_squeezed_in_parts_is_one_gzip_member(size: int) -> None:
    content = np.random.default_rng(1).integers(0, 9, size, dtype=np.uint8).tobytes()
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    assert reader.decompress(squeeze(content)) == content
    assert reader.eof
    assert reader.unused_data == b""


@pytest.mark.parametrize("sizes", [[], [0, 0], [5, SMALL, 0, SMALL - 1, 7, PART + 1, 3], [SMALL - 1] * 70])
def test_what_was_squeezed_in_pieces_is_one_gzip_member(sizes: list[int]) -> None:
    draw = np.random.default_rng(2)
    pieces = [draw.integers(0, 1 + 3 * k, size, dtype=np.uint8).tobytes() for k, size in enumerate(sizes)]
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    assert reader.decompress(squeeze(*pieces)) == b"".join(pieces)
    assert reader.eof
    assert reader.unused_data == b""


def test_codes_at_random_are_packed_as_small_as_their_number_allows_and_texts_by_their_repeats() -> None:
    codes = np.random.default_rng(3).integers(0, 12, 200_000, dtype=np.uint8).tobytes()
    texts = b"a column of lorries heading south, a resident says. " * 4000
    bits = (4 * 3 + 8 * 4) / 12  # Huffman's code of twelve that are equally frequent
    assert len(squeeze(codes)) < 1.03 * 200_000 * bits / 8
    assert len(squeeze(texts, codes)) < len(squeeze(codes)) + len(texts) / 100
