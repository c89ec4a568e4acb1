"""The file of what was begun and not sent: a damaged one is put aside with a word, and what can be read of it stays."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import threading

import pytest

from mustermap.app.web.form_drafts import DRAFTS, Unfinished

FIELDS = {"claim-0-claimant": "A. Minister", "claim-0-quote": "«тысяча»"}


@pytest.fixture
def drafts(tmp_path):
    drafts = Unfinished(tmp_path / "private")
    yield drafts
    drafts.close()


@pytest.fixture
def file(tmp_path, drafts):
    """A file with some forms in it, one of them sent, which nobody has open."""
    for number in range(40):
        drafts.keep(f"key-{number}", page="/add", turn=0, fields={**FIELDS, "claim-0-summary": "long " * 200})
    drafts.settle("key-39", {"added": "one"})
    drafts.close()
    return tmp_path / "private" / DRAFTS


def write(file, text: str) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(text)
        connection.commit()


def aside(file) -> list:
    return sorted(file.parent.glob(f"damaged-*{DRAFTS}"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b"no database" * 1000),
        lambda file: file.write_bytes(file.read_bytes()[:5000]),
        lambda file: file.write_bytes(b"\xff" * 200 + file.read_bytes()[200:]),
        lambda file: write(file, "ALTER TABLE unfinished RENAME COLUMN fields TO others"),
        lambda file: write(file, "UPDATE unfinished SET fields = '{'"),
        lambda file: write(file, "UPDATE unfinished SET fields = '[1]', turn = 'x'"),
    ],
    ids=["other", "cut", "head", "column", "json", "types"],
)
@pytest.mark.parametrize("asked", ["listed", "find", "keep", "turn_over", "settle", "discard"])
def test_a_damaged_file_is_put_aside_and_said_to_be_and_the_work_goes_on(drafts, file, damage, asked):
    damage(file)
    damaged = file.read_bytes()
    given = {"listed": [], "find": ["key-1"], "discard": ["key-1"], "settle": ["key-1", {"added": "x"}]}
    more = {"keep": {"page": "/add", "turn": 1, "fields": FIELDS}, "turn_over": {"page": "/add", "fields": FIELDS}}
    work = getattr(drafts, asked)
    work(*given.get(asked, ["key-1"]), **more.get(asked, {}))
    if drafts.notice:
        assert [one.read_bytes() for one in aside(file)] == [damaged]
    else:  # what was asked did not come upon the damage; the list does
        drafts.listed()
    (put,) = aside(file)
    assert f"damaged file, which was put aside as {put}" in drafts.notice
    assert drafts.keep("new", page="/add", turn=0, fields=FIELDS) == "kept"
    assert drafts.find("new").fields == FIELDS
    assert len(aside(file)) == 1


def test_what_can_be_read_of_a_damaged_file_is_taken_over(drafts, file):
    write(file, "UPDATE unfinished SET fields = '{' WHERE key IN ('key-3', 'key-5')")
    listed = {one.key for one in drafts.listed()}
    assert listed == {f"key-{number}" for number in range(39)} - {"key-3", "key-5"}
    assert "37 of its forms could be read and taken over" in drafts.notice
    assert drafts.find("key-39").is_sent
    assert drafts.find("key-1").fields["claim-0-quote"] == "«тысяча»"


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_damaged_no_form_ends_in_an_error(drafts, file, seed):
    rolled = random.Random(seed)  # noqa: S311 - which bytes are damaged
    content = bytearray(file.read_bytes())
    for _ in range(rolled.choice((1, 10, 500))):
        content[rolled.randrange(len(content))] = rolled.randrange(256)
    file.write_bytes(content)
    drafts.listed()
    drafts.find("key-1")
    drafts.turn_over("key-1", page="/add", fields=FIELDS)
    drafts.settle("key-2", {"added": "x"})
    assert drafts.find("key-1").fields == FIELDS
    assert len(aside(file)) <= 2


def test_several_who_come_upon_the_damage_at_once_put_one_file_aside(drafts, file):
    file.write_bytes(b"no database" * 1000)
    begin = threading.Barrier(8)

    def keep(number: int) -> None:
        begin.wait()
        drafts.keep(f"new-{number}", page="/add", turn=0, fields=FIELDS)

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(aside(file)) == 1
    assert {one.key for one in drafts.listed()} == {f"new-{number}" for number in range(8)}


def test_a_file_that_is_in_use_or_a_disk_that_is_full_is_no_damage(drafts, file, monkeypatch):
    monkeypatch.setattr("mustermap.app.web.form_drafts._WAIT_S", 0.0)
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            drafts.keep("new", page="/add", turn=0, fields=FIELDS)
        holder.execute("ROLLBACK")
    assert aside(file) == []
    assert drafts.notice == ""
    assert len(drafts.listed()) == 39
