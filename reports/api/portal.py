"""The endpoints. Each reads through `visible_to`, so the scope is that of the active role."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query

from accounts.enums import ORGANISATION_ROLES, READERS
from certification.models import Application, Certificate, Obstacle, Programme
from certification.selectors import programme_summary
from certification.selectors.days import end_of_day
from certification.selectors.obstacles import summary_of
from ikm.models import Business
from reports.api import questions, rows, schemas
from reports.api.openapi import PortalApi
from reports.api.paging import page
from reports.api.problems import InvalidError, answer_in_one_shape
from reports.api.questions import SLUG, conditions
from reports.api.sign_in import BearerToken, SessionCookie
from reports.documents.figures import as_data
from reports.selectors.overview import today_in
from workshops.models import Event

EARLIEST = datetime.date(2000, 1, 1)

api = PortalApi(
    title="Portal halal: API baca",
    version="1.1.0",
    description="Hanya membaca. Anda mendapat data yang boleh dilihat peran Anda, dengan data "
    "pribadi disamarkan. Daftar datang per halaman: ikuti `next` sampai null.",
    openapi_url="openapi.json",
    docs_url=None,  # the ready-made pages load scripts from elsewhere
    auth=[BearerToken(), SessionCookie(csrf=False)],  # nothing here changes anything
    urls_namespace="api",
)
answer_in_one_shape(api)

PROBLEMS: dict[Any, Any] = {
    304: None,
    401: schemas.Problem,
    422: schemas.Problem,
    429: schemas.Problem,
}
OF_A_PROGRAMME = PROBLEMS | {404: schemas.Problem}
Slug = Annotated[
    str,
    Path(
        pattern=SLUG,
        description="`slug` program",
        example="self-declare-kaltim-2025",
    ),
]


@api.get(
    "programmes/",
    response={200: schemas.Programmes} | PROBLEMS,
    operation_id="listProgrammes",
    summary="Daftar program",
    description="Program di provinsi Anda, atau yang Anda ikuti.",
)
def programmes(request: HttpRequest, asked: Query[questions.Programmes]) -> dict[str, Any]:
    """Programmes of the person's province, or in which the person takes part."""
    chosen = conditions(request, asked, year="year", track="track")
    found = Programme.objects.visible_to(request.user).filter(**chosen)
    return page(request, asked, found, rows.programme)


@api.get(
    "programmes/{slug}/summary/",
    response={200: schemas.Summary} | OF_A_PROGRAMME,
    operation_id="readSummary",
    summary="Ringkasan program",
    description="Kuota, target, dan angka per kabupaten/kota dan LP3H, saat ini atau pada akhir "
    "suatu hari. Sama dengan halaman ringkasan, PDF, dan Excel.",
)
def summary(request: HttpRequest, slug: Slug, asked: Query[questions.AsOf]) -> dict[str, Any]:
    """A programme's figures now, or at the end of a past day; the same as page and PDF."""
    conditions(request, asked)
    programme, as_of = _programme(request, slug), asked.as_of
    _refuse_days_without_figures(programme, as_of)
    user: Any = request.user
    return as_data(programme_summary(programme=programme, as_of=as_of).within(user.scope))


@api.get(
    "programmes/{slug}/obstacles/",
    response={200: schemas.Obstacles} | OF_A_PROGRAMME,
    operation_id="readObstacles",
    summary="Kendala program",
    description="Kendala yang belum selesai menurut sebabnya, saat ini atau pada akhir suatu hari.",
)
def obstacles(request: HttpRequest, slug: Slug, asked: Query[questions.AsOf]) -> dict[str, Any]:
    """How many open obstacles each cause has, within the scope."""
    conditions(request, asked)
    programme, as_of = _programme(request, slug), asked.as_of
    _refuse_days_without_figures(programme, as_of)
    seen = Obstacle.objects.visible_to(request.user).filter(application__programme=programme)
    found = seen.open_at(end_of_day(programme, as_of)) if as_of else seen.open()
    counted = summary_of(found)
    return {
        "programme": programme.slug,
        "as_of": as_of or today_in(programme),
        "count": counted.count,
        "causes": [
            {"code": cause.code, "label": cause.label, "count": cause.count}
            for cause in counted.causes
        ],
    }


@api.get(
    "businesses/",
    response={200: schemas.Businesses} | PROBLEMS,
    operation_id="listBusinesses",
    summary="Daftar usaha",
    description="Usaha; nama pemilik, nomor HP, dan NIB disamarkan, NIK tidak pernah diberikan.",
)
def businesses(request: HttpRequest, asked: Query[questions.Businesses]) -> dict[str, Any]:
    """Businesses, with owner, phone and NIB masked."""
    chosen = conditions(
        request,
        asked,
        regency="regency",
        is_mentored="is_mentored",
        updated_since="updated_at__gte",
    )
    found = Business.objects.visible_to(request.user).filter(**chosen)
    return page(request, asked, found, rows.business)


@api.get(
    "applications/",
    response={200: schemas.Applications} | PROBLEMS,
    operation_id="listApplications",
    summary="Daftar pengajuan",
    description="Pengajuan dengan status di portal dan kata statusnya untuk umum.",
)
def applications(request: HttpRequest, asked: Query[questions.Applications]) -> dict[str, Any]:
    """Applications with their status in the portal's and in the public words."""
    chosen = conditions(
        request,
        asked,
        programme="programme__slug",
        regency="regency",
        organisation="organisation",
        status="status",
        updated_since="status_changed_at__gte",
    )
    found = Application.objects.visible_to(request.user).filter(**chosen)
    return page(request, asked, found.select_related("programme", "business"), rows.application)


@api.get(
    "events/",
    response={200: schemas.Events} | PROBLEMS,
    operation_id="listEvents",
    summary="Daftar kegiatan",
    description="Workshop, bimtek, sosialisasi, dan rapat.",
)
def events(request: HttpRequest, asked: Query[questions.Events]) -> dict[str, Any]:
    """Workshops, trainings and meetings."""
    chosen = conditions(
        request,
        asked,
        kind="kind",
        starts_from="starts_at__gte",
        starts_until="starts_at__lte",
        updated_since="changed_at__gte",
    )
    found = Event.objects.visible_to(request.user).filter(**chosen)
    return page(request, asked, found, rows.event)


@api.get(
    "certificates/",
    response={200: schemas.Certificates} | PROBLEMS,
    operation_id="listCertificates",
    summary="Daftar sertifikat halal",
    description="Sertifikat halal yang dicatat di portal.",
)
def certificates(request: HttpRequest, asked: Query[questions.Certificates]) -> dict[str, Any]:
    """Halal certificates that were recorded."""
    chosen = conditions(
        request,
        asked,
        programme="application__programme__slug",
        regency="application__regency",
        state="state",
        issued_from="issued_on__gte",
        issued_to="issued_on__lte",
    )
    visible = Certificate.objects.visible_to(request.user).filter(**chosen)
    found = visible.select_related("application__business", "application__programme")
    return page(request, asked, found.prefetch_related("products"), rows.certificate)


def _programme(request: HttpRequest, slug: str) -> Programme:
    """The programme for those who may see its figures; 404 for everybody else."""
    user: Any = request.user
    visible = Programme.objects.visible_to(user).select_related("region")
    if user.role not in READERS and user.role not in ORGANISATION_ROLES:
        visible = visible.none()
    return get_object_or_404(visible, slug=slug)


def _refuse_days_without_figures(programme: Programme, as_of: datetime.date | None) -> None:
    if as_of and as_of > today_in(programme):
        raise InvalidError("as_of", "tanggal ini belum terjadi.")
    if as_of and as_of < EARLIEST:
        raise InvalidError("as_of", "angka ada mulai 2000-01-01.")
