"""The home of the active role: work to do, never a menu."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from certification.models import Programme
from halalportal.lib.access import signed_in
from reports.selectors import home as selectors
from reports.selectors.letters.lists import newest_letters
from reports.selectors.owner_home import owner_home
from reports.selectors.queues import waiting_queues


@signed_in
@require_safe
def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Shows or leads to the home of the active role."""
    return HOMES.get(request.user.role, no_role)(request)


def officer(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Queues that wait for the officer, the programmes' progress, running jobs."""
    now = timezone.now()
    context = {
        "now": now,
        "queues": waiting_queues(request.user, now),
        "progress": selectors.programme_progress(request.user),
        "jobs": selectors.running_jobs(request.user),
    }
    return render(request, "reports/home_officer.html", context)


def companion(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The companion's cases by due day."""
    context = {
        "queues": waiting_queues(request.user, timezone.now()),
        "cases": selectors.companion_cases(request.user),
        "letters": newest_letters(request.user),
    }
    return render(request, "reports/home_companion.html", context)


def coordinator(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The LP3H's own quota and cases."""
    context = {
        "queues": waiting_queues(request.user, timezone.now()),
        "progress": selectors.organisation_progress(request.user),
        "jobs": selectors.running_jobs(request.user),
    }
    return render(request, "reports/home_coordinator.html", context)


def owner(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Where the owner's application stands, and the next step."""
    context = {
        "home": owner_home(request.user, timezone.now()),
        "letters": newest_letters(request.user),
    }
    return render(request, "reports/home_owner.html", context)


def head(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The summary of the newest programme."""
    programme = Programme.objects.visible_to(request.user).first()
    if programme is None:
        return redirect("reports:summary-list")
    return redirect("reports:summary-detail", slug=programme.slug)


def auditor(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The summaries of all programmes."""
    return redirect("reports:summary-list")


def admin(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How the portal itself does."""
    context = {"health": selectors.health(timezone.now())}
    return render(request, "reports/home_admin.html", context)


def no_role(request: AuthenticatedHttpRequest) -> HttpResponse:
    """For somebody who can sign in but has no role yet."""
    return render(request, "reports/home_none.html")


HOMES: dict[str, Callable[[AuthenticatedHttpRequest], HttpResponse]] = {
    Role.OWNER: owner,
    Role.COMPANION: companion,
    Role.LP3H_COORDINATOR: coordinator,
    Role.REGENCY_OFFICER: officer,
    Role.PROVINCE_OFFICER: officer,
    Role.HEAD: head,
    Role.AUDITOR: auditor,
    Role.ADMIN: admin,
}
