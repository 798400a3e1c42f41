"""The public look-up by number and four digits."""

import pytest
import time_machine
from django.test import Client

from certification.enums import Status, Track
from certification.models import Application
from certification.services import lookup
from certification.wording import NEXT_ACTORS
from tests.certification import steps
from tests.certification.conftest import Case

pytestmark = pytest.mark.django_db
FORM = "/status/"


@pytest.fixture
def sent(case: Case) -> Application:
    case.business.phone = "+6281234567890"
    case.business.save()
    return steps.submitted(case)


def ask(client: Client, number: str, digits: str, **extra: str) -> tuple[int, str]:
    response = client.post(FORM, {"number": number, "digits": digits}, follow=True, **extra)
    return response.status_code, response.content.decode()


def test_number_and_digits_show_the_state_in_plain_words(client: Client, sent: Application) -> None:
    status, page = ask(client, f" {sent.number.lower()} ", "7890")
    assert status == 200
    assert "Menunggu pemeriksaan" in page
    assert "petugas memeriksa jawaban" in page
    assert sent.business.name in page


def test_nothing_of_a_person_is_shown(client: Client, sent: Application) -> None:
    page = ask(client, sent.number, "7890")[1]
    business = sent.business
    for private in (business.owner_name, "0812-3456-7890", "6281234567890", business.address):
        assert not private or private not in page


def test_a_wrong_number_and_wrong_digits_answer_alike(client: Client, sent: Application) -> None:
    wrong_digits = ask(client, sent.number, "0000")[1]
    unknown = ask(client, "PGJ-2026-9999", "0000")[1]
    assert "tidak cocok" in wrong_digits
    assert sent.business.name not in wrong_digits
    assert _without_the_typed(wrong_digits, sent.number) == _without_the_typed(
        unknown, "PGJ-2026-9999"
    )


def _without_the_typed(page: str, number: str) -> list[str]:
    lines = page.replace(number, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_letters_for_digits_get_a_sentence(client: Client, sent: Application) -> None:
    assert "Tulis 4 angka saja" in ask(client, sent.number, "abcd")[1]
    assert "Tulis nomor pengajuan" in ask(client, "", "7890")[1]


def test_a_business_without_a_phone_is_not_found_by_no_digits(
    client: Client, sent: Application
) -> None:
    sent.business.phone = ""
    sent.business.save()
    assert "tidak cocok" in ask(client, sent.number, "7890")[1]


def test_guessing_the_digits_of_one_case_ends(client: Client, sent: Application) -> None:
    for guess in range(lookup.MOST_WRONG_PER_NUMBER):
        assert "tidak cocok" in ask(client, sent.number, f"{guess:04}")[1]
    assert "terlalu banyak" in ask(client, sent.number, "7890")[1]


def test_a_hall_behind_one_address_is_not_locked_out(client: Client, case: Case) -> None:
    """Sixty owners look up from one place, half of them type a digit wrong first."""
    case.business.phone = "+6281234567890"
    case.business.save()
    first = steps.submitted(case)
    numbers = [first.number, *(f"PGJ-2030-{row:04}" for row in range(59))]
    for number in numbers[1:31]:
        assert "tidak cocok" in ask(client, number, "1111")[1]
    for _ in range(60):
        assert "Menunggu pemeriksaan" in ask(client, first.number, "7890")[1]


def test_a_machine_that_tries_every_number_is_stopped(
    sent: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "MOST_WRONG_PER_ADDRESS", 40)
    for row in range(40):
        with pytest.raises(lookup.LookupRefusedError):
            lookup.find(number=f"PGJ-2031-{row:04}", digits="0000", address="192.0.2.1")
    with pytest.raises(lookup.TooManyLookupsError):
        lookup.find(number=sent.number, digits="7890", address="192.0.2.1")
    assert lookup.find(number=sent.number, digits="7890", address="192.0.2.2") == sent


def test_the_link_opens_the_same_page_for_thirty_days(client: Client, sent: Application) -> None:
    address = f"/status/{lookup.token_for(sent)}/"
    page = client.get(address)
    assert sent.number in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    # Tells no other site the address, and the form of this one whence it was sent.
    assert page["Referrer-Policy"] == "same-origin"
    with time_machine.travel(sent.submitted_at, tick=False) as clock:
        token = lookup.token_for(sent)
        clock.shift(lookup.LINK_DAYS * 86_400 + 1)
        late = client.get(f"/status/{token}/")
    assert late.status_code == 404
    assert "tidak berlaku" in late.content.decode()


def test_a_link_that_was_changed_opens_nothing(client: Client, sent: Application) -> None:
    token = lookup.token_for(sent)
    assert client.get(f"/status/{token[:-1]}x/").status_code == 404
    assert client.get(f"/status/{sent.pk}/").status_code == 404


def test_every_state_has_its_words() -> None:
    for track in Track:
        assert set(NEXT_ACTORS[track]) == set(Status)


def test_the_page_asks_the_database_little(
    client: Client, sent: Application, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get(f"/status/{lookup.token_for(sent)}/")
