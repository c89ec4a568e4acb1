"""How well and how fast place wordings are resolved, by us and by what a user would pick instead, in one run.

Run it with ``.venv/bin/python benchmarks/places.py``; see benchmarks/labels/README.md for the labelled sets. The half
that is held back is scored with ``--held`` only, and never listed. ``pip install local-geocode`` for the peer.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.places_judge import Shares, Verdict, calibration, judge, shares
from benchmarks.places_labels import SETS, read_labels
from benchmarks.places_resolvers import RESOLVERS, Resolver
from benchmarks.places_speed import cold_start, exact_names, other_names, throughput

# The promise is about these.
NAMED = ("settlement", "airfield", "region", "country")


def main() -> None:
    """Score and time every resolver, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true", help="score the half that is held back, too")
    parser.add_argument("--list", action="store_true", help="list our wrong and missing answers of the tuning half")
    parser.add_argument("--no-speed", action="store_true", help="leave times and memory out")
    parser.add_argument("--only-ours", action="store_true", help="leave the others out")
    options = parser.parse_args()
    ready = _ready(RESOLVERS[:1] if options.only_ours else RESOLVERS)
    for half in ("tune", "held") if options.held else ("tune",):
        for name in SETS:
            for resolver in ready:
                verdicts = _verdicts(resolver, name, half)
                _print_shares(f"{name}, {half}: {resolver.name}", verdicts)
                if options.list and resolver is ready[0] and half == "tune":
                    _print_faults(verdicts)
    if not options.no_speed:
        _print_speed(ready)


def _ready(kinds: tuple[type[Resolver], ...]) -> list[Resolver]:
    ready = []
    for kind in kinds:
        resolver = kind()
        begin = time.perf_counter()
        try:
            resolver.load()
        except ImportError as error:
            print(f"{kind.name}: left out, since it is not installed ({error}); pip install local-geocode")
        else:
            print(f"{kind.name}: loaded in {time.perf_counter() - begin:.3f} s")
            ready.append(resolver)
    return ready


def _verdicts(resolver: Resolver, name: str, half: str) -> list[Verdict]:
    labels = read_labels(name, half)
    return [judge(label, answer) for label, answer in zip(labels, resolver.answers(labels), strict=True)]


def _print_shares(title: str, verdicts: list[Verdict]) -> None:
    print(f"\n{title}\n{'kind':28} {'rows':>5} {'coverage':>9} {'first':>7} {'right':>7} {'wrong of resolved':>18}")
    kinds = list(dict.fromkeys(verdict.label.kind for verdict in verdicts))
    for kind in kinds:
        _print_row(kind, shares([verdict for verdict in verdicts if verdict.label.kind == kind]))
    _print_row("named (the first four kinds)", shares([v for v in verdicts if v.label.kind in NAMED]))
    _print_row("all", shares(verdicts))
    bands = calibration(verdicts)
    if bands is None:
        print("confidence: not given")
        return
    print(f"{'confidence':28} {'rows':>5} {'stated':>9} {'right':>7}")
    for low, high, rows, stated, right in bands:
        print(f"{f'{low:.2f} to {high:.2f}':28} {rows:5} {stated:9.1%} {right:7.1%}")


def _print_row(title: str, count: Shares) -> None:
    coverage = f"{count.covered / count.due:9.1%}" if count.due else f"{'-':>9}"
    first = f"{count.first / count.due:7.1%}" if count.due else f"{'-':>7}"
    wrong = f"{count.wrong / count.resolved:8.1%}" if count.resolved else f"{'-':>8}"
    print(f"{title:28} {count.rows:5} {coverage} {first} {count.right / count.rows:7.1%} {count.wrong:5} {wrong}")


def _print_faults(verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        if not verdict.right:
            label, fault = verdict.label, verdict.wrong or "not resolved"
            print(f"  {label.kind:12} {label.wording[:60]!r} [{label.country}{label.document}]: {fault}")


def _print_speed(ready: list[Resolver]) -> None:
    exact, other = exact_names(), other_names()
    print(f"\n{'cold process, to its end':40} {'seconds':>8} {'memory':>9}")
    _print_cold("python, nothing done", "pass")
    for resolver in ready:
        for asked, code in resolver.cold.items():
            _print_cold(f"{resolver.name}: {asked}", code)
    _print_batches(ready, [*exact, *other])
    print(f"\n{'distinct names a second, one core':40} {'exact':>8} {'placed':>7} {'need more':>10} {'placed':>7}")
    for resolver in ready:
        fast, found = throughput(resolver, exact)
        slow, made = throughput(resolver, other)
        print(f"{resolver.name:40} {fast:8,.0f} {found:7.0%} {slow:10,.0f} {made:7.0%}")


def _print_batches(ready: list[Resolver], names: list[str]) -> None:
    """Print time and peak memory of a process that resolves many names, which it reads from a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.json"
        file.write_text(json.dumps(names), encoding="utf-8")
        for resolver in ready:
            kind = type(resolver).__name__
            _print_cold(
                f"{resolver.name}: {len(names):,} names",
                f"import json; from benchmarks.places_resolvers import {kind} as R; r = R(); r.load()\n"
                f"r.resolve(json.load(open({str(file)!r}, encoding='utf-8')))",
            )


def _print_cold(title: str, code: str) -> None:
    seconds, peak = cold_start(code)
    print(f"{title:40} {seconds:8.3f} {peak:6.0f} MB")


if __name__ == "__main__":
    main()
