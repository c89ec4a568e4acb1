"""Twenty editors add reports through the web app for a minute: no error, none lost, and how long an answer takes.

Run it with ``.venv/bin/python benchmarks/web.py``. Each session opens the form, has it read as one types, saves it and
looks at what was saved, over and over; afterwards every report that was acknowledged is looked up in the ledger.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mustermap.data.ledger import Ledger, verify
from tests.web_server import CLAIM, Server, Visitor


class Session(threading.Thread):
    """One editor, who adds as fast as the answers come."""

    def __init__(self, visitor: Visitor, number: int, end: float) -> None:
        super().__init__(daemon=True)
        self.visitor, self.number, self.end = visitor, number, end
        self.took: dict[str, list[float]] = {"open the form": [], "read while typing": [], "save": []}
        self.acknowledged: list[str] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Add reports until the time is over."""
        count = 0
        while time.monotonic() < self.end:
            count += 1
            claimant = f"Editor {self.number}, claim {count}"
            try:
                self.add(claimant, count)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is an error of the run
                self.errors.append(f"{claimant}: {error!r}")

    def add(self, claimant: str, count: int) -> None:
        """Add one report with a claimant of its own."""
        form = self.timed("open the form", lambda: self.visitor.form("/add"))
        filled = {**form, **CLAIM, "claim-0-claimant": claimant, "claim-0-figure": f"up to {1000 + count}"}
        read = self.timed("read while typing", lambda: self.visitor.post("/readings", filled))
        saved = self.timed("save", lambda: self.visitor.post("/add", {**filled, "do": "save:entered"}))
        if read.status_code != 200 or saved.status_code != 200 or "1 added" not in saved.text:
            self.errors.append(f"{claimant}: {read.status_code}, {saved.status_code}")
        else:
            self.acknowledged.append(claimant)

    def timed(self, what: str, work):
        """Do something, and note how long it took."""
        begun = time.perf_counter()
        done = work()
        self.took[what].append(time.perf_counter() - begun)
        return done


def main() -> int:
    """Run the sessions, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sessions", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=60)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            visitors = [server.enter() for _ in range(options.sessions)]
            end = time.monotonic() + options.seconds
            sessions = [Session(visitor, number, end) for number, visitor in enumerate(visitors)]
            for session in sessions:
                session.start()
            for session in sessions:
                session.join()
        finally:
            server.stop()
        with Ledger.open(server.ledger) as ledger:
            kept = set(ledger.reports()["claimant"])
        broken = verify(server.ledger).broken
    acknowledged = [one for session in sessions for one in session.acknowledged]
    errors = [one for session in sessions for one in session.errors]
    lost = [one for one in acknowledged if one not in kept]
    print(f"{options.sessions} sessions, {options.seconds:.0f} s: {len(acknowledged)} reports acknowledged")
    print(f"{len(errors)} errors, {len(lost)} lost, ledger {'broken' if broken else 'whole'}")
    for what in sessions[0].took:
        seconds = sorted(second for session in sessions for second in session.took[what])
        middle, late = statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))]
        print(f"{what:<18} median {middle * 1000:6.0f} ms   95th percentile {late * 1000:6.0f} ms")
    for error in errors[:10]:
        print(error)
    return 1 if errors or lost or broken else 0


if __name__ == "__main__":
    sys.exit(main())
