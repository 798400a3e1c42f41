"""From a meeting's report to marks of presence, and back."""

from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import Evidence, MeetingState, Mode
from workshops.meeting_errors import CertificatesStandError, LaterReportError
from workshops.models import Attendance, AttendanceCertificate, MeetingReport, Session
from workshops.selectors.meeting_minutes import minutes_of, required_minutes
from workshops.services import attendance
from workshops.services.locking import lock
from workshops.services.marks import Mark
from workshops.services.meeting_reports import open_report

FIELDS = ["evidence", "minutes", "mode", "by_id"]
# What a mark was before this report filled it in: the values of `FIELDS`.
Snapshot = dict[str, list[str | int | None]]


@transaction.atomic
def apply(*, report: MeetingReport, by: User) -> int:
    """Marks present who was online long enough; returns how many marks are new.

    Whoever is marked already gets the minutes added. A second call only adds what was decided
    since. Raises `DeclinedError` or `WaitingError`; then nothing is marked.
    """
    report = open_report(report, by=by)
    minutes = minutes_of(report)
    made = []
    for session in report.event.sessions.filter(pk__in=minutes):
        made += _mark(report, session, minutes[session.pk], by=by)
    report.made = [*report.made, *made]
    report.state, report.applied_at = MeetingState.APPLIED, timezone.now()
    report.save(update_fields=["made", "before", "state", "applied_at"])
    audit.record(action="meeting.applied", subject=report, by=by, count=len(made))
    return len(made)


@transaction.atomic
def undo(*, report: MeetingReport, by: User) -> int:
    """Takes back exactly what the report did; returns how many marks went.

    A mark that was proven in a better way since stays. Raises `CertificatesStandError` or
    `LaterReportError`. A second call finds nothing left to do.
    """
    event = lock(report.event_id, by=by)
    report = event.meeting_reports.get(pk=report.pk)
    if report.state == MeetingState.UNDONE:
        return 0
    _check_free(report)
    gone = Attendance.objects.filter(pk__in=report.made, evidence=Evidence.MEETING_LOG)
    count, _ = gone.delete()
    Attendance.objects.filter(pk__in=report.made).update(minutes=None)
    _restore(report.before)
    report.state, report.made, report.before = MeetingState.UNDONE, [], {}
    report.save(update_fields=["state", "made", "before"])
    audit.record(action="meeting.undone", subject=report, by=by, count=count)
    return count


def _mark(
    report: MeetingReport, session: Session, minutes: dict[int, int], *, by: User
) -> list[int]:
    """Marks one session; notes in the report what the standing marks were."""
    least = required_minutes(session, report.event.min_session_percent)
    standing = {row.participant_id: row for row in session.attendances.all()}
    was = {row.pk: _snapshot(row) for row in standing.values()}
    short = [
        standing[person]
        for person, count in minutes.items()
        if count < least and person in standing
    ]
    marks = [
        Mark(participant_id=person, mode=Mode.ONLINE, evidence=Evidence.MEETING_LOG, minutes=count)
        for person, count in minutes.items()
        if count >= least
    ]
    result = attendance.mark_many(session=session, marks=marks, by=by)
    _note_minutes(short, minutes)
    own = set(report.made)
    for pk in [*result.before, *(row.pk for row in short)]:
        if pk not in own:
            report.before.setdefault(str(pk), was[pk])
    return result.made


def _snapshot(row: Attendance) -> list[str | int | None]:
    return [getattr(row, name) for name in FIELDS]


def _note_minutes(rows: list[Attendance], minutes: dict[int, int]) -> None:
    """Whoever was marked by hand keeps the mark, with the minutes that the report knows."""
    for row in rows:
        row.minutes = max(minutes[row.participant_id], row.minutes or 0)
    Attendance.objects.bulk_update(rows, ["minutes"])


def _restore(before: Snapshot) -> None:
    """Marks as they were; one that was proven in a better way since only loses the minutes."""
    rows = Attendance.objects.filter(pk__in=[int(pk) for pk in before])
    for row in rows:
        values = dict(zip(FIELDS, before[str(row.pk)], strict=True))
        names = (
            FIELDS if row.evidence in (Evidence.MEETING_LOG, values["evidence"]) else ["minutes"]
        )
        for name in names:
            setattr(row, name, values[name])
    Attendance.objects.bulk_update(rows, ["evidence", "minutes", "mode", "by"])


def _check_free(report: MeetingReport) -> None:
    people = Attendance.objects.filter(pk__in=report.made).values("participant")
    certificates = AttendanceCertificate.objects.valid().filter(participant__in=people).count()
    if certificates:
        raise CertificatesStandError(certificates)
    sessions = _sessions(_touched(report))
    for later in _later(report):
        if sessions & _sessions(_touched(later)):
            raise LaterReportError(later.file_name)


def _later(report: MeetingReport) -> Iterator[MeetingReport]:
    if report.applied_at:
        applied = report.event.meeting_reports.filter(state=MeetingState.APPLIED)
        yield from applied.filter(applied_at__gt=report.applied_at)


def _touched(report: MeetingReport) -> list[int]:
    return [*report.made, *map(int, report.before)]


def _sessions(attendance_ids: Collection[int]) -> set[int]:
    rows = Attendance.objects.filter(pk__in=attendance_ids)
    return set(rows.order_by().values_list("session_id", flat=True))
