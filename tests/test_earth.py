"""The Earth's measures: right, and written once."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from pyproj import CRS, Geod

from mustermap import earth

if TYPE_CHECKING:
    from pathlib import Path

# 6371…, 6378…, 111195 or 111320, 156543 and 40075 as numbers of a program: radii, a degree, a pixel, the circumference.
_MEASURES = re.compile(r"\b(?:6_?37[18]|111_?[1-3]\d\d|156_?543|40_?075)(?:_?\d{3})?(?:\.\d+)?\b")


def test_the_radii_are_those_of_wgs_84() -> None:
    ellipsoid = CRS("EPSG:4326").ellipsoid
    assert ellipsoid is not None
    long, short = ellipsoid.semi_major_metre, ellipsoid.semi_minor_metre
    assert long == earth.EQUATOR_RADIUS_M
    assert pytest.approx((2 * long + short) / 3, abs=0.05) == earth.MEAN_RADIUS_M
    squash = math.sqrt(1 - (short / long) ** 2)
    authalic = math.sqrt(long**2 / 2 + short**2 * math.atanh(squash) / (2 * squash))
    assert pytest.approx(authalic, abs=0.05) == earth.EQUAL_AREA_RADIUS_M
    assert pytest.approx(Geod(ellps="WGS84").inv(0, 0, 1, 0)[2], abs=5) == earth.DEGREE_M


@pytest.mark.parametrize(
    ("one", "other"),
    [((27.56, 53.9), (32.05, 54.78)), ((179.9, 10), (-179.9, 10)), ((0, 0), (180, 0)), ((5, 5), (5, 5))],
)
def test_a_distance_is_that_on_the_sphere(one: tuple[float, float], other: tuple[float, float]) -> None:
    sphere = Geod(a=earth.MEAN_RADIUS_M, b=earth.MEAN_RADIUS_M)
    assert earth.distance_m(*one, *other) == pytest.approx(sphere.inv(*one, *other)[2], abs=0.01)


def test_they_are_written_once(root: Path) -> None:
    """In Python in `face/earth.py`; in the page, which cannot import it, in one place as well."""
    parts = ("app", "benchmarks", "data", "face", "geo", "layers", "maps", "words")
    python = [
        file for part in parts for file in sorted((root / part).rglob("*.py")) if "node_modules" not in file.parts
    ]
    page = sorted((root / "maps" / "page" / "src").rglob("*.ts"))
    assert _written(python, root) == ["face/earth.py"]
    assert len(_written(page, root)) == 1


def test_a_measure_in_another_module_is_found(tmp_path: Path) -> None:
    for number, line in enumerate(("a = 6_371_008.8", "b = 111_320", "c = 156543.03", "d = 6371")):
        (tmp_path / f"{number}.py").write_text(line, encoding="utf-8")
    (tmp_path / "not.py").write_text('WKT = "SPHEROID[6378137]"; e = 1_000; f = 16371', encoding="utf-8")
    assert _written(sorted(tmp_path.glob("*.py")), tmp_path) == ["0.py", "1.py", "2.py", "3.py"]


def _written(files: list[Path], root: Path) -> list[str]:
    """Return the files that hold a measure outside of texts."""
    return [
        str(file.relative_to(root))
        for file in files
        if _MEASURES.search(re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", "", file.read_text(encoding="utf-8")))
    ]
