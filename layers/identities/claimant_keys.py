"""Who the claimants of claims are: the same one in all wordings, the short name, and whose word it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap.data.claimant_register import find_owners
from mustermap.data.name_keys import name_key, trimmed
from mustermap.layers.identities.claimant_names import is_nameless, without_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from mustermap.data.claimant_register import Claimant

NAMELESS: Final = " "
"""How the key of a claimant without a name begins, before the id of the source: no name's key begins with a space."""


class ClaimantKeys:
    """Keys of claimants: two wordings have one key if they are one claimant.

    A wording of the register is the claimant whose it is. Else letter case and spaces do not count, nor does an office
    after a person's name. Who has no name ("officials") is one for each source.

    Parameters
    ----------
    register
        The claimants that are registered.
    """

    def __init__(self, register: Iterable[Claimant] = ()) -> None:
        listed = list(register)
        self._owners = find_owners(listed)
        for claimant in listed:
            for wording in claimant.wordings:
                self._owners.setdefault(name_key(without_office(wording)), claimant)

    def key(self, name: str, source: str) -> str:
        """Return the key of one claimant, who said something in a source."""
        if (owner := self._owner(name)) is not None:
            return owner.key
        return f"{NAMELESS}{source}" if is_nameless(name) else name_key(without_office(name))

    def keys(self, claimant: str, source: str) -> list[str]:
        """Return the keys of all who say something together ("A; B"), each once; at least one."""
        return list(dict.fromkeys(self.key(one, source) for one in _makers(claimant)))

    def short(self, claimant: str) -> str:
        """Return the short names of all who say something together; who has none, the name without an office."""
        owners = ((one, self._owner(one)) for one in _makers(claimant))
        return "; ".join(without_office(one) if owner is None else owner.short or owner.name for one, owner in owners)

    def spoken_for(self, claimant: str) -> str:
        """Return the key of the one for whom a claimant speaks; blank if for none, or if several say it together."""
        makers = _makers(claimant)
        owner = self._owner(makers[0]) if len(makers) == 1 else None
        return self._registered_key(owner.speaks_for) if owner is not None and owner.speaks_for else ""

    def voices(self, claimant: str, attributed_to: str, source: str) -> list[str]:
        """Return the keys of those to whom a claim goes back: they count as independent of one another.

        What is said on somebody's information is theirs, and what is said for somebody that one's.
        """
        named = trimmed(attributed_to)
        keys = self.keys(named, source) if named else []
        if not keys or (all(key.startswith(NAMELESS) for key in keys)):
            keys = self.keys(claimant, source)
        return list(dict.fromkeys(map(self._voice, keys)))

    def _owner(self, name: str) -> Claimant | None:
        if not self._owners:
            return None
        key = name_key(name)
        return self._owners.get(key) or self._owners.get(name_key(without_office(name))) if key else None

    def _registered_key(self, name: str) -> str:
        owner = self._owner(name)
        return name_key(without_office(name)) if owner is None else owner.key

    def _voice(self, key: str) -> str:
        """Follow who speaks for whom to the last; a circle, which files and ledgers refuse, ends where it began."""
        seen = {key}
        while (owner := self._owners.get(key)) is not None and owner.speaks_for:
            key = self._registered_key(owner.speaks_for)
            if key in seen:
                break
            seen.add(key)
        return key


def _makers(claimant: str) -> Sequence[str]:
    return [one for part in claimant.split(";") if (one := trimmed(part))] or [""]


def claimant_columns(
    claimant: pd.Series[str], attributed_to: pd.Series[str], source: pd.Series[str], register: Iterable[Claimant] = ()
) -> dict[str, pd.Series[str]]:
    """Return the columns of the claims table that say who is who; each distinct text is looked at once.

    Parameters
    ----------
    claimant, attributed_to, source
        Of each report.
    register
        The claimants that are registered.

    Returns
    -------
    dict
        ``claimant_key``, ``claimant_short``, ``speaks_for`` and ``voice_key``.
    """
    import numpy as np
    import pandas as pd

    from mustermap.data.combinations import combine
    from mustermap.data.report_table import spread_texts

    known = ClaimantKeys(register)
    texts = [column.astype("str") for column in (claimant, attributed_to)]
    named = np.ones(len(claimant), dtype=bool)  # only who has no name depends on the source
    for column in texts:
        codes, distinct = pd.factorize(column)
        nobody = [any(map(is_nameless, _makers(text))) and (column is texts[0] or text != "") for text in distinct]
        named &= ~np.array(nobody, dtype=bool)[codes]
    asked = source.astype("str").mask(named, "")
    rows, firsts = combine([*texts, asked])
    given = list(zip(*(column.iloc[firsts].tolist() for column in (*texts, asked)), strict=True))
    made: dict[str, Any] = {
        "claimant_key": [";".join(sorted(known.keys(who, source_))) for who, _, source_ in given],
        "claimant_short": [known.short(who) for who, _, _ in given],
        "speaks_for": [known.spoken_for(who) for who, _, _ in given],
        "voice_key": [";".join(known.voices(*one)) for one in given],
    }
    return {name: spread_texts(cells, rows) for name, cells in made.items()}
