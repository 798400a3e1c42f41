"""Handing certificates over: lists with signatures, who took which, the signed paper."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from certification import certificate_rules as rules
from certification.errors import CertificationError
from certification.forms.handovers import (
    MOST_ON_A_LIST,
    ChooseForm,
    HandoverForm,
    ReceiveForm,
    ScanForm,
)
from certification.handover_sheet import AT_ONCE, SHEET_JOB, Paper, sheet_pdf
from certification.models import Handover
from certification.selectors import handovers as selectors
from certification.services import handovers as services
from certification.views.shared import page, posted
from halalportal.jobs import services as jobs
from halalportal.lib import kept_files
from halalportal.lib.access import roles
from halalportal.lib.http import kept_file
from halalportal.outbox.models import Queue
from regions.models import Region

LATEST = 50


@roles(*READERS)
@require_GET
def handover_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The lists so far, and where certificates wait."""
    made = selectors.with_counts(Handover.objects.visible_to(request.user))
    waiting = selectors.undelivered_by_region(request.user)
    return page(
        request,
        "handover_list",
        handovers=made[:LATEST],
        waiting=waiting,
        waiting_count=sum(each.count for each in waiting),
        can_hand_over=rules.can_hand_over(request.user),
    )


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def handover_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Chooses the certificates and says when and where they are handed over."""
    if not rules.can_hand_over(request.user):
        raise PermissionDenied
    chooser = ChooseForm(request.GET, free=selectors.free_to_list(request.user))
    programme = chooser.programme()
    form = HandoverForm(posted(request))
    ticked = {int(pk) for pk in request.POST.getlist("certificate") if pk.isdecimal()}
    if request.method == "POST" and programme and form.is_valid():
        region = chooser.region() or Region.objects.get(pk=request.user.scope.region_code)
        try:
            made = services.create(
                programme=programme,
                region=region,
                occasion=form.occasion(),
                certificates=ticked,
                by=request.user,
            )
        except CertificationError as error:
            form.add_error(None, str(error))
        else:
            return redirect("certification:handover-detail", pk=made.pk)
    rows = chooser.certificates().with_case().order_by("application__regency_id", "recorded_at")
    return page(
        request,
        "handover_create",
        chooser=chooser,
        form=form,
        programme=programme,
        rows=[(row, request.method != "POST" or row.pk in ticked) for row in rows[:MOST_ON_A_LIST]],
        most=MOST_ON_A_LIST,
    )


@roles(*READERS)
@require_GET
def handover_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The list: who took what, the paper, the signed scan."""
    return _detail(request, _visible(request, pk))


@roles(*READERS)
@require_POST
def handover_print(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The paper as PDF: at once for a short list, else in the background."""
    handover = _visible(request, pk)
    paper = Paper.F4 if request.POST.get("kertas") == Paper.F4 else Paper.A4
    if handover.items.count() <= AT_ONCE:
        name = f'attachment; filename="serah-terima-{pk}.pdf"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        content = sheet_pdf(handover, paper)
        return HttpResponse(content, content_type="application/pdf", headers=headers)
    membership = request.user.active_membership
    job = jobs.start(
        kind=SHEET_JOB,
        title=f"Berita acara serah terima {handover.title}"[:120],
        by=request.user,
        queue=Queue.PDF,
        handover_id=pk,
        is_f4=int(paper == Paper.F4),
        user_id=request.user.pk,
        membership_id=membership.pk if membership else 0,
    )
    return redirect("jobs:job-detail", pk=job.pk)


@roles(*OFFICERS)
@require_POST
def handover_receive(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ticks who took the certificates."""
    handover = _changeable(request, pk)
    form = ReceiveForm(request.POST)
    if not form.is_valid():
        return _detail(request, handover, receive=form)
    names = form.names(request.POST, selectors.items_of(handover))
    received_on = form.cleaned_data["received_on"]
    return _run(
        request,
        pk,
        lambda: services.receive(
            handover=handover, names=names, received_on=received_on, by=request.user
        ),
        f"{len(names)} sertifikat ditandai sudah diterima.",
    )


@roles(*OFFICERS)
@require_POST
def handover_take_back(request: AuthenticatedHttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Unticks a row."""
    handover = _changeable(request, pk)
    item = get_object_or_404(handover.items, pk=item_pk)
    return _run(
        request,
        pk,
        lambda: services.take_back(handover=handover, item=item, by=request.user),
        "Tanda terima dibatalkan.",
    )


@roles(*OFFICERS)
@require_POST
def handover_sign(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Keeps the scan of the signed list."""
    handover = _changeable(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _detail(request, handover, scan=form)
    return _run(
        request,
        pk,
        lambda: services.sign(handover=handover, scan=form.cleaned_data["scan"], by=request.user),
        "Daftar yang ditandatangani tersimpan.",
    )


@roles(*READERS)
@require_GET
def handover_scan(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The signed list."""
    handover = _visible(request, pk)
    if not handover.signed_file:
        raise Http404
    try:
        content = kept_files.read(handover.signed_file)
    except FileNotFoundError as error:
        raise Http404 from error
    return kept_file(content, kept_files.media_type(handover.signed_file), f"serah-terima-{pk}")


@roles(*OFFICERS)
@require_POST
def handover_drop(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Takes a list back on which nobody received anything."""
    handover = _changeable(request, pk)
    try:
        services.drop(handover=handover, by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
        return redirect("certification:handover-detail", pk=pk)
    messages.success(request, f"Daftar {handover.title} dihapus.")
    return redirect("certification:handover-list")


def _visible(request: AuthenticatedHttpRequest, pk: int) -> Handover:
    found = selectors.with_counts(Handover.objects.visible_to(request.user))
    return get_object_or_404(found, pk=pk)


def _changeable(request: AuthenticatedHttpRequest, pk: int) -> Handover:
    """The list, 404 for a stranger; a signed one is refused by the services in words."""
    handover = _visible(request, pk)
    if not rules.can_hand_over(request.user):
        raise PermissionDenied
    return handover


def _detail(
    request: AuthenticatedHttpRequest,
    handover: Handover,
    *,
    receive: ReceiveForm | None = None,
    scan: ScanForm | None = None,
) -> HttpResponse:
    return page(
        request,
        "handover_detail",
        handover=handover,
        items=selectors.items_of(handover),
        can_change=rules.can_change_handover(request.user, handover),
        receive=receive or ReceiveForm(initial={"received_on": handover.held_on}),
        scan=scan or ScanForm(),
    )


def _run(
    request: AuthenticatedHttpRequest, pk: int, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("certification:handover-detail", pk=pk)
