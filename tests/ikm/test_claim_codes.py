"""Connecting an account to a record by the code of the office."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.errors import AlreadyOwnedError, WrongCodeError
from ikm.models import Business, ClaimCode
from ikm.services import claim_codes
from tests.factories import client_for, make_business, make_user
from tests.ikm.claiming import owner_of, unowned


@pytest.fixture
def business(db: None) -> Business:
    return unowned()


def test_the_code_of_the_office_connects_at_once(
    business: Business, owner: User, officer: User
) -> None:
    client = client_for(officer)
    slip = client.post(f"/usaha/{business.pk}/kode/")
    assert "no-store" in slip["Cache-Control"]
    text = slip.context["text"]
    assert text in slip.content.decode()
    response = client_for(owner).post(
        f"/usaha/saya/{business.uuid}/kode/", {"code": text.lower().replace("-", " ")}
    )
    assert response["Location"] == f"/usaha/{business.pk}/"
    assert owner_of(business) == owner
    entry = AuditEntry.objects.about(business).first()
    assert entry is not None
    assert (entry.action, entry.actor, entry.data["proof"]) == ("business.claimed", owner, "code")


def test_only_a_hash_of_the_code_is_kept(business: Business, officer: User) -> None:
    code, text = claim_codes.make(business=business, by=officer)
    letters = text.replace("-", "")
    assert len(letters) == 8
    assert letters not in "".join(map(str, ClaimCode.objects.values_list().get()))
    assert letters not in str(AuditEntry.objects.about(business).get().data)
    assert timedelta(days=29) < code.expires_at - timezone.now() <= timedelta(days=30)


def test_a_code_works_once(business: Business, owner: User, officer: User) -> None:
    _, text = claim_codes.make(business=business, by=officer)
    claim_codes.redeem(business=business, text=text, by=owner)
    with pytest.raises(AlreadyOwnedError):
        claim_codes.redeem(business=business, text=text, by=make_user(Role.OWNER))
    Business.objects.filter(pk=business.pk).update(owner=None)
    with pytest.raises(WrongCodeError):
        claim_codes.redeem(business=business, text=text, by=owner)


def test_a_code_opens_only_its_business(business: Business, owner: User, officer: User) -> None:
    _, text = claim_codes.make(business=business, by=officer)
    other = make_business()
    claim_codes.make(business=other, by=officer)
    with pytest.raises(WrongCodeError):
        claim_codes.redeem(business=other, text=text, by=owner)


def test_an_old_code_and_a_replaced_one_are_refused(
    business: Business, owner: User, officer: User
) -> None:
    _, replaced = claim_codes.make(business=business, by=officer)
    code, old = claim_codes.make(business=business, by=officer)
    with pytest.raises(WrongCodeError):
        claim_codes.redeem(business=business, text=replaced, by=owner)
    ClaimCode.objects.filter(pk=code.pk).update(expires_at=timezone.now())
    with pytest.raises(WrongCodeError):
        claim_codes.redeem(business=business, text=old, by=owner)
    assert owner_of(business) is None


def test_ten_wrong_codes_wear_the_right_one_out(
    business: Business, owner: User, officer: User
) -> None:
    _, text = claim_codes.make(business=business, by=officer)
    client, address = client_for(owner), f"/usaha/saya/{business.uuid}/kode/"
    for number in range(10):
        response = client.post(address, {"code": f"SALAH{number}"})
        assert response.status_code == 422
        assert "Kode tidak cocok" in response.content.decode()
    assert ClaimCode.objects.get().attempts == 10
    assert client.post(address, {"code": text}).status_code == 422
    assert owner_of(business) is None


def test_nine_wrong_codes_do_not(business: Business, owner: User, officer: User) -> None:
    _, text = claim_codes.make(business=business, by=officer)
    for _ in range(9):
        with pytest.raises(WrongCodeError):
            claim_codes.redeem(business=business, text="SALAH", by=owner)
    claim_codes.redeem(business=business, text=text, by=owner)
    assert owner_of(business) == owner


@pytest.mark.django_db(transaction=True)
def test_two_claims_at_once_connect_one_account(business: Business, officer: User) -> None:
    _, text = claim_codes.make(business=business, by=officer)
    rivals = [make_user(Role.OWNER) for _ in range(4)]

    def redeem(rival: User) -> bool:
        try:
            claim_codes.redeem(business=business, text=text, by=rival)
        except (AlreadyOwnedError, WrongCodeError):
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        won = list(threads.map(redeem, rivals))
    assert sorted(won) == [False, False, False, True]
    assert owner_of(business) == rivals[won.index(True)]
    assert AuditEntry.objects.filter(action="business.claimed").count() == 1
