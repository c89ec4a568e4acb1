"""How long a command takes to start, beside an empty typer program, in one run.

Run it with ``.venv/bin/python benchmarks/startup.py``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
EMPTY = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()\n"
ROOT = Path(__file__).parents[1]
#: All packages are compiled once, as pip does when it installs one.
COMPILED = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> float:
    """Time one run of a command."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=COMPILED)
    return time.perf_counter() - begin


def main() -> None:
    """Run the commands in turns, so that a noisy moment hits all of them, and print medians and ratios."""
    mustermap = [sys.executable, "-c", "from mustermap.app.entry import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.py")
        empty.write_text(EMPTY)
        seed = str(ROOT / "seeds" / "belarus-2022.toml")
        ledger = str(Path(folder, "ledger.gpkg"))
        commands = {
            "an empty typer program --help": [sys.executable, str(empty), "--help"],
            "mustermap --help": [*mustermap, "--help"],
            "mustermap check of a TOML file": [*mustermap, "check", seed],
            "mustermap add of a TOML file": [*mustermap, "add", seed, "--ledger", ledger],
            "mustermap place Smolensk": [*mustermap, "place", "Smolensk"],
            "python -c 'pass'": [sys.executable, "-c", "pass"],
            "python -c 'import mustermap as mm'": [sys.executable, "-c", "import mustermap as mm"],
            "python -c 'import geopandas, folium'": [sys.executable, "-c", "import geopandas, folium"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            seconds(command)
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds(command))
    base = statistics.median(times["an empty typer program --help"])
    print(f"{'median of ' + str(ROUNDS):45} {'seconds':>8} {'ratio':>6}")
    for name, taken in times.items():
        print(f"{name:45} {statistics.median(taken):8.3f} {statistics.median(taken) / base:6.2f}")


if __name__ == "__main__":
    main()
