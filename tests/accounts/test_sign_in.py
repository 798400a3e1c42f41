"""Signing in by phone or e-mail, and the choice of the active role."""

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Membership, User
from tests.factories import PASSWORD, client_for, make_region, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make_user(
        Role.REGENCY_OFFICER, region="64.08", email="ani@contoh.id", phone="+6281200000001"
    )


@pytest.mark.parametrize(
    "login",
    ["ani@contoh.id", "ANI@contoh.id", "0812-0000-0001", "+62 812 0000 0001", "6281200000001"],
)
def test_phone_and_email_both_sign_in(client: Client, person: User, login: str) -> None:
    response = client.post("/masuk/", {"login": login, "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == "/beranda/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_person_without_a_phone_signs_in_by_email(client: Client) -> None:
    make_user(Role.REGENCY_OFFICER, region="64.08", email="budi@contoh.id")
    response = client.post("/masuk/", {"login": "budi@contoh.id", "password": PASSWORD})
    assert response["Location"] == "/beranda/"


@pytest.mark.parametrize(
    "login", ["ani@contoh.id", "0812-0000-0001", "siapa@contoh.id", "0899-1111-2222"]
)
def test_wrong_passwords_and_unknown_people_get_the_same_answer(
    client: Client, person: User, login: str
) -> None:
    page = client.post("/masuk/", {"login": login, "password": "salah-sekali"}).content.decode()
    assert "tidak cocok" in page
    assert "_auth_user_id" not in client.session


def test_the_sign_in_page_leads_back_to_where_one_was_going(client: Client, person: User) -> None:
    asked = client.get("/pekerjaan/")
    assert asked["Location"] == "/masuk/?next=/pekerjaan/"
    done = client.post(asked["Location"], {"login": "ani@contoh.id", "password": PASSWORD})
    assert done["Location"] == "/pekerjaan/"


def test_signing_out_needs_a_post(person: User) -> None:
    client = client_for(person)
    assert client.get("/keluar/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/keluar/")
    assert "_auth_user_id" not in client.session


def test_a_whole_office_behind_one_address_is_not_locked_out(client: Client, person: User) -> None:
    for number in range(30):
        client.post("/masuk/", {"login": f"tamu{number}@contoh.id", "password": "salah-sekali"})
    response = client.post("/masuk/", {"login": "ani@contoh.id", "password": PASSWORD})
    assert response.status_code == 302


def test_guessing_at_one_account_is_slowed_down(client: Client, person: User) -> None:
    for _ in range(10):
        client.post("/masuk/", {"login": "ani@contoh.id", "password": "salah-sekali"})
    page = client.post("/masuk/", {"login": "ani@contoh.id", "password": PASSWORD})
    assert page.status_code in (200, 429)
    assert "_auth_user_id" not in client.session


def test_the_role_is_chosen_among_the_own_ones(person: User, stranger: User) -> None:
    second = Membership.objects.create(user=person, role=Role.AUDITOR, region=make_region("64"))
    client = client_for(person)
    client.post("/akun/peran/", {"membership": second.pk})
    response = client.get("/pekerjaan/")
    assert response.wsgi_request.user.role == Role.AUDITOR  # type: ignore[union-attr]
    foreign = stranger.memberships.get()
    assert client.post("/akun/peran/", {"membership": foreign.pk}).status_code == 404
    assert client.post("/akun/peran/", {"membership": "x"}).status_code == 404


def test_an_ended_role_counts_no_more_at_the_next_request(person: User) -> None:
    client = client_for(person)
    client.post("/akun/peran/", {"membership": person.memberships.get().pk})
    Membership.objects.update(ended_on="2026-01-01")
    response = client.get("/pekerjaan/")
    assert response.wsgi_request.user.role == ""  # type: ignore[union-attr]
