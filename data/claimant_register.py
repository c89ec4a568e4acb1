"""The register of claimants: who is meant by which wordings, what is written for short, and who speaks for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.data.fields import CLAIMANT_FIELDS
from mustermap.data.files.toml_text import tables
from mustermap.data.name_keys import name_key
from mustermap.data.rules.field_rules import list_rule, text_rule
from mustermap.data.rules.rule import Cells, Raw, Rule, Unread, apply_rules, refuse_half_characters
from mustermap.data.short_texts import echoed
from mustermap.errors import InvalidField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FIELDS: Final = {field.name: field for field in CLAIMANT_FIELDS}
_LONGEST_NAME: Final = 400
"""Characters of a name: the ledger finds a claimant by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """A claimant of the register; the fields are those of the data dictionary, and a blank says nothing.

    Raises
    ------
    InvalidField
        If a field holds what it cannot hold; the message says which, what was got and what to do.

    Examples
    --------
    >>> Claimant(name="Main Directorate of Intelligence", short="HUR", also_written_as=("ГУР",)).wordings
    ('Main Directorate of Intelligence', 'HUR', 'ГУР')
    >>> Claimant(name="A; B")
    Traceback (most recent call last):
    mustermap.errors.InvalidField: 'A; B' holds a semicolon, which separates those who say something together; name one
    """

    name: str
    short: str = ""
    also_written_as: tuple[str, ...] = ()
    office: str = ""
    speaks_for: str = ""

    def __post_init__(self) -> None:
        if problems := read_claimant({name: str(cell) for name, cell in self.cells().items()})[1]:
            raise problems[0]

    @classmethod
    def from_cells(cls, cells: Mapping[str, object]) -> Claimant:
        """Build a claimant from the flat cells of the rules or the ledger."""
        texts = {name: str(cells.get(name) or "") for name in _FIELDS}
        also = tuple(part for part in texts.pop("also_written_as").split(";") if part)
        return cls(also_written_as=also, **texts)

    def cells(self) -> Cells:
        """Return the flat cells; a blank is left out."""
        texts = {name: getattr(self, name) for name in _FIELDS}
        texts["also_written_as"] = ";".join(self.also_written_as)
        return {name: text for name, text in texts.items() if text}

    @property
    def key(self) -> str:
        """What all spellings of the name share."""
        return name_key(self.name)

    @property
    def wordings(self) -> tuple[str, ...]:
        """The name, the short name, and what is also written for it."""
        return (self.name, *([self.short] if self.short else []), *self.also_written_as)


def read_claimant(raw: Raw) -> tuple[Cells, list[InvalidField]]:
    """Read the fields of one claimant; return the cells and what is wrong, one error a field."""
    cells, problems, _ = apply_rules(_RULES, raw)
    return cells, problems


def register_problems(claimants: Sequence[Claimant]) -> list[tuple[Claimant, InvalidField]]:
    """Return what is wrong with claimants beside one another: a wording of two, or a circle of those who speak.

    Parameters
    ----------
    claimants
        All of the register, in their order; of two with one wording the later is wrong.

    Examples
    --------
    >>> one, other = Claimant(name="A", speaks_for="B"), Claimant(name="B", speaks_for="a")
    >>> for claimant, problem in register_problems([one, other]):
    ...     print(claimant.name, problem.field, problem, sep=": ")
    A: speaks_for: leads back to itself (A, B, A); leave it out at one of them
    B: speaks_for: leads back to itself (B, A, B); leave it out at one of them
    """
    owners: dict[str, Claimant] = {}
    problems = []
    for claimant in claimants:
        shared = next((one for one in claimant.wordings if owners.get(name_key(one), claimant) is not claimant), None)
        if shared is None:
            owners.update((name_key(one), claimant) for one in claimant.wordings)
            continue
        field = {claimant.name: "name", claimant.short: "short"}.get(shared, "also_written_as")
        owner = echoed(owners[name_key(shared)].name)
        message = f"{echoed(shared)} is a wording of {owner} already; keep it at one of them"
        problems.append((claimant, InvalidField(field, message)))
    for claimant in claimants:
        if circle := _circle(claimant, owners):
            message = f"leads back to itself ({', '.join(circle)}); leave it out at one of them"
            problems.append((claimant, InvalidField("speaks_for", message)))
    return problems


def _circle(claimant: Claimant, owners: Mapping[str, Claimant]) -> list[str]:
    """Return the names on the way from a claimant to itself; none if it leads elsewhere."""
    names, at, seen = [claimant.name], claimant, {claimant.key}
    while at.speaks_for and (following := owners.get(name_key(at.speaks_for))) is not None:
        names.append(following.name)
        if following is claimant:
            return names
        if following.key in seen:
            return []  # the circle of others
        seen.add(following.key)
        at = following
    return []


def find_owners(claimants: Iterable[Claimant]) -> dict[str, Claimant]:
    """Return whose each wording is, by what its spellings share."""
    return {name_key(one): claimant for claimant in claimants for one in claimant.wordings}


def register_toml(claimants: Iterable[Claimant]) -> str:
    """Write claimants as a TOML file that reads back as the same.

    Examples
    --------
    >>> print(register_toml([Claimant(name="HUR", also_written_as=("ГУР",))]), end="")
    [[claimant]]
    name = "HUR"
    also_written_as = ["ГУР"]
    """
    rows: list[dict[str, object]] = []
    for claimant in claimants:
        cells: dict[str, object] = {**claimant.cells()}
        if claimant.also_written_as:
            cells["also_written_as"] = list(claimant.also_written_as)
        rows.append(cells)
    return tables("claimant", rows)


def _name_rule(name: str) -> Rule:
    def read(raw: Raw) -> tuple[Cells, Unread]:
        text = raw[name]
        if not text and name == "name":
            raise InvalidField(name, "blank; write the claimant's full name")
        if ";" in text:
            message = f"{echoed(text)} holds a semicolon, which separates those who say something together; name one"
            raise InvalidField(name, message)
        if len(text) > _LONGEST_NAME:
            message = f"{echoed(text)} has more than {_LONGEST_NAME} characters; write a shorter one"
            raise InvalidField(name, message)
        refuse_half_characters(name, text)
        return ({name: text} if text else {}), ()

    return Rule((name,), read)


_RULES: Final = (
    _name_rule("name"),
    _name_rule("short"),
    list_rule(_FIELDS["also_written_as"]),
    text_rule(_FIELDS["office"]),
    _name_rule("speaks_for"),
)
