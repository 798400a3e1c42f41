"""The pages on which a person makes, sees and takes back tokens of the API."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import ApiToken, User
from accounts.services import tokens
from halalportal.audit.models import AuditEntry
from tests import factories
from tests.factories import PASSWORD, client_for

pytestmark = pytest.mark.django_db
LIST = "/pengaturan/token/"
NEW = f"{LIST}baru/"
ANSWERS = {"name": "Dasbor  Bappeda", "days": "90", "password": PASSWORD}


def make(user: User) -> ApiToken:
    return tokens.make(name="Kunci dasbor", days=30, by=user)[0]


def test_a_token_is_made_shown_once_and_listed(officer: User) -> None:
    client = client_for(officer)
    page = client.post(NEW, ANSWERS)
    secret = page.content.decode().partition('value="hp_')[2].partition('"')[0]
    token = ApiToken.objects.get()

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert tokens.find(f"hp_{secret}", now=timezone.now()) == token
    assert (token.name, token.membership) == ("Dasbor Bappeda", officer.active_membership)
    assert token.expires_at - token.created_at == timedelta(days=90)
    listed = client.get(LIST).content.decode()
    assert "Dasbor Bappeda" in listed
    assert token.prefix in listed
    assert secret not in listed
    entry = AuditEntry.objects.about(token).get()
    assert (entry.action, entry.actor) == ("api_token.made", officer)
    assert secret not in str(entry.data)


def test_the_password_is_asked_when_the_sign_in_is_old(officer: User) -> None:
    client = client_for(officer)
    assert 'name="password"' in client.get(NEW).content.decode()
    for password in ("", "salah"):
        assert client.post(NEW, ANSWERS | {"password": password}).status_code == 422
    assert not ApiToken.objects.exists()

    fresh = Client()
    fresh.post("/masuk/", {"login": officer.email, "password": PASSWORD})
    assert 'name="password"' not in fresh.get(NEW).content.decode()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"name": " "}, "Tulis nama token."),
        ({"days": ""}, "Pilih masa berlaku."),
        ({"days": "9999"}, "Pilih masa berlaku."),
    ],
)
def test_what_is_missing_is_said(officer: User, answers: dict[str, str], words: str) -> None:
    page = client_for(officer).post(NEW, ANSWERS | answers)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not ApiToken.objects.exists()


def test_an_eleventh_is_refused(officer: User) -> None:
    for _ in range(tokens.MOST):
        make(officer)
    page = client_for(officer).post(NEW, ANSWERS)

    assert page.status_code == 422
    assert "Anda sudah punya 10 token." in page.content.decode()


def test_the_own_one_is_taken_back_and_nobody_elses(
    *, officer: User, stranger: User, owner: User
) -> None:
    token = make(officer)
    url = f"{LIST}{token.pk}/cabut/"
    for other in (stranger, owner):
        assert client_for(other).post(url).status_code == 404
        assert "Kunci dasbor" not in client_for(other).get(LIST).content.decode()
    assert Client().post(url)["Location"].startswith("/masuk/")
    token.refresh_from_db()
    assert token.revoked_at is None

    client = client_for(officer)
    assert client.post(url)["Location"] == LIST
    token.refresh_from_db()
    assert token.revoked_at
    assert "Dicabut" in client.get(LIST).content.decode()
    assert client.post(url).status_code == 302  # a second time changes nothing
    assert AuditEntry.objects.about(token).filter(action="api_token.revoked").count() == 1


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN, ""])
def test_only_staff_make_tokens(role: str) -> None:
    client = client_for(factories.make_user(role))

    assert client.get(LIST).status_code == 200
    assert NEW not in client.get(LIST).content.decode()
    assert client.post(NEW, ANSWERS).status_code == 403
    assert not ApiToken.objects.exists()


def test_one_of_an_ended_role_says_so(officer: User) -> None:
    make(officer)
    officer.memberships.update(ended_on=timezone.localdate())

    assert "Tidak berlaku" in client_for(officer).get(LIST).content.decode()


def test_one_that_ran_out_says_so(officer: User) -> None:
    make(officer)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert "Tidak berlaku" in client_for(officer).get(LIST).content.decode()


def test_the_menu_of_the_account_leads_there(officer: User, owner: User) -> None:
    assert LIST in client_for(officer).get("/beranda/").content.decode()
    assert LIST not in client_for(owner).get("/beranda/").content.decode()
