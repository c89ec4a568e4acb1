"""Pages to import a file: send it, match its columns, try the import, decide on places, and import."""

from __future__ import annotations

import errno
import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from mustermap.app.imports.workbook_template import template_bytes
from mustermap.app.web import column_matching
from mustermap.app.web.place_choices import decisions_of
from mustermap.app.web.site import LATE, Known, Sent, Site, SiteNow, fresh_token, is_late, the_site
from mustermap.app.web.upload_inspection import REPORT_FILES
from mustermap.app.web.upload_process import RETRY_S, NoPlace, open_file, place
from mustermap.app.web.uploads import Upload
from mustermap.app.web.web_settings import UPLOAD_LIMIT_BYTES
from mustermap.data.files import toml_text
from mustermap.data.tables.foreign_files import READ_APART, READ_HERE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

router = APIRouter(include_in_schema=False)

KINDS: Final = (*READ_HERE, *READ_APART, *REPORT_FILES)
_LONGEST_MAPPING: Final = 200_000
_WAYS: Final = ("", "form", "toml")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def mapping_file(request: Request) -> str:
    """Read the mapping file of a form; blank if there is none."""
    form = await request.form()
    sent = form.get("mapping_file")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return ""
    content = await sent.read(_LONGEST_MAPPING + 1)
    if len(content) > _LONGEST_MAPPING:
        raise HTTPException(413, "A mapping of that size is not read; send the mapping file, not the table.")
    return content.decode("utf-8-sig", "replace")


MappingFile = Annotated[str, Depends(mapping_file)]


@router.get("/upload")
def show_upload(request: Request, site: SiteNow) -> Response:
    """Ask for a file, and list those that were sent before."""
    return _ask(request, site)


@router.get("/upload/template.xlsx")
def give_template() -> Response:
    """Return the workbook to fill in, as ``mustermap template`` makes it."""
    headers = {"content-disposition": 'attachment; filename="reports.xlsx"'}
    return Response(template_bytes(), media_type=_XLSX, headers=headers)


async def hold_place() -> AsyncIterator[None]:
    """Reserve a place for a file until the request has been answered."""
    with place():
        yield


@router.post("/upload", dependencies=[Depends(hold_place)])
async def take(request: Request, site: SiteNow, _: Sent) -> Response:
    """Keep a file that was sent, inspect it, and go to its page."""
    file = (await request.form()).get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return _ask(request, site, status=422, problem="No file was chosen; choose one.")
    kind = re.search(r"\.[A-Za-z]{1,8}$", file.filename)
    if kind is None or kind[0].lower() not in KINDS:
        problem = f"{file.filename!r} is of a kind that is not read; send {', '.join(KINDS)}."
        return _ask(request, site, status=415, problem=problem)
    return await run_in_threadpool(_take, request, site, file)


@router.get("/upload/{key}")
def show_file(request: Request, site: SiteNow, key: str) -> Response:
    """Show the columns of a file, and how it will be imported."""
    return _page(request, site, _found(site, key))


@router.post("/upload/{key}")
def press(request: Request, site: SiteNow, key: str, fields: Known, mapping: MappingFile) -> Response:
    """Handle the button that was pressed; what was entered is kept in any case."""
    upload = _found(site, key)
    do = fields.get("do", "check")
    if do == "discard" and not is_late(request):
        site.uploads.discard(key)
        return RedirectResponse("/upload", status_code=303)
    turn = fields.get("turn", "")
    upload = with_entered(upload, fields, mapping)
    try:
        if do == "keep":
            is_kept = site.uploads.keep(upload, from_turn=int(turn) if turn.isdecimal() and len(turn) < 9 else 0)
            return JSONResponse({"is_kept": is_kept, **fresh_token(request)})
        if is_late(request):
            site.uploads.keep(upload)
            return _page(request, site, _found(site, key), status=409, problems=[LATE])
        return _do(request, site, upload, fields)
    except NoPlace as error:
        return with_retry(_page(request, site, upload, status=503, problems=[str(error)]))
    except OSError as error:  # what was entered is at least on the page
        notice = f"This could not be kept on the server ({error.strerror}): make room, and do not close this page."
        return _page(request, site, upload, status=507, problems=[notice])


def _do(request: Request, site: Site, upload: Upload, fields: Mapping[str, str]) -> Response:
    do = fields.get("do", "check")
    site.uploads.keep(upload)
    if do == "toml":
        text = column_matching.mapping_text(upload.fields)
        site.uploads.keep(replace(upload, fields={**upload.fields, "mapping": text, "way": "toml"}))
        return RedirectResponse(upload.page_at("by-toml"), status_code=303)
    with place():
        return _decide(request, site, upload, fields)


def _decide(request: Request, site: Site, upload: Upload, fields: Mapping[str, str]) -> Response:
    """Note decisions about places, and open the file again."""
    do = fields.get("do", "check")
    what, _, number = do.partition(":")
    if what == "undecide" and number.isdecimal() and len(number) < 5:
        upload = replace(upload, decided=[one for at, one in enumerate(upload.decided) if at != int(number)])
    made, problems = decisions_of(fields)
    upload = replace(upload, decided=_merged(upload.decided, made))
    if problems:
        site.uploads.keep(upload)
        return _page(request, site, upload, status=422, problems=problems)
    return _open(request, site, upload, is_import=do == "import")


def _open(request: Request, site: Site, upload: Upload, *, is_import: bool) -> Response:
    """Try the import, or import what was tried; if mapping or decisions changed since, try again first."""
    mark = _mark(upload)
    if is_import and upload.checked != mark:
        result = _ask_child(site, upload, "dry")
        site.uploads.keep(replace(upload, result=result, checked=mark))
        notice = "Something was changed after the check; this is what it comes to now. Nothing was imported yet."
        return _page(request, site, _found(site, upload.key), status=409, problems=[notice])
    twice = column_matching.twice_matched(upload.fields) if upload.fields.get("way") == "form" else ""
    if twice:
        problem = f"two columns are matched to {twice}; only figures may come from several"
        result = {**upload.result, "problem": problem}
    else:
        result = _ask_child(site, upload, "import" if is_import else "dry")
        if result["problem"] and not result.get("columns"):  # what is known of the file stays on its page
            result |= {name: upload.result[name] for name in ("columns", "rows") if name in upload.result}
    upload = replace(upload, result=result, checked="" if result["problem"] else mark)
    site.uploads.keep(upload)
    if result["problem"]:
        return _page(request, site, _found(site, upload.key), status=422)
    return RedirectResponse(upload.page_at("result"), status_code=303)


def no_place(request: Request, error: NoPlace) -> Response:
    """Answer that too many files are being opened, and to try again later."""
    return with_retry(_ask(request, the_site(request), status=503, problem=str(error)))


def with_retry(answer: Response) -> Response:
    """Add to an answer when to try again."""
    answer.headers["retry-after"] = str(RETRY_S)
    return answer


def _take(request: Request, site: Site, file: UploadFile) -> Response:
    try:
        upload = site.uploads.take(file.filename or "", file.file)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        problem = f"The file could not be kept ({error.strerror}); make room, and send it again."
        return _ask(request, site, status=507, problem=problem)
    result = _ask_child(site, upload, "look")
    columns = result.get("columns", [])
    if result["problem"] and not columns:  # nothing can be done with it
        site.uploads.discard(upload.key)
        heading = f"{file.filename!r} was not read."
        return _ask(request, site, status=422, problem=heading, lines=[result["problem"], *result.get("lines", [])])
    fields = column_matching.proposed([one["name"] for one in columns])
    is_tried = "accepted" in result
    upload = replace(upload, fields={**fields, "way": "" if is_tried else "form"}, result=result)
    site.uploads.keep(replace(upload, checked=_mark(upload) if is_tried else ""))
    return RedirectResponse(upload.page, status_code=303)


def _ask_child(site: Site, upload: Upload, work: str) -> dict[str, Any]:
    asked = {
        "work": work, "file": str(site.uploads.file(upload)), "ledger": str(site.ledger.path),
        "editor": site.settings.editor, "key": upload.key, "mapping": _mapping(upload),
        "decided": [one[:3] for one in upload.decided],
    }  # fmt: skip
    return open_file(asked, name=upload.name)


def _mapping(upload: Upload) -> str:
    """Return the mapping of a form as TOML; blank if the columns have the names of fields."""
    way = upload.fields.get("way", "")
    if way == "form":
        return column_matching.mapping_text(upload.fields) or "[columns]\n"
    if way == "toml":
        return upload.fields.get("mapping", "") or "[columns]\n"
    settings = {name: upload.fields[name] for name in ("decimal", "dates") if upload.fields.get(name)}
    return toml_text.document(settings) if settings else ""


def _mark(upload: Upload) -> str:
    said = json.dumps([_mapping(upload), [one[:3] for one in upload.decided]])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def with_entered(upload: Upload, fields: Mapping[str, str], mapping: str) -> Upload:
    """Return an upload with the fields of its form; a mapping file that was sent with it takes precedence."""
    entered = column_matching.matching_fields(fields)
    way = fields.get("way", "")
    text = fields.get("mapping", "").replace("\r\n", "\n")
    if mapping.strip():
        way, text = "toml", mapping
    if fields.keys() >= {"mapping"}:
        entered |= {"way": way if way in _WAYS else "", "mapping": text}
    else:  # a file of our own has no columns to match
        entered |= {name: upload.fields.get(name, "") for name in ("way", "mapping")}
    places = {name: text for name, text in fields.items() if re.fullmatch(r"(?:decide|other)-\d{1,3}", name)}
    return replace(upload, fields={**entered, **places})


def _merged(before: list[list[str]], made: list[list[str]]) -> list[list[str]]:
    asked = {(one[0], one[1]) for one in made}
    return [*(one for one in before if (one[0], one[1]) not in asked), *made]


def _found(site: Site, key: str) -> Upload:
    upload = site.uploads.find(key)
    if upload is None:
        raise HTTPException(404, "This file is not here any more; choose it again.")
    return upload


def _page(
    request: Request, site: Site, upload: Upload, *, status: int = 200, problems: list[str] | None = None
) -> Response:
    is_checked = bool(upload.checked) and upload.checked == _mark(upload)
    return site.render(
        request, "import.jinja", status=status, upload=upload, result=upload.result, is_checked=is_checked,
        problems=problems or [], targets=column_matching.TARGETS, constants=column_matching.CONSTANTS,
    )  # fmt: skip


def _ask(
    request: Request, site: Site, *, status: int = 200, problem: str = "", lines: list[str] | None = None
) -> Response:
    limit = UPLOAD_LIMIT_BYTES // 1_000_000
    return site.render(
        request, "upload.jinja", status=status, problem=problem, lines=lines or [], kinds=KINDS, limit=limit,
        waiting=site.uploads.listed(),
    )  # fmt: skip
