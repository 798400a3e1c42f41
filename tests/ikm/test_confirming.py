"""The password is asked again before personal data are shown to officers and auditors."""

import time
from typing import Any

import pytest
from django.test import Client

from accounts import confirming
from accounts.models import User
from ikm.models import Business, Unmasking
from tests.factories import PASSWORD, assign, client_for, make_business

NIK = "6408174107909001"
ANSWERS = {"purpose": "lain", "note": "permintaan bank"}
ASKED = 'name="password"'


@pytest.fixture
def business(owner: User, companion: User) -> Business:
    business = make_business(owner=owner)
    business.seal_nik(NIK)
    business.save()
    assign(business, companion)
    return business


def post(client: Client, business: Business, **answers: str) -> Any:
    return client.post(f"/usaha/{business.pk}/data-pribadi/", ANSWERS | answers)


def signed_in(user: User) -> Client:
    """Somebody who just gave the password on the sign-in page."""
    client = Client()
    client.post("/masuk/", {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("who", ["officer", "province_officer", "auditor"])
def test_it_is_asked_when_the_sign_in_is_old(
    business: Business, who: str, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert ASKED in client.get(f"/usaha/{business.pk}/data-pribadi/").content.decode()
    refused = post(client, business)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Tulis kata sandi Anda." in page
    assert 'value="permintaan bank"' in page  # nothing that was typed is lost
    assert NIK not in page
    assert not Unmasking.objects.exists()
    assert NIK in post(client, business, password=PASSWORD).content.decode()
    assert NIK in post(client, business).content.decode()  # for ten minutes it is enough


def test_it_is_not_asked_right_after_the_sign_in(business: Business, officer: User) -> None:
    client = signed_in(officer)
    assert ASKED not in client.get(f"/usaha/{business.pk}/data-pribadi/").content.decode()
    assert NIK in post(client, business).content.decode()


def test_it_is_asked_again_after_ten_minutes(
    business: Business, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(officer)
    later = time.time() + confirming.FRESH_SECONDS + 1
    monkeypatch.setattr("accounts.confirming.time.time", lambda: later)
    assert post(client, business).status_code == 422
    assert NIK in post(client, business, password=PASSWORD).content.decode()


@pytest.mark.parametrize("who", ["owner", "companion"])
def test_it_is_not_asked_of_who_sees_few(
    business: Business, who: str, request: pytest.FixtureRequest
) -> None:
    assert NIK in post(client_for(request.getfixturevalue(who)), business).content.decode()


def test_a_wrong_password_shows_nothing_and_guessing_ends(
    business: Business, officer: User
) -> None:
    client = client_for(officer)
    for _ in range(10):
        page = post(client, business, password="salah").content.decode()
        assert "Kata sandi tidak cocok." in page
        assert "salah" not in page
    page = post(client, business, password=PASSWORD).content.decode()
    assert "Terlalu banyak percobaan." in page
    assert NIK not in page
    assert not Unmasking.objects.exists()
