"""Who wants no reminders gets none, on no way; and can have them again."""

import email.policy
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from halalportal.audit.models import AuditEntry
from reports.enums import Channel, DropReason, OptOutSource, ReminderStatus
from reports.models import OptOut, Reminder
from reports.services import delivery
from reports.services.whatsapp import opt_outs
from tests import factories
from tests.reports.conftest import Mailbox
from tests.reports.whatsapp import NOON, PHONE, make_reminder

pytestmark = pytest.mark.django_db

MAIL = "maria@contoh.id"
LIST = "/pengingat/tidak-mau/"


def make_mail(**fields: object) -> Reminder:
    return make_reminder(**{"channel": Channel.EMAIL, "address": MAIL} | fields)


def deliver(reminder: Reminder) -> Reminder:
    with time_machine.travel(NOON, tick=False):
        delivery.send(reminder_id=reminder.pk)
    reminder.refresh_from_db()
    return reminder


def letter_of(mail_server: Mailbox):  # type: ignore[no-untyped-def]
    return email.message_from_bytes(mail_server.letters[-1], policy=email.policy.default)


def note(address: str = MAIL) -> OptOut:
    return opt_outs.note(address=address, source=OptOutSource.MESSAGE)


def test_nothing_leaves_for_somebody_who_wants_none(mail_server: Mailbox) -> None:
    note()
    note(PHONE)
    mail, cloud = deliver(make_mail()), deliver(make_reminder(channel=Channel.CLOUD))

    assert mail_server.letters == []
    assert {mail.drop_reason, cloud.drop_reason} == {DropReason.OPTED_OUT}


def test_it_is_noted_once(officer: User) -> None:
    reminder = make_reminder()
    for _ in range(2):
        opt_outs.note_for(reminder=reminder, by=officer)

    assert OptOut.objects.count() == 1
    assert AuditEntry.objects.filter(action="opt_out.noted").count() == 1


def test_an_email_says_how_to_stop(mail_server: Mailbox) -> None:
    deliver(make_mail())
    letter = letter_of(mail_server)
    link = letter["List-Unsubscribe"].strip("<>")

    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Tidak mau diingatkan lagi? {link}" in letter.get_content()
    assert MAIL not in link


def test_an_email_of_duty_does_not(mail_server: Mailbox, officer: User) -> None:
    deliver(make_mail(recipient_user=officer))

    assert letter_of(mail_server)["List-Unsubscribe"] is None


def test_the_link_shows_a_page_and_its_button_stops(mail_server: Mailbox) -> None:
    deliver(make_mail())
    path = urlsplit(letter_of(mail_server)["List-Unsubscribe"].strip("<>")).path
    client = Client()
    page = client.get(path)

    assert page.status_code == 200
    assert MAIL not in page.content.decode()
    assert not OptOut.objects.exists()
    done = client.post(path, follow=True).content.decode()
    assert "Anda tidak menerima pengingat lagi." in done
    assert OptOut.objects.in_force().get().source == OptOutSource.EMAIL
    client.post(f"{path}lagi/")
    assert not OptOut.objects.in_force().exists()


def test_the_mail_program_stops_without_a_cookie(mail_server: Mailbox) -> None:
    deliver(make_mail())
    path = urlsplit(letter_of(mail_server)["List-Unsubscribe"].strip("<>")).path
    client = Client(enforce_csrf_checks=True)
    client.post(path, {"List-Unsubscribe": "One-Click"})

    assert OptOut.objects.in_force().get().address == MAIL


def test_a_made_up_link_leads_nowhere() -> None:
    reminder = make_mail()
    for token in ("x", f"{reminder.pk}.x", str(reminder.pk)):
        for path in (f"/berhenti/{token}/", f"/berhenti/{token}/lagi/"):
            assert Client().post(path).status_code == 404
    assert not OptOut.objects.exists()


def test_an_officer_notes_it_at_the_reminder(officer: User, stranger: User) -> None:
    reminder = make_reminder()
    url = f"/pengingat/{reminder.pk}/tidak-mau/"

    assert factories.client_for(stranger).post(url).status_code == 404
    assert not OptOut.objects.exists()
    factories.client_for(officer).post(url)
    assert OptOut.objects.in_force().get().noted_by == officer
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.CANCELLED


def test_it_ends_with_a_reason_and_then_counts_no_more(officer: User, stranger: User) -> None:
    opt_out = opt_outs.note_for(reminder=make_reminder(), by=officer)
    url = f"{LIST}{opt_out.pk}/akhiri/"
    client = factories.client_for(officer)

    assert factories.client_for(stranger).get(url).status_code == 404
    assert factories.client_for(stranger).post(url, {"reason": "x"}).status_code == 404
    assert "Tulis mengapa" in client.post(url).content.decode()
    assert OptOut.objects.in_force().exists()
    client.post(url, {"reason": "Ibu Maria meminta lewat telepon."})

    opt_out.refresh_from_db()
    assert (opt_out.ended_by, opt_out.ended_reason) == (
        officer,
        "Ibu Maria meminta lewat telepon.",
    )
    assert client.get(url).status_code == 404
    assert make_reminder().status == ReminderStatus.QUEUED


def test_the_list_shows_masked_addresses_of_the_own_region(officer: User, stranger: User) -> None:
    opt_outs.note_for(reminder=make_reminder(), by=officer)
    mine = factories.client_for(officer).get(LIST).content.decode()

    assert "Ingatkan lagi" in mine
    assert PHONE not in mine
    assert PHONE[3:] not in mine
    assert "Ingatkan lagi" not in factories.client_for(stranger).get(LIST).content.decode()


def test_the_list_does_not_ask_more_for_more(
    officer: User, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        opt_outs.note_for(reminder=make_reminder(address=f"+62834000095{number:02}"), by=officer)
    client = factories.client_for(officer)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert "Halaman berikutnya" in client.get(LIST).content.decode()


def test_other_roles_are_refused(owner: User, companion: User, head: User, auditor: User) -> None:
    for user in (owner, companion, head, auditor):
        assert factories.client_for(user).get(LIST).status_code == 403
    assert Client().get(LIST).status_code == 302
