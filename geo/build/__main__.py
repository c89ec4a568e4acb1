"""Run a step of the build.

`python -m mustermap.geo.build labels build`, `python -m mustermap.geo.build names words/built/cldr_names.json` or
`python -m mustermap.geo.build gazetteer build/countries.geojson geo/gazetteer.sqlite`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mustermap.geo.build import compile_gazetteer, write_cldr_names, write_labels

match sys.argv[1:]:
    case ["labels", folder]:
        write_labels(Path(folder))
    case ["names", output]:
        write_cldr_names(Path(output))
    case ["gazetteer", countries, output]:
        compile_gazetteer(countries=Path(countries), output=Path(output))
    case _:
        sys.exit(
            "usage: python -m mustermap.geo.build labels FOLDER | names OUTPUT.json | "
            "gazetteer COUNTRIES.geojson OUTPUT.sqlite"
        )
