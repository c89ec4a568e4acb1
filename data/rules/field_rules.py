"""Rules for fields that are read alone: a text, one of several choices, a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.data.rules.rule import Cells, Raw, Rule, Unread, refuse_half_characters
from mustermap.data.short_texts import echoed
from mustermap.errors import InvalidField

if TYPE_CHECKING:
    from mustermap.data.fields import Field


LONGEST_ID: Final = 400
"""Characters of an id: it is used in addresses and in the names of marks."""


def text_rule(field: Field) -> Rule:
    """Return one text unchanged, or the field's default."""

    def read(raw: Raw) -> tuple[Cells, Unread]:
        text = raw[field.name] or field.default
        refuse_half_characters(field.name, text)
        if field.kind == "id" and len(text) > LONGEST_ID:
            message = f"{echoed(text)} has more than {LONGEST_ID} characters; write a shorter one"
            raise InvalidField(field.name, message)
        if field.kind == "id" and ";" in text:
            raise InvalidField(field.name, f"{echoed(text)} holds a semicolon, which parts ids in lists; leave it out")
        return ({field.name: text} if text else {}), ()

    if field.kind == "id":
        return Rule((field.name,), read, looks_for="\0;", longest=LONGEST_ID)
    return Rule((field.name,), read, looks_for="\0")


def required_rule(name: str, remedy: str) -> Rule:
    """Ask for a text that must be there; the remedy says what to write."""

    def read(raw: Raw) -> tuple[Cells, Unread]:
        if not raw[name]:
            raise InvalidField(name, f"blank; {remedy}")
        refuse_half_characters(name, raw[name])
        return {name: raw[name]}, ()

    return Rule((name,), read, looks_for="\0")


def choice_rule(field: Field) -> Rule:
    """Read one of the field's choices, in any case of letters."""

    def read(raw: Raw) -> tuple[Cells, Unread]:
        text = raw[field.name] or field.default
        fitting = next((choice for choice in field.choices if choice.lower() == text.lower()), "")
        if text and not fitting:
            raise InvalidField(
                field.name, f"{echoed(text)} is none of {', '.join(field.choices)}; write one of them or leave it blank"
            )
        return ({field.name: fitting} if fitting else {}), ()

    return Rule((field.name,), read)


def list_rule(field: Field) -> Rule:
    """Read members separated by ;, each once."""

    def read(raw: Raw) -> tuple[Cells, Unread]:
        refuse_half_characters(field.name, raw[field.name])
        members = dict.fromkeys(part.strip() for part in raw[field.name].split(";"))
        joined = ";".join(member for member in members if member)
        return ({field.name: joined} if joined else {}), ()

    return Rule((field.name,), read, looks_for="\0;")
