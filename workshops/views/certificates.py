"""Certificates of an event: who has earned one, giving, withdrawing, signing, printing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS, READERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from halalportal.lib.formats import number
from workshops import rules
from workshops.forms.certificate import LayoutForm, PatternForm, ReasonForm, SignForm
from workshops.models import Event, Participant
from workshops.selectors import certificates as selectors
from workshops.selectors.certificates import Stage
from workshops.services import certificate_numbers
from workshops.services import certificates as services
from workshops.views.shared import managed_event, problems_shown, visible_event

A_PAGE = 100


@roles(*READERS)
@require_GET
def certificate_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """How everybody stands, as far as the reader may see them."""
    event = visible_event(request, pk)
    seen = set(event.participants.visible_to(request.user).values_list("pk", flat=True))
    rows = [row for row in selectors.standing(event) if row.participant.pk in seen]
    wanted = request.GET.get("status", "")
    shown = [row for row in rows if row.stage == wanted] if wanted in set(Stage) else rows
    counts = [(stage, sum(row.stage == stage for row in rows)) for stage in Stage]
    context = {
        "event": event,
        "gives": selectors.gives_certificates(event),
        "can_manage": rules.can_manage(request.user, event),
        "can_number": rules.can_number(request.user, event),
        "is_over": event.ends_at <= timezone.now(),
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("halaman")),
        "wanted": wanted if wanted in set(Stage) else "",
        "counts": [(stage, count) for stage, count in counts if count],
        "due_count": sum(row.is_due for row in rows),
        "unsigned_count": sum(
            row.certificate is not None and row.certificate.signed_on is None for row in rows
        ),
        "issued_count": sum(row.certificate is not None for row in rows),
    }
    return render(request, "workshops/certificate_list.html", context)


@roles(*OFFICERS)
@require_POST
def certificate_issue(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Gives a certificate to everybody who has earned one."""
    event = managed_event(request, pk)
    with problems_shown(request):
        made = services.issue(event=event, by=request.user)
        messages.success(request, f"{number(len(made))} sertifikat terbit sebagai draf.")
    return _back(event)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def certificate_issue_one(
    request: AuthenticatedHttpRequest, pk: int, participant_pk: int
) -> HttpResponse:
    """Gives one person a certificate by hand, with a reason."""
    event = managed_event(request, pk)
    people = event.participants.came_or_registered()
    participant = get_object_or_404(people, pk=participant_pk)
    form = ReasonForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        return _issue_one(request, event, participant, form)
    found = next(row for row in selectors.standing(event) if row.participant.pk == participant.pk)
    return _form_page(request, event, form, "certificate_issue_one", found=found)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def certificate_withdraw(
    request: AuthenticatedHttpRequest, pk: int, certificate_pk: int
) -> HttpResponse:
    """Takes a certificate back, with a reason."""
    event = managed_event(request, pk)
    certificate = get_object_or_404(event.certificates, pk=certificate_pk)
    form = ReasonForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        with problems_shown(request):
            reason = form.cleaned_data["reason"]
            services.withdraw(certificate=certificate, reason=reason, by=request.user)
            messages.success(request, f"Sertifikat {certificate.number} ditarik.")
        return _back(event)
    return _form_page(request, event, form, "certificate_withdraw", certificate=certificate)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def certificate_sign(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Notes that the office has signed the papers."""
    event = managed_event(request, pk)
    today = timezone.localdate(timezone=event.zone)
    form = SignForm(_posted(request), today=today, initial={"signed_on": today})
    if request.method == "POST" and form.is_valid():
        with problems_shown(request):
            count = services.sign(
                event=event,
                signed_on=form.cleaned_data["signed_on"],
                name=form.cleaned_data["signed_by_name"],
                by=request.user,
            )
            messages.success(request, f"{number(count)} sertifikat dicatat sudah ditandatangani.")
        return _back(event)
    count = event.certificates.valid().filter(signed_on=None).count()
    return _form_page(request, event, form, "certificate_sign", count=count)


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def certificate_pattern(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """How the organiser writes its numbers."""
    event = managed_event(request, pk)
    if not rules.can_number(request.user, event):
        raise PermissionDenied
    today = timezone.localdate(timezone=event.zone)
    kept = certificate_numbers.pattern_of(event.organiser, today.year)
    form = PatternForm(_posted(request), initial={"pattern": kept})
    if request.method == "POST" and form.is_valid():
        pattern = form.cleaned_data["pattern"]
        certificate_numbers.set_pattern(event=event, pattern=pattern, by=request.user, day=today)
        messages.success(request, "Pola nomor tersimpan. Nomor yang sudah terbit tidak berubah.")
        return _back(event)
    unit = certificate_numbers.unit_of(event.organiser)
    example = certificate_numbers.text_of(kept, 1, unit=unit, day=today)
    return _form_page(request, event, form, "certificate_pattern", example=example)


@roles(*OFFICERS)
@require_POST
def certificate_papers(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Starts the job that makes all papers."""
    event = managed_event(request, pk)
    form = LayoutForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Pilih bentuk berkas.")
        return _back(event)
    layout = form.cleaned_data["layout"]
    job = services.start_papers(event=event, layout=layout, by=request.user)
    return redirect("jobs:job-detail", pk=job.pk)


def _issue_one(
    request: AuthenticatedHttpRequest, event: Event, participant: Participant, form: ReasonForm
) -> HttpResponse:
    with problems_shown(request):
        made = services.issue(
            event=event,
            participants=[participant],
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        text = f"Sertifikat {made[0].number} terbit." if made else "Sertifikatnya sudah terbit."
        messages.success(request, text)
    return _back(event)


def _form_page(
    request: AuthenticatedHttpRequest, event: Event, form: Any, template: str, **context: Any
) -> HttpResponse:
    return render(request, f"workshops/{template}.html", {"event": event, "form": form, **context})


def _back(event: Event) -> HttpResponse:
    return redirect("workshops:certificate-list", pk=event.pk)


def _posted(request: AuthenticatedHttpRequest) -> QueryDict | None:
    """What was sent, also when nothing was filled in; None for a page that is only opened."""
    return request.POST if request.method == "POST" else None
