"""Read coordinates: decimal degrees, degrees with minutes and seconds, and MGRS."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from mustermap.earth import DEGREE_M

SMALLEST_RADIUS_M = 10
# Bare pairs of numbers need this many decimals to be taken for degrees: "53.77, 27.59", not "10.5, 20.5"; more if no
# comma separates them, since "10.10 12.12" may be days.
_BARE_DECIMALS = 2
_BARE_DECIMALS_SPACED = 3
_LONGEST = 80
_HALF_DIAGONAL = math.sqrt(0.5)

# Russian, Ukrainian and Belarusian write "с. ш.", "пн. ш." for north, "в. д.", "сх. д.", "у. д." for east.
_SIDES = (
    (re.compile(r"(?i)\b(?:с|пн)\.?\s*ш\b\.?"), "N"),
    (re.compile(r"(?i)\b(?:ю|пд)\.?\s*ш\b\.?"), "S"),
    (re.compile(r"(?i)\b(?:в|сх|у)\.?\s*д\b\.?"), "E"),
    (re.compile(r"(?i)\b(?:з|зх)\.?\s*д\b\.?"), "W"),
    (re.compile(r"(?i)\b(?:latitude|longitude|lat|long|lon|coordinates|coords)\b\.?\s*[:=]?"), " "),
)
_SIGNS = str.maketrans(
    {
        "º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "ʹ": "'", "´": "'", "`": "'", "″": '"', "”": '"', "“": '"',
        "ʺ": '"', "−": "-", "–": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
    }
)  # fmt: skip
_ALLOWED = re.compile(r"[0-9NSEW°'\".,;/+\-\s]+")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,12})?(?![0-9])")
_DECIMAL_COMMAS = re.compile(r"([+-]?[0-9]{1,3}),([0-9]{2,12})\s*[;/\s]\s*([+-]?[0-9]{1,3}),([0-9]{2,12})")
_DECIMAL_COMMA = re.compile(r"([0-9]),([0-9]+)(?=\s*[°NSEW'\"])")
_BARE = re.compile(r"([+-]?[0-9]{1,3}\.[0-9]{1,12})\s*(?:[,;/]\s*|\s)([+-]?[0-9]{1,3}\.[0-9]{1,12})")
_MGRS = re.compile(r"([0-9]{1,2})\s?([C-HJ-NP-X])\s?([A-HJ-NP-Z]{2})\s?([0-9]{1,5})\s?([0-9]{0,5})")
_MGRS_WORD = re.compile(r"(?i)\s*MGRS\s*:?\s*")
_REF = re.compile(r"at:(-?[0-9]{1,2}\.[0-9]{5}),(-?[0-9]{1,3}\.[0-9]{5}),([0-9]{1,6})")
_PARENTHESES = re.compile(r"\(([^()]{5,80})\)")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A position in a wording.

    Attributes
    ----------
    lon, lat
        Degrees, EPSG:4326, to five decimals (a metre).
    radius_m
        Half the diagonal of the cell that the digits leave open, at least 10 m.
    """

    lon: float
    lat: float
    radius_m: int

    @property
    def ref(self) -> str:
        """The reference "at:lat,lon,radius_m"."""
        return f"at:{self.lat:.5f},{self.lon:.5f},{self.radius_m}"


@dataclass(frozen=True, slots=True)
class NoCoordinates:
    """Text that looks like coordinates and cannot be: why, and what to do, a sentence each."""

    reason: str
    advice: str


def read_coordinates(text: str) -> Coordinates | NoCoordinates | None:
    """Return the coordinates in a wording, alone or in parentheses after a name.

    Bare pairs of degrees are latitude and longitude in that order; with N, S, E and W (or Cyrillic "с. ш.", "в. д.")
    in either order.

    Parameters
    ----------
    text
        A place wording.

    Returns
    -------
    Coordinates, NoCoordinates or None
        The position; why coordinates cannot be right; None if the wording gives none.

    Examples
    --------
    >>> read_coordinates("53.77330, 27.59480").ref
    'at:53.77330,27.59480,10'
    >>> read_coordinates("55°17' N 30°2' E").radius_m
    1312
    >>> read_coordinates("MGRS 36UUD 63933 07410").ref
    'at:52.40000,31.00001,10'
    >>> read_coordinates("91.5000, 27.5900").reason
    'The wording reads like coordinates, but 91.5 is no latitude.'
    >>> read_coordinates("Minsk-2") is None
    True
    """
    if not any("0" <= sign <= "9" for sign in text):
        return None
    for part in (text.strip().strip("()"), *_PARENTHESES.findall(text)):
        if len(part) <= _LONGEST:
            found = _read_mgrs(part) or _read_degrees(part)
            if found is not None:
                return found
    return None


def coordinates_of(ref: str) -> Coordinates | None:
    """Return the position of a reference "at:lat,lon,radius_m"; None if it is not in exactly this form."""
    match = _REF.fullmatch(ref)
    if match is None:
        return None
    found = _checked(float(match[1]), float(match[2]), int(match[3]))
    return found if isinstance(found, Coordinates) and found.ref == ref else None


def _read_degrees(part: str) -> Coordinates | NoCoordinates | None:
    text = part.translate(_SIGNS)
    for pattern, side in _SIDES:
        text = pattern.sub(side, text)
    text = text.strip()
    if not _ALLOWED.fullmatch(text):
        return None
    if commas := _DECIMAL_COMMAS.fullmatch(text):
        text = f"{commas[1]}.{commas[2]} {commas[3]}.{commas[4]}"
    if bare := _BARE.fullmatch(text):
        decimals = min(len(number.partition(".")[2]) for number in bare.groups())
        if decimals < (_BARE_DECIMALS if re.search("[,;/]", text) else _BARE_DECIMALS_SPACED):
            return None
        return _checked(float(bare[1]), float(bare[2]), _radius_m(10.0**-decimals))
    if "." not in text:
        text = _DECIMAL_COMMA.sub(r"\1.\2", text)
    halves = _halves(text)
    if halves is None:
        return None
    angles = [_angle(half) for half in halves]
    if any(angle is None for angle in angles):
        return None
    (lat, lat_step), (lon, lon_step) = (angle for angle in angles if angle is not None)
    if max(lat_step, lon_step) >= 1 and "°" not in text:
        return None  # "E30 N1" may be roads
    return _checked(lat, lon, _radius_m(max(lat_step, lon_step)))


def _halves(text: str) -> tuple[str, str] | None:
    """Split a text into latitude and longitude, each with the letter of its side, if it has one."""
    letters = [(at, sign) for at, sign in enumerate(text) if sign in "NSEW"]
    if not letters:
        parts = [part for part in re.split(r"[,;/]", text) if part.strip()]
        if len(parts) != 2 or any(part.count("°") != 1 for part in parts):
            return None
        return parts[0], parts[1]
    if len(letters) != 2 or len({sign in "NS" for _, sign in letters}) != 2:
        return None
    (first, sign), (second, _) = letters
    cut = second if first == 0 else first + 1
    one, other = text[:cut], text[cut:]
    return (one, other) if sign in "NS" else (other, one)


def _angle(half: str) -> tuple[float, float] | None:
    """Return an angle (degrees, minutes, seconds, a sign or a side) and the step of its last digit, both in degrees."""
    numbers = _NUMBER.findall(half)
    rest = _NUMBER.sub(" ", half)
    if not 1 <= len(numbers) <= 3 or not re.fullmatch(r"[NSEW°'\",;/\s]*", rest):
        return None
    if any("." in number for number in numbers[:-1]) or any(number[0] in "+-" for number in numbers[1:]):
        return None
    if any(float(number) >= 60 for number in numbers[1:]):
        return None
    value = sum(abs(float(number)) / 60**place for place, number in enumerate(numbers))
    step = 10.0 ** -len(numbers[-1].partition(".")[2]) / 60 ** (len(numbers) - 1)
    turned = numbers[0].startswith("-") or "S" in half or "W" in half
    return -value if turned else value, step


def _read_mgrs(part: str) -> Coordinates | NoCoordinates | None:
    text = _MGRS_WORD.sub("", part)
    match = _MGRS.fullmatch((text.upper() if text != part else text).strip())
    if match is None:
        return None
    digits = match[4] + match[5]
    is_split = re.search(r"[0-9]\s+[0-9]+\s*$", text) is not None
    if len(digits) % 2 or len(digits) < 2 or (is_split and len(match[4]) != len(match[5])):
        return None
    cell = f"{int(match[1])}{match[2]}{match[3]}{digits}"
    native = _mgrs()
    try:
        lat, lon = native.toLatLon(cell)
        again = native.toMGRS(lat, lon, MGRSPrecision=len(digits) // 2)
    except (ValueError, RuntimeError, _mgrs_error()):
        again = ""
    if str(again).lstrip("0") != cell:
        return NoCoordinates(f"{cell} is not a cell of the MGRS grid.", "Check its zone and letters.")
    side_m = 10 ** (5 - len(digits) // 2)
    return _checked(lat, lon, max(SMALLEST_RADIUS_M, math.ceil(side_m * _HALF_DIAGONAL)))


@cache
def _mgrs() -> Any:
    import mgrs  # a compiled library: only where a wording needs it

    return mgrs.MGRS()


def _mgrs_error() -> type[Exception]:
    from mgrs._native import MGRSError

    error: type[Exception] = MGRSError
    return error


def _radius_m(step: float) -> int:
    return max(SMALLEST_RADIUS_M, round(step * DEGREE_M * _HALF_DIAGONAL))


def _checked(lat: float, lon: float, radius_m: int) -> Coordinates | NoCoordinates:
    """Return the position, or why it cannot be: beyond the poles, more than half around, or 0, 0, a missing value."""
    trouble = "The wording reads like coordinates, but"
    if not -90 <= lat <= 90:
        return NoCoordinates(f"{trouble} {lat:g} is no latitude.", "Check their order and signs.")
    if not -180 <= lon <= 180:
        return NoCoordinates(f"{trouble} {lon:g} is no longitude.", "Check their order and signs.")
    if lat == 0 and lon == 0:
        return NoCoordinates(f"{trouble} 0, 0 stands for a missing value.", "Name the place.")
    return Coordinates(round(lon, 5) + 0.0, round(lat, 5) + 0.0, radius_m)
