"""Registering and changing one business, with the question about twins."""

from dataclasses import replace
from typing import Any

import pytest

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.errors import NotAllowedError
from ikm.models import Business
from ikm.selectors.facts import BusinessFacts
from ikm.services import businesses as services
from ikm.services.businesses import DuplicatesFoundError
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, SAMARINDA, client_for, make_business
from tests.ikm.conftest import HIMBA_LESTARI

Villages = dict[str, Region]
NIK = "6408174107909001"
FACTS = BusinessFacts(
    name="Kripik Pisang Sinar",
    owner_name="Maria Contoh",
    regency_id=EAST_KUTAI,
    district_id=BATU_TIMBAU[:8],
    village_id=BATU_TIMBAU,
    phone="+6283456789012",
    nib="9912345678901",
    nik=NIK,
    products=("Kripik pisang", "Abon ikan"),
)
ANSWERS = {
    "name": "KRIPIK PISANG SINAR",
    "owner_name": "MARIA CONTOH",
    "village": "batu timbau",
    "phone": "0834-5678-9012",
    "nib": "9912 3456 78901",
    "nik": NIK,
    "products": "kripik pisang, abon ikan",
}


def test_register(villages: Villages, officer: User) -> None:
    business = services.register(facts=FACTS, by=officer)
    business.refresh_from_db()
    assert business.nik == NIK
    assert {product.name for product in business.products.all()} == set(FACTS.products)
    entry = AuditEntry.objects.about(business).get()
    assert (entry.action, entry.actor) == ("business.registered", officer)


@pytest.mark.parametrize(
    ("twin", "reason"),
    [
        ({"nib": FACTS.nib}, "NIB sama"),
        ({"phone": FACTS.phone}, "nomor HP sama"),
        ({"name": "Keripik Pisang Sinar", "village_id": BATU_TIMBAU}, "nama mirip"),
        ({"nib": FACTS.nib, "regency": SAMARINDA}, "NIB sama"),
    ],
    ids=str,
)
def test_twins_are_asked_about(
    villages: Villages, officer: User, twin: dict[str, Any], reason: str
) -> None:
    existing = make_business(**twin)
    with pytest.raises(DuplicatesFoundError) as error:
        services.register(facts=FACTS, by=officer)
    (candidate,) = error.value.candidates
    assert candidate.business == existing
    assert reason in candidate.reasons[0]
    assert Business.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"phone": FACTS.phone, "regency": SAMARINDA},
        {"name": FACTS.name, "village_id": HIMBA_LESTARI},
        {"name": "Tahu Bandung", "village_id": BATU_TIMBAU},
    ],
    ids=str,
)
def test_others_are_no_twins(villages: Villages, officer: User, other: dict[str, Any]) -> None:
    make_business(**other)
    assert services.register(facts=FACTS, by=officer).pk


def test_a_decided_twin_is_saved_without_the_identifier_of_the_other(
    villages: Villages, officer: User
) -> None:
    make_business(nib=FACTS.nib)
    business = services.register(facts=FACTS, by=officer, is_new_for_sure=True)
    assert business.nib == ""
    assert business.nik == NIK


def test_update_writes_what_changed_and_keeps_the_nik(villages: Villages, officer: User) -> None:
    business = services.register(facts=FACTS, by=officer)
    facts = replace(FACTS, name="Kripik Baru", nik="", products=("KRIPIK PISANG", "Tahu"))
    business = services.update(business=business, facts=facts, by=officer)
    assert business.nik == NIK
    assert {p.name for p in business.products.all()} == {"Kripik pisang", "Tahu"}
    entry = AuditEntry.objects.about(business).first()
    assert entry is not None
    assert entry.data == {"fields": ["name", "products"]}


@pytest.mark.parametrize("who", ["stranger", "companion", "head", "auditor", "owner"])
def test_others_may_not_write(
    villages: Villages, officer: User, who: str, request: pytest.FixtureRequest
) -> None:
    other: User = request.getfixturevalue(who)
    with pytest.raises(NotAllowedError):
        services.register(facts=FACTS, by=other)
    business = make_business()
    with pytest.raises(NotAllowedError):
        services.update(business=business, facts=FACTS, by=other)


def test_a_business_stays_in_the_officers_region(villages: Villages, officer: User) -> None:
    business = make_business()
    facts = replace(FACTS, regency_id=SAMARINDA, district_id="", village_id="")
    with pytest.raises(NotAllowedError):
        services.update(business=business, facts=facts, by=officer)


def test_the_page_registers_a_walk_in(villages: Villages, officer: User) -> None:
    response = client_for(officer).post("/usaha/tambah/", ANSWERS, follow=True)
    business = Business.objects.get()
    assert response.redirect_chain == [(f"/usaha/{business.pk}/", 302)]
    assert "Kripik Pisang Sinar terdaftar." in response.content.decode()
    assert business.village_id == BATU_TIMBAU
    assert business.nib == "9912345678901"
    assert business.phone == "+6283456789012"
    assert business.nik == NIK


def test_three_answers_are_enough(villages: Villages, officer: User) -> None:
    answers = {name: ANSWERS[name] for name in ("name", "owner_name", "village")}
    client_for(officer).post("/usaha/tambah/", answers)
    assert Business.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Tulis nama usaha."),
        ({"owner_name": ""}, "Tulis nama pemilik."),
        ({"village": ""}, "Tulis desa atau kelurahan."),
        ({"village": "Antah Berantah"}, "Desa Antah Berantah tidak ditemukan."),
        ({"village": "Air Hitam, Samarinda Ulu"}, "di luar Kabupaten Kutai Timur"),
        ({"nib": "123"}, "NIB terdiri dari 13 angka. Anda menulis 3 angka."),
        ({"nik": "123"}, "NIK terdiri dari 16 angka, lihat KTP baris pertama."),
        ({"phone": "08123"}, "Nomor HP kurang lengkap. Contoh: 0812-3456-7890."),
        ({"email": "maria@"}, "Email kurang lengkap. Contoh: nama@gmail.com."),
        ({"kbli_code": "107"}, "Kode KBLI terdiri dari 5 angka."),
    ],
    ids=str,
)
def test_wrong_answers_get_the_sentence_of_the_catalogue(
    villages: Villages, officer: User, changes: dict[str, str], sentence: str
) -> None:
    response = client_for(officer).post("/usaha/tambah/", ANSWERS | changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Business.objects.count() == 0


def test_the_page_asks_and_then_saves(villages: Villages, officer: User) -> None:
    twin = make_business(name="Kripik Pisang Sinar", village_id=BATU_TIMBAU)
    client = client_for(officer)
    response = client.post("/usaha/tambah/", ANSWERS)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="/usaha/{twin.pk}/"' in page
    assert "Bukan, lanjut simpan" in page
    assert 'value="0834-5678-9012"' in page
    client.post("/usaha/tambah/", ANSWERS | {"bukan_ganda": "1"})
    assert Business.objects.count() == 2


def test_a_twin_in_another_region_is_not_shown(villages: Villages, officer: User) -> None:
    twin = make_business(name="Rahasia Samarinda", nib=FACTS.nib, regency=SAMARINDA)
    page = client_for(officer).post("/usaha/tambah/", ANSWERS).content.decode()
    assert "Kota Samarinda" in page
    assert twin.name not in page
    assert f"/usaha/{twin.pk}/" not in page


def test_the_owner_changes_less(villages: Villages, owner: User) -> None:
    business = make_business(owner=owner, is_mentored=True, village_id=BATU_TIMBAU)
    client = client_for(owner)
    answers = ANSWERS | {"is_mentored": "", "operational_status": "closed"}
    assert "is_mentored" not in client.get(f"/usaha/{business.pk}/ubah/").content.decode()
    response = client.post(f"/usaha/{business.pk}/ubah/", answers)
    assert response.status_code == 302
    business.refresh_from_db()
    assert business.name == "Kripik Pisang Sinar"
    assert business.is_mentored
    assert business.operational_status == "unknown"


def test_the_nik_is_never_sent_back(villages: Villages, officer: User) -> None:
    business = services.register(facts=FACTS, by=officer)
    client = client_for(officer)
    for address in (f"/usaha/{business.pk}/", f"/usaha/{business.pk}/ubah/", "/usaha/"):
        assert NIK not in client.get(address).content.decode()
    assert "••••••••••••9001" in client.get(f"/usaha/{business.pk}/").content.decode()
