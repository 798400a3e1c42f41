"""Which reminders fall due, to whom, on which day."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from certification.enums import Status, TargetMeasure
from certification.models import ReturnReason, StatusChange, Target
from reports.enums import Channel, ReminderStatus
from reports.models import Reminder
from reports.services import reminders
from tests import factories
from tests.reports.conftest import MakeCase
from workshops.enums import EventKind, Mode, ParticipantStatus
from workshops.models import Event, Participant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

# A Monday without holidays in its week, noon in Kalimantan Timur.
MONDAY = datetime(2026, 9, 7, 4, 0, tzinfo=UTC)


def day(number: int, hour: int = 4) -> datetime:
    """Noon of the n-th day after that Monday."""
    return MONDAY + timedelta(days=number, hours=hour - 4)


def queue(now: datetime) -> list[Reminder]:
    with time_machine.travel(now, tick=False):
        reminders.queue_due(now=now)
    return list(Reminder.objects.exclude(status=ReminderStatus.CANCELLED).order_by("pk"))


def test_returned_case_reminds_its_owner_after_three_working_days(
    owner: User, province_officer: User, make_case: MakeCase
) -> None:
    business = factories.make_business(owner=owner, name="Keripik Sinar")
    programme = factories.make_programme(by=province_officer)
    case = make_case(business, programme, by=owner, since=day(3))  # Thursday
    reason = ReturnReason.objects.create(
        code="uji-foto",
        label="Foto kemasan kurang jelas",
        valid_from=date(2026, 1, 1),
        source="uji",
    )
    StatusChange.objects.create(
        application=case,
        transition="return",
        from_status=Status.SUBMITTED,
        to_status=Status.RETURNED,
        by=province_officer,
        return_reason=reason,
    )

    assert queue(day(7)) == []  # Monday: the second working day
    found = queue(day(8))  # Tuesday: the third

    assert [(r.address, r.channel, r.rule_id) for r in found] == [
        (owner.email, Channel.EMAIL, "returned-unanswered")
    ]
    assert found[0].due_on == day(8).date()
    assert case.number in found[0].subject
    assert "Foto kemasan kurang jelas." in found[0].body
    assert f"/pengajuan/{case.number}/" in found[0].body


def test_case_sent_again_is_not_reminded_and_a_waiting_one_is_dropped(
    owner: User, province_officer: User, make_case: MakeCase
) -> None:
    programme = factories.make_programme(by=province_officer)
    case = make_case(factories.make_business(owner=owner), programme, by=owner, since=day(0))
    assert len(queue(day(3))) == 1

    case.status = Status.SUBMITTED
    case.save(update_fields=["status"])

    assert queue(day(4)) == []
    assert Reminder.objects.get().status == ReminderStatus.CANCELLED


def test_a_second_return_is_a_new_occasion(
    owner: User, province_officer: User, make_case: MakeCase
) -> None:
    programme = factories.make_programme(by=province_officer)
    case = make_case(factories.make_business(owner=owner), programme, by=owner, since=day(0))
    queue(day(3))
    case.status_changed_at = day(14)
    case.save(update_fields=["status_changed_at"])

    queue(day(17))

    assert Reminder.objects.count() == 2


def test_stale_reminders_are_skipped(
    owner: User, province_officer: User, make_case: MakeCase
) -> None:
    """Beat was off for so long that the reminder helps nobody any more."""
    programme = factories.make_programme(by=province_officer)
    make_case(factories.make_business(owner=owner), programme, by=owner, since=day(0))

    assert queue(day(40)) == []
    assert len(queue(day(17))) == 1  # the last of the fourteen useful days


def test_owner_without_email_gets_whatsapp_and_without_both_nothing(
    province_officer: User, make_case: MakeCase
) -> None:
    programme = factories.make_programme(by=province_officer)
    by_phone = factories.make_business(phone="+6281255550001")
    unreachable = factories.make_business()
    for business in (by_phone, unreachable):
        make_case(business, programme, by=province_officer, since=day(0))

    found = queue(day(3))

    assert [(r.channel, r.address) for r in found] == [(Channel.WHATSAPP, "+6281255550001")]


def test_companion_is_told_two_working_days_before_the_tenth(
    companion: User, province_officer: User, make_case: MakeCase
) -> None:
    programme = factories.make_programme(by=province_officer)
    business = factories.make_business()
    make_case(
        business,
        programme,
        by=province_officer,
        status=Status.ACCEPTED,
        since=day(0),
        companion=companion,
    )

    assert queue(day(9)) == []
    found = queue(day(10))  # Thursday of the second week; the tenth working day is Monday

    assert [(r.address, r.due_on, r.expires_on) for r in found] == [
        (companion.email, day(10).date(), day(14).date())
    ]
    assert "21 September 2026" in found[0].body


def make_event(starts_at: datetime, **fields: object) -> Event:
    return Event.objects.create(
        **{
            "kind": EventKind.WORKSHOP,
            "title": "Bimtek Label",
            "region": factories.make_region(factories.EAST_KUTAI),
            "organiser": factories.make_organisation(),
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=3),
            "time_zone": "Asia/Makassar",
            "venue": "Aula Sangatta",
            "online_link": "https://rapat.contoh.id/a1",
        }
        | fields
    )


def join(event: Event, **fields: object) -> Participant:
    number = event.participants.count() + 1
    defaults = {"name": f"Peserta Uji {number}", "mode": Mode.ONSITE, "email": "peserta@contoh.id"}
    return Participant.objects.create(event=event, region=event.region, **(defaults | fields))


def test_workshop_tomorrow_tells_registered_participants(db: None) -> None:
    event = make_event(day(2, hour=1))  # Wednesday 09.00 WITA
    join(event)
    join(event, email="daring@contoh.id", mode=Mode.ONLINE)
    join(event, email="batal@contoh.id", status=ParticipantStatus.DECLINED)

    assert queue(day(0)) == []
    found = queue(day(1))

    assert {r.address for r in found} == {"peserta@contoh.id", "daring@contoh.id"}
    onsite, online = sorted(found, key=lambda r: r.address, reverse=True)
    assert "Rabu, 9 September 2026 pukul 09.00 WITA" in onsite.body
    assert "Aula Sangatta" in onsite.body
    assert "https://rapat.contoh.id/a1" in online.body


def test_workshop_that_moved_is_announced_again_and_a_past_one_never(db: None) -> None:
    event = make_event(day(2, hour=1))
    join(event)
    assert len(queue(day(1))) == 1
    event.starts_at, event.ends_at = day(5, hour=1), day(5, hour=3)
    event.save()

    assert queue(day(1)) == []  # what it announced is no longer so
    found = queue(day(4))
    assert ["Sabtu, 12 September 2026" in r.body for r in found] == [True]
    assert queue(day(6)) == []  # the event is over


def test_target_tells_the_officers_of_the_province_once_each(
    province_officer: User, officer: User
) -> None:
    programme = factories.make_programme(by=province_officer)
    second = factories.make_officer(factories.EAST_KALIMANTAN)
    Target.objects.create(
        programme=programme,
        name="Seratus hari",
        quantity=1000,
        starts_on=date(2026, 6, 1),
        due_on=day(7).date(),
    )

    assert queue(MONDAY - timedelta(days=1)) == []
    found = queue(MONDAY)

    assert {r.address for r in found} == {province_officer.email, second.email}
    assert "1.000 pengajuan, jatuh tempo" in found[0].body
    assert len(queue(day(1))) == 2


def test_target_of_certificates_says_so(province_officer: User) -> None:
    Target.objects.create(
        programme=factories.make_programme(by=province_officer),
        name="Terbit",
        quantity=50,
        starts_on=date(2026, 6, 1),
        due_on=day(7).date(),
        measure=TargetMeasure.ISSUED,
    )

    [found] = queue(MONDAY)

    assert "50 sertifikat, jatuh tempo" in found.body


def test_running_five_times_or_after_a_week_queues_once(
    owner: User, province_officer: User, make_case: MakeCase
) -> None:
    programme = factories.make_programme(by=province_officer)
    make_case(factories.make_business(owner=owner), programme, by=owner, since=day(0))

    for moment in [day(10)] * 5 + [day(11)]:
        queue(moment)

    assert Reminder.objects.count() == 1
    assert Reminder.objects.get().status == ReminderStatus.QUEUED


def test_names_can_smuggle_nothing_into_the_message(
    owner: User, province_officer: User, make_case: MakeCase
) -> None:
    programme = factories.make_programme(by=province_officer)
    business = factories.make_business(
        owner=owner, name="Sinar\r\nBcc: lain@contoh.id {tautan} https://jahat.example \u202ex"
    )
    make_case(business, programme, by=owner, since=day(0))

    body = queue(day(3))[0].body

    assert "\n" not in body
    assert "https://jahat" not in body
    assert "\u202e" not in body
    assert body.count("/pengajuan/") == 1


def test_every_minute_costs_the_same_number_of_queries(
    owner: User, province_officer: User, make_case: MakeCase, django_assert_max_num_queries: object
) -> None:
    programme = factories.make_programme(by=province_officer)
    for _ in range(5):
        make_case(factories.make_business(owner=owner), programme, by=owner, since=day(0))
    queue(day(3))

    with django_assert_max_num_queries(32):  # type: ignore[operator]
        reminders.queue_due(now=day(3))
