"""The page of monthly reports: begun, ended, asked for again, and read once more."""

import io
from typing import Any

import pytest
import python_calamine
import time_machine

from accounts.models import User
from reports.enums import ReminderStatus
from reports.models import MonthlyReport, Subscription
from tests import factories
from tests.factories import client_for
from tests.reports.conftest import Mailbox
from tests.reports.monthly_mail import LIST, deliver, queue, read, subscribe
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def test_a_killed_worker_leaves_the_question_to_the_reader(
    *, story: Story, head: User, stranger: User, mail_server: Mailbox
) -> None:
    subscribe(head, story)
    queue()
    MonthlyReport.objects.update(status=ReminderStatus.SENDING, taken_at=NOW)
    deliver()
    report = MonthlyReport.objects.get()
    assert (report.status, mail_server.letters) == (ReminderStatus.UNCERTAIN, [])

    with time_machine.travel(NOW, tick=False):
        again = f"{LIST}{report.pk}/kirim-lagi/"
        assert client_for(stranger).post(again).status_code == 404
        page = client_for(head)
        assert "Belum pasti terkirim" in page.get(LIST).content.decode()
        assert page.post(again).status_code == 302
        page.post(again)  # a second tap sends nothing more
    deliver()
    report.refresh_from_db()
    assert (report.status, len(mail_server.letters)) == (ReminderStatus.SENT, 1)


def test_people_choose_for_themselves(
    *, story: Story, head: User, officer: User, owner: User
) -> None:
    start, stop = f"{LIST}cerita-2026/mulai/", f"{LIST}cerita-2026/berhenti/"
    client = client_for(head)
    assert "Kirim laporan ke saya" in client.get(LIST).content.decode()
    client.post(start)
    client.post(start)
    assert "Berhenti kirim laporan" in client.get(LIST).content.decode()
    assert "Kirim laporan ke saya" in client_for(officer).get(LIST).content.decode()
    client_for(officer).post(stop)  # ends nobody else's
    assert Subscription.objects.get().ended_at is None
    client.post(stop)
    assert Subscription.objects.get().ended_at
    client.post(start)  # the same row begins anew
    assert Subscription.objects.get().ended_at is None
    assert client_for(factories.make_officer("73.71")).post(start).status_code == 404
    assert client_for(owner).post(start).status_code == 403
    assert Subscription.objects.count() == 1


def test_without_an_address_nothing_begins(story: Story, head: User) -> None:
    User.objects.filter(pk=head.pk).update(email=None, phone="+6281200000001")
    response = client_for(head).post(f"{LIST}cerita-2026/mulai/", follow=True)

    assert "belum punya alamat email" in response.content.decode()
    assert not Subscription.objects.exists()


def test_past_reports_can_be_downloaded_again(
    *, story: Story, head: User, stranger: User, mail_server: Mailbox
) -> None:
    subscribe(head, story)
    queue()
    deliver()
    with time_machine.travel(NOW, tick=False):
        page = client_for(head).get(LIST).content.decode()
        assert "Mei 2026" in page
        url = "/laporan/cerita-2026/excel/?per=2026-05-31"
        assert url in page
        again = client_for(head).get(url).content
        assert "Mei 2026" not in client_for(stranger).get(LIST).content.decode()
    sent = list(read(mail_server.letters[0]).iter_attachments())[1].get_content()

    def rows(content: bytes) -> list[list[list[Any]]]:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [book.get_sheet_by_index(i).to_python() for i in range(3)]

    assert rows(again) == rows(sent)


def test_the_page_stays_light(story: Story, head: User, django_assert_max_num_queries: Any) -> None:
    subscribe(head, story)
    queue()
    client = client_for(head)
    with django_assert_max_num_queries(10):
        response = client.get(LIST)
    assert b"<script" not in response.content
