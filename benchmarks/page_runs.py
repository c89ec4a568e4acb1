"""Building a map in a process of its own: seconds, memory, bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).parents[1]
PEERS: Final = Path(__file__).with_name("page_peers.py")
CHILD: Final = Path(__file__).with_name("page_child.py")
#: All folium maps begin with it.
IMPORTS: Final = "import folium, geopandas"


@dataclass(frozen=True, slots=True)
class Built:
    """What it took to build a map.

    Attributes
    ----------
    seconds : float
        The whole process, from its start to its end.
    peak_mb : float
        The most memory that it held at once.
    size : int
        Bytes of the file; 0 where none was written.
    fault : str
        Why it failed; blank where it did not.
    """

    seconds: float
    peak_mb: float
    size: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Builder:
    """One way to a map of a feed.

    Attributes
    ----------
    name : str
        As printed in the table.
    python : str
        The interpreter in whose environment it is.
    kind : str
        What `page_peers` calls it; blank is Mustermap.
    has_slider : bool
        Whether its page is opened and stepped.
    needs : str
        The module that must be there.
    """

    name: str
    python: str
    kind: str = ""
    has_slider: bool = True
    needs: str = "folium"

    def is_there(self) -> bool:
        """Check whether it is installed."""
        asked = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({self.needs!r}) is None)"
        try:
            return subprocess.run([self.python, "-c", asked], check=False, capture_output=True).returncode == 0
        except OSError:
            return False

    def command(self, feed: Path, output: Path) -> list[str]:
        """Return the command that builds a map."""
        if self.kind:
            return [self.python, str(PEERS), self.kind, str(feed), str(output)]
        return [self.python, "-m", "mustermap", "map", str(feed), "-o", str(output), "--overwrite"]


def best(runs: Sequence[Built], output: Path | None = None) -> Built:
    """Sum up some builds of one map: the fastest counts, for what is slower is something else on the machine."""
    fastest = min(runs, key=lambda one: one.seconds)
    size = output.stat().st_size if output and output.exists() else 0
    fault = next((one.fault for one in runs if one.fault), "")
    return Built(fastest.seconds, max(one.peak_mb for one in runs), size, fault)


def builders(peers_python: str) -> list[Builder]:
    """List the ways to a map; ours is the first."""
    here = sys.executable
    return [
        Builder("mustermap", here, needs="maps"),
        Builder("folium TimestampedGeoJson", here, "timestamped"),
        Builder("folium Timeline", here, "timeline"),
        Builder("kepler.gl", peers_python, "keplergl", has_slider=False, needs="keplergl"),
        Builder("lonboard", peers_python, "lonboard", has_slider=False, needs="lonboard"),
    ]


def run(command: Sequence[str]) -> Built:
    """Run one process to its end, under a small one: a child's memory begins with that of its parent."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # all packages are compiled once, as pip does when it installs one
    watched = [sys.executable, "-S", str(CHILD), *command]
    said = subprocess.run(watched, check=True, capture_output=True, text=True, env=environment, cwd=ROOT).stdout
    got = json.loads(said)
    return Built(got["seconds"], got["peak_mb"], fault=got["fault"])
