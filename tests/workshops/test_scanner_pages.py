"""The scanner's addresses: the list of names, batches as JSON, typing, and who may."""

import json
import uuid
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from ikm.models import DuplicatePair
from ikm.services.duplicates import merging
from tests import factories
from tests.factories import client_for
from tests.workshops.making import at, join, join_person, make_event, make_session
from workshops import invariants
from workshops.enums import Mode, ParticipantStatus
from workshops.models import Attendance, Event, Participant, Scan, Session
from workshops.services import attendance, participants, scanning

NOW = at(9, 5)


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


@pytest.fixture
def person(event: Event, officer: User) -> Participant:
    return join(event, by=officer, owner_name="Siti Contoh", name="Dapur Melati")


def address(name: str, session: Session) -> str:
    return reverse(f"workshops:{name}", args=[session.event_id, session.pk])


def send(officer: User, session: Session, *badges: str, **changes: Any) -> Any:
    scans = [
        {"nonce": str(uuid.uuid4()), "badge": badge, "at": at(9, 2).isoformat()} | changes
        for badge in badges
    ]
    with time_machine.travel(NOW, tick=False):
        return post(client_for(officer), session, {"scans": scans})


def post(client: Client, session: Session, body: object) -> Any:
    return client.post(
        address("scanner-send", session), json.dumps(body), content_type="application/json"
    )


def test_a_batch_answers_each_scan_in_words(
    event: Event, session: Session, person: Participant, officer: User
) -> None:
    declined = join(event, by=officer, owner_name="Maria Contoh")
    participants.decline(participant=declined, by=officer)
    answer = send(officer, session, person.badge, person.badge, declined.badge, "TIDAKADA2345")
    assert [(one["outcome"], one["tone"], one["may_enter"]) for one in answer.json()["hasil"]] == [
        ("present", "success", False),
        ("already", "warning", False),
        ("declined", "warning", True),
        ("unknown", "danger", False),
    ]
    texts = [one["text"] for one in answer.json()["hasil"]]
    assert texts[:3] == [
        "Hadir: Siti Contoh (Dapur Melati)",
        "Sudah tercatat 09.02 WITA: Siti Contoh (Dapur Melati)",
        "Maria Contoh tercatat tidak bisa hadir.",
    ]


def test_who_is_represented_by_somebody_else_does_not_come_in(
    event: Event, session: Session, person: Participant, officer: User
) -> None:
    substitute = join_person(event, by=officer, name="Rina Wakil")
    participants.decline(participant=person, by=officer)
    Participant.objects.filter(pk=substitute.pk).update(substitute_for=person)
    for anyway in (False, True):
        answer = send(officer, session, person.badge, anyway=anyway)
        [one] = answer.json()["hasil"]
        assert one["text"] == "Siti Contoh diwakili Rina Wakil."
        assert not one["may_enter"]
    assert not Attendance.objects.exists()


def test_a_code_of_another_event_names_it_only_to_those_who_see_it(
    session: Session, officer: User, stranger: User
) -> None:
    near = join(make_event(by=officer, title="Bimtek Kutai"), by=officer)
    far = join_person(
        make_event(by=stranger, region=factories.SAMARINDA, title="Bimtek Samarinda"), by=stranger
    )
    answer = send(officer, session, near.badge, far.badge)
    texts = [one["text"] for one in answer.json()["hasil"]]
    assert "Kode ini untuk kegiatan “Bimtek Kutai”." in texts[0]
    assert "Kode ini untuk kegiatan lain." in texts[1]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"scans": 7},
        {"scans": [{}]},
        {"scans": [{"nonce": "x", "badge": "A", "at": ""}]},
        {"scans": ["x"]},
    ],
)
def test_an_unclear_batch_changes_nothing(session: Session, officer: User, body: object) -> None:
    answer = post(client_for(officer), session, body)
    assert (answer.status_code, answer.json()["pesan"]) == (400, "Pindaian ini tidak terbaca.")
    assert not Scan.objects.exists()


@pytest.mark.parametrize("text", ["", "kemarin", "2026-13-45T99:99:99Z", "2026-12-01T09:02:00"])
def test_an_unreadable_time_is_that_of_arrival(
    session: Session, person: Participant, officer: User, text: str
) -> None:
    assert send(officer, session, person.badge, at=text).status_code == 200
    assert Attendance.objects.get().at == NOW


def test_too_many_scans_are_refused_plainly(
    session: Session, person: Participant, officer: User
) -> None:
    answer = send(officer, session, *[person.badge] * (scanning.MOST_SCANS + 1))
    assert answer.status_code == 400
    assert "Paling banyak 500 pindaian" in answer.json()["pesan"]
    assert not Scan.objects.exists()


def test_the_list_says_who_may_come_and_who_is_there(
    event: Event, session: Session, person: Participant, officer: User
) -> None:
    guest = join_person(event, by=officer, name="Ani Contoh", mode=Mode.ONLINE)
    attendance.mark(session=session, participant=guest, mode=Mode.ONSITE, by=officer, at=at(9, 1))
    answer = client_for(officer).get(address("scanner-names", session))
    assert "no-store" in answer["Cache-Control"]
    assert answer.json() == {
        person.badge: {
            "nama": "Siti Contoh",
            "dari": "Dapur Melati",
            "status": ParticipantStatus.REGISTERED,
            "hadir": "",
        },
        guest.badge: {
            "nama": "Ani Contoh",
            "dari": "Dinas Contoh",
            "status": ParticipantStatus.REGISTERED,
            "hadir": "09.01 WITA",
        },
    }


@pytest.mark.parametrize("name", ["scanner", "scanner-names", "scanner-send", "scanner-type"])
def test_only_officers_of_the_region_scan(
    session: Session, stranger: User, head: User, owner: User, name: str
) -> None:
    def status(client: Client) -> int:
        reads = name in {"scanner", "scanner-names"}
        answer = (client.get if reads else client.post)(address(name, session))
        return int(answer.status_code)

    assert status(client_for(stranger)) == 404
    assert [status(client_for(user)) for user in (head, owner)] == [403, 403]
    assert status(Client()) == 302


def test_the_badge_of_a_merged_business_still_opens_the_door(
    session: Session, person: Participant, officer: User
) -> None:
    kept = factories.make_business(name="Dapur Melati Baru")
    assert person.business
    first, second = sorted([kept, person.business], key=lambda business: business.pk)
    pair = DuplicatePair.objects.create(first=first, second=second, score=0.9)
    merging.merge(pair=pair, kept_id=kept.pk, taken=[], by=officer)
    answer = send(officer, session, person.badge)
    assert answer.json()["hasil"][0]["outcome"] == "present"
    person.refresh_from_db()
    assert person.business == kept


def test_the_worker_that_works_offline_holds_no_data(client: Client) -> None:
    answer = client.get(reverse("workshops:scanner-worker"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer.wsgi_request.path == "/kegiatan/penjaga.js"
    assert "pindai-1" in answer.text


def test_invariants_find_a_scan_of_another_event(
    session: Session, person: Participant, officer: User
) -> None:
    send(officer, session, person.badge)
    assert list(invariants.check()) == []
    other = make_session(make_event(by=officer), by=officer)
    Scan.objects.update(session=other)
    assert [line for line in invariants.check() if line.startswith("scan ")] == [
        f"scan {Scan.objects.get().pk}: present in a session of another event"
    ]
