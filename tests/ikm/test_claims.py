"""Connecting an account to a record: by code, by an officer, never by a number alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.enums import ClaimStatus
from ikm.errors import AlreadyOwnedError, ClaimDecidedError, NotAllowedError, WrongCodeError
from ikm.invariants import check
from ikm.models import Business, Claim, ClaimCode
from ikm.services import claim_codes, claims
from tests.factories import client_for, make_business, make_region, make_user

NIB = "9912345678901"
BATU_AMPAR = "64.08.17"


@pytest.fixture
def business(db: None) -> Business:
    make_region(BATU_AMPAR)
    return make_business(
        name="Kripik Sinar", nib=NIB, district_id=BATU_AMPAR, phone="+6283456789012"
    )


def owner_of(business: Business) -> User | None:
    business.refresh_from_db()
    return business.owner


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


def test_an_officer_approves(business: Business, owner: User, officer: User) -> None:
    client = client_for(owner)
    client.post(f"/usaha/saya/{business.uuid}/minta/", {"note": "saya pemiliknya"})
    client.post(f"/usaha/saya/{business.uuid}/minta/", {"note": "sekali lagi"})
    claim = Claim.objects.get()
    assert owner_of(business) is None
    page = client_for(officer).get("/usaha/klaim/").content.decode()
    for words in (business.name, owner.name, "saya pemiliknya"):
        assert words in page
    client_for(officer).post(f"/usaha/klaim/{claim.pk}/setujui/")
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by) == (ClaimStatus.APPROVED, officer)
    assert owner_of(business) == owner
    assert list(check()) == []
    Business.objects.filter(pk=business.pk).update(owner=None)
    assert list(check()) == [f"Claim {claim.pk}: approved, but the business has no owner."]
    Business.objects.filter(pk=business.pk).update(owner=owner)
    assert client.get(f"/usaha/{business.pk}/").status_code == 200


def test_an_officer_refuses_with_a_reason_that_the_person_reads(
    business: Business, owner: User, officer: User
) -> None:
    claim = claims.request(business=business, note="", by=owner)
    client = client_for(officer)
    client.post(f"/usaha/klaim/{claim.pk}/tolak/", {"reason": ""})
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.WAITING
    client.post(f"/usaha/klaim/{claim.pk}/tolak/", {"reason": "KTP tidak cocok"})
    assert owner_of(business) is None
    page = client_for(owner).get("/usaha/saya/").content.decode()
    assert "Ditolak" in page
    assert "KTP tidak cocok" in page
    actions = AuditEntry.objects.about(business).values_list("action", flat=True)
    assert list(actions) == ["business.claim_refused", "business.claim_requested"]


def test_an_approval_refuses_the_others(business: Business, owner: User, officer: User) -> None:
    rival = make_user(Role.OWNER)
    mine = claims.request(business=business, note="", by=owner)
    theirs = claims.request(business=business, note="", by=rival)
    claims.approve(claim=mine, by=officer)
    theirs.refresh_from_db()
    assert theirs.status == ClaimStatus.REFUSED
    with pytest.raises(ClaimDecidedError):
        claims.approve(claim=theirs, by=officer)
    assert owner_of(business) == owner


@pytest.mark.parametrize("who", ["owner", "companion", "coordinator", "head", "auditor"])
def test_only_officers_decide_and_make_codes(
    business: Business, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    claim = claims.request(business=business, note="", by=make_user(Role.OWNER))
    client = client_for(user)
    paths = (f"klaim/{claim.pk}/setujui/", f"klaim/{claim.pk}/tolak/", f"{business.pk}/kode/")
    for path in paths:
        assert client.post(f"/usaha/{path}").status_code == 403
    for act in (claims.approve, lambda **given: claims.refuse(reason="x", **given)):
        with pytest.raises(NotAllowedError):
            act(claim=claim, by=user)
    with pytest.raises(NotAllowedError):
        claim_codes.make(business=business, by=user)
    assert owner_of(business) is None


def test_a_stranger_meets_nothing(business: Business, stranger: User) -> None:
    claim = claims.request(business=business, note="", by=make_user(Role.OWNER))
    client = client_for(stranger)
    paths = (f"klaim/{claim.pk}/setujui/", f"klaim/{claim.pk}/tolak/", f"{business.pk}/kode/")
    for path in paths:
        assert client.post(f"/usaha/{path}", {"reason": "x"}).status_code == 404
    assert business.name not in client.get("/usaha/klaim/").content.decode()
    with pytest.raises(NotAllowedError):
        claims.approve(claim=claim, by=stranger)
    with pytest.raises(NotAllowedError):
        claim_codes.make(business=business, by=stranger)


def test_staff_never_claim(business: Business, officer: User, companion: User) -> None:
    for user in (officer, companion):
        assert client_for(user).get("/usaha/saya/").status_code == 403
        with pytest.raises(NotAllowedError):
            claims.request(business=business, note="", by=user)
        with pytest.raises(NotAllowedError):
            claim_codes.redeem(business=business, text="K7QM2XRA", by=user)


def test_the_same_phone_and_nik_prove_nothing(business: Business, owner: User) -> None:
    owner.phone = business.phone
    owner.save()
    client = client_for(owner)
    assert business.name not in client.get("/usaha/saya/").content.decode()
    assert client.get(f"/usaha/{business.pk}/").status_code == 404
    client.post("/usaha/saya/", {"nib": NIB})
    assert owner_of(business) is None


@pytest.mark.parametrize(
    "answers", [{"nib": "9912 3456 78901"}, {"name": "Keripik Sinar", "district": "batu ampar"}]
)
def test_a_search_shows_the_name_and_the_kecamatan_only(
    business: Business, owner: User, answers: dict[str, str]
) -> None:
    page = client_for(owner).post("/usaha/saya/", answers).content.decode()
    assert business.name in page
    assert "Batu Ampar" in page
    assert str(business.uuid) in page
    for hidden in (business.owner_name, "0834-5678-9012", "+6283456789012"):
        assert hidden not in page
    assert f"/usaha/{business.pk}/" not in page


@pytest.mark.parametrize(
    "answers",
    [
        {"nib": "1112345678901"},
        {"name": "Kripik Sinar", "district": "Sangatta"},
        {"name": "Bengkel", "district": "Batu Ampar"},
    ],
)
def test_a_search_without_a_hit_leads_to_the_registration(
    business: Business, owner: User, answers: dict[str, str]
) -> None:
    page = client_for(owner).post("/usaha/saya/", answers).content.decode()
    assert "Tidak ada usaha yang cocok." in page
    assert 'href="/usaha/saya/baru/"' in page


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"name": ""}, "Tulis NIB, atau nama usaha dan kecamatannya."),
        ({"name": "Kripik"}, "Tulis kecamatan tempat usaha."),
        ({"nib": "12"}, "NIB terdiri dari 13 angka."),
    ],
)
def test_a_search_needs_enough(owner: User, answers: dict[str, str], sentence: str) -> None:
    response = client_for(owner).post("/usaha/saya/", answers)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_taken_record_cannot_be_asked_for(business: Business, owner: User) -> None:
    Business.objects.filter(pk=business.pk).update(owner=make_user(Role.OWNER))
    client = client_for(owner)
    page = client.post("/usaha/saya/", {"nib": NIB}).content.decode()
    assert "Sudah tersambung" in page
    assert "Ini usaha saya" not in page
    client.post(f"/usaha/saya/{business.uuid}/minta/")
    assert not Claim.objects.exists()


def test_five_claims_of_a_person_wait_at_most(
    business: Business, owner: User, officer: User
) -> None:
    waiting = [claims.request(business=make_business(), note="", by=owner) for _ in range(5)]
    client, address = client_for(owner), f"/usaha/saya/{business.uuid}/minta/"
    page = client.post(address, follow=True).content.decode()
    assert "Tunggu jawaban petugas" in page
    assert not business.claims.exists()
    claims.refuse(claim=waiting[0], reason="bukan pemilik", by=officer)
    client.post(address)
    assert business.claims.count() == 1


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
