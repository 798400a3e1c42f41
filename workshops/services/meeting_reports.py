"""Taking in the report of an online meeting. The file itself is never kept."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from halalportal.audit import services as audit
from workshops.enums import MeetingState
from workshops.meeting_errors import ReportKnownError, ReportUndoneError
from workshops.meetings.reading import Guest, Reading
from workshops.models import Event, MeetingGuest, MeetingReport, MeetingStay
from workshops.selectors.meeting_matches import Named, matches
from workshops.services.locking import lock

REMEMBERED = "seperti keputusan sebelumnya"


@dataclass(frozen=True, slots=True)
class SentFile:
    """What is kept of the file itself."""

    name: str
    sha256: str


@transaction.atomic
def take_in(*, event: Event, file: SentFile, reading: Reading, by: User) -> MeetingReport:
    """Keeps who was in the meeting and suggests who that is. Nothing counts yet.

    Decisions of the event's earlier reports hold for the same name and e-mail. Raises
    `ReportKnownError` for a file that was sent before and not taken back.
    """
    event = lock(event.pk, by=by)
    known = event.meeting_reports.filter(sha256=file.sha256).exclude(state=MeetingState.UNDONE)
    if earlier := known.first():
        raise ReportKnownError(earlier.pk, earlier.file_name)
    report = MeetingReport.objects.create(
        event=event,
        tool=reading.tool,
        file_name=file.name[:120],
        sha256=file.sha256,
        day=reading.day,
        uploaded_by=by,
    )
    _add_guests(report, reading.guests)
    audit.record(
        action="meeting.received",
        subject=report,
        by=by,
        tool=report.tool,
        count=len(reading.guests),
    )
    return report


@transaction.atomic
def take_totals(*, report: MeetingReport, agreed: bool, by: User) -> MeetingReport:
    """Notes whether minutes without a time may be counted in order of time."""
    report = open_report(report, by=by)
    report.takes_totals = agreed
    report.save(update_fields=["takes_totals"])
    audit.record(action="meeting.totals", subject=report, by=by, agreed=agreed)
    return report


def open_report(report: MeetingReport, *, by: User) -> MeetingReport:
    """The report under the event's lock. Raises `ReportUndoneError` for one taken back."""
    event = lock(report.event_id, by=by)
    report = event.meeting_reports.get(pk=report.pk)
    if report.state == MeetingState.UNDONE:
        raise ReportUndoneError
    return report


def _add_guests(report: MeetingReport, guests: list[Guest]) -> None:
    decided = _decisions(report.event)
    rows = MeetingGuest.objects.bulk_create(_row(report, guest, decided) for guest in guests)
    _suggest(report.event, [row for row in rows if not row.is_confirmed])
    MeetingStay.objects.bulk_create(
        [
            MeetingStay(guest=row, joined_at=start, left_at=end)
            for row, guest in zip(rows, guests, strict=True)
            for start, end in guest.stays
        ],
        batch_size=5_000,
    )


def _row(
    report: MeetingReport, guest: Guest, decided: dict[tuple[str, str], int | None]
) -> MeetingGuest:
    key = (guest.name, guest.email)
    return MeetingGuest(
        report=report,
        name=guest.name,
        email=guest.email,
        minutes=guest.minutes,
        participant_id=decided.get(key),
        reason=REMEMBERED if key in decided else "",
        is_confirmed=key in decided,
    )


def _decisions(event: Event) -> dict[tuple[str, str], int | None]:
    """(name, e-mail) → participant by the latest decision; None: no participant."""
    decided = MeetingGuest.objects.filter(report__event=event, is_confirmed=True)
    rows = decided.order_by("report__uploaded_at", "pk")
    return {
        (name, email): participant
        for name, email, participant in rows.values_list("name", "email", "participant_id")
    }


def _suggest(event: Event, rows: list[MeetingGuest]) -> None:
    found = matches(event, [Named(row.pk, row.name, row.email) for row in rows])
    for row in rows:
        if best := next(iter(found[row.pk]), None):
            row.participant_id, row.score, row.reason = (
                best.participant_id,
                best.score,
                best.reason[:200],
            )
    MeetingGuest.objects.bulk_update(rows, ["participant", "score", "reason"], batch_size=500)
