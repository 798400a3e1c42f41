"""The list of applications, and the page of one."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from accounts.models import User
from certification import rules
from certification.enums import NameOpinion, Status
from certification.forms.application_filters import FilterForm
from certification.models import Application, Certificate, Verification
from certification.selectors.answers import sections_of
from certification.selectors.applications import (
    clock_of,
    last_return,
    lines,
    steps_of,
    timeline,
)
from certification.selectors.completeness import parts_of
from certification.selectors.handovers import delivery_of
from certification.selectors.help import help_for
from certification.selectors.keyset import page_of
from certification.selectors.mandates import mandate_now
from certification.selectors.national import sentence_of
from certification.selectors.returns import alarm_of, with_trail
from certification.selectors.series import next_to_check
from certification.selectors.uploads import shown_uploads
from certification.views.obstacles import panel
from certification.views.shared import (
    FILERS,
    MOVERS,
    READERS,
    REMINDERS,
    page,
)
from halalportal.interface.navigation import address
from halalportal.lib.access import roles


@roles(*READERS)
@require_GET
def application_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The applications in the person's hands, the longest waiting first."""
    form = FilterForm(request.GET, user=request.user)
    found = form.apply(Application.objects.visible_to(request.user).with_people())
    current = page_of(
        found,
        after=request.GET.get("sesudah", ""),
        before=request.GET.get("sebelum", ""),
        newest_first=not form.is_queue,
    )
    return page(
        request,
        "application_list",
        tells_of_sihalal=request.user.role in rules.RECORDS_OBSTACLES,
        lines=lines(current.rows),
        count=found.count(),
        day=form.day,
        filters=form,
        chips=form.chips(),
        is_queue=form.is_queue,
        previous_url=_page_url(form, "sebelum", current.before),
        next_url=_page_url(form, "sesudah", current.after),
        can_start=request.user.role in FILERS,
        remind_url=address("reports:reminder-create") if request.user.role in REMINDERS else "",
    )


@roles(*READERS)
@require_GET
def application_detail(request: AuthenticatedHttpRequest, number: str) -> HttpResponse:
    """For who files the six parts; for all where it stands, answers, history and decisions."""
    applications = Application.objects.visible_to(request.user).with_people()
    applications = applications.select_related("mandate__holder", "mandate__region")
    application = get_object_or_404(with_trail(applications), number=number)
    user = request.user
    mandate = mandate_now(application, user)
    clock = clock_of(application)
    can_edit = rules.can_edit(user, application, mandate)
    return page(
        request,
        "application_detail",
        application=application,
        sentence=sentence_of(application, clock),
        clock=clock,
        can_edit=can_edit,
        needs_mandate=_needs_mandate(application, user, can_edit=can_edit),
        returned=last_return(application),
        alarm=alarm_of(application) if user.role in MOVERS else None,
        timeline=timeline(application),
        steps=steps_of(application),
        **_decisions(application, user),
        shows_contact=rules.can_see_contact(user),
        can_set_companion=rules.can_set_companion(user, application),
        has_filed=rules.has_filed(user, application),
        names_waiting=_names_waiting(application, user),
        **panel(application, request),
        **(_task_list(application, user) if can_edit else _answers(application, user)),
    )


def _needs_mandate(application: Application, user: User, *, can_edit: bool) -> bool:
    """Whether only the owner's mandate is missing to fill it in."""
    is_open = Status(application.status) in rules.EDITABLE
    return is_open and not can_edit and rules.can_fill(user, application)


def _names_waiting(application: Application, user: User) -> int:
    """How many flagged product names the officer still has to look at."""
    if not rules.can_review_names(user, application):
        return 0
    return application.name_reviews.filter(opinion=NameOpinion.WAITING).count()


def _decisions(application: Application, user: User) -> dict[str, Any]:
    """The steps behind a button; sending has its own page with all answers."""
    steps = {step.name for step in rules.available_actions(application, user)}
    checks = "accept" in steps
    return {
        "decisions": steps - {"submit", "resubmit"},
        "next_number": next_to_check(user, application) if checks else None,
    }


def _task_list(application: Application, user: User) -> dict[str, Any]:
    prefetch_related_objects([application], "products", "materials", "uploads")
    parts = parts_of(application)
    return {
        "parts": parts,
        "done_count": sum(part.is_done for part in parts),
        "closed_count": sum(not part.is_open for part in parts),
        "next_part": next((part for part in parts if not part.is_done), None),
        "help": help_for(application) if user.role == Role.OWNER else None,
    }


def _answers(application: Application, user: User) -> dict[str, Any]:
    certificate = Certificate.objects.filter(application=application).first()
    return {
        "sections": sections_of(application, user),
        "photos": shown_uploads(application, user),
        "certificate": certificate,
        "delivery": delivery_of(certificate) if certificate else None,
        "verification": Verification.objects.filter(
            application=application, finished_at__isnull=False
        )
        .select_related("companion")
        .first(),
    }


def _page_url(form: FilterForm, name: str, key: str) -> str:
    query = form.query()
    return f"?{query}{'&' if query else ''}{urlencode({name: key})}" if key else ""
