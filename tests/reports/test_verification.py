"""The page behind the QR code: genuine, draft or withdrawn, and nothing personal."""

import secrets

import pytest
from django.test import Client

from accounts.models import User
from reports.views import verification
from tests.workshops.certificates import DAY, attend, past_event
from tests.workshops.making import join_person
from workshops.models import AttendanceCertificate, Event
from workshops.selectors.verification import initials
from workshops.services import certificates as services


@pytest.fixture
def event(officer: User) -> Event:
    return past_event(by=officer)


@pytest.fixture
def certificate(event: Event, officer: User) -> AttendanceCertificate:
    person = join_person(event, by=officer, name="Ani Cahaya, S.E.", agency="Dinas Rahasia")
    attend(person, by=officer)
    [made] = services.issue(event=event, by=officer)
    return made


def seen(code: str, *, address: str = "127.0.0.1") -> tuple[int, str]:
    response = Client(REMOTE_ADDR=address).get(f"/v/{code}/")
    return response.status_code, response.content.decode()


def test_a_draft_a_signed_and_a_withdrawn_paper(
    certificate: AttendanceCertificate, event: Event, officer: User
) -> None:
    status, draft = seen(certificate.code)
    assert status == 200
    assert "belum ditandatangani" in draft

    services.sign(event=event, signed_on=DAY, name="Kepala Dinas Uji", by=officer)
    _, signed = seen(certificate.code)
    assert "sudah ditandatangani 4 Maret 2026" in signed

    services.withdraw(certificate=certificate, reason="Rahasia dinas", by=officer)
    _, withdrawn = seen(certificate.code)
    assert "sudah ditarik" in withdrawn
    assert "Rahasia dinas" not in withdrawn


def test_it_shows_what_is_on_the_paper_and_no_name(
    certificate: AttendanceCertificate, event: Event
) -> None:
    _, page = seen(certificate.code)

    for fact in (certificate.number, event.title, event.organiser.name, "5 dari 5 JP", "A. C."):
        assert fact in page
    for secret in ("Ani", "Cahaya", "Dinas Rahasia", certificate.participant.badge):
        assert secret not in page


@pytest.mark.parametrize("code", ["salah", "x" * 20, "%00" * 20, "a" * 300])
def test_an_unknown_code_is_a_plain_404(certificate: AttendanceCertificate, code: str) -> None:
    status, page = seen(code)
    assert status == 404
    assert "Kode ini bukan dari portal ini" in page


def test_guessing_is_stopped_and_known_codes_are_not_counted(
    certificate: AttendanceCertificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "MOST_UNKNOWN", 2)
    address = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
    for _ in range(4):
        assert seen(certificate.code, address=address)[0] == 200
    assert [seen("y" * 20, address=address)[0] for _ in range(3)] == [404, 404, 429]


def test_codes_cannot_be_guessed(certificate: AttendanceCertificate) -> None:
    assert len(certificate.code) == 20
    assert str(certificate.pk) != certificate.code


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ani Contoh", "A. C."),
        ("siti nur'aini, S.E.", "S. N. A."),
        ("Ni Ketut-Ayu", "N. K. A."),
        ("Élodie", "É."),
        ("", ""),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected
