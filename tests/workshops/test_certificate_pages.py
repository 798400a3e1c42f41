"""The pages of certificates, as each role opens them."""

from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import User
from halalportal.jobs.models import Job
from tests.factories import client_for
from tests.workshops.certificates import DAY, attend, entitled, past_event
from tests.workshops.making import join
from workshops.models import AttendanceCertificate, Event
from workshops.services import certificates as services
from workshops.services.links import token_for


@pytest.fixture
def event(officer: User) -> Event:
    return past_event(by=officer)


def address(name: str, *args: Any) -> str:
    return reverse(f"workshops:{name}", args=args)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_a_stranger_finds_nothing(event: Event, officer: User, stranger: User, owner: User) -> None:
    [person] = entitled(event, 1, by=officer)
    [made] = services.issue(event=event, by=officer)
    changing = [
        address("certificate-issue", event.pk),
        address("certificate-issue-one", event.pk, person.pk),
        address("certificate-withdraw", event.pk, made.pk),
        address("certificate-sign", event.pk),
        address("certificate-pattern", event.pk),
        address("certificate-papers", event.pk),
    ]
    reading = [
        address("certificate-list", event.pk),
        address("certificate-paper", event.pk, made.pk),
    ]

    for path in (*reading, *changing):
        is_reading = path in reading
        visit = client_for(stranger).get if is_reading else client_for(stranger).post
        assert visit(path).status_code == 404, path
        assert Client().get(path).status_code == 302, path
    for path in (reading[0], *changing):
        assert client_for(owner).post(path).status_code in {403, 405}, path
    assert client_for(owner).get(reading[1]).status_code == 404
    made.refresh_from_db()
    assert (made.withdrawn_at, made.signed_on) == (None, None)


def test_the_officer_gives_signs_and_prints(event: Event, officer: User) -> None:
    entitled(event, 2, by=officer)
    late = attend(join(event, by=officer), "Alur sertifikasi", by=officer)
    client = client_for(officer)
    listing = address("certificate-list", event.pk)
    page = client.get(listing).content.decode()
    assert "Terbitkan 2 sertifikat" in page
    assert "hadir 40% dari 80% yang diminta" in page

    assert "2 sertifikat terbit" in said(client.post(address("certificate-issue", event.pk)))
    one = address("certificate-issue-one", event.pk, late.pk)
    assert "Tulis alasannya" in client.post(one).content.decode()
    client.post(one, {"reason": "Sinyal putus"})
    assert late.certificates.get().facts["exception"] == "Sinyal putus"

    sign = address("certificate-sign", event.pk)
    future = client.post(sign, {"signed_by_name": "Kepala Uji", "signed_on": "1/1/2999"})
    assert "belum tiba" in future.content.decode()
    client.post(sign, {"signed_by_name": "Kepala Uji", "signed_on": "5/3/2026"})
    assert AttendanceCertificate.objects.filter(signed_by_name="Kepala Uji").count() == 3

    response = client.post(address("certificate-papers", event.pk), {"layout": "cetak"})
    assert response["Location"] == reverse("jobs:job-detail", args=[Job.objects.get().pk])


def test_a_certificate_is_taken_back_with_a_reason(event: Event, officer: User) -> None:
    entitled(event, 1, by=officer)
    [made] = services.issue(event=event, by=officer)
    client = client_for(officer)

    client.post(address("certificate-withdraw", event.pk, made.pk), {"reason": "Nama salah"})

    assert "Nama salah" in client.get(address("certificate-list", event.pk)).content.decode()
    paper = client.get(address("certificate-paper", event.pk, made.pk))
    assert paper.status_code == 404


def test_the_list_can_be_narrowed_and_stays_in_its_queries(
    event: Event, officer: User, django_assert_max_num_queries: Any
) -> None:
    done, *_ = entitled(event, 3, by=officer)
    services.issue(event=event, participants=[done], by=officer)
    client = client_for(officer)
    client.get(address("certificate-list", event.pk))

    with django_assert_max_num_queries(25):
        page = client.get(address("certificate-list", event.pk), {"status": "terbit"})

    assert [row.participant for row in page.context["page"]] == [done]


def test_without_a_rule_the_page_says_how_to_set_it(officer: User) -> None:
    event = past_event(by=officer, attendance_percent=None)
    entitled(event, 1, by=officer)
    page = client_for(officer).get(address("certificate-list", event.pk)).content.decode()
    assert "belum memberi sertifikat" in page
    assert "Terbitkan" not in page


@pytest.mark.parametrize(
    ("pattern", "is_good"),
    [
        ("{seq:04d}/DIS/{month}/{year}", True),
        ("{seq}/{unit}/{year}", True),
        ("{year}", False),
        ("{seq}", False),
        ("{seq:09999d}/{year}", False),
        ("{seq.__class__}/{year}", False),
        ("{seq}/{year}/{nama}", False),
        ("{seq!r}/{year}", False),
        ("{seq/{year}", False),
    ],
)
def test_only_patterns_that_can_always_be_filled_in(
    officer: User, province_officer: User, pattern: str, is_good: bool
) -> None:
    event = past_event(by=officer)
    path = address("certificate-pattern", event.pk)
    response = client_for(province_officer).post(path, {"pattern": pattern})
    assert (response.status_code == 302) is is_good


def test_the_participant_gets_the_own_paper_by_link(event: Event, officer: User) -> None:
    [person] = entitled(event, 1, by=officer)
    token = token_for(person)
    page, paper = (address(name, token) for name in ("participant-page", "participant-certificate"))
    assert "memenuhi syarat" in Client().get(page).content.decode()
    assert Client().get(paper).status_code == 404

    services.issue(event=event, by=officer)

    assert paper in Client().get(page).content.decode()
    answer = Client().get(paper)
    assert answer.content.startswith(b"%PDF-")
    assert Client().get(address("participant-certificate", f"{token}x")).status_code == 404


def test_the_owner_opens_the_own_paper_signed_in(event: Event, officer: User, owner: User) -> None:
    person = attend(join(event, by=officer, owner=owner), by=officer)
    [made] = services.issue(event=event, by=officer)
    services.sign(event=event, signed_on=DAY, name="Kepala Uji", by=officer)

    answer = client_for(owner).get(address("certificate-paper", event.pk, made.pk))

    assert answer["Content-Type"] == "application/pdf"
    assert person.certificates.get() == made


def test_before_the_end_the_page_says_what_a_certificate_takes(event: Event, officer: User) -> None:
    [person] = entitled(event, 1, by=officer)
    address_of_page = address("participant-page", token_for(person))
    with time_machine.travel(event.starts_at, tick=False):
        before = Client().get(address_of_page).content.decode()
    after = Client().get(address_of_page).content.decode()
    assert "hadir paling sedikit" in before
    assert "Simpan ke kalender HP" in before
    assert "hadir paling sedikit" not in after
    assert "Simpan ke kalender HP" not in after
