"""What holds one application up: write it down, follow it up, mark it resolved."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.enums import STAFF
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.obstacles import FollowUpForm, ObstacleForm, ResolveForm
from certification.models import Application, Obstacle
from certification.services import obstacles as services
from certification.services.drafts import local_today
from certification.views.shared import page, posted, visible_application
from halalportal.lib.access import roles


@roles(*rules.RECORDS_OBSTACLES)
@require_http_methods(["GET", "POST"])
def obstacle_create(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Three taps: "Catat kendala", the cause, "Simpan kendala"."""
    application = visible_application(request, number)
    _refuse_strangers(request, application)
    form = ObstacleForm(posted(request), day=local_today(application.regency))

    def run(data: dict[str, Any]) -> None:
        services.report(application=application, by=request.user, **data)

    done = "Kendala tercatat."
    return _form_page(request, "obstacle_create", form, run, application=application, done=done)


@roles(*rules.RECORDS_OBSTACLES)
@require_http_methods(["GET", "POST"])
def obstacle_follow_up(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Who acts next, on what, by when."""
    obstacle = _visible(request, pk)
    form = FollowUpForm(
        posted(request),
        day=local_today(obstacle.application.regency),
        initial={
            "next_actor": obstacle.next_actor,
            "follow_up": obstacle.follow_up,
            "follow_up_by": obstacle.follow_up_by,
        },
    )

    def run(data: dict[str, Any]) -> None:
        services.follow_up(obstacle=obstacle, by=request.user, **data)

    return _form_page(
        request,
        "obstacle_follow_up",
        form,
        run,
        application=obstacle.application,
        done="Tindak lanjut tersimpan.",
        obstacle=obstacle,
    )


@roles(*rules.RECORDS_OBSTACLES)
@require_http_methods(["GET", "POST"])
def obstacle_resolve(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """How it went away."""
    obstacle = _visible(request, pk)
    form = ResolveForm(posted(request))

    def run(data: dict[str, Any]) -> None:
        services.resolve(obstacle=obstacle, by=request.user, **data)

    return _form_page(
        request,
        "obstacle_resolve",
        form,
        run,
        application=obstacle.application,
        done="Kendala selesai.",
        obstacle=obstacle,
    )


def panel(application: Application, request: AuthenticatedHttpRequest) -> dict[str, Any]:
    """What the application's page shows of its obstacles; owners see none of it. One query."""
    if request.user.role not in STAFF:
        return {}
    rows = list(application.obstacles.select_related("cause", "reported_by", "resolved_by"))
    may_write = rules.can_record_obstacle(request.user, application)
    return {
        "obstacle": next((row for row in rows if row.resolved_at is None), None),
        "past_obstacles": [row for row in rows if row.resolved_at][::-1],
        "may_write_obstacle": may_write,
        "shows_obstacles": True,
    }


def _form_page(
    request: AuthenticatedHttpRequest,
    template: str,
    form: forms.Form,
    run: Callable[[dict[str, Any]], None],
    *,
    application: Application,
    done: str,
    **context: Any,
) -> HttpResponse:
    try:
        if request.method == "POST" and form.is_valid():
            run(form.cleaned_data)
            messages.success(request, done)
            return redirect("certification:application-detail", number=application.number)
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(request, template, application=application, form=form, **context)


def _visible(request: AuthenticatedHttpRequest, pk: int) -> Obstacle:
    rows = Obstacle.objects.visible_to(request.user).select_related(
        "cause", "application__business", "application__regency"
    )
    obstacle = get_object_or_404(rows, pk=pk)
    _refuse_strangers(request, obstacle.application)
    return obstacle


def _refuse_strangers(request: AuthenticatedHttpRequest, application: Application) -> None:
    if not rules.can_record_obstacle(request.user, application):
        raise PermissionDenied
