"""What an editor has decided about place wordings, kept beside the ledger: the next import asks only what is new."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from app.errors import AppError, WrongUse
from data.echo import echoed
from data.toml_text import quoted
from geo.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

Asked: TypeAlias = tuple[str, str]
"""A place wording and a country hint, both as they stand in the file."""

UNPLACED: Final = "unplaced"
_HEAD: Final = (
    "# Which places wordings of imported tables mean: decided once, used by every import into this ledger.\n"
    f'# ref = "{UNPLACED}" leaves a wording without a place.\n'
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a wording was decided to mean.

    Attributes
    ----------
    wording, country : str
        As they stand in the file; the country hint may be blank.
    ref : str
        Of the place; ``unplaced`` leaves it without one.
    editor, decided : str
        Who decided, and on which day (UTC).
    """

    wording: str
    country: str
    ref: str
    editor: str = ""
    decided: str = ""


class Decisions:
    """The decisions beside a ledger.

    Parameters
    ----------
    path : path
        The ledger's, with the ending ``.places.toml``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._made: dict[Asked, Decision] = {_key(one.wording, one.country): one for one in _read(path)}

    @classmethod
    def beside(cls, ledger: Path) -> Decisions:
        """Read those of a ledger."""
        return cls(ledger.with_suffix(".places.toml"))

    def ref(self, wording: str, country: str) -> str:
        """Give what was decided about a wording; blank if nothing was."""
        made = self._made.get(_key(wording, country))
        return made.ref if made else ""

    def decide(self, made: Iterable[Decision], *, editor: str = "", is_kept: bool = True) -> None:
        """Take decisions over; what is to be kept is written at once: a new file in the old one's stead.

        Raises
        ------
        AppError
            If the file cannot be written.
        """
        day = datetime.now(UTC).date().isoformat()
        new_ones = [Decision(one.wording, one.country, one.ref, editor, day) for one in made]
        # Another may have decided meanwhile.
        before = {_key(one.wording, one.country): one for one in _read(self.path)}
        self._made = before | self._made | {_key(one.wording, one.country): one for one in new_ones}
        if is_kept and new_ones:
            self._write()

    def _write(self) -> None:
        text = _HEAD + "".join(_table(one) for one in self._made.values())
        new = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        try:
            new.write_text(text, encoding="utf-8")
            new.replace(self.path)
        except OSError as error:
            raise AppError(f"{self.path}: {error.strerror or error}; nothing was decided") from error


def read_option(text: str, open_: Collection[Asked]) -> Decision:
    """Read ``WORDING=REF`` or ``WORDING [COUNTRY]=REF``.

    Parameters
    ----------
    text
        As given to ``--decide``.
    open_
        The wordings of the file, with their countries.

    Raises
    ------
    WrongUse
        If it is none, the file has no such wording, or several countries have it.

    Examples
    --------
    >>> read_option("Springfield=geonames:4409896", [("Springfield", "US")])
    Decision(wording='Springfield', country='US', ref='geonames:4409896', editor='', decided='')
    """
    named, equals, ref = (part.strip() for part in text.rpartition("="))
    if not equals or not named or not ref:
        raise WrongUse(f'--decide {echoed(text)}: write "WORDING=REF" or "WORDING=unplaced"')
    country = None
    fitting = [asked for asked in open_ if fold(asked[0]) == fold(named)]
    if not fitting and named.endswith("]") and "[" in named:
        named, _, country = named[:-1].rpartition("[")
        fitting = [asked for asked in open_ if _key(*asked) == _key(named, country)]
    if not fitting:
        raise WrongUse(
            f"--decide {echoed(text)}: no row of the file has the place {echoed(named.strip())}; copy its wording"
        )
    if len({_key(*asked) for asked in fitting}) > 1:
        shown = ", ".join(f"'{wording} [{hint}]={ref}'" for wording, hint in sorted(fitting))
        raise WrongUse(f"--decide {echoed(text)}: the file has it in several countries; write one of {shown}")
    return Decision(*fitting[0], ref)


def _key(wording: str, country: str) -> Asked:
    return fold(wording), country.strip().upper()


def _read(path: Path) -> list[Decision]:
    if not path.exists():
        return []
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("place", [])
        names = ("wording", "country", "ref", "editor", "decided")
        return [Decision(*(str(row.get(name, "")) for name in names)) for row in rows]
    except OSError as error:
        raise AppError(f"{path}: {error.strerror or error}; check its rights") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError) as error:
        raise AppError(f"{path}: is no list of decisions ({error}); mend the line, or move the file away") from error


def _table(one: Decision) -> str:
    given = ((name, getattr(one, name)) for name in ("wording", "country", "ref", "editor", "decided"))
    return "\n".join(("", "[[place]]", *(f"{name} = {quoted(text)}" for name, text in given if text), ""))
