"""Months without beat: each missed report comes once, with the figures of its own month."""

import email.policy
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from certification.models import Programme
from halalportal.outbox.models import Entry
from reports.enums import ReminderStatus
from reports.invariants import monthly_reports_on_their_way
from reports.models import MonthlyReport, Subscription
from reports.selectors.monthly import CAUGHT_UP
from reports.services import monthly
from reports.tasks import send_monthly_report
from tests.reports.conftest import Mailbox
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db

SEPTEMBER = datetime(2026, 9, 8, 3, tzinfo=UTC)  # beat comes back after three months
LATE = "Laporan ini terlambat dikirim."


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


@pytest.fixture
def subscription(story: Story, head: User) -> Subscription:
    with time_machine.travel(NOW - timedelta(days=13), tick=False):
        return monthly.subscribe(programme=story.programme, by=head)


def run(now: datetime) -> int:
    """What beat and worker do at a moment."""
    with time_machine.travel(now, tick=False):
        new = monthly.queue_due(now=now)
        due = Entry.objects.due(now).filter(key__startswith="monthly-report:").order_by("pk")
        for entry in due:
            send_monthly_report.run(entry.pk)
    return new


def letters(mail_server: Mailbox) -> list[tuple[str, str]]:
    """(subject, words) of what arrived, in its order."""
    found = []
    for letter in mail_server.letters:
        parsed = email.message_from_bytes(letter, policy=email.policy.default)
        body = parsed.get_body()
        assert body
        found.append((str(parsed["Subject"]), body.get_content()))
    return found


@pytest.mark.usefixtures("subscription")
def test_after_three_months_each_comes_with_the_figures_of_its_month(mail_server: Mailbox) -> None:
    assert run(NOW) == 1
    assert run(SEPTEMBER) == 3

    assert [subject for subject, _ in letters(mail_server)] == [
        f"Laporan {month} 2026: Cerita" for month in ("Mei", "Juni", "Juli", "Agustus")
    ]
    ends = ("31 Mei", "30 Juni", "31 Juli", "31 Agustus")
    for (_, words), end in zip(letters(mail_server), ends, strict=True):
        assert f"akhir hari {end} 2026" in words
    # Only those are excused that come after the next one was due.
    assert [LATE in words for _, words in letters(mail_server)] == [False, True, True, False]


@pytest.mark.usefixtures("subscription")
def test_nothing_comes_twice_however_often_it_is_asked(mail_server: Mailbox) -> None:
    assert [run(SEPTEMBER + timedelta(minutes=10 * turn)) for turn in range(3)] == [4, 0, 0]
    monthly.queue_due(now=NOW)  # a clock that was set back

    assert len(mail_server.letters) == 4
    assert MonthlyReport.objects.filter(status=ReminderStatus.SENT).count() == 4
    assert list(monthly_reports_on_their_way()) == []


@pytest.mark.usefixtures("subscription")
def test_what_was_asked_for_by_hand_is_not_asked_for_again() -> None:
    """A month that waits for its next try keeps its one entry."""
    with time_machine.travel(NOW, tick=False):
        monthly.queue_due(now=NOW)
    with time_machine.travel(SEPTEMBER, tick=False):
        assert monthly.queue_due(now=SEPTEMBER) == 3

    assert Entry.objects.filter(key__startswith="monthly-report:").count() == 4


@pytest.mark.usefixtures("subscription")
def test_a_year_is_caught_up_and_no_more() -> None:
    later = datetime(2028, 3, 15, 3, tzinfo=UTC)
    with time_machine.travel(later, tick=False):
        assert monthly.queue_due(now=later) == CAUGHT_UP

    months = list(MonthlyReport.objects.order_by("month").values_list("month", flat=True))
    assert (months[0], months[-1]) == (date(2027, 3, 1), date(2028, 2, 1))


def test_the_month_before_the_subscription_is_not_caught_up(story: Story, head: User) -> None:
    with time_machine.travel(datetime(2026, 7, 20, 3, tzinfo=UTC), tick=False):
        monthly.subscribe(programme=story.programme, by=head)
    with time_machine.travel(SEPTEMBER, tick=False):
        monthly.queue_due(now=SEPTEMBER)

    months = MonthlyReport.objects.order_by("month").values_list("month", flat=True)
    assert list(months) == [date(2026, 7, 1), date(2026, 8, 1)]


@pytest.mark.usefixtures("subscription")
def test_months_before_the_programme_have_no_report(story: Story) -> None:
    Programme.objects.filter(pk=story.programme.pk).update(
        starts_on=date(2026, 8, 3), ends_on=date(2026, 12, 31)
    )
    with time_machine.travel(SEPTEMBER, tick=False):
        monthly.queue_due(now=SEPTEMBER)

    assert MonthlyReport.objects.get().month == date(2026, 8, 1)


@pytest.mark.usefixtures("subscription")
def test_a_beat_that_often_stands_still_makes_one_a_month(mail_server: Mailbox) -> None:
    """Four hundred days in which beat works for a day and is off for weeks."""
    day = 0
    for off in (5, 40, 75, 3, 100, 61, 31, 92):
        run(NOW + timedelta(days=day))
        day += off
    run(NOW + timedelta(days=400))

    subjects = [subject for subject, _ in letters(mail_server)]
    assert len(subjects) == len(set(subjects)) == 14
    months = MonthlyReport.objects.order_by("month").values_list("month", flat=True)
    assert (months[0], months[13]) == (date(2026, 5, 1), date(2027, 6, 1))
