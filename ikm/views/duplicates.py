"""Pairs of records that may be one business: compare, merge, keep apart, undo."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from ikm.enums import PairStatus
from ikm.errors import MergeRefusedError
from ikm.forms import MergeForm
from ikm.models import Business, DuplicatePair, Merge
from ikm.selectors.duplicate_pairs import compare, pair_page, recent_merges
from ikm.services.duplicates import finding, merging
from regions.models import Region


@roles(*OFFICERS)
@require_safe
def duplicate_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The open pairs of the officer's region, and the merges that can be undone."""
    page = pair_page(request.user, after=request.GET.get("setelah", ""))
    context = {"page": page, "merges": recent_merges(request.user)}
    return render(request, "ikm/duplicate_list.html", context)


@roles(*OFFICERS)
@require_POST
def duplicate_find(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Starts the search in the officer's region."""
    region = get_object_or_404(Region, code=request.user.scope.region_code)
    job = finding.start(region=region, by=request.user)
    return redirect("jobs:job-detail", pk=job.pk)


@roles(*OFFICERS)
@require_safe
def duplicate_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Two records side by side."""
    return _page(request, _pair(request, pk), None)


@roles(*OFFICERS)
@require_POST
def duplicate_merge(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes one record of two, with the chosen values."""
    pair = _pair(request, pk)
    form = MergeForm(request.POST, comparison=compare(pair))
    if not form.is_valid():
        return _page(request, pair, form)
    try:
        merging.merge(pair=pair, kept_id=form.kept_id, taken=form.taken(), by=request.user)
    except MergeRefusedError as error:
        messages.error(request, str(error))
        return redirect("ikm:duplicate-detail", pk=pair.pk)
    messages.success(
        request, "Dua data digabungkan. Bisa dibatalkan selama 30 hari di halaman Data ganda."
    )
    return redirect("ikm:business-detail", pk=form.kept_id)


@roles(*OFFICERS)
@require_POST
def duplicate_keep_apart(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Says that these are two businesses."""
    with _said(request):
        merging.keep_apart(pair=_pair(request, pk), by=request.user)
        messages.success(request, "Dicatat: dua usaha yang berbeda. Tidak ditanyakan lagi.")
    return redirect("ikm:duplicate-list")


@roles(*OFFICERS)
@require_POST
def merge_undo(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Makes two records of one again."""
    visible = Business.objects.visible_to(request.user)
    merge = get_object_or_404(Merge.objects.filter(kept__in=visible), pk=pk)
    with _said(request):
        merging.undo(merge=merge, by=request.user)
        messages.success(request, "Penggabungan dibatalkan. Kedua usaha kembali seperti semula.")
    return redirect("ikm:duplicate-list")


def _pair(request: AuthenticatedHttpRequest, pk: int) -> DuplicatePair:
    return get_object_or_404(DuplicatePair.objects.visible_to(request.user), pk=pk)


def _page(
    request: AuthenticatedHttpRequest, pair: DuplicatePair, form: MergeForm | None
) -> HttpResponse:
    comparison = compare(pair)
    form = form or MergeForm(comparison=comparison)
    context = {
        "pair": pair,
        "form": form,
        "comparison": comparison,
        "is_open": pair.status == PairStatus.OPEN,
        "preferred": form.preferred,
    }
    status = 422 if form.errors else 200
    return render(request, "ikm/duplicate_detail.html", context, status=status)


@contextmanager
def _said(request: AuthenticatedHttpRequest) -> Iterator[None]:
    """Turns a refusal into a message on the next page."""
    try:
        yield
    except MergeRefusedError as error:
        messages.error(request, str(error))
