"""What of the documentation is made of the code when the site is built: a hook of mkdocs.

A page says where with a comment: ``<!-- made: report_fields -->``. The commands are described from the commands, the
fields and columns from their tables in ``data`` and ``layers``; the notebook is run, and the map of the seed reports is
built. Nothing is written twice, and nothing that is made is committed.
"""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
#: npm brings it with what the page is built with; it lets a site search itself where there is no server.
SHIM: Final = ROOT / "maps" / "page" / "node_modules" / "iframe-worker" / "shim" / "index.js"

#: How a field's text is read.
KINDS: Final = {
    "text": "text",
    "id": "an id",
    "list": "a list; separated by `;` in CSV",
    "ids": "a list of ids; separated by `;` in CSV",
    "date": "a date: EDTF or a wording",
    "end": "a date, or `..` for an open end",
    "wording": "the source's wording",
    "number": "a number",
    "flag": "true or false",
    "choice": "one of",
    "geometry": "GeoJSON",
}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add every decision to the contents."""
    decisions = [f"adr/{page.name}" for page in sorted((DOCS / "adr").glob("0*.md"))]
    for part in config.nav or []:
        if isinstance(part, dict) and "Decisions" in part:
            part["Decisions"] = ["adr/README.md", *decisions]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files that are made."""
    made: dict[str, str | bytes] = {
        "changelog.md": (ROOT / "CHANGELOG.md").read_text("utf-8"),
        "map.html": seed_map(),
        "assets/iframe-worker.js": shim(),
        **notebook()[1],
    }
    for path, content in made.items():
        files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Replace a page's markers by what is made."""
    del page
    return re.sub(r"<!-- made: (\w+) -->", lambda found: made(found[1]), markdown)


def made(name: str) -> str:
    """Return what a page asks for: one of the functions below, or the columns of a table of ``layers``."""
    if name.endswith("_COLUMNS"):
        return columns(name)
    return MADE[name]()


def commands() -> str:
    """Describe every command with its options, from the commands themselves."""
    import typer
    from typer.cli import get_docs_for_click
    from typer.main import get_command

    from mustermap.app.cli import app

    program = get_command(app)
    text = get_docs_for_click(obj=program, ctx=typer.Context(program), name="mustermap")
    text = text.partition("\n")[2]  # the page has a heading of its own
    text = re.sub(r"\*\*Commands\*\*:\n\n(?:\* .*\n)+\n", "", text)  # they follow, and in full
    # An example in a sentence becomes one that can be copied.
    return re.sub(r"^(.*): (mustermap .+)$", r"\1:\n\n```console\n$ \2\n```", text, flags=re.M)


def report_fields() -> str:
    """Return a table of the fields of a report."""
    from mustermap.data.fields import REPORT_FIELDS

    return _fields(REPORT_FIELDS)


def source_fields() -> str:
    """Return a table of the fields of a source."""
    from mustermap.data.fields import SOURCE_FIELDS

    return _fields(SOURCE_FIELDS)


def claimant_fields() -> str:
    """Return a table of the fields of a claimant of the register."""
    from mustermap.data.fields import CLAIMANT_FIELDS

    return _fields(CLAIMANT_FIELDS)


def columns(of: str) -> str:
    """Return a table of the columns of a frame of ``layers``."""
    from mustermap import layers

    rows = [(f"`{one.name}`", one.dtype, html.escape(one.meaning, quote=False)) for one in getattr(layers, of)]
    return _table(("column", "dtype", "meaning"), rows)


def notebook_page() -> str:
    """Return the notebook with its outputs."""
    return notebook()[0]


@cache
def notebook() -> tuple[str, dict[str, bytes]]:
    """Run the notebook; return it with its outputs as a page, and the pictures in it."""
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import MarkdownExporter
    from traitlets.config import Config

    read = nbformat.read(DOCS / "notebook.ipynb", as_version=4)
    with TemporaryDirectory() as folder:
        # Sockets of this machine's file system: nobody else's process can ask the kernel.
        ours = Config(KernelManager={"transport": "ipc", "ip": f"{folder}/kernel"})
        NotebookClient(read, config=ours, timeout=None, resources={"metadata": {"path": folder}}).execute()
    exporter = MarkdownExporter(exclude_input_prompt=True, exclude_output_prompt=True)
    text, resources = exporter.from_notebook_node(read, {"unique_key": "notebook"})
    return text, {name: bytes(content) for name, content in resources["outputs"].items()}


@cache
def seed_map() -> bytes:
    """Build the map of the seed reports, as ``mustermap map`` does."""
    import mustermap as mm

    return mm.document(mm.read_seeds()).html().encode("utf-8")


def shim() -> str:
    """Read what lets the search work from disk."""
    if not SHIM.exists():
        raise FileNotFoundError(
            f"{SHIM} is absent; it comes with what the page is built with: rm build/built-from; make docs"
        )
    return SHIM.read_text("utf-8")


def _fields(fields: Iterable[Any]) -> str:
    rows = []
    for field in fields:
        read = " ".join([KINDS[field.kind], ", ".join(f"`{choice}`" for choice in field.choices)]).strip()
        read += f"; blank means `{field.default}`" if field.default else ""
        example = f"`{field.example}`" if field.example else ""
        rows.append((f"`{field.name}`", html.escape(field.meaning, quote=False), read, example))
    return _table(("field", "meaning", "how it is read", "example"), rows)


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [names, ["---"] * len(names), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


MADE: Final[dict[str, Callable[[], str]]] = {
    "commands": commands,
    "report_fields": report_fields,
    "source_fields": source_fields,
    "claimant_fields": claimant_fields,
    "notebook": notebook_page,
}
