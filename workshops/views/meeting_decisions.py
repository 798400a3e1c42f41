"""What an officer decides about a meeting's report: who is who, and whether it counts."""

import re

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.errors import WorkshopError
from workshops.forms.meeting import GuestPersonForm
from workshops.models import MeetingGuest, MeetingReport
from workshops.selectors import meetings as selectors
from workshops.services import meeting_guests, meeting_marks, meeting_reports
from workshops.views.meetings import managed_report
from workshops.views.shared import problems_shown

NOBODY = "bukan"
_FIELD = re.compile(r"tamu_([0-9]{1,18})")
_CHOICE = re.compile(rf"[0-9]{{1,18}}|{NOBODY}")


@roles(*OFFICERS)
@require_POST
def meeting_confirm(request: AuthenticatedHttpRequest, pk: int, report_pk: int) -> HttpResponse:
    """Takes all guests that leave no doubt."""
    report = managed_report(request, pk, report_pk)
    with problems_shown(request):
        count = meeting_guests.confirm_sure(report=report, by=request.user)
        messages.success(request, f"{count} nama dicocokkan dengan peserta.")
    return _back(report)


@roles(*OFFICERS)
@require_POST
def meeting_decide(request: AuthenticatedHttpRequest, pk: int, report_pk: int) -> HttpResponse:
    """Saves the choices made for several guests; those left empty stay open."""
    report = managed_report(request, pk, report_pk)
    choices = _choices(request.POST)
    if not choices:
        messages.error(request, "Belum ada pilihan. Pilih peserta atau “Bukan peserta”.")
        return _back(report)
    with problems_shown(request):
        count = meeting_guests.decide(report=report, choices=choices, by=request.user)
        messages.success(request, f"{count} pilihan tersimpan.")
    return _back(report)


@roles(*OFFICERS)
@require_GET
def meeting_guest(
    request: AuthenticatedHttpRequest, pk: int, report_pk: int, guest_pk: int
) -> HttpResponse:
    """One guest: look for the participant, or put the guest on the list."""
    guest = _guest(request, pk, report_pk, guest_pk)
    form = GuestPersonForm(event=guest.report.event, initial=_initial(guest))
    return _guest_page(request, guest, form)


@roles(*OFFICERS)
@require_POST
def meeting_guest_add(
    request: AuthenticatedHttpRequest, pk: int, report_pk: int, guest_pk: int
) -> HttpResponse:
    """Puts a guest on the list of participants."""
    guest = _guest(request, pk, report_pk, guest_pk)
    form = GuestPersonForm(request.POST, event=guest.report.event)
    if form.is_valid():
        try:
            participant = meeting_guests.add_as_participant(
                guest=guest, person=form.person(), by=request.user
            )
        except WorkshopError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{participant.name} ditambahkan sebagai peserta.")
            return _back(guest.report)
    return _guest_page(request, guest, form)


@roles(*OFFICERS)
@require_POST
def meeting_totals(request: AuthenticatedHttpRequest, pk: int, report_pk: int) -> HttpResponse:
    """Agrees to count minutes without a time from the first session on, or no longer."""
    report = managed_report(request, pk, report_pk)
    agreed = request.POST.get("hitung") == "ya"
    with problems_shown(request):
        meeting_reports.take_totals(report=report, agreed=agreed, by=request.user)
        messages.success(
            request, "Jumlah menit dihitung dari sesi pertama." if agreed else "Tidak dihitung."
        )
    return _back(report)


@roles(*OFFICERS)
@require_POST
def meeting_apply(request: AuthenticatedHttpRequest, pk: int, report_pk: int) -> HttpResponse:
    """Marks present who was online long enough."""
    report = managed_report(request, pk, report_pk)
    with problems_shown(request):
        count = meeting_marks.apply(report=report, by=request.user)
        messages.success(request, f"{count} kehadiran baru dicatat.")
    return _back(report)


@roles(*OFFICERS)
@require_POST
def meeting_undo(request: AuthenticatedHttpRequest, pk: int, report_pk: int) -> HttpResponse:
    """Takes back what the report did."""
    report = managed_report(request, pk, report_pk)
    with problems_shown(request):
        count = meeting_marks.undo(report=report, by=request.user)
        messages.success(request, f"Laporan dibatalkan, {count} kehadiran dihapus.")
    return _back(report)


def _guest(
    request: AuthenticatedHttpRequest, pk: int, report_pk: int, guest_pk: int
) -> MeetingGuest:
    report = managed_report(request, pk, report_pk)
    guest = get_object_or_404(report.guests.select_related("participant"), pk=guest_pk)
    guest.report = report
    return guest


def _guest_page(
    request: AuthenticatedHttpRequest, guest: MeetingGuest, form: GuestPersonForm
) -> HttpResponse:
    event = guest.report.event
    text = request.GET.get("q", "").strip()
    [shown] = selectors.open_guests(event, [guest])
    context = {
        "event": event,
        "report": guest.report,
        "guest": guest,
        "options": shown.options,
        "query": text,
        "found": selectors.participants_like(event, text) if text else [],
        "stays": guest.stays.all(),
        "form": form,
    }
    return render(
        request, "workshops/meeting_guest.html", context, status=422 if form.errors else 200
    )


def _initial(guest: MeetingGuest) -> dict[str, str]:
    return {"name": guest.name[:120], "email": guest.email}


def _choices(data: QueryDict) -> dict[int, int | None]:
    """`tamu_<guest id>` holds a participant id, `bukan`, or nothing."""
    return {
        int(field[1]): None if value == NOBODY else int(str(value))
        for name, value in data.items()
        if (field := _FIELD.fullmatch(name)) and _CHOICE.fullmatch(str(value))
    }


def _back(report: MeetingReport) -> HttpResponse:
    return redirect("workshops:meeting-detail", pk=report.event_id, report_pk=report.pk)
