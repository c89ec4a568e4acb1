"""The house: what is in the wheel, what is not in the tree, and who may import whom (import-linter holds the rest)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def wheel(root: Path) -> Path:
    wheels = list((root / "build" / "wheel").glob("mustermap-*.whl"))
    assert len(wheels) == 1, "no wheel was built during set-up; run: make test"
    return wheels[0]


def test_the_wheel_holds_the_packages_the_seeds_the_page_and_the_gazetteer_and_nothing_else(
    wheel: Path, root: Path
) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"mustermap"}
    names = [name.removeprefix("mustermap/") for name in names]
    made = {"geo/gazetteer.sqlite", "maps/static/page.js", "maps/static/page.css", "maps/static/part.css",
            "maps/static/leaflet.js", "maps/static/leaflet.css", "maps/static/basemap.json.gz",
            "maps/static/basemap_overview.json.gz",
            "seeds/belarus-2022.toml", "seeds/belarus-2022-coverage.toml",
            "seeds/north-korea-2024.toml", "words/en.json", "words/ru.json", "words/uk.json",
            "words/built/cldr_names.json"}  # fmt: skip
    made |= {f"data/wordings/languages/{code}.toml" for code in ("be", "de", "en", "pl", "ru", "uk")}
    assert made <= set(names)
    modules = {str(path.relative_to(root)) for folder in ("app", "data", "geo", "layers", "maps", "seeds", "words")
               for path in (root / folder).rglob("*.py") if "node_modules" not in path.parts}  # fmt: skip
    face = {path.name for path in (root / "face").iterdir() if path.suffix in {".py", ".typed"}}
    assert modules | face <= set(names)
    web = {
        str(path.relative_to(root)) for path in (root / "app" / "web").rglob("*.*") if "__pycache__" not in path.parts
    }
    assert {"app/web/templates/form.jinja", "app/web/static/form.js", "app/web/static/app.css"} <= web <= set(names)
    assert not [name for name in names if "node_modules" in name or name.endswith((".html", ".gpkg"))]
    assert any(name.endswith("licenses/NOTICE") for name in names)


def test_the_wheel_is_for_every_machine_with_python(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_in_an_empty_environment_without_node_and_make_builds_the_same_map(
    wheel: Path, root: Path, tmp_path: Path
) -> None:
    """It was installed there during set-up, with nothing on the path either."""
    command = root / "build" / "wheel-env" / "bin" / "mustermap"
    assert command.exists(), "the wheel was not installed during set-up; run: make test"
    clean = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "MUSTERMAP_LEDGER"))}
    bare = {**clean, "PATH": str(tmp_path)}
    assert [program for program in ("node", "npm", "make") if shutil.which(program, path=bare["PATH"])] == []
    subprocess.run([command, "map", "-o", "wheel.html"], cwd=tmp_path, env=bare, check=True, capture_output=True)
    ours = [sys.executable, "-m", "mustermap", "map", "-o", str(tmp_path / "tree.html")]
    subprocess.run(
        ours, cwd=tmp_path, env={**clean, "PYTHONPATH": str(root / "build" / "src")}, check=True, capture_output=True
    )
    assert (tmp_path / "wheel.html").read_bytes() == (tmp_path / "tree.html").read_bytes()


def test_the_build_group_of_the_lock_is_what_the_build_requires(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]


def test_lock_files_name_versions_and_hashes_and_no_host(root: Path) -> None:
    for lock in (root / "requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        packages = re.findall(r"^[a-z0-9].*==", text, re.M)
        assert packages
        assert len(re.findall(r"^[a-z0-9][^\n]*\\\n +--hash=sha256:", text, re.M)) == len(packages)
    packages = json.loads((root / "maps" / "page" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_nothing_that_is_built_is_in_the_tree(root: Path) -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    if not any(tracked):
        pytest.skip("not a git checkout")
    built = [name for name in tracked if name.endswith((".html", ".gpkg", ".sqlite", ".whl")) or "node_modules" in name]
    assert built == []
    assert not [name for name in tracked if name.startswith("maps/static/")]


def test_ignored_paths_are_anchored_but_for_caches(root: Path) -> None:
    lines = (root / ".gitignore").read_text(encoding="utf-8").split()
    packages = {"app", "data", "face", "geo", "layers", "maps", "seeds", "tests", "words"}
    assert not [line for line in lines if not line.startswith("/") and line.strip("/") in packages]
