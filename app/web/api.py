"""The JSON API for scripts: add reports, list them, query the claims on a day, resolve a place."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mustermap import geo
from mustermap.app.editing import changes, check, current, save
from mustermap.app.web.api_models import (
    Added,
    Change,
    FieldProblem,
    InEffect,
    Listed,
    NotTaken,
    Place,
    Problem,
    Refused,
    Submission,
    texts_of,
)
from mustermap.app.web.day_answers import answer_in_effect
from mustermap.app.web.report_search import ListQuery, search
from mustermap.app.web.sessions import token_file
from mustermap.app.web.site import SiteNow
from mustermap.errors import InvalidField

router = APIRouter(prefix="/api/v1", tags=["reports"])

_TROUBLE: Final[dict[int | str, dict[str, Any]]] = {
    401: {"model": Problem, "description": "No token, or a wrong one."},
    409: {"model": Problem, "description": "The key came with another submission before, or the ledger is newer."},
    413: {"model": Problem, "description": "The request is too large."},
    503: {"model": Problem, "description": "The ledger is locked or read-only."},
    507: {"model": Problem, "description": "The disk is full."},
}
_NOT_READ: Final[dict[int | str, dict[str, Any]]] = {
    422: {"model": Problem, "description": "The query cannot be read."}
}


def only_scripts(request: Request) -> None:
    """Accept changes only with the token, since a browser sends a cookie without being asked."""
    if not request.scope.get("state", {}).get("is_script"):
        raise HTTPException(
            401, "Show the token for scripts: Authorization: Bearer …", headers={"www-authenticate": "Bearer"}
        )


@router.post(
    "/reports",
    status_code=201,
    dependencies=[Depends(only_scripts)],
    responses={
        **_TROUBLE,
        422: {"model": Refused, "description": "Nothing was written; what is wrong with which field."},
    },
)
def add_reports(submission: Submission, site: SiteNow) -> Added:
    """Add one source and its reports: all of them, or none if one has a problem.

    Figures and days can be written as in the source. The same submission again under the same key adds nothing and
    returns the first answer.
    """
    try:
        source, reports = texts_of(submission.source), [texts_of(one) for one in submission.reports]
    except InvalidField as error:
        raise NotTaken([FieldProblem(report=None, field=error.field, message=str(error))]) from error
    with site.ledger.open(create=True) as ledger:
        checked = check(source, reports, ledger=ledger)
        if not checked.is_good:
            raise NotTaken(
                [FieldProblem(report=one.report, field=one.field, message=one.message) for one in checked.problems]
            )
        saved = save(ledger, checked, editor=site.settings.editor, key=submission.key)
    return Added(
        added=list(saved.added),
        skipped=list(saved.skipped),
        refused={one.id: one.message for one in saved.refused},
        unplaced={one.id: one.reason for one in saved.unplaced},
        notes=[f"report {one.report}: {one.field}: {one.message}" for one in checked.notes],
    )


@router.get("/reports", responses={**_TROUBLE, **_NOT_READ})
def list_reports(site: SiteNow, query: Annotated[ListQuery, Query()]) -> Listed:
    """List reports, the newest first, 50 a page; a filter is the text of a field as it was entered."""
    found = search(site.ledger.snapshot(), query)
    rows = [{name: cell for name, cell in row.items() if cell is not None and cell != ""} for row in found.rows]
    following = query.address(query.page + 1, path="/api/v1/reports") if query.page < found.pages else None
    return Listed(count=found.count, page=query.page, pages=found.pages, next=following, reports=rows)


@router.get(
    "/reports/{id:path}", responses={**_TROUBLE, **_NOT_READ, 404: {"model": Problem, "description": "No such report."}}
)
def show_history(site: SiteNow, id: Annotated[str, Path(description="Id of the report.")]) -> list[Change]:  # noqa: A002 - the field's name
    """Return every revision of a report, the oldest first, with what it changed and who made it."""
    with site.ledger.open_if_there() as ledger:
        if ledger is None:
            raise HTTPException(404, f"report {id!r}: there is no ledger yet")
        current(ledger, id)
        return [
            Change(
                revision=one.revision,
                step=one.step,
                editor=one.editor,
                recorded=one.recorded,
                reason=one.reason,
                differences={each.field: (each.before, each.after) for each in one.differences},
            )
            for one in changes(ledger, id)
        ]


@router.get("/in-effect", responses={**_TROUBLE, **_NOT_READ})
def show_in_effect(
    site: SiteNow,
    on: Annotated[str, Query(description="The day on which claims are to hold, such as 2022-12-01.")],
    known_by: Annotated[str | None, Query(description="Only what had been said by this day.")] = None,
) -> InEffect:
    """Return the claims on a day."""
    if not site.ledger.path.exists():
        return InEffect(on=on, known_by=known_by, in_effect=0, not_placed=0, listed=[])
    return InEffect.model_validate(site.worker.run(answer_in_effect, site.ledger.path, on, known_by))


@router.get("/place", responses={**_TROUBLE, **_NOT_READ})
def resolve_place(
    wording: Annotated[str, Query(min_length=1, max_length=500, description="A place wording.")],
    country: Annotated[str | None, Query(description="ISO 3166-1 code or name of the country it is in.")] = None,
) -> Place:
    """Resolve a place wording, with candidates if it is ambiguous."""
    try:
        answer = geo.resolve(wording, country=country or None)
    except geo.GeoError as error:
        raise HTTPException(422, str(error)) from error
    return Place.of(answer)


pages = APIRouter(include_in_schema=False)


@pages.get("/api")
def describe(request: Request, site: SiteNow) -> Response:
    """Show the description of the API as a page."""
    return site.render(
        request, "api.jinja", description=request.app.openapi(), origin=site.settings.script_origin,
        token_file=str(token_file(site.settings.folder)),
    )  # fmt: skip
