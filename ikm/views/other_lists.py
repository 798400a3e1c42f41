"""Lists of other programmes: send, look at the matches, decide the unsure ones."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm import rules
from ikm.enums import MatchState
from ikm.errors import ListRefusedError
from ikm.forms import OtherListForm
from ikm.models import Business, OtherEntry, OtherList
from ikm.selectors.other_lists import entry_page, lists_of
from ikm.services.elsewhere import lists


@roles(*OFFICERS)
@require_safe
def other_list_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The lists of the officer's region and of its province."""
    return render(request, "ikm/other_list_list.html", {"lists": lists_of(request.user)[:50]})


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def other_list_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Takes a list; a worker matches it."""
    form = OtherListForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        found = lists.upload(
            content=file.read(), file_name=file.name, facts=form.facts(), by=request.user
        )
        return redirect("ikm:other-list-detail", pk=found.pk)
    status = 422 if form.errors else 200
    return render(request, "ikm/other_list_form.html", {"form": form}, status=status)


@roles(*OFFICERS)
@require_safe
def other_list_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """What was matched; the unsure entries first."""
    found = _list(request, pk)
    waiting = MatchState.UNSURE if found.counts.get(MatchState.UNSURE) else ""
    chosen = request.GET.get("hasil", waiting)
    after = request.GET.get("setelah", "0")
    page = entry_page(
        found, request.user, state=chosen, after=int(after) if after.isdecimal() else 0
    )
    context = {
        "list": found,
        "page": page,
        "chosen": chosen,
        "total": sum(count for _, _, count in page.states),
        "is_busy": bool(found.job and not found.job.is_finished),
        "can_match": rules.can_import(request.user, found.region_id),
    }
    return render(request, "ikm/other_list_detail.html", context)


@roles(*OFFICERS)
@require_POST
def other_list_match(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Looks again for what was not found."""
    with _said(request):
        lists.match_again(other_list=_list(request, pk), by=request.user)
    return redirect("ikm:other-list-detail", pk=pk)


@roles(*OFFICERS)
@require_POST
def other_entry_confirm(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Says that the row is our business."""
    entry = _entry(request, pk)
    with _said(request):
        lists.confirm(entry=entry, by=request.user)
        messages.success(request, f"Baris {entry.number} dicatat sebagai {entry.business}.")
    return _back(entry)


@roles(*OFFICERS)
@require_POST
def other_entry_refuse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Says that the row is another business."""
    entry = _entry(request, pk)
    with _said(request):
        lists.refuse(entry=entry, by=request.user)
        messages.success(request, f"Baris {entry.number} dicatat bukan {entry.business}.")
    return _back(entry)


@roles(*OFFICERS)
@require_POST
def other_entry_reopen(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a decision back, so that the row can be decided anew."""
    entry = _entry(request, pk)
    with _said(request):
        lists.reopen(entry=entry, by=request.user)
        messages.success(request, f"Baris {entry.number} bisa diputuskan lagi.")
    return _back(entry)


def _list(request: AuthenticatedHttpRequest, pk: int) -> OtherList:
    return get_object_or_404(lists_of(request.user), pk=pk)


def _entry(request: AuthenticatedHttpRequest, pk: int) -> OtherEntry:
    """An entry of a list and of a business that the officer may see."""
    entries = OtherEntry.objects.filter(
        source_list__in=OtherList.objects.visible_to(request.user),
        business__in=Business.objects.visible_to(request.user),
    )
    return get_object_or_404(entries.select_related("business"), pk=pk)


def _back(entry: OtherEntry) -> HttpResponse:
    address = reverse("ikm:other-list-detail", args=[entry.source_list_id])
    return redirect(f"{address}?hasil={MatchState.UNSURE}")


@contextmanager
def _said(request: AuthenticatedHttpRequest) -> Iterator[None]:
    """Turns a refusal into a message on the next page."""
    try:
        yield
    except ListRefusedError as error:
        messages.error(request, str(error))
