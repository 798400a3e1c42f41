"""The receipt as PDF: one page with the number and the way to look it up; who may have it."""

import subprocess
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from certification.enums import Track
from certification.models import Application
from certification.owner_receipt import LONGEST_MESSAGE, receipt_html, whatsapp_text
from certification.services import lookup
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.pages import text
from tests.factories import client_for


def paper_of(application: Application) -> str:
    return reverse("certification:application-receipt-pdf", args=[application.number])


def read_back(pdf: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_the_owner_keeps_one_page_with_the_number_and_where_to_look(case: Case) -> None:
    application = steps.submitted(case)
    owner = client_for(case.owner)
    sent = text(owner, reverse("certification:application-receipt", args=[application.number]))
    assert paper_of(application) in sent
    assert "Beri pemilik tanda terima" not in sent
    response = owner.get(paper_of(application))
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    said = read_back(response.content)
    for expected in (
        application.number,
        case.business.name,
        "Keripik Pisang Asin",
        "1 bahan",
        "Ini tanda terima, bukan sertifikat halal.",
        f"{settings.PORTAL_URL}/status/",
        "Semua gratis.",
        "Halaman 1 dari 1",
    ):
        assert expected in said, expected


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("companion", 200),
        ("officer", 200),
        ("auditor", 200),
        ("stranger", 404),
        ("admin_user", 403),
    ],
)
def test_who_sees_the_application_may_have_it(
    case: Case,
    who: str,
    status: int,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("halalportal.lib.pdf.render", lambda html: b"%PDF-")
    application = steps.submitted(case)
    user: User = request.getfixturevalue(who)
    assert client_for(user).get(paper_of(application)).status_code == status


def test_there_is_none_before_sending(case: Case, client: Client) -> None:
    application = steps.filled(case)
    assert client_for(case.owner).get(paper_of(application)).status_code == 404
    assert client.get(paper_of(application)).status_code == 302


def test_it_says_what_was_sent_and_not_what_is_changed_since(case: Case) -> None:
    application = steps.submitted(case)
    application.products.update(name="Nama Baru")
    assert "Keripik Pisang Asin" in receipt_html(application, case.owner)


def test_the_regular_track_has_its_own_steps_and_no_promise_of_money(case: Case) -> None:
    application = steps.submitted(case)
    application.track = Track.REGULAR
    html = receipt_html(application, case.owner)
    assert "LPH memeriksa tempat usaha" in html
    assert "Semua gratis" not in html


def test_without_a_phone_nobody_is_sent_to_the_look_up(case: Case) -> None:
    application = steps.submitted(case)
    assert "data:image/svg+xml" in receipt_html(application, case.owner)
    application.business.phone = ""
    assert "data:image/svg+xml" not in receipt_html(application, case.owner)


def test_the_number_of_the_code_is_filled_in(case: Case, client: Client) -> None:
    application = steps.submitted(case)
    page = text(client, f"/status/?nomor={application.number}")
    assert f'value="{application.number}"' in page


def test_the_message_opens_the_state_in_one_tap(case: Case, client: Client) -> None:
    application = steps.submitted(case, by=case.companion)
    message = whatsapp_text(application)
    link = next(word for word in message.split() if word.startswith(settings.PORTAL_URL))
    page = text(client, unquote(link.removeprefix(settings.PORTAL_URL)))
    assert application.number in page


@pytest.mark.parametrize("portal", ["http://a.id", "https://sertifikat-halal.kaltimprov.go.id"])
def test_long_names_and_addresses_fit_into_the_message(
    case: Case, portal: str, settings: object
) -> None:
    application = steps.submitted(case, by=case.companion)
    settings.PORTAL_URL = portal  # type: ignore[attr-defined]
    application.business.name = application.business.owner_name = "Nama Panjang Sekali " * 6
    message = whatsapp_text(application)
    assert len(message) <= LONGEST_MESSAGE
    assert f"{portal}/status/{lookup.token_for(application)}/" in message
