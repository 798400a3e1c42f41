"""The history of a programme's places, moving them, and sharing them with companions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import READERS, Role
from accounts.http import AuthenticatedHttpRequest
from certification import rules
from certification.errors import CertificationError
from certification.forms.ledger import CompanionShareForm, MovementFilterForm, TransferForm
from certification.models import TopUpRequest
from certification.selectors.keyset import page_of
from certification.selectors.movements import (
    branch_of,
    counts_of,
    levels_of,
    lines_of,
    movements_of,
)
from certification.services import quota
from certification.services.transfers import transfer
from certification.views.shared import page, posted, visible_programme
from halalportal.lib.access import roles


@roles(*READERS, Role.LP3H_COORDINATOR)
@require_GET
def movement_list(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Every movement with who, when and why, newest first, below figures that add up."""
    programme, user = visible_programme(request, slug), request.user
    levels = levels_of(programme, user)
    form = MovementFilterForm(request.GET, levels=levels)
    found = movements_of(levels.filter(pk=form.level.pk) if form.level else levels)
    current = page_of(
        found.filter(kind=form.kind) if form.kind else found,
        moment="at",
        after=request.GET.get("sesudah", ""),
        before=request.GET.get("sebelum", ""),
        newest_first=True,
    )
    asked = TopUpRequest.objects.visible_to(user).waiting().filter(allocation__programme=programme)
    return page(
        request,
        "movement_list",
        programme=programme,
        filters=form,
        counts=counts_of(branch_of(form.level, levels) if form.level else levels),
        lines=lines_of(current.rows, user),
        previous_url=form.query(sebelum=current.before) if current.before else "",
        next_url=form.query(sesudah=current.after) if current.after else "",
        waiting_count=asked.count(),
        can_manage=rules.can_manage_programme(user, programme),
    )


@roles(Role.PROVINCE_OFFICER)
@require_http_methods(["GET", "POST"])
def allocation_transfer(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Places from one branch to another, with the reason."""
    programme = visible_programme(request, slug)
    if not rules.can_manage_programme(request.user, programme):
        raise PermissionDenied
    levels = levels_of(programme, request.user)
    initial = {"source": request.GET.get("dari")}
    form = TransferForm(posted(request), levels=levels, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            transfer(**form.cleaned_data, by=request.user)
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Kuota sudah dipindahkan.")
            return redirect("certification:movement-list", slug=slug)
    return page(request, "allocation_transfer", programme=programme, form=form)


@roles(Role.LP3H_COORDINATOR)
@require_http_methods(["GET", "POST"])
def programme_split_companion(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """What each of the own companions has of the LP3H's places."""
    programme, user = visible_programme(request, slug), request.user
    levels = levels_of(programme, user)
    initial = {"level": request.GET.get("tingkat"), "companion": request.GET.get("pendamping")}
    form = CompanionShareForm(posted(request), levels=levels, user=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            quota.distribute(programme=programme, shares=[form.share()], by=user)
        except CertificationError as error:
            form.add_error("count", str(error))
        else:
            messages.success(request, "Kuota pendamping tersimpan.")
            return redirect("certification:programme-split-companion", slug=slug)
    return page(request, "programme_split_companion", programme=programme, form=form, levels=levels)
