"""From a workshop to the certificate: each number, its list, and who sees them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.models import Programme
from reports.selectors.workshop_funnel import Funnel, narrowed, workshop_funnel
from reports.selectors.workshop_funnel_rows import ABSENT, STEPS
from tests import factories
from tests.factories import client_for
from tests.reports.guests import BEFORE, Guests, fill, stop_reason
from tests.workshops.making import join, join_person, make_event, make_session
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Event, Invitation, Participant, Session
from workshops.services import attendance, participants


@pytest.fixture
def event(province_officer: User) -> Event:
    return make_event(by=province_officer, region=factories.EAST_KALIMANTAN)


@pytest.fixture
def session(event: Event, province_officer: User) -> Session:
    return make_session(event, by=province_officer)


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return factories.make_programme(by=province_officer, quota=50)


@pytest.fixture
def guest(event: Event, session: Session, programme: Programme, province_officer: User) -> Guests:
    return Guests(event, session, programme, province_officer)


def totals(funnel: Funnel) -> dict[str, int]:
    return {line.step: line.total for line in funnel.lines}


def test_each_step_counts_those_who_took_all_before_it(
    event: Event, guest: Guests, province_officer: User
) -> None:
    guest()
    for status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED):
        guest(status)
    guest(Status.IN_SIHALAL, mode=Mode.ONLINE)
    guest(Status.ISSUED)
    guest(Status.ISSUED, came=False)
    funnel = workshop_funnel(event, province_officer)
    assert totals(funnel) == {
        "diundang": 7,
        "hadir": 6,
        "pengajuan": 5,
        "lengkap": 4,
        "dikirim": 4,
        "sihalal": 2,
        "terbit": 1,
    }
    assert [(line.onsite, line.online) for line in funnel.lines] == [
        (6, 1),
        (5, 1),
        (4, 1),
        (3, 1),
        (3, 1),
        (1, 1),
        (1, 0),
    ]
    assert (funnel.absent, funnel.absent_with_application) == (1, 1)


def test_every_number_has_its_list(event: Event, guest: Guests, province_officer: User) -> None:
    for number, status in enumerate(["", *(s for s in Status if s != Status.STOPPED)]):
        mode = Mode.ONLINE if number % 2 else Mode.ONSITE
        regency = factories.SAMARINDA if number % 3 else factories.EAST_KUTAI
        guest(status, mode=mode, regency=regency, came=number != 2)
    funnel = workshop_funnel(event, province_officer)
    for line in funnel.lines:
        assert line.total == len(narrowed(funnel, step=line.step)) == line.onsite + line.online
        assert line.online == len(narrowed(funnel, step=line.step, mode=Mode.ONLINE))
    assert [line.code for line in funnel.regencies] == [factories.EAST_KUTAI, factories.SAMARINDA]
    for place in funnel.regencies:
        for cell in place.cells:
            assert cell.count == len(narrowed(funnel, step=cell.step, regency=place.code))
    for index, step in enumerate(STEPS):
        cells = [place.cells[index].count for place in funnel.regencies]
        assert sum(cells) == totals(funnel)[step]
    assert funnel.absent == len(narrowed(funnel, step=ABSENT)) == 1


def test_a_draft_with_all_six_parts_is_complete(
    event: Event, guest: Guests, province_officer: User
) -> None:
    full, empty = guest(), guest(Status.DRAFT)
    fill(guest.apply(full, Status.DRAFT))
    funnel = workshop_funnel(event, province_officer)
    reached = {row.participant: row.steps_taken for row in funnel.rows}
    assert reached == {full: 4, empty: 3}
    assert (totals(funnel)["lengkap"], totals(funnel)["dikirim"]) == (1, 0)


def test_everybody_asked_counts_and_whoever_came(
    event: Event, session: Session, guest: Guests, province_officer: User
) -> None:
    declined = guest(came=False)
    participants.decline(participant=declined, by=province_officer)
    asked = join(event, by=province_officer, status=ParticipantStatus.INVITED)
    unannounced = join(event, by=province_officer, status=ParticipantStatus.INVITED)
    attendance.mark(session=session, participant=unannounced, mode=Mode.ONSITE, by=province_officer)
    waiting = join(event, by=province_officer, status=ParticipantStatus.INVITED)
    Participant.objects.filter(pk=waiting.pk).update(
        status=ParticipantStatus.WAITING, waiting_since=timezone.now()
    )
    funnel = workshop_funnel(event, province_officer)
    assert {row.participant for row in funnel.rows} == {declined, asked, unannounced}
    assert (funnel.absent, funnel.declined) == (2, 1)


def test_who_came_without_a_letter_is_told(
    event: Event, guest: Guests, province_officer: User
) -> None:
    invited = guest()
    guest()
    assert "semua usaha di daftar peserta dihitung" in page(province_officer, event).text
    Invitation.objects.create(event=event, participant=invited)
    funnel = workshop_funnel(event, province_officer)
    assert (funnel.has_letters, funnel.without_letter) == (True, 1)
    assert "1 usaha hadir tanpa surat undangan" in page(province_officer, event).text


def test_a_new_application_counts_rather_than_a_stopped_one(
    event: Event,
    guest: Guests,
    province_officer: User,
) -> None:
    person = guest(Status.SUBMITTED)
    stopped = guest(Status.STOPPED, stop_reason=stop_reason())
    guest.apply(person, Status.STOPPED, stop_reason=stop_reason())
    funnel = workshop_funnel(event, province_officer)
    found = {row.participant.pk: row.application for row in funnel.rows}
    kept = found[person.pk]
    assert kept
    assert kept.status == Status.SUBMITTED
    assert found[stopped.pk]
    assert totals(funnel)["dikirim"] == 2
    assert totals(funnel)["sihalal"] == 0


def test_what_was_sent_before_the_event_is_told_apart(
    event: Event, guest: Guests, province_officer: User
) -> None:
    early, late = guest(Status.ISSUED, submitted_at=BEFORE), guest(Status.ISSUED)
    funnel = workshop_funnel(event, province_officer)
    assert {row.participant: row.was_sent_before for row in funnel.rows} == {
        early: True,
        late: False,
    }
    assert funnel.sent_before == 1


def test_people_of_offices_are_counted_beside_it(
    event: Event, session: Session, guest: Guests, province_officer: User
) -> None:
    guest()
    official = join_person(event, by=province_officer)
    join_person(event, by=province_officer, name="Budi Contoh")
    attendance.mark(session=session, participant=official, mode=Mode.ONLINE, by=province_officer)
    funnel = workshop_funnel(event, province_officer)
    assert len(funnel.rows) == 1
    assert (funnel.office_people, funnel.office_people_present) == (2, 1)


def test_a_regency_sees_its_own_businesses(
    event: Event, guest: Guests, officer: User, stranger: User
) -> None:
    mine = guest(Status.SUBMITTED)
    guest(Status.ISSUED, regency=factories.SAMARINDA)
    funnel = workshop_funnel(event, officer)
    assert [row.participant for row in funnel.rows] == [mine]
    assert totals(funnel)["terbit"] == 0
    assert totals(workshop_funnel(event, stranger))["terbit"] == 1


def test_businesses_of_elsewhere_at_the_own_event_are_only_counted(
    officer: User, province_officer: User
) -> None:
    event = make_event(by=officer)
    join(event, by=province_officer, regency=factories.SAMARINDA)
    join(event, by=officer)
    funnel = workshop_funnel(event, officer)
    assert (len(funnel.rows), funnel.hidden) == (1, 1)
    assert workshop_funnel(event, province_officer).hidden == 0


def page(user: User, event: Event, **query: str) -> Any:
    return client_for(user).get(reverse("reports:workshop-funnel", args=[event.pk]), query)


def test_the_page_says_that_it_is_a_description(event: Event, guest: Guests, head: User) -> None:
    person = guest(Status.RETURNED)
    assert person.business
    response = page(head, event)
    assert "gambaran, bukan bukti sebab akibat" in response.text
    assert person.business.name in response.text
    assert "Perlu diperbaiki" in response.text


def test_the_page_narrows_its_list(event: Event, guest: Guests, auditor: User) -> None:
    issued, registered = guest(Status.ISSUED), guest(came=False)
    assert [row.participant for row in page(auditor, event, tahap="terbit").context["rows"]] == [
        issued
    ]
    rows = page(auditor, event, tahap=ABSENT, cara="onsite", wilayah="64.08").context["rows"]
    assert [row.participant for row in rows] == [registered]
    assert len(page(auditor, event, tahap="lain", cara="x", wilayah="99").context["rows"]) == 2


def test_only_offices_open_the_page(
    officer: User, stranger: User, owner: User, companion: User
) -> None:
    event = make_event(by=officer)
    join(event, by=officer, owner=owner)
    assert page(officer, event).status_code == 200
    assert page(stranger, event).status_code == 404
    assert page(owner, event).status_code == 403
    assert page(companion, event).status_code == 403
    anonymous = Client().get(reverse("reports:workshop-funnel", args=[event.pk]))
    assert anonymous.status_code == 302


def test_an_event_without_businesses_says_what_to_do(officer: User) -> None:
    assert "Belum ada usaha di daftar peserta." in page(officer, make_event(by=officer)).text


def test_the_page_needs_as_many_queries_for_many_businesses(
    event: Event, guest: Guests, province_officer: User
) -> None:
    client = client_for(province_officer)
    counts = []
    for _ in range(2):
        for _ in range(3):
            guest(Status.SUBMITTED)
            fill(guest.apply(guest(), Status.DRAFT))
        guest(Status.ISSUED, regency=factories.SAMARINDA, mode=Mode.ONLINE)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("reports:workshop-funnel", args=[event.pk]))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25
