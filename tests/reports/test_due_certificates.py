"""Reminders after the certificate: BPJPH's look, materials that end; never a renewal."""

import datetime
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from certification.models import Certificate, Material
from certification.services import supplies, surveillance
from reports.enums import ReminderStatus
from reports.models import Reminder, ReminderRule
from reports.services import reminders
from tests import factories
from tests.certification.conftest import Case
from tests.certification.life import issued_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("after_rules")]

NOON = datetime.time(4, 0, tzinfo=datetime.UTC)


def queue(day: datetime.date) -> list[tuple[str, str | None]]:
    now = datetime.datetime.combine(day, NOON)
    with time_machine.travel(now, tick=False):
        reminders.queue_due(now=now)
    waiting = Reminder.objects.filter(status=ReminderStatus.QUEUED).order_by("pk")
    return list(waiting.values_list("rule_id", "recipient_user__email"))


@pytest.fixture
def after_rules(rules: None) -> None:
    """The rules of this time after the certificate, also after a test that emptied the tables."""
    for rule in import_module("reports.migrations.0010_certificate_reminders").RULES:
        ReminderRule.objects.update_or_create(code=rule["code"], defaults=rule)


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    business = factories.make_business(owner=owner)
    programme = factories.make_programme(by=province_officer)
    places = factories.make_allocation(programme, granted=3, by=province_officer)
    return Case(business, programme, places, owner, officer, companion)


@pytest.fixture
def certificate(case: Case) -> Certificate:
    (made,) = issued_many(case, 1)
    type(case.business).objects.filter(pk=made.application.business_id).update(owner=case.owner)
    return made


def test_the_owner_hears_of_the_look_ninety_and_thirty_days_before(
    case: Case, certificate: Certificate
) -> None:
    due_on = certificate.surveillances.get().due_on
    day = datetime.timedelta(days=1)
    assert queue(due_on - 91 * day) == []
    assert queue(due_on - 90 * day) == [("surveillance-90", case.owner.email)]
    assert len(queue(due_on - 90 * day)) == 1
    assert queue(due_on - 30 * day) == [("surveillance-30", case.owner.email)]
    assert "ditanggung negara" in Reminder.objects.latest("pk").body
    assert f"/sertifikat/{certificate.number}/" in Reminder.objects.latest("pk").body


def test_a_look_that_was_noted_is_no_longer_announced(case: Case, certificate: Certificate) -> None:
    look = certificate.surveillances.get()
    before = look.due_on - datetime.timedelta(days=30)
    assert len(queue(before)) == 1
    surveillance.note_done(surveillance=look, done_on=before, by=case.officer)
    assert queue(before) == []


def test_one_message_for_the_materials_that_end_on_a_day(
    case: Case, certificate: Certificate
) -> None:
    today = timezone.localdate()
    ends = today + datetime.timedelta(days=30)
    made = [
        Material.objects.create(
            application=certificate.application,
            name=name,
            kind="certified",
            certificate_number="LPPOM-1",
            certificate_until=until,
        )
        for name, until in (("Minyak", ends), ("Gula", ends), ("Garam", None))
    ]
    assert queue(today) == [("material-certificate", case.owner.email)]
    body = Reminder.objects.get().body
    assert "Minyak, Gula" in body
    assert "Garam" not in body
    for material in made[:2]:
        supplies.renew(material=material, number="ID1", until=None, by=case.officer)
    assert queue(today) == []


def test_nobody_is_asked_to_renew_a_certificate() -> None:
    templates = Path("templates/certification")
    pages = [path.read_text() for path in templates.glob("*certificate*.html")]
    texts = [f"{rule.label} {rule.subject} {rule.body}" for rule in ReminderRule.objects.all()]
    assert texts
    assert pages
    for text in (*texts, *pages):
        assert "perpanjang" not in text.lower()
