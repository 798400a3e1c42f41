"""Connecting an account to a record: asked for, decided by an officer, never by a number alone."""

import pytest

from accounts.enums import Role
from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.enums import ClaimStatus
from ikm.errors import ClaimDecidedError, NotAllowedError
from ikm.invariants import check
from ikm.models import Business, Claim
from ikm.services import claim_codes, claims
from tests.factories import client_for, make_business, make_user
from tests.ikm.claiming import NIB, owner_of, unowned


@pytest.fixture
def business(db: None) -> Business:
    return unowned()


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
