"""The process that opens somebody else's file: it may take only so much time and memory, and then it is gone.

Started by `mustermap.data.tables.foreign_files`. It writes the columns as an Arrow file and exits with 0, or says on
standard output why it cannot and exits with `REFUSED`.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

REFUSED: Final = 3
OUT_OF_MEMORY: Final = 4


def main(path: str, layer: str, output: str, memory_mb: str, seconds: str) -> int:
    """Read a file into an Arrow file; return the exit code."""
    _limit(int(memory_mb), int(seconds))
    try:
        _read(Path(path), layer, Path(output))
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - whatever a library makes of a hostile file is reported to the other side
        from mustermap.errors import UnreadableFile

        remedy = "check that it is what its name says"
        name = Path(path).name
        said = str(error) if isinstance(error, UnreadableFile) else f"{name}: cannot be read ({error}); {remedy}"
        sys.stdout.buffer.write(said.encode("utf-8", "replace"))
        return OUT_OF_MEMORY if "realloc" in said or "bad_alloc" in said or "out of memory" in said else REFUSED
    return 0


def _limit(memory_mb: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: only the time is limited there, by the process that waits
        return
    size = memory_mb * 2**20
    # Whoever started this process may itself be limited, and nobody may raise what was set.
    wanted = (
        (resource.RLIMIT_AS, size, size),
        (resource.RLIMIT_CPU, seconds, seconds + 5),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for kind, soft, hard in wanted:
        most = resource.getrlimit(kind)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        with contextlib.suppress(ValueError, OSError):  # macOS takes no limit of the address space
            resource.setrlimit(kind, (soft, hard))


class _WithoutPandas(importlib.abc.MetaPathFinder):
    """Pretends that pandas is not installed.

    pyarrow imports it for the first list that it is handed, and pyogrio with geopandas at once: twice as long as all
    else takes that opens a file of usual size. Both do without it.
    """

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        if fullname in {"pandas", "geopandas"}:
            raise ModuleNotFoundError(f"{fullname} is not needed here", name=fullname)


def _read(path: Path, layer: str, output: Path) -> None:
    from mustermap.data.tables.own_kml import is_exported_kml

    ending = path.suffix.lower()
    if ending != ".parquet":  # where a timestamp of nanoseconds, or GeoParquet, may need pandas
        sys.meta_path.insert(0, _WithoutPandas())
    if ending == ".xlsx":
        from mustermap.data.tables.workbooks import open_workbook as open_file
    elif ending == ".parquet":
        from mustermap.data.tables.layer_files import open_parquet as open_file
    elif ending in {".geojson", ".json"}:
        from mustermap.data.files.geojson_files import open_geojson as open_file
    elif ending == ".gpkg":
        from mustermap.data.tables.geopackage_files import open_geopackage as open_file
    elif is_exported_kml(path):
        from mustermap.data.tables.own_kml import open_exported_kml as open_file
    else:
        from mustermap.data.tables.layer_files import open_kml as open_file
    open_file(path, layer).write(output, path.name)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
