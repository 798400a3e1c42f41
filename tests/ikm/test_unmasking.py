"""Personal data in the clear: who may see them, once, for a purpose, and on record."""

import logging
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.errors import NotAllowedError, PurposeMissingError
from ikm.models import Business, Unmasking
from ikm.services import unmasking as services
from ikm.services.records import set_sizes
from ikm.sizes import Finances
from tests.factories import (
    BATU_TIMBAU,
    PASSWORD,
    SAMARINDA,
    assign,
    client_for,
    make_business,
    make_companion,
    make_region,
)

NIK = "6408174107909001"
NPWP = "0912345678910007"
PHONE = "0834-5678-9012"
SALES = 123_456_789
PURPOSE = {"purpose": "sihalal", "note": "bersama pemilik"}


@pytest.fixture
def business(owner: User, companion: User) -> Business:
    business = make_business(owner=owner, phone="+6283456789012", email="maria@contoh.id")
    business.seal_nik(NIK)
    business.seal_npwp(NPWP)
    business.seal_finances(Finances(sales=SALES))
    set_sizes(business)
    business.save()
    assign(business, companion)
    return business


def show(user: User, business: Business, **answers: str) -> Any:
    address = f"/usaha/{business.pk}/data-pribadi/"
    return client_for(user).post(address, {"password": PASSWORD} | (answers or PURPOSE))


@pytest.mark.parametrize("who", ["companion", "officer", "province_officer", "auditor"])
def test_those_who_need_them_see_them_once(
    business: Business, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    response = show(user, business)
    page = response.content.decode()
    for value in (NIK, NPWP, "Rp123.456.789", PHONE, "maria@contoh.id"):
        assert value in page
    assert "no-store" in response["Cache-Control"]
    row = Unmasking.objects.get()
    assert (row.by, row.role, row.purpose) == (user, user.role, "Mengisi SiHalal: bersama pemilik")
    assert row.fields == ["nik", "npwp", "phone", "email", "sales"]
    entry = AuditEntry.objects.about(business).get()
    assert (entry.action, entry.actor) == ("business.unmasked", user)
    assert "pemilik" not in str(entry.data)


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 403), ("coordinator", 403), ("admin_user", 403), ("stranger", 404)],
)
def test_others_never_see_them(
    business: Business, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    response = show(user, business)
    assert response.status_code == status
    assert NIK not in response.content.decode()
    with pytest.raises(NotAllowedError):
        services.unmask(business=business, purpose="apa saja", by=user)
    assert not Unmasking.objects.exists()


def test_a_companion_sees_them_only_while_assigned(business: Business, companion: User) -> None:
    assert show(make_companion(), business).status_code == 404
    business.assignments.update(ended_on="2026-01-01")
    assert show(companion, business).status_code == 404
    with pytest.raises(NotAllowedError):
        services.unmask(business=business, purpose="apa saja", by=companion)


def test_an_owner_sees_the_own_ones_only(business: Business, owner: User) -> None:
    assert NIK in show(owner, business).content.decode()
    assert Unmasking.objects.get().purpose == "Pemilik melihat datanya sendiri"
    other = make_business()
    assert show(owner, other).status_code == 404


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"purpose": ""}, "Pilih keperluan."),
        ({"purpose": "iseng"}, "Pilih keperluan."),
        ({"purpose": "lain", "note": "  "}, "Tulis keperluannya."),
    ],
)
def test_without_a_purpose_nothing_is_shown(
    business: Business, officer: User, answers: dict[str, str], sentence: str
) -> None:
    response = show(officer, business, **answers)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert NIK not in response.content.decode()
    assert not Unmasking.objects.exists()


def test_own_words_are_a_purpose(business: Business, officer: User) -> None:
    show(officer, business, purpose="lain", note="permintaan  bank")
    assert Unmasking.objects.get().purpose == "permintaan bank"
    with pytest.raises(PurposeMissingError):
        services.unmask(business=business, purpose=" ", by=officer)


def test_asking_shows_nothing_and_writes_nothing(business: Business, officer: User) -> None:
    response = client_for(officer).get(f"/usaha/{business.pk}/data-pribadi/")
    assert NIK not in response.content.decode()
    assert not Unmasking.objects.exists()


def test_nothing_known_is_nothing_written(officer: User) -> None:
    response = show(officer, make_business())
    assert "Belum ada data pribadi" in response.content.decode()
    assert not Unmasking.objects.exists()


def test_the_owner_reads_who_saw_them(business: Business, owner: User, officer: User) -> None:
    show(officer, business)
    page = client_for(owner).get(f"/usaha/{business.pk}/").content.decode()
    assert "Siapa melihat data saya" in page
    for words in (officer.name, "Petugas kab/kota", "Mengisi SiHalal", "NPWP"):
        assert words in page
    assert "Siapa melihat" not in client_for(officer).get(f"/usaha/{business.pk}/").content.decode()


@pytest.mark.parametrize(
    ("who", "is_offered"), [("officer", True), ("owner", True), ("head", False), ("auditor", True)]
)
def test_the_page_offers_it_to_those_who_may(
    business: Business, who: str, is_offered: bool, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    page = client_for(user).get(f"/usaha/{business.pk}/").content.decode()
    assert ("Tampilkan NIK" in page) is is_offered


EVERYBODY = ["owner", "companion", "coordinator", "officer", "province_officer", "head", "auditor"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_other_page_is_masked(
    business: Business, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    client = client_for(user)
    addresses = ["/usaha/", f"/usaha/{business.pk}/", f"/usaha/{business.pk}/ubah/"]
    for address in [*addresses, "/beranda/", "/api/v1/businesses/"]:
        page = client.get(address, follow=True).content.decode()
        for secret in (NIK, NPWP, str(SALES), "123.456.789"):
            assert secret not in page, address


def test_the_record_of_showings_cannot_be_changed(business: Business, officer: User) -> None:
    show(officer, business)
    for change in (Unmasking.objects.all().delete, lambda: Unmasking.objects.update(purpose="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_value_moved_to_another_row_does_not_open(business: Business) -> None:
    from halalportal.lib.encryption import DecryptionError

    other = make_business(regency=SAMARINDA)
    other.npwp_sealed, other.finances_sealed = business.npwp_sealed, business.finances_sealed
    with pytest.raises(DecryptionError):
        _ = other.npwp
    with pytest.raises(DecryptionError):
        _ = other.finances


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, queries included."""
    with caplog.at_level(logging.DEBUG):
        yield caplog


@pytest.mark.django_db(transaction=True)
def test_no_dump_and_no_log_holds_a_number(
    officer: User, business: Business, logged: pytest.LogCaptureFixture
) -> None:
    """A wrong answer, an edit and a showing leave nothing behind."""
    make_region(BATU_TIMBAU)
    answers = {"name": "Uji", "owner_name": "Maria", "nik": "6408175507850002"}
    answers |= {"npwp": "0998877665544003", "sales": "987654321"}
    client, address = client_for(officer), f"/usaha/{business.pk}/ubah/"
    assert client.post(address, answers | {"village": ""}).status_code == 422
    assert client.post(address, answers | {"village": "Batu Timbau"}).status_code == 302
    page = show(officer, business).content.decode()
    dump = _dump()
    assert str(business.uuid) in dump  # the dump is one of this database
    for secret in (answers["nik"], answers["npwp"], answers["npwp"][1:], answers["sales"]):
        assert secret not in dump
        assert secret not in logged.text
        assert secret.encode().hex() not in dump
    assert answers["nik"] in page


def _dump() -> str:
    settings = connection.settings_dict
    tool = shutil.which("pg_dump") or "/usr/lib/postgresql/15/bin/pg_dump"
    place = {"--host": "HOST", "--port": "PORT", "--username": "USER", "--dbname": "NAME"}
    command = [tool, *(f"{option}={settings[key]}" for option, key in place.items())]
    environment = {"PGPASSWORD": str(settings["PASSWORD"] or "")}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout
