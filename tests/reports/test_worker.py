"""A real Celery worker makes the PDF and sends the reminder."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from certification.models import Programme, Target
from halalportal.jobs.models import Job
from reports.enums import ReminderStatus
from reports.models import Reminder
from reports.quiet_hours import next_allowed
from reports.services import reminders
from tests import factories
from tests.reports.conftest import Mailbox
from tests.waiting import wait_until
from tests.workers import running_worker

ZONES = ("Asia/Makassar", "America/Los_Angeles", "Europe/London")


def zone_by_day() -> str:
    """A zone in which the next hour is no quiet one."""
    now = timezone.now()
    return next(
        zone
        for zone in ZONES
        if all(next_allowed(m, zone) == m for m in (now, now + timedelta(hours=1)))
    )


def programme_with_near_target(by: User) -> Programme:
    programme = factories.make_programme(by=by, quota=10, slug="nyata")
    programme.region.time_zone = zone_by_day()
    programme.region.save()
    today = timezone.localdate(timezone=ZoneInfo(programme.region.time_zone))
    Target.objects.create(
        programme=programme,
        name="Triwulan",
        quantity=10,
        starts_on=today,
        due_on=today + timedelta(days=7),
    )
    return programme


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rules")
def test_worker_makes_the_pdf_and_sends_one_mail(
    province_officer: User, mail_server: Mailbox, settings: Settings, tmp_path: Path
) -> None:
    programme_with_near_target(province_officer)
    factories.client_for(province_officer).post("/laporan/nyata/pdf/")
    for _ in range(5):
        reminders.queue_due(now=timezone.now())
    port = settings.MAILERS["default"]["OPTIONS"]["port"]

    with running_worker(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{port}"):
        wait_until(lambda: Job.objects.get().is_finished)
        wait_until(lambda: Reminder.objects.get().status == ReminderStatus.SENT)

    with Job.objects.get().result_file.open("rb") as file:
        assert file.read(5) == b"%PDF-"
    assert len(mail_server.letters) == 1
    assert b"Triwulan" in mail_server.letters[0]
