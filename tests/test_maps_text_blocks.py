"""Text of a picture is broken and cut to its width, and a long word costs no more than a short one."""

from __future__ import annotations

import pytest

from mustermap.maps.still import text_blocks
from mustermap.maps.still.text_blocks import Run, block, width_of

SIZE = 8.0


def texts(made: text_blocks.Block) -> list[str]:
    return [" ".join(placed.run.text for placed in line) for line in made.lines]


@pytest.mark.parametrize("width", [20.0, 55.5, 200.0])
@pytest.mark.parametrize("word", ["x" * 300, "Wi" * 200, "AV," * 100, "·" * 50 + "a" * 400])
def test_a_word_that_is_too_wide_is_cut_as_late_as_it_fits(word: str, width: float) -> None:
    (cut,) = texts(block([Run(word)], SIZE, width=width))
    assert cut.endswith("…")
    assert width_of(cut, SIZE) <= width
    kept = cut.removesuffix("…")
    assert word.startswith(kept)
    longer = word[: len(kept) + 1 + len(word[len(kept) :]) - len(word[len(kept) :].lstrip("·,"))]
    assert width_of(longer + "…", SIZE) > width


def test_a_word_of_thousands_of_letters_is_measured_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []

    def measure(text: str, size: float, *, is_strong: bool = False) -> float:
        measured.append(len(text))
        return len(text) * size

    monkeypatch.setattr(text_blocks, "width_of", measure)
    made = block([Run("Sources:"), Run("x" * 1_000_000), Run("end")], SIZE, width=400.0)
    assert texts(made) == ["Sources:", "x" * 49 + "…", "end"]
    assert sum(measured) < 100_000
    assert len(measured) < 100


def test_a_cut_text_keeps_whole_what_fits_and_ends_in_an_ellipsis() -> None:
    width = width_of("one two", SIZE)
    assert texts(block([Run("one two three four")], SIZE, width=width, most_lines=1)) == ["one t…"]
