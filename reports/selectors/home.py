"""What a home shows besides its queues: progress, cases, quota, the portal's health."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Sum

from accounts.models import User
from certification.enums import Status, Track
from certification.models import Allocation, Application, Programme
from certification.selectors import programme_summary
from certification.selectors.clocks import Clocks, clocks_for
from certification.selectors.visits import Left, left_of
from halalportal.jobs.models import Job, JobStatus
from halalportal.lib.formats import number
from halalportal.outbox.models import Entry
from reports.enums import ReminderStatus
from reports.headline import main_target, time_left
from reports.links import application_url
from reports.models import Reminder

RECENT = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One programme (or the person's region in it): places used of those granted."""

    label: str
    slug: str
    used: int
    quota: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An open case of a companion; `left` while the verification is to be done."""

    number: str
    business: str
    place: str
    phone: str
    status: str
    left: Left | None

    @property
    def due_on(self) -> datetime.date | None:
        """The last day for the verification."""
        return self.left.clock.due_on if self.left else None

    @property
    def url(self) -> str:
        return application_url(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the portal itself does; no personal data."""

    waiting: int
    oldest_waiting: datetime.datetime | None
    parked: int
    failed_jobs: int
    uncertain_reminders: int


def programme_progress(user: User) -> list[Progress]:
    """The three newest programmes; for a kab/kota its own share."""
    programmes = Programme.objects.visible_to(user).select_related("region")[:3]
    return [found for programme in programmes if (found := _progress(programme, user))]


def _progress(programme: Programme, user: User) -> Progress | None:
    summary = programme_summary(programme=programme)
    code = user.scope.region_code
    counts = next((r for r in summary.regions if r.code == code), None)
    label = programme.name
    if len(code) > 2:
        if counts is None:
            return None
        label = f"{programme.name}, {counts.name}"
    target = main_target(summary)
    notes = [f"{number((counts or summary).issued)} terbit"]
    if target and not target.is_met:
        overdue = target.overdue_calendar_days
        notes.append(f"tenggat lewat {number(overdue)} hari" if overdue else time_left(target))
    shown = counts or summary
    return Progress(
        label=label,
        slug=programme.slug,
        used=shown.used,
        quota=shown.quota,
        note=" · ".join(notes),
    )


def companion_cases(user: User) -> list[Case]:
    """Open cases of a companion, those with the nearest due day first; at most fifty."""
    cases = list(
        Application.objects.visible_to(user)
        .open()
        .select_related("business__village", "regency", "programme")
        .order_by("status_changed_at")[:50]
    )
    clocks = clocks_for(cases)
    rows = [_case(case, clocks) for case in cases]
    return sorted(rows, key=lambda c: (c.due_on is None, c.due_on or 0, c.number))


def _case(application: Application, clocks: Clocks) -> Case:
    business = application.business
    verifying = application.status == Status.ACCEPTED and application.track == Track.SELF_DECLARE
    return Case(
        number=application.number,
        business=business.name,
        place=str(business.village or application.regency),
        phone=business.phone,
        status=application.public_status.label,
        left=left_of(application, clocks) if verifying else None,
    )


def organisation_progress(user: User) -> list[Progress]:
    """The LP3H's places per programme; those shared out to its companions count once."""
    own = F("granted") - F("delegated")
    rows = (
        Allocation.objects.visible_to(user)
        .values(slug=F("programme__slug"), label=F("programme__name"))
        .annotate(quota=Sum(own), filled=Sum("used"), done=Sum("issued"))
        .order_by("-slug")
    )
    return [
        Progress(
            label=row["label"],
            slug=row["slug"],
            used=row["filled"],
            quota=row["quota"],
            note=f"{number(row['done'])} terbit",
        )
        for row in rows
    ]


def running_jobs(user: User) -> list[Job]:
    """The person's own unfinished jobs."""
    return list(Job.objects.visible_to(user).unfinished()[:3])


def health(now: datetime.datetime) -> Health:
    """Counts for the admin."""
    waiting = Entry.objects.waiting().filter(not_before__lte=now)
    failed = Job.objects.filter(status=JobStatus.FAILED, finished_at__gte=now - RECENT)
    first = waiting.order_by("not_before").values_list("not_before", flat=True).first()
    return Health(
        waiting=waiting.aggregate(n=Count("pk"))["n"],
        oldest_waiting=first,
        parked=Entry.objects.exclude(parked_at=None).count(),
        failed_jobs=failed.count(),
        uncertain_reminders=Reminder.objects.filter(status=ReminderStatus.UNCERTAIN).count(),
    )
