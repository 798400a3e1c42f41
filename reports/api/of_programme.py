"""The figures of one programme: summary, obstacles, recaps. Past days as well as now."""

import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from accounts.enums import ORGANISATION_ROLES, READERS, Role
from certification.models import Obstacle, Programme
from certification.selectors import programme_summary
from certification.selectors.days import end_of_day
from certification.selectors.obstacles import summary_of
from reports.api import questions, schemas
from reports.api.problems import PROBLEMS, InvalidError
from reports.api.questions import SLUG, conditions
from reports.documents.figures import as_data
from reports.documents.recaps import answer
from reports.documents.recaps.data import as_data as recap_data
from reports.selectors.overview import today_in
from reports.selectors.recaps import RECAPS, Question, Recap

EARLIEST = datetime.date(2000, 1, 1)
# People are named there.
LEFT_OUT = ("pendamping",)
OF_A_PROGRAMME = PROBLEMS | {404: schemas.Problem}

router = Router()

Slug = Annotated[
    str,
    Path(pattern=SLUG, description="`slug` program", example="self-declare-kaltim-2025"),
]
Code = Annotated[
    str, Path(pattern=r"^[a-z0-9-]{1,40}$", description="`code` rekap", example="capaian")
]


@router.get(
    "{slug}/summary/",
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


@router.get(
    "{slug}/obstacles/",
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


@router.get(
    "{slug}/recaps/",
    response={200: schemas.Recaps} | OF_A_PROGRAMME,
    operation_id="listRecaps",
    summary="Daftar rekap program",
    description="Rekap yang boleh Anda baca, tanpa yang memuat nama orang.",
)
def recaps(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """The recaps with the question that each answers."""
    conditions(request, questions.Question())
    found = _open_recaps(request, _programme(request, slug))
    return {
        "results": [
            {"code": recap.code, "title": recap.title, "sentence": recap.sentence}
            for recap in found.values()
        ]
    }


@router.get(
    "{slug}/recaps/{code}/",
    response={200: schemas.Recap} | OF_A_PROGRAMME,
    operation_id="readRecap",
    summary="Rekap program",
    description="Kolom, baris, dan jumlah satu rekap, saat ini atau pada akhir suatu hari. Sama "
    "dengan layar, PDF, dan Excel.",
)
def recap(
    request: HttpRequest, slug: Slug, code: Code, asked: Query[questions.AsOf]
) -> dict[str, Any]:
    """A recap by the keys of its columns."""
    conditions(request, asked)
    programme, as_of = _programme(request, slug), asked.as_of
    chosen = _open_recaps(request, programme).get(code)
    if chosen is None:
        raise Http404
    _refuse_days_without_figures(programme, as_of)
    user: Any = request.user
    return recap_data(answer(chosen, Question(programme=programme, scope=user.scope, as_of=as_of)))


def _open_recaps(request: HttpRequest, programme: Programme) -> dict[str, Recap]:
    """Those that the person may see: no lists as long as the registry, and no names of people."""
    user: Any = request.user
    if user.role == Role.COMPANION:
        return {}
    question = Question(programme=programme, scope=user.scope)
    return {
        code: recap
        for code, recap in RECAPS.items()
        if code not in LEFT_OUT and not recap.is_list and recap.is_open_to(question)
    }


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
