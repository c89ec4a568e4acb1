"""Echoes of many reports: chains of any length, several origins, circles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mustermap.layers.echoes import echo_roots, newest_saying

REPORTS = 9


def reached_from(start: int, edges: list[tuple[int, int]]) -> set[int]:
    """Walk from an origin to all that repeat it, and to those that repeat them."""
    found, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        new = {echo for echo, origin in edges if origin == at} - found
        found |= new
        waiting += new
    return found


@given(
    st.lists(
        st.tuples(st.integers(0, REPORTS - 1), st.integers(0, REPORTS - 1)).filter(lambda edge: edge[0] != edge[1])
    ),
    st.lists(st.integers(-5, 5), min_size=REPORTS, max_size=REPORTS),
)
def test_the_newest_saying_is_that_of_any_echo_at_any_remove(edges: list[tuple[int, int]], said: list[int]) -> None:
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    newest = newest_saying(pairs[:, 0], pairs[:, 1], np.array(said, dtype=np.int64))
    assert newest.tolist() == [max(said[one] for one in reached_from(start, edges)) for start in range(REPORTS)]


def test_a_chain_of_a_hundred_thousand_echoes_counts_under_its_first_and_is_as_new_as_its_last() -> None:
    count = 100_000
    echo, origin = np.arange(1, count), np.arange(count - 1)
    said = np.arange(count, dtype=np.int64)
    assert (newest_saying(echo, origin, said) == count - 1).all()
    assert (echo_roots(echo, origin, said) == 0).all()
