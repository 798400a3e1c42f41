"""The endpoints. Each reads through `visible_to`, so the scope is that of the active role."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Query
from ninja.errors import HttpError
from ninja.security import SessionAuth

from accounts.enums import ORGANISATION_ROLES, READERS
from certification.models import Application, Certificate, Programme
from certification.selectors import programme_summary
from ikm.models import Business
from reports.api import rows, schemas
from reports.api.paging import MOST, USUAL, page
from reports.documents.figures import as_data
from reports.selectors.overview import today_in
from workshops.models import Event

api = NinjaAPI(
    title="Portal halal: API baca",
    version="1.0.0",
    description="Read-only. Sign in with the browser's session; you get what your role may see. "
    "Lists come in pages: follow `next` until it is null.",
    openapi_url="openapi.json",
    docs_url=None,  # the ready-made pages load scripts from elsewhere
    auth=SessionAuth(csrf=False),  # nothing here changes anything
    urls_namespace="api",
)

Cursor = Annotated[str | None, Query(description="from `next` of the page before", max_length=40)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
PROBLEMS: dict[Any, Any] = {401: schemas.Problem, 422: schemas.Problem}


@api.get("programmes/", response={200: schemas.Programmes} | PROBLEMS)
def programmes(request: HttpRequest, cursor: Cursor = None, limit: Limit = USUAL) -> dict[str, Any]:
    """Programmes of the person's province, or in which the person takes part."""
    found = Programme.objects.visible_to(request.user)
    return page(request, found, rows.programme, cursor=cursor, limit=limit)


@api.get(
    "programmes/{slug}/summary/",
    response={200: schemas.Summary, 404: schemas.Problem} | PROBLEMS,
)
def summary(request: HttpRequest, slug: str, as_of: datetime.date | None = None) -> dict[str, Any]:
    """A programme's figures now, or at the end of a past day; the same as page and PDF."""
    user: Any = request.user
    visible = Programme.objects.visible_to(user).select_related("region")
    if user.role not in READERS and user.role not in ORGANISATION_ROLES:
        visible = visible.none()
    programme = get_object_or_404(visible, slug=slug)
    if as_of and as_of > today_in(programme):
        raise HttpError(422, "as_of lies in the future.")
    return as_data(programme_summary(programme=programme, as_of=as_of).within(user.scope))


@api.get("businesses/", response={200: schemas.Businesses} | PROBLEMS)
def businesses(request: HttpRequest, cursor: Cursor = None, limit: Limit = USUAL) -> dict[str, Any]:
    """Businesses, with owner, phone and NIB masked."""
    found = Business.objects.visible_to(request.user)
    return page(request, found, rows.business, cursor=cursor, limit=limit)


@api.get("applications/", response={200: schemas.Applications} | PROBLEMS)
def applications(
    request: HttpRequest, cursor: Cursor = None, limit: Limit = USUAL
) -> dict[str, Any]:
    """Applications with their status in the portal's and in the public words."""
    found = Application.objects.visible_to(request.user).select_related("programme", "business")
    return page(request, found, rows.application, cursor=cursor, limit=limit)


@api.get("events/", response={200: schemas.Events} | PROBLEMS)
def events(request: HttpRequest, cursor: Cursor = None, limit: Limit = USUAL) -> dict[str, Any]:
    """Workshops, trainings and meetings."""
    found = Event.objects.visible_to(request.user)
    return page(request, found, rows.event, cursor=cursor, limit=limit)


@api.get("certificates/", response={200: schemas.Certificates} | PROBLEMS)
def certificates(
    request: HttpRequest, cursor: Cursor = None, limit: Limit = USUAL
) -> dict[str, Any]:
    """Halal certificates that were recorded."""
    visible = Certificate.objects.visible_to(request.user).select_related("application__business")
    found = visible.prefetch_related("products")
    return page(request, found, rows.certificate, cursor=cursor, limit=limit)
