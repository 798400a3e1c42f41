"""The queue of reminders: what it shows, who may act, and in which words."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from halalportal.audit.models import AuditEntry
from reports.channels.wa_me import LONGEST_TEXT, whatsapp_text, whatsapp_url
from reports.enums import DropReason, ReminderStatus
from reports.models import Reminder
from tests import factories
from tests.reports.conftest import MakeCase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

NOON = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
ACTIONS = ("terkirim", "batalkan", "kirim-lagi")


def make_reminder(**fields: object) -> Reminder:
    return Reminder.objects.create(
        **{
            "key": f"returned-unanswered:{Reminder.objects.count()}",
            "rule_id": "returned-unanswered",
            "region": factories.make_region(factories.EAST_KUTAI),
            "recipient_name": "Maria Rekaan",
            "channel": "whatsapp",
            "address": "+6281255551234",
            "subject": "Perbaikan",
            "body": "Pengajuan PGJ-2026-0001 perlu diperbaiki: foto & label. https://a.id/p/ Ya?",
            "due_on": date(2026, 9, 7),
            "expires_on": date(2026, 9, 20),
        }
        | fields
    )


def get(user: User, url: str = "/pengingat/", at: datetime = NOON):  # type: ignore[no-untyped-def]
    with time_machine.travel(at, tick=False):
        return factories.client_for(user).get(url)


def post(user: User, reminder: Reminder, action: str):  # type: ignore[no-untyped-def]
    with time_machine.travel(NOON, tick=False):
        return factories.client_for(user).post(f"/pengingat/{reminder.pk}/{action}/")


def test_the_list_says_who_by_which_way_and_when(officer: User) -> None:
    make_reminder()
    mail = make_reminder(channel="email", address="maria@contoh.id")
    text = get(officer).content.decode()
    assert "•••-1234" in text
    assert "81255551234" not in text
    assert "m•••@contoh.id" in text
    assert "maria@contoh.id" not in text
    assert "menunggu petugas" in text
    assert "sebentar lagi" in text
    at_night = get(officer, at=datetime(2026, 9, 7, 14, 0, tzinfo=UTC)).content.decode()
    assert "Selasa, 8 September 2026 pukul 07.00 WITA" in at_night
    one = get(officer, f"/pengingat/{mail.pk}/").content.decode()
    assert mail.body.replace("&", "&amp;") in one
    assert "maria@contoh.id" not in one


def test_filters_name_rule_place_channel_and_state(officer: User, province_officer: User) -> None:
    make_reminder(recipient_name="Ani Rekaan")
    make_reminder(recipient_name="Budi Rekaan", rule_id="target-due", channel="email")
    make_reminder(recipient_name="Citra Rekaan", region=factories.make_region(factories.SAMARINDA))
    make_reminder(recipient_name="Dedi Rekaan", status="cancelled", drop_reason="moot")

    def shown(user: User, query: str) -> set[str]:
        lines = get(user, f"/pengingat/?{query}").context["lines"]
        return {line.reminder.recipient_name.split()[0] for line in lines}

    assert shown(officer, "") == {"Ani", "Budi"}
    assert shown(province_officer, "") == {"Ani", "Budi", "Citra"}
    assert shown(province_officer, "aturan=target-due") == {"Budi"}
    assert shown(province_officer, f"wilayah={factories.SAMARINDA}") == {"Citra"}
    assert shown(province_officer, "lewat=whatsapp") == {"Ani", "Citra"}
    assert shown(province_officer, "keadaan=cancelled") == {"Dedi"}
    assert "Sudah tidak berlaku" in get(officer, "/pengingat/?keadaan=cancelled").content.decode()


def test_long_lists_are_paged(officer: User) -> None:
    for _ in range(30):
        make_reminder()
    first = get(officer)
    second = get(officer, f"/pengingat/{first.context['next_url']}")
    keys = [{line.reminder.pk for line in page.context["lines"]} for page in (first, second)]
    assert [len(each) for each in keys] == [25, 5]
    assert not keys[0] & keys[1]


def test_every_rule_text_stays_short_enough(officer: User) -> None:
    from importlib import import_module

    from reports.texts import fill

    values = {
        "nomor": "PGJ-2026-0412",
        "usaha": "Keripik Pisang Sinar Kutai Timur",
        "alasan": "Foto kemasan belum jelas atau belum ada.",
        "tautan": "https://halal.contoh.id/pengajuan/PGJ-2026-0412/",
        "batas": "28 November 2026",
        "kegiatan": "Bimbingan teknis label dan kemasan",
        "hari": "Rabu, 28 November 2026",
        "jam": "09.00 WITA",
        "tempat": "Aula Kantor Camat Sangatta Utara",
        "target": "Seratus hari kerja gubernur",
        "program": "Fasilitasi Self-Declare Kaltim 2026",
        "jumlah": "1.000",
        "sejak": "28 November 2026",
        "keadaan": "perlu perhatian",
        "sebab": "bisa terkejar, belum pasti: perlu 12,5 per hari kerja, laju 3,1",
        "permintaan": "Permintaan usulan tahap 1",
    }
    seeds = ("0003_reminder_rules", "0024_more_reminder_rules")
    rules = [rule for name in seeds for rule in import_module(f"reports.migrations.{name}").RULES]
    for rule in rules:
        if rule["code"] == "manual":
            continue
        reminder = Reminder(
            body=fill(rule["body"], values),
            recipient_name="Maria Magdalena Rekaan",
            region=factories.make_region(factories.EAST_KUTAI),
        )
        text = whatsapp_text(reminder, officer.name, NOON)
        assert "{" not in text, rule["code"]
        assert len(text) <= LONGEST_TEXT, (rule["code"], len(text))


def test_a_landline_gets_no_link() -> None:
    assert whatsapp_url("+62541123456", "Halo") == ""


def test_marking_sent_is_logged_and_done_once(officer: User) -> None:
    reminder = make_reminder()

    post(officer, reminder, "terkirim")
    post(officer, reminder, "terkirim")

    reminder.refresh_from_db()
    assert (reminder.status, reminder.sent_by, reminder.sent_at) == (
        ReminderStatus.SENT,
        officer,
        NOON,
    )
    assert AuditEntry.objects.about(reminder).filter(action="reminder.sent").count() == 1
    assert get(officer).context["count"] == 0
    assert "terkirim" in get(officer, "/pengingat/?keadaan=sent").content.decode()


def test_cancelling_takes_it_out(officer: User) -> None:
    reminder = make_reminder()

    response = post(officer, reminder, "batalkan")

    reminder.refresh_from_db()
    assert response.headers["Location"] == "/pengingat/"
    assert reminder.status == ReminderStatus.CANCELLED
    assert "Semua sudah diingatkan." in get(officer).content.decode()


@pytest.mark.parametrize("action", ACTIONS)
def test_a_stranger_finds_nothing(stranger: User, action: str) -> None:
    reminder = make_reminder(status=ReminderStatus.UNCERTAIN)

    assert post(stranger, reminder, action).status_code == 404
    assert get(stranger, f"/pengingat/{reminder.pk}/").status_code == 404
    page = get(stranger, "/pengingat/?keadaan=uncertain").content.decode()
    assert reminder.recipient_name not in page
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.UNCERTAIN


@pytest.mark.parametrize("action", ["", "batalkan/", *(f"1/{action}/" for action in ACTIONS)])
def test_other_roles_are_refused(
    *, action: str, owner: User, companion: User, head: User, auditor: User
) -> None:
    for user in (owner, companion, head, auditor):
        client = factories.client_for(user)
        url = f"/pengingat/{action}"
        assert (client.post(url) if action else client.get(url)).status_code == 403
    assert Client().get("/pengingat/").status_code == 302


def test_an_lp3h_handles_the_reminders_of_its_cases(
    coordinator: User, province_officer: User, make_case: MakeCase
) -> None:
    organisation = coordinator.memberships.get().organisation
    programme = factories.make_programme(by=province_officer)
    case = make_case(
        factories.make_business(), programme, by=province_officer, organisation=organisation
    )
    other = make_case(factories.make_business(), programme, by=province_officer)
    mine = make_reminder(application=case, recipient_name="Ibu Sendiri")
    foreign = make_reminder(application=other, recipient_name="Ibu Lain")
    page = get(coordinator).content.decode()
    assert "Ibu Sendiri" in page
    assert "Ibu Lain" not in page

    assert post(coordinator, foreign, "batalkan").status_code == 404
    assert post(coordinator, mine, "batalkan").status_code == 302

    mine.refresh_from_db()
    assert (mine.status, mine.drop_reason) == (ReminderStatus.CANCELLED, DropReason.PERSON)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_link_changes_nothing(officer: User, action: str) -> None:
    reminder = make_reminder()

    assert get(officer, f"/pengingat/{reminder.pk}/{action}/").status_code == 405


def test_somebody_else_was_faster(officer: User, province_officer: User) -> None:
    reminder = make_reminder()
    post(province_officer, reminder, "batalkan")

    client = factories.client_for(officer)
    response = client.post(f"/pengingat/{reminder.pk}/terkirim/", follow=True)

    assert "sudah terkirim atau dibatalkan" in response.content.decode()
    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.CANCELLED


def test_uncertain_emails_wait_for_a_person(officer: User) -> None:
    reminder = make_reminder(
        channel="email", address="maria@contoh.id", status=ReminderStatus.UNCERTAIN
    )
    assert "1 pesan belum pasti terkirim" in get(officer).content.decode()
    assert "Kirim pesan lagi" in get(officer, f"/pengingat/{reminder.pk}/").content.decode()

    post(officer, reminder, "kirim-lagi")

    reminder.refresh_from_db()
    assert reminder.status == ReminderStatus.QUEUED


def test_query_count_does_not_grow(officer: User, django_assert_max_num_queries: object) -> None:
    client = factories.client_for(officer)
    for _ in range(30):
        make_reminder()
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get("/pengingat/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(f"/pengingat/{Reminder.objects.latest('pk').pk}/")
