"""The owner's own account: one number, one account, and no word about which numbers have one."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from accounts.enums import Role
from accounts.errors import TooManyAttemptsError
from accounts.models import Membership, User
from accounts.services.registration import register_owner
from halalportal.audit.models import AuditEntry
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "MARIA CONTOH", "phone": "0834-5678-9012", "password": "kripik-sinar-7"}
PHONE = "+6283456789012"


def test_three_answers_make_an_owner_who_can_sign_in(client: Client) -> None:
    response = client.post("/daftar/", ANSWERS)
    assert response["Location"] == "/masuk/"
    user = User.objects.get(phone=PHONE)
    assert (user.name, user.email, user.role) == ("Maria Contoh", None, Role.OWNER)
    client.post("/masuk/", {"login": "0834 5678 9012", "password": ANSWERS["password"]})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert AuditEntry.objects.about(user).get().action == "user.registered"
    assert client.get("/beranda/").status_code == 200


def pages(client: Client) -> tuple[int, str]:
    response = client.post("/daftar/", ANSWERS, follow=True)
    page = response.content.decode()
    return response.status_code, re.sub(r'(value|nonce|content)="[^"]*"', "", page)


def test_a_taken_number_gets_the_same_answer_and_changes_nothing() -> None:
    fresh = pages(Client())
    user = User.objects.get(phone=PHONE)
    taken = pages(Client())
    assert fresh == taken
    assert User.objects.filter(phone=PHONE).get().password == user.password
    assert Membership.objects.filter(user=user).count() == 1


def test_a_staff_account_never_becomes_an_owner_by_signing_up() -> None:
    admin = make_user(Role.ADMIN, phone=PHONE)
    assert register_owner(name="Maria", phone=PHONE, password=PASSWORD) is None
    assert [held.role for held in admin.memberships.all()] == [Role.ADMIN]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Tulis nama Anda."),
        ({"phone": ""}, "Tulis nomor HP Anda."),
        ({"phone": "08123"}, "Nomor HP kurang lengkap. Contoh: 0812-3456-7890."),
        ({"phone": "0541-123456"}, "Tulis nomor HP, bukan telepon rumah."),
        ({"password": ""}, "Tulis kata sandi."),
        ({"password": "pendek"}, "Kata sandi paling sedikit 8 huruf atau angka."),
        ({"password": "password1"}, "Kata sandi ini mudah ditebak. Pakai yang lain."),
    ],
    ids=str,
)
def test_wrong_answers(client: Client, changes: dict[str, str], sentence: str) -> None:
    response = client.post("/daftar/", ANSWERS | changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not User.objects.exists()


def test_attempts_are_counted_by_number_and_not_by_address(client: Client) -> None:
    for _ in range(5):
        client.post("/daftar/", ANSWERS)
    response = client.post("/daftar/", ANSWERS)
    assert response.status_code == 422
    assert "terlalu sering dicoba" in response.content.decode()
    others = [f"0834-5678-90{number:02}" for number in range(20, 50)]
    for phone in others:
        assert client.post("/daftar/", ANSWERS | {"phone": phone}).status_code == 302
    with pytest.raises(TooManyAttemptsError):
        register_owner(name="Maria", phone=PHONE, password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_with_one_number_make_one_account() -> None:
    def sign_up(number: int) -> bool:
        try:
            name = f"Orang {number}"
            return register_owner(name=name, phone=PHONE, password=PASSWORD) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(sign_up, range(4)))
    assert sorted(made) == [False, False, False, True]
    assert User.objects.filter(phone=PHONE).count() == 1


def test_allauths_own_sign_up_stays_closed(client: Client) -> None:
    assert client.post("/akun/daftar/", ANSWERS)["Location"] == "/masuk/"
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["/", "/masuk/"])
def test_the_way_to_the_sign_up_is_shown(client: Client, address: str) -> None:
    assert 'href="/daftar/"' in client.get(address).content.decode()
