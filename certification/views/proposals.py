"""Pages of proposals: who shall help whom, changed, accepted or dropped by the coordinator."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Role
from accounts.http import AuthenticatedHttpRequest
from accounts.rules import can_manage_companions
from certification.enums import ProposalKind, ProposalState
from certification.errors import CertificationError
from certification.forms.proposals import LinesForm
from certification.models import AssignmentProposal, ProposedAssignment
from certification.selectors.companion_load import companion_lines
from certification.selectors.matching import able_companions
from certification.services import proposals as services
from certification.views.companions import own_organisation, visible_companion
from certification.views.shared import page, posted
from halalportal.jobs.models import Job
from halalportal.lib.access import roles

READERS = (Role.PROVINCE_OFFICER, Role.AUDITOR, Role.LP3H_COORDINATOR)
PAGE_SIZE = 50


@roles(*READERS)
@require_GET
def proposal_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What was proposed and how it was decided, the latest first."""
    visible = AssignmentProposal.objects.visible_to(request.user)
    found = visible.select_related("organisation", "leaving", "created_by", "decided_by")
    rows = Paginator(found.with_line_counts().order_by("-pk"), PAGE_SIZE)
    return page(request, "proposal_list", rows=rows.get_page(request.GET.get("halaman")))


@roles(Role.LP3H_COORDINATOR)
@require_POST
def proposal_create(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Proposes companions for businesses that have none."""
    organisation = own_organisation(request)
    return _started(
        request, lambda: services.start_proposing(organisation=organisation, by=request.user)
    )


@roles(Role.LP3H_COORDINATOR)
@require_POST
def proposal_handover(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Proposes who takes over the cases of a companion."""
    leaving = visible_companion(request, pk)
    return _started(
        request,
        lambda: services.start_proposing(
            organisation=leaving.organisation, leaving=leaving, by=request.user
        ),
    )


@roles(*READERS)
@require_GET
def proposal_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Every line with its reason; while it is open the coordinator changes and decides."""
    proposal = _visible(request, pk)
    return _detail(request, proposal, _form(request, proposal))


@roles(Role.LP3H_COORDINATOR)
@require_POST
def proposal_change(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Keeps the choices of one page of lines."""
    proposal = _visible(request, pk)
    form = _form(request, proposal)
    if not form.is_valid():
        return _detail(request, proposal, form)
    try:
        services.change_lines(proposal=proposal, choices=form.choices(), by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Pilihan tersimpan. Belum ada yang ditugaskan.")
    return redirect("certification:proposal-detail", pk=pk)


@roles(Role.LP3H_COORDINATOR)
@require_POST
def proposal_accept(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Keeps the choices of the page, then assigns every ticked line of the proposal."""
    proposal = _visible(request, pk)
    form = _form(request, proposal)
    if not form.is_valid():
        return _detail(request, proposal, form)
    leaves = "leaves" in request.POST
    try:
        services.change_lines(proposal=proposal, choices=form.choices(), by=request.user)
        done = services.start_accepting(proposal=proposal, leaves=leaves, by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
        return redirect("certification:proposal-detail", pk=pk)
    if isinstance(done, Job):
        return redirect("jobs:job-detail", pk=done.pk)
    messages.success(request, "Usulan diterima. Hasil tiap usaha ada di bawah.")
    return redirect("certification:proposal-detail", pk=pk)


@roles(Role.LP3H_COORDINATOR)
@require_POST
def proposal_drop(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ends the proposal; nobody is assigned."""
    proposal = _visible(request, pk)
    try:
        services.drop(proposal=proposal, by=request.user)
    except CertificationError as error:
        messages.error(request, str(error))
        return redirect("certification:proposal-detail", pk=pk)
    messages.success(request, "Usulan dibatalkan. Tidak ada yang ditugaskan.")
    return redirect("certification:companion-list")


def _started(
    request: AuthenticatedHttpRequest, start: Callable[[], AssignmentProposal | Job]
) -> HttpResponse:
    """Leads to the proposal or to the job that makes it; a refusal is a message."""
    try:
        made = start()
    except CertificationError as error:
        messages.error(request, str(error))
        return redirect("certification:companion-list")
    if isinstance(made, Job):
        return redirect("jobs:job-detail", pk=made.pk)
    return redirect("certification:proposal-detail", pk=made.pk)


def _visible(request: AuthenticatedHttpRequest, pk: int) -> AssignmentProposal:
    visible = AssignmentProposal.objects.visible_to(request.user)
    found = visible.select_related("organisation__region", "leaving", "decided_by", "created_by")
    return get_object_or_404(found, pk=pk)


def _lines_page(
    request: AuthenticatedHttpRequest, proposal: AssignmentProposal
) -> "Page[ProposedAssignment]":
    lines = proposal.lines.select_related(
        "business__village", "business__district", "business__regency", "companion"
    )
    return Paginator(lines, PAGE_SIZE).get_page(request.GET.get("halaman"))


def _form(request: AuthenticatedHttpRequest, proposal: AssignmentProposal) -> LinesForm:
    """The fields of the lines on this page, with everybody who may be chosen."""
    able = able_companions(proposal.organisation, services.local_day(proposal.organisation))
    others = able.exclude(user=proposal.leaving_id)
    return LinesForm(
        posted(request),
        lines=list(_lines_page(request, proposal)),
        companions=companion_lines(others),
    )


def _detail(
    request: AuthenticatedHttpRequest, proposal: AssignmentProposal, form: LinesForm
) -> HttpResponse:
    is_open = proposal.state == ProposalState.OPEN
    return page(
        request,
        "proposal_detail",
        proposal=proposal,
        form=form,
        rows=_lines_page(request, proposal),
        taken_count=proposal.lines.filter(is_taken=True).count(),
        is_handover=proposal.kind == ProposalKind.HANDOVER,
        can_decide=is_open and can_manage_companions(request.user, proposal.organisation_id),
    )
