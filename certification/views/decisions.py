"""The steps that officers and companions take; one address each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import AlreadyMovedError, CertificationError
from certification.forms.decisions import (
    CertificateForm,
    StopForm,
)
from certification.models import Application
from certification.services import applications as services
from certification.services.drafts import local_today
from certification.views.shared import (
    MOVERS,
    already_moved,
    page,
    posted,
    seen_at,
    take_step,
    taken,
    visible_application,
)
from halalportal.lib.access import roles

TEMPLATES = {
    "issue": "application_certificate",
    "stop": "application_stop",
}


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


@roles(*MOVERS)
@require_http_methods(["GET", "POST"])
def application_certificate(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Records the certificate that came back."""
    application = visible_application(request, number)
    form = CertificateForm(posted(request), day=local_today(application.regency))

    def run(data: dict[str, Any]) -> None:
        services.record_certificate(
            application=application, by=request.user, seen=seen_at(request), **data
        )

    return _form_step(request, application, "issue", form, run)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def application_stop(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """Ends an application; its place in the quota is free again."""
    application = visible_application(request, number)
    form = StopForm(posted(request), day=local_today(application.regency))

    def run(data: dict[str, Any]) -> None:
        services.stop(application=application, by=request.user, seen=seen_at(request), **data)

    return _form_step(request, application, "stop", form, run)


def _form_step(
    request: AuthenticatedHttpRequest,
    application: Application,
    name: str,
    form: forms.Form,
    run: Callable[[dict[str, Any]], None],
    **context: Any,
) -> HttpResponse:
    """A step with a form: shown, filled in wrongly and shown again, or taken."""
    if not rules.can_move(request.user, application, name):
        raise PermissionDenied
    if request.method != "POST" and not _can_now(request, application, name):
        return redirect("certification:application-detail", number=application.number)
    try:
        if request.method == "POST" and form.is_valid():
            run(form.cleaned_data)
            return taken(request, application, name)
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(request, TEMPLATES[name], application=application, form=form, **context)


def _can_now(request: AuthenticatedHttpRequest, application: Application, name: str) -> bool:
    return name in {step.name for step in rules.available_actions(application, request.user)}
