"""Seats for kab/kota, and what their offices answer."""

import datetime
from functools import partial

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import User
from halalportal.audit.models import AuditEntry
from tests import factories
from tests.workshops.inviting import delegate, send
from tests.workshops.making import at, join, join_person, make_event
from tests.workshops.test_seats import together
from workshops import invariants
from workshops.enums import Mode, ParticipantStatus
from workshops.errors import (
    AlreadyParticipatingError,
    AnswerClosedError,
    DelegationExistsError,
    SeatsFullError,
    SeatsGivenAwayError,
    SeatsTakenError,
)
from workshops.models import Delegation, Event, Invitation
from workshops.services import answers, delegations, participants, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_the_event")]

REGENCIES = ("64.01", "64.02", factories.EAST_KUTAI, factories.SAMARINDA)


def test_every_kabupaten_gets_seats_in_one_go(province_officer: User) -> None:
    for code in REGENCIES:
        factories.make_region(code)
    event = make_event(by=province_officer, region="64", online_seats=20)
    delegate(event, by=province_officer, count=2, mode=Mode.ONLINE)
    made = delegations.add_for_all(event=event, mode=Mode.ONLINE, count=3, by=province_officer)
    assert {each.region_id for each in made} == set(REGENCIES) - {factories.SAMARINDA}
    assert seats.free(event, Mode.ONLINE) == 20 - 2 - 3 * 3
    assert event.invitations.count() == len(REGENCIES)
    again = delegations.add_for_all(event=event, mode=Mode.ONLINE, count=3, by=province_officer)
    assert again == []


def test_not_enough_seats_for_all_means_seats_for_none(province_officer: User) -> None:
    for code in REGENCIES:
        factories.make_region(code)
    event = make_event(by=province_officer, region="64", online_seats=11)
    with pytest.raises(SeatsFullError, match="tinggal 11"):
        delegations.add_for_all(event=event, mode=Mode.ONLINE, count=3, by=province_officer)
    assert not event.delegations.exists()


def test_a_kabupaten_has_one_delegation_of_a_mode(officer: User) -> None:
    event = make_event(by=officer)
    delegate(event, by=officer, count=1)
    with pytest.raises(DelegationExistsError, match="Ubah jumlah kursinya"):
        delegate(event, by=officer, count=1)
    delegate(event, by=officer, count=1, mode=Mode.ONLINE)
    assert event.delegations.count() == 2


def test_seats_follow_the_people_of_a_delegation(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=3)
    delegation = delegate(event, by=officer, count=1)
    assert send(delegation, "Ani", "Budi") == ["registered", "waiting"]
    contact = delegations.Contact(name="Kontak Contoh")
    with pytest.raises(SeatsFullError):
        delegations.change(delegation=delegation, count=4, contact=contact, by=officer)
    delegations.change(delegation=delegation, count=2, contact=contact, by=officer)
    assert set(delegation.participants.values_list("status", flat=True)) == {"registered"}
    with pytest.raises(SeatsTakenError):
        delegations.change(delegation=delegation, count=1, contact=contact, by=officer)
    delegation.refresh_from_db()
    assert (delegation.seats, delegation.contact_name) == (2, "Kontak Contoh")


def test_an_answer_may_be_changed_and_repeated(officer: User) -> None:
    event = make_event(by=officer)
    delegation = delegate(event, by=officer, count=2)
    assert send(delegation, "Ani", "Budi") == ["registered", "registered"]
    badges = dict(delegation.participants.values_list("name", "badge"))
    assert send(delegation, "Budi", "Citra", note="Budi pakai kursi roda") == ["registered"] * 2
    assert send(delegation, "Budi", "Citra") == ["registered"] * 2
    assert set(delegation.participants.values_list("name", flat=True)) == {"Budi", "Citra"}
    assert delegation.participants.get(name="Budi").badge == badges["Budi"]


def test_a_name_is_mended_in_its_line(officer: User) -> None:
    delegation = delegate(make_event(by=officer), by=officer, count=1)
    send(delegation, "Anni")
    person = delegation.participants.get()
    invitation = Invitation.objects.get(delegation=delegation)
    line = answers.Line(person.pk, "Ani Contoh", "+6281255550001")
    answers.send_people(invitation=invitation, lines=[line])
    person.refresh_from_db()
    assert (person.name, person.phone) == ("Ani Contoh", "+6281255550001")


def test_who_sends_nobody_gives_the_seats_back(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=2)
    delegation = delegate(event, by=officer, count=2)
    send(delegation, "Ani")
    waiting = join(event, by=officer, status=ParticipantStatus.WAITING)
    assert waiting.status == ParticipantStatus.WAITING
    send(delegation)
    waiting.refresh_from_db()
    assert waiting.status == ParticipantStatus.REGISTERED
    assert not delegation.participants.exists()
    with pytest.raises(SeatsGivenAwayError, match="Yang masih kosong: 1"):
        send(delegation, "Ani")
    participants.decline(participant=waiting, by=officer)
    assert send(delegation, "Ani") == ["registered"]
    assert list(invariants.check()) == []


def test_somebody_listed_already_is_not_listed_twice(officer: User) -> None:
    event = make_event(by=officer)
    delegation = delegate(event, by=officer, count=2)
    join_person(event, by=officer, name="Ani", agency=str(delegation))
    with pytest.raises(AlreadyParticipatingError):
        send(delegation, "Ani")
    assert Invitation.objects.get(delegation=delegation).reply == ""


def test_too_late_an_answer_says_whom_to_call(officer: User) -> None:
    event = make_event(by=officer)
    event.organiser.phone = "+6254155550001"
    event.organiser.save(update_fields=["phone"])
    delegation = delegate(event, by=officer, count=1)
    Event.objects.filter(pk=event.pk).update(answer_by=datetime.date(2026, 11, 25))
    with time_machine.travel(at(23, 59, day=datetime.date(2026, 11, 25)), tick=False):
        assert send(delegation, "Ani") == ["registered"]
    with (
        time_machine.travel(at(0, 1, day=datetime.date(2026, 11, 26)), tick=False),
        pytest.raises(AnswerClosedError, match=r"\+6254155550001"),
    ):
        send(delegation)
    Event.objects.filter(pk=event.pk).update(answer_by=None)
    with time_machine.travel(at(9), tick=False), pytest.raises(AnswerClosedError):
        send(delegation)
    assert delegation.participants.get().name == "Ani"


def test_a_removed_delegations_people_stay(officer: User) -> None:
    event = make_event(by=officer, onsite_seats=2)
    delegation = delegate(event, by=officer, count=1)
    send(delegation, "Ani", "Budi")
    delegations.remove(delegation=delegation, by=officer)
    assert list(event.participants.values_list("name", "status")) == [
        ("Ani", "registered"),
        ("Budi", "registered"),
    ]
    assert AuditEntry.objects.filter(action="participant.promoted").count() == 1


def test_others_change_no_delegation(officer: User, stranger: User, owner: User) -> None:
    event = make_event(by=officer)
    delegation = delegate(event, by=officer, count=1)
    for user in (stranger, owner):
        with pytest.raises(PermissionDenied):
            delegate(event, by=user, count=1, mode=Mode.ONLINE)
        with pytest.raises(PermissionDenied):
            delegations.add_for_all(event=event, mode=Mode.ONLINE, count=1, by=user)
        with pytest.raises(PermissionDenied):
            delegations.change(
                delegation=delegation, count=2, contact=delegations.Contact(), by=user
            )
        with pytest.raises(PermissionDenied):
            delegations.remove(delegation=delegation, by=user)
    delegation.refresh_from_db()
    assert (event.delegations.count(), delegation.seats) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_the_last_one_stands() -> None:
    officer = factories.make_officer()
    event = make_event(by=officer, onsite_seats=2)
    delegation = delegate(event, by=officer, count=2)
    groups = [("Ani", "Budi"), ("Citra", "Dewi")]
    connection.close()
    together([partial(send_quietly, delegation, names) for names in groups])
    people = set(delegation.participants.values_list("name", flat=True))
    assert people in [set(names) for names in groups]
    assert set(delegation.participants.values_list("status", flat=True)) == {"registered"}
    assert list(invariants.check()) == []


def send_quietly(delegation: Delegation, names: tuple[str, ...]) -> None:
    invitation = Invitation.objects.get(delegation=delegation)
    lines = [answers.Line(None, name) for name in names]
    answers.send_people(invitation=invitation, lines=lines)
