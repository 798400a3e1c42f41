"""The lists. Each reads through `visible_to`, so the scope is that of the active role."""

from typing import Any

from django.http import HttpRequest
from ninja import Query

from certification.models import Application, Certificate, Programme
from ikm.models import Business
from reports.api import of_programme, questions, rows, schemas
from reports.api.openapi import PortalApi
from reports.api.paging import page
from reports.api.problems import PROBLEMS, answer_in_one_shape
from reports.api.questions import conditions
from reports.api.sign_in import BearerToken, SessionCookie
from workshops.models import Event

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

api.add_router("programmes/", of_programme.router)


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
