"""Reports of online meetings: sending one, pointing at its columns, looking at what it says."""

import hashlib

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import OFFICERS
from accounts.http import AuthenticatedHttpRequest
from halalportal.lib.access import roles
from workshops.enums import MeetingState
from workshops.forms.meeting import MeetingColumnsForm, MeetingFileForm
from workshops.meeting_errors import ReportKnownError
from workshops.meetings.errors import ByHandError, DayNeededError, MeetingFileError
from workshops.meetings.reading import Reading, read, read_by_hand
from workshops.models import Event, MeetingReport
from workshops.selectors import meetings as selectors
from workshops.selectors.meeting_minutes import Minutes, minutes_of
from workshops.services import meeting_reports as services
from workshops.services.meeting_reports import SentFile
from workshops.views.shared import managed_event

# How many open guests a page asks about at once.
PAGE_SIZE = 50


@roles(*OFFICERS)
@require_http_methods(["GET", "POST"])
def meeting_list(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The reports of an event, and the form for another one."""
    event = managed_event(request, pk)
    form = MeetingFileForm(request.POST or None, request.FILES or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            return _take_in(request, event, form, read(form.content(), form.setting()))
        except DayNeededError as problem:
            form.add_error("day", str(problem))
        except ByHandError as problem:
            return _ask_columns(request, event, form, problem)
        except MeetingFileError as problem:
            form.add_error("file", str(problem))
    context = {
        "event": event,
        "form": form,
        "rows": selectors.report_rows(event),
        "has_sessions": event.sessions.exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "workshops/meeting_list.html", context, status=status)


@roles(*OFFICERS)
@require_POST
def meeting_columns(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Reads a file by the columns that the officer points at."""
    event = managed_event(request, pk)
    file = request.FILES.get("file")
    content = file.read() if file else b""
    form = MeetingColumnsForm(request.POST, request.FILES, event=event, content=content)
    if form.is_valid():
        try:
            reading = read_by_hand(content, form.columns(), form.setting())
            return _take_in(request, event, form, reading)
        except DayNeededError as problem:
            form.add_error("day", str(problem))
        except MeetingFileError as problem:
            form.add_error(None, str(problem))
    context = {"event": event, "form": form}
    return render(request, "workshops/meeting_columns.html", context, status=422)


@roles(*OFFICERS)
@require_GET
def meeting_detail(request: AuthenticatedHttpRequest, pk: int, report_pk: int) -> HttpResponse:
    """Who the guests are, what is left to decide, and what counting the report will do."""
    report = managed_report(request, pk, report_pk)
    groups = selectors.groups(report)
    minutes = minutes_of(report) if report.state != MeetingState.UNDONE else {}
    previews = selectors.previews(report, minutes)
    context = {
        "event": report.event,
        "report": report,
        "groups": groups,
        "doubtful": selectors.open_guests(report.event, groups.doubtful[:PAGE_SIZE]),
        "unknown": selectors.open_guests(report.event, groups.unknown[:PAGE_SIZE]),
        "previews": previews,
        "new_count": sum(preview.new for preview in previews),
        "undecided": len(groups.sure) + len(groups.doubtful) + len(groups.unknown),
        "is_undone": report.state == MeetingState.UNDONE,
        "is_applied": report.state == MeetingState.APPLIED,
    }
    return render(request, "workshops/meeting_detail.html", context)


@roles(*OFFICERS)
@require_GET
def meeting_minutes(
    request: AuthenticatedHttpRequest, pk: int, report_pk: int, session_pk: int
) -> HttpResponse:
    """Everybody's minutes in one session."""
    report = managed_report(request, pk, report_pk)
    session = get_object_or_404(report.event.sessions.select_related("event"), pk=session_pk)
    found: Minutes = minutes_of(report) if report.state != MeetingState.UNDONE else {}
    percent = report.event.min_session_percent
    context = {
        "event": report.event,
        "report": report,
        "session": session,
        "rows": selectors.minutes_rows(session, found.get(session.pk, {}), percent),
    }
    return render(request, "workshops/meeting_minutes.html", context)


def managed_report(request: AuthenticatedHttpRequest, pk: int, report_pk: int) -> MeetingReport:
    """The report of exactly this event, 404 for an officer of another region."""
    reports = MeetingReport.objects.filter(event=managed_event(request, pk))
    return get_object_or_404(reports.select_related("event__region", "uploaded_by"), pk=report_pk)


def _take_in(
    request: AuthenticatedHttpRequest, event: Event, form: MeetingFileForm, reading: Reading
) -> HttpResponse:
    """Keeps what was read and leads to it; a file that was sent before leads to its report."""
    digest = hashlib.sha256(form.content()).hexdigest()
    file = SentFile(form.cleaned_data["file"].name, digest)
    try:
        report = services.take_in(event=event, file=file, reading=reading, by=request.user)
    except ReportKnownError as problem:
        messages.error(request, str(problem))
        return redirect("workshops:meeting-detail", pk=event.pk, report_pk=problem.report_id)
    text = f"{len(reading.guests)} nama terbaca dari {report.get_tool_display()}."
    if reading.unread:
        text += f" {reading.unread} baris tanpa jam yang jelas tidak dihitung."
    messages.success(request, text)
    return redirect("workshops:meeting-detail", pk=event.pk, report_pk=report.pk)


def _ask_columns(
    request: AuthenticatedHttpRequest, event: Event, form: MeetingFileForm, problem: ByHandError
) -> HttpResponse:
    """The page on which the officer points at the columns of the file just sent."""
    chosen = {name: form.cleaned_data[name] for name in ("zone", "day") if name in form.fields}
    by_hand = MeetingColumnsForm(event=event, content=form.content(), initial=chosen)
    context = {"event": event, "form": by_hand, "problem": str(problem)}
    return render(request, "workshops/meeting_columns.html", context, status=422)
