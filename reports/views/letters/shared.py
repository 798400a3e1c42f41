"""What the views of letters have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from accounts.enums import STAFF, Role
from accounts.http import AuthenticatedHttpRequest
from reports.models import Letter

# Besides the offices: whom a letter names, and whose business it is about.
LETTER_READERS = (*STAFF, Role.OWNER)


def visible_letter(request: AuthenticatedHttpRequest, pk: int) -> Letter:
    """The letter, 404 for a stranger."""
    letters = Letter.objects.visible_to(request.user)
    return get_object_or_404(
        letters.select_related("organisation__region", "template", "signer"), pk=pk
    )


def own_letter(request: AuthenticatedHttpRequest, pk: int) -> Letter:
    """A letter of the officer's own office, 404 for any other."""
    letters = Letter.objects.written_by(request.user)
    return get_object_or_404(
        letters.select_related("organisation__region", "template", "signer"), pk=pk
    )


def to_letterhead(request: AuthenticatedHttpRequest, problem: Exception) -> HttpResponse:
    """Where the office fills in what it needs before its first letter."""
    messages.warning(request, str(problem))
    return redirect("reports:letterhead-update")


def posted(request: AuthenticatedHttpRequest) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def page(request: AuthenticatedHttpRequest, name: str, /, **context: Any) -> HttpResponse:
    """A page of templates/reports/."""
    return render(request, f"reports/{name}.html", context)
