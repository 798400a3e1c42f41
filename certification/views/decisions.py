"""The steps that officers and companions take; one address each."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from certification.forms.decisions import StopForm
from certification.services import applications as services
from certification.services.drafts import local_today
from certification.views.shared import (
    form_step,
    posted,
    seen_at,
    take_step,
    visible_application,
)
from halalportal.lib.access import roles


@roles(*OFFICERS)
@require_POST
def application_accept(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """The officer finds it in order."""
    application = visible_application(request, number)
    seen = seen_at(request)
    return take_step(
        request,
        application,
        "accept",
        lambda: services.accept(application=application, by=request.user, seen=seen),
    )


@roles(*OFFICERS)
@require_POST
def application_set_companion(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Takes over the companion that the registry assigns to the business now."""
    application = visible_application(request, number)
    return take_step(
        request,
        application,
        "companion",
        lambda: services.refresh_companion(application=application, by=request.user),
    )


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def application_stop(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Ends an application; its place in the quota is free again."""
    application = visible_application(request, number)
    form = StopForm(posted(request), day=local_today(application.regency))

    def run(data: dict[str, Any]) -> None:
        services.stop(application=application, by=request.user, seen=seen_at(request), **data)

    return form_step(request, application, "stop", form, run)
