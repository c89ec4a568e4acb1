"""The page that takes a file of reports: it is checked first, shown, and added when the editor says so."""

from __future__ import annotations

import re
import shutil
import time
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.web.opening import open_file
from app.web.sending import is_key, new_key
from app.web.sessions import make_private_folder
from app.web.settings import UPLOAD_LIMIT_BYTES
from app.web.site import Sent, Site, SiteNow

if TYPE_CHECKING:
    from pathlib import Path

router = APIRouter(include_in_schema=False)

KINDS: Final = (".toml", ".csv", ".geojson", ".json")
_KEPT_S: Final = 24 * 3600


@router.get("/upload")
def show_upload(request: Request, site: SiteNow) -> Response:
    """Ask for a file."""
    return _page(request, site)


@router.post("/upload")
async def take(request: Request, site: SiteNow, fields: Sent) -> Response:
    """Check a file that was sent, or add the one that was checked before."""
    if fields.get("do") == "add":
        return await run_in_threadpool(_add, request, site, fields.get("key", ""))
    file = (await request.form()).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return _page(request, site, status=422, problem="No file was chosen; choose one.")
    kind = re.search(r"\.[A-Za-z]{1,8}$", file.filename)
    if kind is None or kind[0].lower() not in KINDS:
        named = ", ".join(KINDS)
        return _page(
            request, site, status=415, problem=f"{file.filename!r} is of a kind that is not read; send {named}."
        )
    return await run_in_threadpool(_check, request, site, file, kind[0].lower())


def _check(request: Request, site: Site, file: UploadFile, kind: str) -> Response:
    """Put the file where only the user can read it, and say what is in it."""
    folder = _folder(site)
    key = new_key()
    kept = folder / f"{key}{kind}"
    try:
        _sweep(folder)
        with kept.open("wb") as out:
            shutil.copyfileobj(file.file, out)
    except OSError as error:
        kept.unlink(missing_ok=True)
        return _page(request, site, status=507, problem=f"The file could not be kept ({error.strerror}); make room.")
    opened = open_file("check", kept, ledger=site.book.path)
    lines = [line.replace(kept.name, file.filename or "") for line in opened.lines]
    if not opened.is_done or opened.is_empty:
        kept.unlink(missing_ok=True)
        problem = "Nothing in it was accepted." if opened.is_done else f"{file.filename!r} was not read."
        return _page(request, site, status=422, problem=problem, lines=lines)
    return _page(request, site, key=key, name=file.filename, lines=lines, is_cut=opened.is_cut)


def _add(request: Request, site: Site, key: str) -> Response:
    """Add the reports of a file that was checked; sent twice, it adds nothing the second time."""
    kept = [file for kind in KINDS if is_key(key) and (file := _folder(site) / f"{key}{kind}").exists()]
    if not kept:
        raise HTTPException(404, "This file is not here any more; choose it again.")
    opened = open_file("add", kept[0], ledger=site.book.path, editor=site.settings.editor, key=key)
    problem = "" if opened.is_done else "Nothing was added."
    return _page(
        request, site, status=200 if opened.is_done else 422, lines=opened.lines, is_added=opened.is_done,
        is_cut=opened.is_cut, problem=problem,
    )  # fmt: skip


def _page(request: Request, site: Site, *, status: int = 200, **shown: object) -> Response:
    nothing: dict[str, object] = {"key": "", "name": "", "lines": [], "is_added": False, "is_cut": False, "problem": ""}
    limit = UPLOAD_LIMIT_BYTES // 1_000_000
    return site.render(request, "upload.jinja", status=status, **{**nothing, **shown}, kinds=KINDS, limit=limit)


def _folder(site: Site) -> Path:
    folder = site.settings.folder / "uploads"
    make_private_folder(folder)
    return folder


def _sweep(folder: Path) -> None:
    """Remove what was sent the day before."""
    for file in folder.iterdir():
        if time.time() - file.stat().st_mtime > _KEPT_S:
            file.unlink(missing_ok=True)
