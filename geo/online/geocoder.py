"""Ask OpenStreetMap's Nominatim for what the gazetteer does not resolve: only when the user wants it, and sparingly.

The usage policy (https://operations.osmfoundation.org/policies/nominatim/) asks for at most one request a second, a
user agent that names the application, answers that are kept, and the credit. Nothing here is imported by the rest of
the package.
"""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import sleep, time
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

import diskcache
from geopy.exc import (
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from mustermap.earth import distance_m
from mustermap.errors import OnlineRefused, UnknownCountryError
from mustermap.geo.choice.decision import MOST_CANDIDATES
from mustermap.geo.gazetteer.country_lookup import country_code, country_named
from mustermap.geo.online.nominatim import CREDIT, kept_fields, read_result
from mustermap.geo.resolution import LONGEST_WORDING
from mustermap.geo.wording.coordinates import read_coordinates
from mustermap.geo.wording.frames import read_frame
from mustermap.geo.wording.name_parts import read_wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from mustermap.geo.answers import Place, Resolution

SERVER = "https://nominatim.openstreetmap.org"
SERVER_VARIABLE, CACHE_VARIABLE = "MUSTERMAP_NOMINATIM", "MUSTERMAP_CACHE"
SECONDS_BETWEEN = 1.0
SECONDS_TO_WAIT = 10
MOST_RESULTS = 5
# How long an answer is kept; OpenStreetMap changes.
KEPT_S = 90 * 24 * 3600
CACHE_BYTES = 64 * 2**20
# After this many failures in a row, or one refusal, nothing more is asked.
MOST_FAILURES = 3
_CONTACT = re.compile(r"[!-~]+@[!-~]+\.[!-~]+|https?://[!-~]+")
_LAST = "last asked"
_CACHE_ERRORS = (OSError, sqlite3.Error, diskcache.Timeout)


def cache_folder() -> Path:
    """Return the folder where answers are kept: $MUSTERMAP_CACHE, else the user's folder for caches."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_cache_path("mustermap", appauthor=False)


class OnlineGeocoder:
    """Ask Nominatim for what the gazetteer does not resolve; answers are kept on disk for 90 days.

    What is sent: the wording, the country asked for, and the contact; to $MUSTERMAP_NOMINATIM, else OpenStreetMap's
    server.

    Parameters
    ----------
    contact
        An e-mail address or a web address at which whoever runs the server can reach the user.

    Raises
    ------
    OnlineRefused
        If there is no contact, or the cache or the server's address cannot be used.
    """

    def __init__(self, contact: str) -> None:
        if not _CONTACT.fullmatch(contact.strip()):
            raise OnlineRefused(
                f"--online: {f'{contact!r} is no contact' if contact.strip() else 'no contact is given'}, and "
                "Nominatim's usage policy asks for one",
                "give your e-mail or web address with --contact or $MUSTERMAP_CONTACT",
            )
        server = os.environ.get(SERVER_VARIABLE) or SERVER
        address = urlsplit(server)
        if address.scheme not in {"http", "https"} or not address.netloc:
            raise OnlineRefused(f"${SERVER_VARIABLE}: {server!r} is no web address", f"give one such as {SERVER}")
        self._geocoder: Any = Nominatim(
            user_agent=f"Mustermap/{version('mustermap')} ({contact.strip()})",
            scheme=address.scheme,
            domain=address.netloc + address.path,
            timeout=SECONDS_TO_WAIT,
        )
        self._server = server
        self._geocode = RateLimiter(
            self._geocoder.geocode, min_delay_seconds=SECONDS_BETWEEN, max_retries=0, swallow_exceptions=False
        )
        folder = cache_folder()
        try:
            # JSON, since diskcache's pickles would run whatever somebody else puts into the folder
            self._cache: Any = diskcache.Cache(str(folder), disk=diskcache.JSONDisk, size_limit=CACHE_BYTES)
        except _CACHE_ERRORS as error:
            raise OnlineRefused(
                f"{folder}: answers cannot be kept there ({error})", f"name another folder in ${CACHE_VARIABLE}"
            ) from error
        self._has_asked = False
        self._failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._geocoder.__exit__(kind, error, trace)
        self._cache.close()

    def supplement(self, answer: Resolution, *, country: str | None = None) -> Resolution:
        """Add Nominatim's candidates to an answer that is not resolved.

        Parameters
        ----------
        answer
            What the gazetteer says. A resolved one, coordinates, and what would have to be computed ("30 km north of
            …") are returned as they are, and nothing is asked.
        country
            The country hint with which it was asked for; candidates elsewhere are left out.

        Returns
        -------
        Resolution
            Never resolved by Nominatim alone: "ambiguous" with its candidates, or the answer as it was, with the reason
            why Nominatim had none.
        """
        try:
            code = country_code(country) if country is not None and country.strip() else ""
        except UnknownCountryError:
            return answer
        if not _is_askable(answer):
            return answer
        try:
            kept = self._results(" ".join(answer.wording.split()), code)
        except OnlineRefused as error:
            reason = f"{answer.reason} Nominatim has not been asked, or did not answer: {error.reason}."
            return replace(answer, reason=reason, advice=f"{answer.advice} For Nominatim: {error.advice}.".strip())
        places = [place for one in kept if (place := read_result(one, answer.wording.strip())) is not None]
        return _joined(answer, [place for place in places if not code or place.country_code == code])

    def _results(self, query: str, code: str) -> list[dict[str, Any]]:
        """Return the results that are kept, else ask for them."""
        key = ["results", self._server, query.casefold(), code]
        try:
            kept = self._cache.get(key)
            if kept is None:
                kept = self._ask(query, code)
                self._cache.set(key, kept, expire=KEPT_S)
        except _CACHE_ERRORS as error:
            raise OnlineRefused(
                f"the kept answers cannot be read ({error})", f"name another folder in ${CACHE_VARIABLE}"
            ) from error
        return cast("list[dict[str, Any]]", kept)

    def _ask(self, query: str, code: str) -> list[dict[str, Any]]:
        if self._failures >= MOST_FAILURES:
            raise OnlineRefused("it failed before, and is not asked again in this run", "ask again later")
        self._wait_for_others()
        ask = partial(self._geocode, query, exactly_one=False, limit=MOST_RESULTS, language="en", addressdetails=True)
        try:
            found = ask(country_codes=code.lower() or None)
            results = [kept_fields(location.raw) for location in found or ()]
        except (
            GeopyError,
            AttributeError,
            TypeError,
            ValueError,
        ) as error:  # the last three: an answer of another form
            reason, is_refusal = _failure(error)
            self._failures = MOST_FAILURES if is_refusal else self._failures + 1
            raise OnlineRefused(reason, "ask again later, or without --online") from error
        finally:
            self._cache.set(_LAST, time())
        self._failures = 0
        return results

    def _wait_for_others(self) -> None:
        """Wait, before the first request, until a second has passed since that of a process before this one."""
        if not self._has_asked:
            wait = float(self._cache.get(_LAST) or 0) + SECONDS_BETWEEN - time()
            if 0 < wait <= SECONDS_BETWEEN:
                sleep(wait)
            self._has_asked = True


def _failure(error: Exception) -> tuple[str, bool]:
    """Return why there is no answer, and whether the server refuses to be asked."""
    if isinstance(error, GeocoderRateLimited):
        return "too many requests (HTTP 429)", True
    if isinstance(error, GeocoderInsufficientPrivileges):
        return "the server refuses (HTTP 403)", True
    if isinstance(error, GeocoderTimedOut):
        return f"no answer within {SECONDS_TO_WAIT} s", False
    if isinstance(error, GeocoderUnavailable):
        return "the server cannot be reached", False
    if isinstance(error, GeocoderParseError) or not isinstance(error, GeopyError):
        return "its answer cannot be read", False
    return f"the server answers: {' '.join(str(error).split())[:80]}", False


def _is_askable(answer: Resolution) -> bool:
    """Check whether a wording is a name, perhaps with a kind and a country around it, that was not resolved."""
    wording = answer.wording
    if answer.status == "resolved" or len(wording) > LONGEST_WORDING or not wording.isprintable():
        return False
    if read_coordinates(wording) is not None or read_frame(wording) is not None:
        return False
    core = read_wording(wording, country_named).core
    return any(sign.isalpha() for sign in core)


def _joined(answer: Resolution, places: Sequence[Place]) -> Resolution:
    """Return the answer with Nominatim's candidates after those of the gazetteer that bear the name."""
    own = answer.candidates if answer.status == "ambiguous" else ()
    rest = () if answer.status == "ambiguous" else answer.candidates
    new = [place for place in places if not any(_is_same(place, other) for other in own)]
    if not new:
        return replace(answer, reason=f"{answer.reason} Nominatim has no other place of this name.")
    names = "; ".join(f"{place.name} ({place.precision}, {place.country_code or 'no country'})" for place in new[:3])
    coordinates = f"'{new[0].lat:.5f}, {new[0].lon:.5f}'"
    return replace(
        answer,
        status="ambiguous",
        candidates=(*own, *new, *rest)[:MOST_CANDIDATES],
        reason=f"{answer.reason} {CREDIT}, offers: {names}.",
        advice=f"{answer.advice} If Nominatim's is meant, give its coordinates as the place, as in {coordinates}, and "
        "credit OpenStreetMap.",
    )


def _is_same(place: Place, other: Place) -> bool:
    """Check whether two candidates are one place."""
    apart_m = distance_m(place.lon, place.lat, other.lon, other.lat)
    return place.country_code == other.country_code and apart_m <= max(place.radius_m, other.radius_m)
