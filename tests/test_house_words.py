"""The words of a span are in the catalogues and in ``words/``, and no other module of ours writes them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORD = r"(?:more than|at least|fewer than|less than|up to|at most|about\s|nobody named|jointly)"
# A text that is put together of nothing but words of a span, figures and signs; a sentence has other words too.
_BESIDE = r"\b(?:to|and|or|with)\b|\d|\{\}|[\s,.;·–()]"
_OF_A_SPAN = re.compile(rf"(?=.*\b{_WORD})(?:{_WORD}|{_BESIDE})+", re.IGNORECASE)
_COMMENTS = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_LITERALS = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
# A code of ours and no text: why a claim is not drawn in a chart over time.
_CODES = ("jointly",)
# What is read, not written: wordings of figures and of places.
_READ = ("data/wordings/", "geo/")


def texts_of_python(source: str) -> Iterator[str]:
    """Return the texts of a module but for its docstrings, what is put into them as ``{}``."""
    tree = ast.parse(source)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docstrings = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | inside:
            yield node.value


def texts_of_script(source: str) -> Iterator[str]:
    for found in _LITERALS.finditer(_COMMENTS.sub("", source)):
        text = next(text for text in found.groups() if text is not None)
        yield re.sub(r"\$\{[^}]*\}", "{}", text)


def written(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if _OF_A_SPAN.fullmatch(text) and text not in _CODES]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("x = f'more than {low}'", texts_of_python),
        ("x = low + ' to fewer than ' + high", texts_of_python),
        ("x = claimant or 'nobody named'", texts_of_python),
        ("const x = `at least ${low}`;", texts_of_script),
        ('const x = "about " + best; // up to', texts_of_script),
    ],
)
def test_a_planted_word_of_a_span_is_found(source: str, texts: object) -> None:
    assert callable(texts)
    assert len(written(texts(source))) == 1


def test_a_sentence_with_such_a_word_is_none() -> None:
    source = '"""more than {}"""\nraise ValueError(f"{name}: has more than {most} characters; write fewer")'
    assert written(texts_of_python(source)) == []


def test_no_module_but_words_writes_the_words_of_a_span(root: Path) -> None:
    scripts = [*root.glob("maps/page/src/**/*.ts"), *root.glob("app/web/static/*.js")]
    folders = ("app", "data", "face", "geo", "layers", "maps")
    modules = [path for folder in folders for path in root.glob(f"{folder}/**/*.py")]
    assert len(scripts) > 50
    found = {}
    for path in [*scripts, *modules]:
        name = path.relative_to(root).as_posix()
        if "node_modules" in name or name.startswith(_READ):
            continue
        texts = texts_of_python if path.suffix == ".py" else texts_of_script
        if words := written(texts(path.read_text(encoding="utf-8"))):
            found[name] = words
    assert found == {}
