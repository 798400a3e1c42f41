"""`manage.py check_invariants` finds what does not fit together."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from accounts.models import User
from halalportal.jobs import services as jobs
from halalportal.jobs.models import JobStatus
from halalportal.outbox.models import Entry
from reports import invariants
from reports.services import reminders
from tests.reports.test_delivery import make_reminder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]
NOW = datetime(2026, 9, 7, 4, tzinfo=UTC)


def run(capsys: pytest.CaptureFixture[str], *flags: str) -> tuple[int, str]:
    code = 0
    try:
        call_command("check_invariants", *flags)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, capsys.readouterr().out


def test_an_orderly_database(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    make_reminder()
    jobs.start(kind="x", title="x", by=officer)

    assert run(capsys) == (0, "Everything fits together.\n")
    code, out = run(capsys, "--json")
    data: dict[str, Any] = json.loads(out)
    assert (code, data["ok"]) == (0, True)
    assert set(data["violations"]) == {"ikm", "certification", "workshops", "reports"}


def test_a_reminder_that_nothing_will_send(capsys: pytest.CaptureFixture[str]) -> None:
    reminder = make_reminder()
    Entry.objects.all().delete()

    code, out = run(capsys, "--json")

    assert code == 1
    assert json.loads(out)["violations"]["reports"] == [
        f"reminder {reminder.pk} waits, but nothing will send it"
    ]
    reminders.schedule(reminder, NOW)
    assert run(capsys)[0] == 0


def test_work_that_was_given_up() -> None:
    entry = Entry.objects.create(task="a.b", key="k", parked_at=NOW, error="ValueError: x\nmore")

    assert list(invariants.check()) == [
        f"outbox entry {entry.pk} (a.b) was given up: ValueError: x"
    ]


def test_a_job_that_nothing_will_run_and_a_lost_file(officer: User) -> None:
    job = jobs.start(kind="x", title="x", by=officer)
    Entry.objects.update(done_at=NOW)
    assert list(invariants.check()) == [f"job {job.pk} is unfinished, but nothing will run it"]

    job.result_file.save("a.pdf", ContentFile(b"x"), save=False)
    job.status = JobStatus.DONE
    job.save()
    assert list(invariants.check()) == []
    job.result_file.storage.delete(job.result_file.name)
    assert list(invariants.check()) == [f"job {job.pk} has lost its file {job.result_file.name}"]
