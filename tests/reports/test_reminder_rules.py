"""The reminder rules of a programme: other days, other words, or none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from certification.models import Programme
from halalportal.audit.models import AuditEntry
from reports.models import ProgrammeReminderRule, Reminder, ReminderRule
from reports.reminder_words import EXAMPLES, PLACEHOLDERS
from reports.selectors.due_rules import RULE_QUERIES
from reports.services import reminders
from reports.texts import names_in
from tests import factories
from tests.reports.conftest import MakeCase

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

MONDAY = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)
BODY = "Ibu, {nomor} menunggu perbaikan: {alasan} Buka {tautan}"
URL = "/laporan/{}/pengingat/returned-unanswered/"


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return factories.make_programme(by=province_officer)


def save(user: User, programme: Programme, **changes: str) -> Any:
    data = {
        "is_active": "on",
        "days": "5",
        "day_basis": "calendar",
        "subject": "Perbaiki {nomor}",
        "body": BODY,
    } | changes
    data = {name: value for name, value in data.items() if value}
    return factories.client_for(user).post(URL.format(programme.slug), data)


def queued(at: datetime) -> list[Reminder]:
    with time_machine.travel(at, tick=False):
        reminders.queue_due(now=at)
    return list(Reminder.objects.waiting().order_by("pk"))


def test_a_programme_has_its_own_days_and_words(
    programme: Programme, province_officer: User, owner: User, make_case: MakeCase
) -> None:
    other = factories.make_programme(by=province_officer)
    for each in (programme, other):
        make_case(factories.make_business(owner=owner), each, by=owner, since=MONDAY)
    assert save(province_officer, programme).status_code == 302

    early = queued(MONDAY + 3 * DAY)  # Thursday, the third working day
    assert [row.application and row.application.programme for row in early] == [other]
    late = queued(MONDAY + 5 * DAY)  # Saturday, five calendar days
    assert len(late) == 2
    assert late[1].subject.startswith("Perbaiki PGJ-")
    assert late[1].body.startswith("Ibu, PGJ-")
    entry = AuditEntry.objects.about(programme).get(action="programme.reminder_rule_set")
    assert (entry.actor, entry.data["offset_days"]) == (province_officer, 5)


def test_switched_off_for_one_programme_alone(
    programme: Programme, province_officer: User, owner: User, make_case: MakeCase
) -> None:
    make_case(factories.make_business(owner=owner), programme, by=owner, since=MONDAY)
    assert len(queued(MONDAY + 3 * DAY)) == 1
    save(province_officer, programme, is_active="")

    assert queued(MONDAY + 3 * DAY) == []
    # Switched on again, the reminder that the rule took back is due as before.
    factories.client_for(province_officer).post(f"{URL.format(programme.slug)}ikut-portal/")
    assert len(queued(MONDAY + 3 * DAY)) == 1


def test_what_the_portal_says_anyway_is_not_kept(
    programme: Programme, province_officer: User
) -> None:
    rule = ReminderRule.objects.get(pk="returned-unanswered")
    save(province_officer, programme)
    assert ProgrammeReminderRule.objects.count() == 1
    save(
        province_officer,
        programme,
        days="3",
        day_basis="working",
        subject=rule.subject,
        body=rule.body,
    )
    assert ProgrammeReminderRule.objects.count() == 0


def test_the_example_is_shown_and_nothing_kept(
    programme: Programme, province_officer: User
) -> None:
    response = save(province_officer, programme, lihat="1")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Ibu, PGJ-2026-0412 menunggu perbaikan: Foto kemasan kurang jelas." in page
    assert ProgrammeReminderRule.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"body": "Halo {nama} {tautan}"}, "{nama} tidak dikenal."),
        ({"body": "Tanpa tautan {nomor}"}, "Tulis {tautan} tepat satu kali"),
        ({"body": "{tautan} {tautan}"}, "Tulis {tautan} tepat satu kali"),
        ({"body": "{tautan} https://jahat.example"}, "Hapus tautan lain."),
        ({"body": "a" * 240 + " {tautan}"}, "Persingkat sampai 250 huruf."),
        ({"subject": "{rahasia}"}, "{rahasia} tidak dikenal."),
        ({"days": "seminggu"}, "Tulis jumlah hari dengan angka"),
    ],
)
def test_bad_words_are_refused(
    programme: Programme, province_officer: User, changes: dict[str, str], says: str
) -> None:
    response = save(province_officer, programme, **changes)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert ProgrammeReminderRule.objects.count() == 0


def test_only_the_province_sets_them(
    programme: Programme, owner: User, officer: User, stranger: User, head: User
) -> None:
    for user in (owner, officer, stranger, head):
        assert save(user, programme).status_code == 403
        page = factories.client_for(user).get(f"/laporan/{programme.slug}/pengingat/")
        assert page.status_code == 403
    assert Client().get(f"/laporan/{programme.slug}/pengingat/").status_code == 302
    elsewhere = factories.make_officer("53")
    assert save(elsewhere, programme).status_code == 404
    assert ProgrammeReminderRule.objects.count() == 0


def test_the_list_names_all_rules(
    programme: Programme, province_officer: User, django_assert_max_num_queries: object
) -> None:
    client = factories.client_for(province_officer)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        page = client.get(f"/laporan/{programme.slug}/pengingat/").content.decode()
    for label in ReminderRule.objects.filter(pk__in=PLACEHOLDERS).values_list("label", flat=True):
        assert label in page
    assert "3 hari kerja sesudahnya" in page
    assert "{" not in page.split("<tbody>")[1].split("</tbody>")[0]


def test_placeholders_and_examples_are_complete() -> None:
    """What the seeded texts use is known, and each known name has an example."""
    assert PLACEHOLDERS.keys() == RULE_QUERIES.keys()
    for rule in ReminderRule.objects.filter(pk__in=PLACEHOLDERS):
        used = set(names_in(rule.subject) + names_in(rule.body))
        assert used <= set(PLACEHOLDERS[rule.pk]), rule.pk
        assert rule.source, rule.pk
    assert {name for names in PLACEHOLDERS.values() for name in names} <= EXAMPLES.keys()
