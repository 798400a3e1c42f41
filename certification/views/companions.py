"""Pages of companions and their LP3H: who they are, what they have in hand, who has room."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from accounts.enums import OFFICERS, READERS, Role
from accounts.http import AuthenticatedHttpRequest
from accounts.models import CompanionProfile, Organisation
from accounts.rules import can_manage_companions
from certification.forms.companions import CompanionFilterForm
from certification.models import Application, AssignmentProposal
from certification.selectors.applications import lines
from certification.selectors.companion_load import (
    companion_lines,
    companions_seen_by,
    organisation_lines,
    sorted_by,
)
from certification.selectors.matching import entrusted, unaccompanied
from certification.views.shared import page
from halalportal.lib.access import roles

LISTERS = (*OFFICERS, Role.AUDITOR, Role.LP3H_COORDINATOR)
PAGE_SIZE = 50
ORGANISATION_READERS = (*READERS, Role.LP3H_COORDINATOR)


@roles(*LISTERS, Role.COMPANION)
@require_GET
def companion_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who helps, with how much in hand; a companion sees the own page."""
    user = request.user
    if user.role == Role.COMPANION and (own := companions_seen_by(user).first()):
        return redirect("certification:companion-detail", pk=own.pk)
    form = CompanionFilterForm(request.GET, user=user)
    found = companions_seen_by(user).active()
    if form.organisation:
        found = found.filter(organisation=form.organisation)
    rows = Paginator(sorted_by(companion_lines(found), form.order), PAGE_SIZE)
    is_coordinator = user.role == Role.LP3H_COORDINATOR
    return page(
        request,
        "companion_list",
        rows=rows.get_page(request.GET.get("halaman")),
        filters=form,
        is_coordinator=is_coordinator,
        shows_organisation=not is_coordinator,
        waiting_count=unaccompanied(own_organisation(request)).count() if is_coordinator else 0,
        open_proposal=AssignmentProposal.objects.visible_to(user).waiting().first(),
    )


@roles(*ORGANISATION_READERS)
@require_GET
def companion_organisations(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The LP3H: companions, open cases, free places, share of active companions."""
    rows = organisation_lines(request.user)
    return page(
        request, "companion_organisations", rows=rows, can_list=request.user.role in LISTERS
    )


@roles(*LISTERS, Role.COMPANION)
@require_GET
def companion_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The profile, and the open cases that the person may see, the longest waiting first."""
    profile = visible_companion(request, pk)
    found = Application.objects.visible_to(request.user).open().with_people()
    cases = lines(found.filter(companion=profile.user_id).order_by("status_changed_at", "pk"))
    [line] = companion_lines(CompanionProfile.objects.filter(pk=profile.pk))
    return page(
        request,
        "companion_detail",
        line=line,
        profile=line.profile,
        cases=cases,
        hidden_count=max(sum(count for _, count in line.stages) - len(cases), 0),
        can_manage=not profile.left_on
        and can_manage_companions(request.user, profile.organisation_id),
        entrusted_count=entrusted(profile).count() if not profile.left_on else 0,
    )


def visible_companion(request: AuthenticatedHttpRequest, pk: int) -> CompanionProfile:
    """The profile, 404 for a stranger."""
    seen = companions_seen_by(request.user).select_related("user", "organisation__region")
    return get_object_or_404(seen, pk=pk)


def own_organisation(request: AuthenticatedHttpRequest) -> Organisation:
    """The coordinator's LP3H."""
    organisations = Organisation.objects.select_related("region")
    return get_object_or_404(organisations, pk=request.user.scope.organisation_id or 0)
