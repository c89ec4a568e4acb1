"""Run a step of the build.

`python -m mustermap.geo.build labels build` or `python -m mustermap.geo.build gazetteer build/countries.geojson
geo/gazetteer.sqlite`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mustermap.geo.build import compile_gazetteer, write_labels

match sys.argv[1:]:
    case ["labels", folder]:
        write_labels(Path(folder))
    case ["gazetteer", countries, output]:
        compile_gazetteer(countries=Path(countries), output=Path(output))
    case _:
        sys.exit("usage: python -m mustermap.geo.build labels FOLDER | gazetteer COUNTRIES.geojson OUTPUT.sqlite")
