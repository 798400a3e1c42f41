"""Monthly reports: due on the first working day, sent once with PDF and workbook, or left out."""

import io
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from accounts.models import User
from certification.models import OfficeDay
from certification.selectors import programme_summary
from halalportal.lib.working_days import Calendar
from halalportal.outbox.models import Entry
from reports.enums import ReminderStatus
from reports.invariants import monthly_reports_on_their_way
from reports.models import MonthlyReport
from reports.selectors.monthly import Month, sending_day
from reports.services import monthly
from tests.reports.conftest import Mailbox, use_smtp
from tests.reports.monthly_mail import deliver, queue, read, subscribe
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (date(2025, 3, 1), date(2025, 4, 8)),  # after Lebaran and its cuti bersama
        (date(2024, 12, 1), date(2025, 1, 2)),  # after New Year
        (date(2026, 5, 1), date(2026, 6, 2)),  # the first of June is a holiday
        (date(2026, 1, 1), date(2026, 2, 2)),  # the first is a Sunday
    ],
)
def test_it_is_due_on_the_first_working_day(month: date, day: date) -> None:
    assert sending_day(Month(month), Calendar()) == day


def test_a_day_on_which_the_office_is_closed_is_none(story: Story, head: User) -> None:
    subscribe(head, story)
    OfficeDay.objects.create(
        office=story.programme.office, day=NOW.date(), is_working=False, name="Hari jadi"
    )

    assert queue() == 0
    assert queue(NOW + timedelta(days=1)) == 1


def test_the_figures_arrive_as_pdf_and_workbook(
    story: Story, head: User, mail_server: Mailbox, tmp_path: Path
) -> None:
    subscribe(head, story)
    assert queue() == 1
    deliver()
    summary = programme_summary(programme=story.programme, as_of=date(2026, 5, 31))

    letter = read(mail_server.letters[0])
    pdf, workbook = letter.iter_attachments()
    assert letter["To"] == head.email
    assert letter["Subject"] == "Laporan Mei 2026: Cerita"
    assert pdf.get_filename() == "ringkasan-cerita-2026-2026-05-31.pdf"
    body = letter.get_body()
    assert body
    assert f"Kuota 40, terpakai {summary.used}, terbit {summary.issued}" in body.get_content()
    assert "akhir hari 31 Mei 2026" in body.get_content()
    (tmp_path / "a.pdf").write_bytes(pdf.get_content())
    found = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "a.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "data akhir hari 31 Mei 2026" in found.stdout
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook.get_content()))
    rows = {row[0]: row for row in book.get_sheet_by_name("Kab-kota").to_python()[1:]}
    expected = {r.name.replace("Kabupaten ", "Kab. "): r for r in summary.regions}
    assert {name: row[1:4] for name, row in rows.items()} == {
        name: [r.quota, r.used, r.issued] for name, r in expected.items()
    }
    report = MonthlyReport.objects.get()
    assert (report.status, report.sent_at, report.month) == (ReminderStatus.SENT, NOW, MAY)


def test_a_kabupaten_gets_its_own_figures(
    story: Story, officer: User, mail_server: Mailbox
) -> None:
    subscribe(officer, story)
    queue()
    deliver()
    body = read(mail_server.letters[0]).get_body()

    assert body
    assert "Cerita, Kabupaten Kutai Timur" in body.get_content()
    assert "Samarinda" not in body.get_content()


def test_it_leaves_once_however_often_it_is_asked(
    story: Story, head: User, mail_server: Mailbox
) -> None:
    subscribe(head, story)
    assert [queue() for _ in range(3)] == [1, 0, 0]
    deliver()
    deliver()
    monthly.send(report_id=MonthlyReport.objects.get().pk)
    queue(NOW + timedelta(days=9))
    deliver(NOW + timedelta(days=9))

    assert len(mail_server.letters) == 1


def test_after_a_week_without_beat_it_leaves_late_and_once(
    story: Story, head: User, mail_server: Mailbox
) -> None:
    subscribe(head, story)
    late = NOW + timedelta(days=8)
    assert queue(NOW - timedelta(days=1)) == 0
    assert [queue(late), queue(late)] == [1, 0]
    deliver(late)

    assert read(mail_server.letters[0])["Subject"] == "Laporan Mei 2026: Cerita"


def test_four_hundred_days_make_one_report_a_month(story: Story, head: User) -> None:
    subscribe(head, story)
    for day in range(400):
        queue(NOW + timedelta(days=day))
    months = list(MonthlyReport.objects.order_by("month").values_list("month", flat=True))

    assert len(months) == len(set(months)) == 14
    assert (months[0], months[-1]) == (MAY, date(2027, 6, 1))
    assert list(monthly_reports_on_their_way()) == []


def test_whoever_comes_later_begins_with_the_next_month(story: Story, head: User) -> None:
    subscribe(head, story, at=NOW + timedelta(days=1))

    assert queue(NOW + timedelta(days=2)) == 0
    assert queue(datetime(2026, 7, 1, 3, tzinfo=UTC)) == 1
    assert MonthlyReport.objects.get().month == date(2026, 6, 1)


@pytest.mark.parametrize("end", ["role", "account", "subscription"])
def test_what_is_not_wanted_any_more_stays(
    story: Story, head: User, mail_server: Mailbox, end: str
) -> None:
    subscribe(head, story)
    queue()
    if end == "role":
        head.memberships.update(ended_on=NOW.date())
    elif end == "account":
        User.objects.filter(pk=head.pk).update(is_active=False)
    else:
        monthly.unsubscribe(programme=story.programme, by=head)
    deliver()

    assert mail_server.letters == []
    assert MonthlyReport.objects.get().status == ReminderStatus.CANCELLED
    assert queue(datetime(2026, 7, 1, 3, tzinfo=UTC)) == 0


def test_a_server_that_is_down_is_tried_again(
    story: Story, head: User, mail_server: Mailbox, settings: Any
) -> None:
    subscribe(head, story)
    queue()
    running = settings.MAILERS
    use_smtp(settings, 9)  # nobody listens there
    deliver()
    report = MonthlyReport.objects.get()
    assert (report.status, report.attempts) == (ReminderStatus.QUEUED, 1)
    assert list(monthly_reports_on_their_way()) == []

    settings.MAILERS = running
    deliver(NOW + timedelta(minutes=2))
    assert len(mail_server.letters) == 1


def test_a_waiting_report_without_an_entry_is_found(story: Story, head: User) -> None:
    subscribe(head, story)
    queue()
    Entry.objects.filter(key__startswith="monthly-report:").delete()

    assert len(list(monthly_reports_on_their_way())) == 1
