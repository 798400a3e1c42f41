"""What the views of this app have in common."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime

from accounts.enums import OFFICERS, STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from certification.enums import MandateTask
from certification.errors import (
    AlreadyMovedError,
    CertificationError,
    MandateMissingError,
    MandateTooSmallError,
    NotEditableError,
    PartClosedError,
    ProgrammeCancelledError,
)
from certification.models import Application, Programme
from certification.rules import (
    EDITABLE,
    available_actions,
    can_fill,
    can_manage_programme,
    can_move,
)
from certification.selectors.mandates import mandate_now
from certification.selectors.series import next_to_check
from certification.services.mandates import refuse_without
from certification.wording import DONE_MESSAGES

# Everybody but the technical admin, who sees no personal data.
READERS = (*STAFF, Role.OWNER)
REFUSALS = (
    NotEditableError,
    PartClosedError,
    ProgrammeCancelledError,
    MandateMissingError,
    MandateTooSmallError,
)
FILERS = (Role.OWNER, Role.COMPANION, Role.REGENCY_OFFICER)
MOVERS = (Role.COMPANION, *OFFICERS)
# Who may write reminders to owners.
REMINDERS = (Role.LP3H_COORDINATOR, *OFFICERS)
# The name of the button that decides and opens the next one in the queue.
NEXT = "next"
STEP_TEMPLATES = {"issue": "application_certificate", "stop": "application_stop"}
# Who reads the decrees and the dictionaries as they stand in the tables.
RULE_READERS = (Role.COMPANION, Role.LP3H_COORDINATOR, *OFFICERS)


def base_template(user: User) -> str:
    """The frame of the person's audience."""
    if user.role == Role.OWNER:
        return "base/public.html"
    return "base/head.html" if user.role == Role.HEAD else "base/staff.html"


def page(request: AuthenticatedHttpRequest, template: str, **context: Any) -> HttpResponse:
    """The page in the frame of the person's audience."""
    context["base"] = base_template(request.user)
    return render(request, f"certification/{template}.html", context)


def visible_application(request: AuthenticatedHttpRequest, number: str) -> Application:
    """The application, 404 for a stranger."""
    applications = Application.objects.visible_to(request.user).with_people()
    applications = applications.select_related("mandate__holder", "mandate__region")
    return get_object_or_404(applications, number=number)


def visible_programme(request: AuthenticatedHttpRequest, slug: str) -> Programme:
    """The programme, 404 for somebody from another province."""
    programmes = Programme.objects.visible_to(request.user).select_related("region", "office")
    return get_object_or_404(programmes, slug=slug)


def managed_programme(request: AuthenticatedHttpRequest, slug: str) -> Programme:
    """The programme, 404 for a stranger, 403 for whom it is not to change."""
    programme = visible_programme(request, slug)
    if not can_manage_programme(request.user, programme):
        raise PermissionDenied
    return programme


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when every box was left empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def seen_at(request: HttpRequest) -> datetime.datetime | None:
    """When the application last moved, as the page showed it that the person decided on."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def take_step(
    request: AuthenticatedHttpRequest,
    application: Application,
    name: str,
    run: Callable[[], object],
) -> HttpResponse:
    """Runs one step and leads back to the application; a refusal is a message in plain words."""
    try:
        run()
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except CertificationError as error:
        messages.error(request, str(error))
        return redirect("certification:application-detail", number=application.number)
    return taken(request, application, name)


def taken(request: AuthenticatedHttpRequest, application: Application, name: str) -> HttpResponse:
    """Back to the application with a word on what was done, or on to the next of a series."""
    text = DONE_MESSAGES.get(f"{name}_{application.track}", DONE_MESSAGES[name])
    messages.success(request, text.format(number=application.number))
    number = next_to_check(request.user, application) if NEXT in request.POST else None
    return redirect("certification:application-detail", number=number or application.number)


def form_step(
    request: AuthenticatedHttpRequest,
    application: Application,
    name: str,
    form: forms.Form,
    run: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """A step with a form: shown, filled in wrongly and shown again, or taken."""
    user = request.user
    if not can_move(user, application, name):
        raise PermissionDenied
    now = {step.name for step in available_actions(application, user)}
    if request.method != "POST" and name not in now:
        return redirect("certification:application-detail", number=application.number)
    try:
        if request.method == "POST" and form.is_valid():
            run(form.cleaned_data)
            return taken(request, application, name)
    except AlreadyMovedError as error:
        return already_moved(request, application, error)
    except CertificationError as error:
        form.add_error(None, str(error))
    return page(request, STEP_TEMPLATES[name], application=application, form=form)


def already_moved(
    request: AuthenticatedHttpRequest, application: Application, error: AlreadyMovedError
) -> HttpResponse:
    """The page for the slower of two: what happened, and the way to look again (409)."""
    context = {
        "base": base_template(request.user),
        "application": application,
        "error": str(error),
    }
    return render(request, "certification/application_moved.html", context, status=409)


def editable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view the application whose answers the person may change, instead of its number.

    What was sent, also a moment ago in another window, leads back to the page of the application,
    and so does a mandate that is over.
    """

    @wraps(view)
    def guarded(request: AuthenticatedHttpRequest, number: str, **kwargs: Any) -> HttpResponse:
        application = visible_application(request, number)
        try:
            if application.status not in EDITABLE:
                raise NotEditableError
            if not can_fill(request.user, application):
                raise PermissionDenied
            mandate = mandate_now(application, request.user)
            refuse_without(request.user, application.business, mandate, MandateTask.FILL)
            return view(request, application, **kwargs)
        except REFUSALS as error:
            messages.error(request, str(error))
            return redirect("certification:application-detail", number=number)

    return guarded
