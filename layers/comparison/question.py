"""The area, force and claimant of a question, found among those that the claims have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mustermap import geo
from mustermap.errors import AmbiguousArea, UnknownArea, UnknownClaimant, UnknownForce
from mustermap.layers.claim_columns import plain_claims
from mustermap.layers.claimants import name_key
from mustermap.layers.comparison.nesting import Area
from mustermap.layers.identities.claimant_keys import NAMELESS
from mustermap.layers.identities.claimant_names import without_office
from mustermap.layers.identities.force_names import force_name
from mustermap.layers.places.placement import Placed, from_gazetteer
from mustermap.layers.places.usual_names import usual_names

if TYPE_CHECKING:
    import pandas as pd

_MOST_NAMED: Final = 12


def find_area(claims: pd.DataFrame, asked: str) -> Area:
    """Return the area that a text means.

    Parameters
    ----------
    claims
        The claims table.
    asked
        A ``place_ref``, a name or place wording that the claims carry, or any wording that the gazetteer resolves.

    Raises
    ------
    AmbiguousArea
        If several places could be meant.
    UnknownArea
        If none is found.
    """
    claims = plain_claims(claims)
    named_places = claims[["place_ref", "place_name", "place"]]
    places = named_places[(named_places["place_ref"] != "").to_numpy()].drop_duplicates()
    refs = places["place_ref"].astype("str")
    if (refs == asked).any():
        return _of_claims(claims, asked)
    key = name_key(asked)
    named = (places["place_name"].map(name_key) == key) | (places["place"].map(name_key) == key)
    found = refs[named.to_numpy()].unique().tolist()
    if len(found) == 1:
        return _of_claims(claims, str(found[0]))
    if found:
        these = places[named.to_numpy()].drop_duplicates("place_ref")
        pairs = zip(these["place_ref"], these["place_name"], strict=True)
        raise AmbiguousArea(_which(asked, [f"{ref} ({name})" for ref, name in pairs]))
    ref = _of_gazetteer(asked)
    return _of_claims(claims, ref) if (refs == ref).any() else _area(from_gazetteer(geo.place(ref)))


def find_named_area(claims: pd.DataFrame, asked: str) -> Area:
    """Return the area that a text means, as `find_area` does, called by its usual name."""
    area = find_area(claims, asked)
    return replace(area, name=usual_names(claims).get(area.ref, area.name))


def area_at(claims: pd.DataFrame, row: int) -> Area:
    """Return the area that the claim at a position of the claims table is placed on."""
    names = ("ref", "name", "precision", "country_code", "radius_m", "lon", "lat")
    cells = {name: claims[f"place_{name}"].iloc[row] for name in names}
    return Area(geometry=claims["geometry"].iloc[row], **cells)


def _of_claims(claims: pd.DataFrame, ref: str) -> Area:
    return area_at(claims, int((claims["place_ref"] == ref).to_numpy().argmax()))


def _of_gazetteer(asked: str) -> str:
    try:
        return geo.place(asked).ref
    except geo.UnknownPlaceError:
        pass
    answer = geo.resolve(asked)
    if answer.place is not None:
        return answer.place.ref
    if answer.candidates:
        names = [f"{one.ref} ({one.name}, {one.precision}, {one.country_code})" for one in answer.candidates]
        raise AmbiguousArea(_which(asked, names))
    why = answer.reason.rstrip(".")
    raise UnknownArea(f"area {asked!r}: {why}; name a place that the reports name, or its ref, such as country:BY")


def _which(asked: str, names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"area {asked!r} could be {', '.join(names[:_MOST_NAMED])}{more}; name one of them by its ref"


def _area(placed: Placed) -> Area:
    import shapely

    names = ("ref", "name", "precision", "country_code", "radius_m", "lon", "lat")
    shape = shapely.from_wkb(placed.wkb) if placed.wkb else None
    return Area(geometry=shape, **{name: getattr(placed, name) for name in names})


def find_force(claims: pd.DataFrame, asked: str) -> str:
    """Return the force that a text means, as the claims table has it.

    Parameters
    ----------
    claims
        The claims table.
    asked
        A force, in any of its wordings; several separated by ``;`` are a joint one; "" is the force of claims that do
        not say whose troops.

    Raises
    ------
    UnknownForce
        If no claim is about it.
    """
    is_claim = ((claims["kind"] == "claim") & (claims["state"] == "accepted")).to_numpy()
    forces = sorted(map(str, claims.loc[is_claim, "force"].unique()), reverse=True)
    if asked in forces:
        return asked
    keys = {_force_key(force): force for force in forces}
    for key in (_force_key(asked), _force_key(force_name(asked))):
        if key in keys:
            return keys[key]
    worded = claims.loc[is_claim, ["force_wording", "force"]].drop_duplicates().astype("str")
    by_wording = {_force_key(str(wording)): str(force) for wording, force in worded.itertuples(index=False)}
    if found := by_wording.get(_force_key(asked)):
        return found
    known = [repr(force) for force in sorted(keys.values()) if force]
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    if not known:
        raise UnknownForce(f"force {asked!r}: no accepted claim names a force; leave it out")
    raise UnknownForce(
        f"force {asked!r}: no claim is about it; the claims are about {', '.join(known[:_MOST_NAMED])}{more}"
    )


def find_claimant(claims: pd.DataFrame, asked: str) -> list[str]:
    """Return the claimant that a text means: by the name, in any wording, else by a part of it that only one has.

    Returns
    -------
    list of str
        The name in all wordings of the claims table, joint statements ("A; B") among them.

    Raises
    ------
    UnknownClaimant
        If nobody of this name claims anything, or several could be meant.
    """
    is_claim = ((claims["kind"] == "claim") & (claims["state"] == "accepted")).to_numpy()
    said = claims.loc[is_claim, ["claimant", "claimant_short", "claimant_key"]].drop_duplicates().astype("str")
    names = sorted(said["claimant"].unique())
    key = name_key(asked)
    if whole := [name for name in names if ";" in name and name_key(name) == key]:
        return whole
    wordings: dict[str, str] = {}  # and whose each is
    makers: dict[str, set[str]] = {}
    for name, short, keys in sorted(said.itertuples(index=False), key=_is_joint):
        alone = [name, short, *(() if keys.startswith(NAMELESS) else (keys,))]
        parts = name.split(";") if ";" in name else alone
        found = {name_key(part): _maker(part, keys) for part in parts if name_key(part)}
        makers[name] = {wordings.setdefault(wording, whose) for wording, whose in found.items()}
    if key in wordings:
        return [name for name in names if wordings[key] in makers[name]]
    near = {whose for wording, whose in wordings.items() if key and key in wording}
    if len(near) == 1:
        return [name for name in names if near & makers[name]]
    shown = [name for name in names if key and key in name_key(name)] or names
    more = f" and {len(shown) - _MOST_NAMED} more" if len(shown) > _MOST_NAMED else ""
    listed = ", ".join(map(repr, shown[:_MOST_NAMED])) or "nobody"
    problem = "could be several" if near else "claims nothing"
    raise UnknownClaimant(f"claimant {asked!r} {problem}; name one of {listed}{more}")


def _is_joint(said: tuple[str, str, str]) -> bool:
    return ";" in said[0]


def _maker(wording: str, keys: str) -> str:
    """Return which of the keys of a statement's makers a wording has; who has no name is known by the wording."""
    own = [key for key in keys.split(";") if not key.startswith(NAMELESS)]
    if own == [keys]:
        return keys
    return next(
        (key for key in (name_key(wording), name_key(without_office(wording))) if key in own), name_key(wording)
    )


def _force_key(force: str) -> str:
    return ";".join(sorted(key for key in map(name_key, force.split(";")) if key))
