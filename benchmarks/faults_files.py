"""What the campaign of faults breaks: tables of every format that is read, and files that only one command reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from mustermap.app.places.earlier_decisions import earlier_file
from mustermap.app.terminal.terminal_drafts import Unfinished
from mustermap.app.web.form_drafts import DRAFTS
from mustermap.app.web.form_drafts import Unfinished as WebForms
from tests.ledger_damage import whole_ledger
from tests.mangled import KINDS, ROWS, mangle, whole

if TYPE_CHECKING:
    from pathlib import Path

LEDGER: Final = "mustermap.gpkg"
MINE: Final = "id,who,claimant,figure,place,source_title\nmine,A. Minister,A. Minister,9000,Minsk,News\n"
"""A table that is whole, for the commands that read it by a broken mapping or beside a broken ledger."""

OF_ONE_COMMAND: Final = {
    "mapping.toml": ("import mine.csv --mapping {}", "import mine.csv --mapping {} --dry-run"),
    "decisions.toml": ("import mine.csv", "import mine.csv --dry-run", "backup -o copy.gpkg"),
    "places.csv": ("place --batch {} -o good.csv --overwrite",),
    "gazetteer.csv": ("gazetteer add {}",),
    "gazetteer.geojson": ("gazetteer add {}",),
    "geonames.txt": ("gazetteer add {}",),
    "template.xlsx": ("import {}", "import {} --dry-run"),
    "exported.csv": ("import {}", "add {}"),
    "exported.gpkg": ("import {}", "import {} --dry-run"),
    "exported.kml": ("import {}", "import {} --dry-run"),
    "exported.geojson": ("import {}", "add {}"),
    "exported.parquet": ("import {}", "import {} --dry-run"),
}
"""Files that not every command reads, and those that do."""
OF_DRAFTS: Final = ("drafts.json", "drafts.sqlite")
"""What the terminal and the web app keep of what is half filled."""
INPUTS: Final = (*KINDS, *OF_ONE_COMMAND, *OF_DRAFTS)

_MAPPING: Final = (
    '[columns]\nclaimant = "who"\nfigure = "figure"\nplace = "place"\n\n[constants]\nsource_title = "Evening News"\n'
    'said = "2022-10-14"\n\n[values.place]\n"Minsk" = "Minsk"\n'
)
_DECISIONS: Final = (
    '[[place]]\nwording = "Minsk"\ncountry = "BY"\nref = "geonames:625144"\neditor = "Kim"\ndecided = "2022-10-14"\n'
)
_GEONAMES: Final = (
    "625144\tMinsk\tMinsk\tМінск,Минск\t53.9\t27.56667\tP\tPPLC\tBY\t\t04\t\t\t\t1742124\t\t222\tEurope/Minsk\t2020-01-01\n"
    "1\tVyoska\tVyoska\tВёска\t52.1\t23.7\tP\tPPL\tBY\t\t01\t\t\t\t90\t\t140\tEurope/Minsk\t2020-01-01\n"
)
_RING: Final = [[27.0, 53.0], [27.1, 53.0], [27.1, 53.1], [27.0, 53.1], [27.0, 53.0]]


def broken(name: str, folder: Path, seed: int) -> bytes:
    """Break a file that `make_files` has made; the seed decides how."""
    kind = name if name in KINDS else name.rpartition(".")[2]
    return mangle("gpkg" if kind == "sqlite" else kind, (folder / f"t.{name}").read_bytes(), seed)


def make_files(folder: Path) -> None:
    """Make all files that are broken later, and a ledger."""
    ledger = folder / LEDGER
    whole_ledger(ledger)
    for kind in KINDS:
        (folder / f"t.{kind}").write_bytes(whole(kind, folder))
    area = {
        "type": "Feature",
        "properties": {"name": "Minsk 3"},
        "geometry": {"type": "Polygon", "coordinates": [_RING]},
    }
    texts = {
        "mapping.toml": _MAPPING,
        "decisions.toml": _DECISIONS,
        "geonames.txt": _GEONAMES,
        "places.csv": "place,country\n" + "".join(f'"{row["place"]}",BY\n' for row in ROWS),
        "gazetteer.csv": "name,lon,lat,other_names,kind\nMinsk 2,27.5,53.9,Мінск 2;M 2,site\nВёска,23.7,52.1,,\n",
        "gazetteer.geojson": json.dumps({"type": "FeatureCollection", "features": [area]}),
    }
    for name, text in texts.items():
        (folder / f"t.{name}").write_text(text, encoding="utf-8")
    _export(ledger, folder)
    _template(folder / "t.template.xlsx")
    _drafts(folder)


def _export(ledger: Path, folder: Path) -> None:
    from mustermap.app.exports.export_writers import export_reports
    from mustermap.app.options import Selection

    outputs = [folder / f"t.{name}" for name in OF_ONE_COMMAND if name.startswith("exported.")]
    export_reports(Selection(ledger=ledger), outputs=outputs, overwrite=False)


def _template(path: Path) -> None:
    import openpyxl

    from mustermap.app.imports.workbook_template import make_template

    make_template(path, overwrite=False)
    book = openpyxl.load_workbook(path)
    names = [cell.value for cell in book.active[1]]
    for number, row in enumerate(ROWS, 2):
        for column, name in enumerate(names, 1):
            book.active.cell(number, column, row.get(name) or None)
    book.save(path)


def _drafts(folder: Path) -> None:
    """Keep what was begun in the terminal and in the browser, as they do."""
    begun = Unfinished("/mustermap.gpkg", source={"title": "Evening News"}, report={"claimant": "A. Minister"})
    begun.keep()
    (kept,) = (folder / "drafts").glob("*.json")
    (folder / "t.drafts.json").write_bytes(kept.read_bytes())
    forms = WebForms(folder / "web")
    for number in range(20):
        forms.keep(f"form-{number}", page="/add", turn=0, fields={"claim-0-claimant": "A. Minister", "note": "n" * 400})
    forms.close()
    (folder / "t.drafts.sqlite").write_bytes((folder / "web" / DRAFTS).read_bytes())


def put(name: str, content: bytes, folder: Path) -> str:
    """Put a broken file where it is looked for; return its name."""
    if name == "decisions.toml":
        path = earlier_file(folder / LEDGER)
    elif name in OF_DRAFTS:
        path = folder / ("drafts/d.json" if name == "drafts.json" else f"web/{DRAFTS}")
        path.parent.mkdir(mode=0o700)
    else:
        path = folder / f"broken.{name}"
    path.write_bytes(content)
    path.chmod(0o600)
    return path.name
