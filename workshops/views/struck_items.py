"""A wrong question of a test that was taken: no longer counted, and counted again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.forms.knowledge_test import StrikeForm
from workshops.models import TestItem
from workshops.services import struck_items as services
from workshops.views.knowledge_tests import managed_test
from workshops.views.shared import problems_shown


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def test_item_strike(request: AuthenticatedHttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Asks why a question shall not count, and strikes it."""
    item = _item(request, pk, item_pk)
    form = StrikeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with problems_shown(request):
            reason = form.cleaned_data["reason"]
            services.strike(item=item, reason=reason, by=request.user)
            messages.success(request, f"Soal {item.position} tidak dihitung.")
        return redirect("workshops:test-results", pk=pk)
    context = {"form": form, "item": item, "event": item.test.event}
    status = 422 if form.errors else 200
    return render(request, "workshops/test_item_strike.html", context, status=status)


@roles(*OFFICERS)
@require_POST
def test_item_count(request: AuthenticatedHttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Counts a struck question again."""
    item = services.count_again(item=_item(request, pk, item_pk), by=request.user)
    messages.success(request, f"Soal {item.position} dihitung lagi.")
    return redirect("workshops:test-results", pk=pk)


def _item(request: AuthenticatedHttpRequest, pk: int, item_pk: int) -> TestItem:
    """A question of the test of an event of the officer's region; 404 for others."""
    items = TestItem.objects.select_related("test__event", "question__topic")
    return get_object_or_404(items, test=managed_test(request, pk), pk=item_pk)
