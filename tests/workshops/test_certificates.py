"""Who has earned a certificate, giving it, its number, taking it back, its signature."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Qualification, Training, User
from halalportal.audit.models import AuditEntry
from tests.workshops.certificates import DAY, attend, entitled, past_event, trained
from tests.workshops.making import at, join
from workshops.certificate_errors import (
    EventNotOverError,
    HasCertificateError,
    NoCertificateRuleError,
    NotEntitledError,
    NothingToSignError,
    WithdrawnAlreadyError,
)
from workshops.models import AttendanceCertificate, CertificateSeries, Event, Speaker
from workshops.selectors.certificates import Stage, lacks, own, standing
from workshops.selectors.presence import Share, share_of, shares
from workshops.services import certificate_numbers, participants
from workshops.services import certificates as services

ON = datetime.datetime(2026, 12, 31, 23, 30, tzinfo=datetime.UTC)  # the new year in WITA


@pytest.fixture
def event(officer: User) -> Event:
    return past_event(by=officer)


def test_the_share_is_of_jp_and_a_short_session_counts_for_nobody(
    event: Event, officer: User
) -> None:
    event.sessions.create(title="Pembukaan", starts_at=at(8, day=DAY), ends_at=at(8, 30, day=DAY))
    morning = attend(join(event, by=officer), "Alur sertifikasi", by=officer)
    absent = join(event, by=officer)

    found = shares(event)

    assert found[morning.pk] == Share(2, 5)
    assert found[morning.pk].percent == 40
    assert found[morning.pk].minutes == 90
    assert found[absent.pk] == Share(0, 5)
    assert share_of(morning) == found[morning.pk]


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_share_never_rounds_up(hours: int, all_hours: int) -> None:
    percent = Share(min(hours, all_hours), all_hours).percent
    assert percent * all_hours <= min(hours, all_hours) * 100 < (percent + 1) * all_hours


@pytest.mark.parametrize(
    ("attendance", "score", "reached", "expected"),
    [
        (80, None, (Share(4, 5), None), ()),
        (80, None, (Share(3, 5), None), ("hadir 60% dari 80% yang diminta",)),
        (None, 60, (Share(0, 5), 60), ()),
        (None, 60, (Share(5, 5), None), ("belum ikut tes akhir",)),
        (
            80,
            60,
            (Share(0, 5), 59),
            ("hadir 0% dari 80% yang diminta", "nilai tes akhir 59% dari 60% yang diminta"),
        ),
    ],
)
def test_what_is_lacking_in_words(
    attendance: int | None, score: int | None, reached: Any, expected: tuple[str, ...]
) -> None:
    event = Event(min_attendance_percent=attendance, min_score_percent=score)
    assert lacks(event, *reached) == expected


def test_all_who_have_earned_one_get_one_and_nobody_twice(event: Event, officer: User) -> None:
    people = entitled(event, 2, by=officer)
    late = attend(join(event, by=officer), "Alur sertifikasi", by=officer)

    made = services.issue(event=event, by=officer, now=ON)

    assert [each.participant for each in made] == people
    assert [each.sequence for each in made] == [1, 2]
    assert made[0].number == f"001/SERT/{unit(event)}/I/2027"
    assert services.issue(event=event, by=officer, now=ON) == []
    assert not late.certificates.exists()
    assert CertificateSeries.objects.get().last == 2


def unit(event: Event) -> str:
    return certificate_numbers.unit_of(event.organiser)


def test_the_paper_keeps_its_words(event: Event, officer: User) -> None:
    session = event.sessions.get(title="Alur sertifikasi")
    Speaker.objects.create(event=event, session=session, name="Dr. Contoh", position="Dinas Uji")
    Speaker.objects.create(event=event, name="Ibu Contoh", topic="Semua")
    [person] = entitled(event, 1, by=officer)
    [made] = services.issue(event=event, by=officer)

    session.title = "Lain"
    session.save()
    person.name = "Nama Lain"
    person.save()

    made.refresh_from_db()
    assert made.name != "Nama Lain"
    assert (made.facts["hours"], made.facts["all_hours"], made.facts["percent"]) == (5, 5, 100)
    first, second, common = made.facts["programme"]
    assert (first["title"], first["hours"]) == ("Alur sertifikasi", 2)
    assert first["speakers"][0]["name"] == "Dr. Contoh"
    assert second["hours"] == 3
    assert common["speakers"][0]["name"] == "Ibu Contoh"
    assert "exception" not in made.facts


def test_without_a_rule_there_are_no_certificates(officer: User) -> None:
    event = past_event(by=officer, attendance_percent=None)
    [person] = entitled(event, 1, by=officer)

    with pytest.raises(NoCertificateRuleError):
        services.issue(event=event, participants=[person], reason="permintaan", by=officer)
    assert own(person, timezone.now()) is None


def test_before_the_end_nobody_gets_one(event: Event, officer: User) -> None:
    entitled(event, 1, by=officer)
    with pytest.raises(EventNotOverError):
        services.issue(event=event, by=officer, now=at(15, day=DAY))
    assert not AttendanceCertificate.objects.exists()


def test_before_the_rule_is_met_only_with_a_reason(event: Event, officer: User) -> None:
    [ready] = entitled(event, 1, by=officer)
    late = attend(join(event, by=officer), "Alur sertifikasi", by=officer)

    with pytest.raises(NotEntitledError, match="hadir 40% dari 80%"):
        services.issue(event=event, participants=[ready, late], by=officer)
    assert not AttendanceCertificate.objects.exists()

    [made] = services.issue(
        event=event, participants=[late], reason="Sinyal putus, hadir di layar", by=officer
    )
    assert made.facts["exception"] == "Sinyal putus, hadir di layar"
    entry = AuditEntry.objects.get(action="attendance_certificate.issued")
    assert entry.data["is_exception"] is True


def test_a_withdrawn_number_stays_used_and_a_new_one_is_given_on_purpose(
    event: Event, officer: User
) -> None:
    [person] = entitled(event, 1, by=officer)
    [first] = services.issue(event=event, by=officer)

    services.withdraw(certificate=first, reason="Nama salah", by=officer)
    with pytest.raises(WithdrawnAlreadyError):
        services.withdraw(certificate=first, reason="lagi", by=officer)

    [row] = standing(event)
    assert row.stage == Stage.WITHDRAWN
    assert services.issue(event=event, by=officer) == []
    [second] = services.issue(event=event, participants=[person], by=officer)
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.number != second.number


def test_numbers_begin_anew_each_year_and_the_pattern_goes_along(
    event: Event, officer: User, province_officer: User
) -> None:
    day = datetime.date(2026, 12, 1)
    certificate_numbers.set_pattern(
        event=event, pattern="{year}.{seq:04d}", by=province_officer, day=day
    )
    old = certificate_numbers.take(event.organiser, 2, day=day)
    new = certificate_numbers.take(event.organiser, 1, day=datetime.date(2027, 1, 4))

    assert [each.text for each in (*old, *new)] == ["2026.0001", "2026.0002", "2027.0001"]


def test_an_officer_of_a_kabupaten_leaves_the_provinces_numbers(
    event: Event, officer: User
) -> None:
    assert event.organiser.region_id == "64"
    with pytest.raises(PermissionDenied):
        certificate_numbers.set_pattern(event=event, pattern="{seq}/{year}", by=officer, day=DAY)


def test_two_offices_with_the_same_short_name_do_not_collide(officer: User) -> None:
    made = []
    for _ in range(2):
        event = past_event(by=officer)
        event.organiser.short_name = "Disperin"
        event.organiser.save()
        entitled(event, 1, by=officer)
        made += services.issue(event=event, by=officer, now=ON)
    assert {each.number for each in made} == {"001/SERT/DISPERIN/I/2027"}


def test_signing_is_noted_for_the_whole_batch_once(event: Event, officer: User) -> None:
    entitled(event, 2, by=officer)
    _, withdrawn = services.issue(event=event, by=officer)
    services.withdraw(certificate=withdrawn, reason="Ganda", by=officer)

    assert services.sign(event=event, signed_on=DAY, name="Kepala Dinas Uji", by=officer) == 1
    with pytest.raises(NothingToSignError):
        services.sign(event=event, signed_on=DAY, name="Kepala Dinas Uji", by=officer)
    withdrawn.refresh_from_db()
    assert withdrawn.signed_on is None


def test_who_was_given_a_number_stays_on_the_list(officer: User) -> None:
    event = past_event(by=officer)
    person = join(event, by=officer)
    [made] = services.issue(event=event, participants=[person], reason="Hadir", by=officer)
    services.withdraw(certificate=made, reason="Keliru", by=officer)

    with pytest.raises(HasCertificateError):
        participants.remove(participant=person, by=officer)


def test_a_stranger_gives_nothing(event: Event, officer: User, stranger: User) -> None:
    entitled(event, 1, by=officer)
    with pytest.raises(PermissionDenied):
        services.issue(event=event, by=stranger)
    [made] = services.issue(event=event, by=officer)
    for act in (
        lambda: services.withdraw(certificate=made, reason="x", by=stranger),
        lambda: services.sign(event=event, signed_on=DAY, name="x", by=stranger),
        lambda: services.start_papers(event=event, layout="cetak", by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_certificate_gives_the_qualification_and_takes_it_away(
    event: Event, officer: User, companion: User, owner: User
) -> None:
    event.gives_qualification = Qualification.objects.create(
        code="uji", label="Bimtek uji", valid_months=24, source="uji"
    )
    event.save()
    trained(event, companion, by=officer)
    attend(join(event, by=officer, owner=owner), by=officer)
    entitled(event, 1, by=officer)  # without an account

    made = services.issue(event=event, by=officer)

    training = Training.objects.get(user=companion)
    assert training.gained_on == DAY
    assert training.valid_until == datetime.date(2028, 3, 4)
    assert set(Training.objects.values_list("user", flat=True)) == {companion.pk, owner.pk}
    [own_one] = [each for each in made if each.participant.user_id == companion.pk]
    services.withdraw(certificate=own_one, reason="Bukan orangnya", by=officer)
    assert set(Training.objects.values_list("user", flat=True)) == {owner.pk}
