"""An owner registers a business that no list has."""

import pytest

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.enums import BusinessSource
from ikm.errors import NotAllowedError
from ikm.models import Business
from ikm.services.own_businesses import register_own
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, client_for, make_business
from tests.ikm.test_registration import FACTS

Villages = dict[str, Region]
ADDRESS = "/usaha/saya/baru/"
ANSWERS = {
    "name": "Kripik Pisang Sinar",
    "owner_name": "Maria Contoh",
    "regency": EAST_KUTAI,
    "village": "Batu Timbau",
    "products": "kripik pisang",
}


def test_six_answers_register_the_own_business(
    villages: Villages, owner: User, officer: User
) -> None:
    owner.phone = "+6283456789012"
    owner.save()
    client = client_for(owner)
    assert "Kabupaten Kutai Timur" in client.get(ADDRESS).content.decode()
    response = client.post(ADDRESS, ANSWERS)
    business = Business.objects.get()
    assert response["Location"] == f"/usaha/{business.pk}/"
    assert (business.owner, business.source) == (owner, BusinessSource.OWNER)
    assert (business.village_id, business.phone) == (BATU_TIMBAU, owner.phone)
    assert business.products.get().name == "Kripik pisang"
    assert AuditEntry.objects.about(business).get().action == "business.registered"
    assert client_for(officer).get(f"/usaha/{business.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Tulis nama usaha."),
        ({"regency": ""}, "Pilih kabupaten atau kota."),
        ({"regency": "53.71"}, "Pilih kabupaten atau kota."),
        ({"village": "Antah Berantah"}, "tidak ditemukan"),
        ({"nib": "1"}, "NIB terdiri dari 13 angka."),
    ],
    ids=str,
)
def test_wrong_answers(
    villages: Villages, owner: User, officer: User, changes: dict[str, str], sentence: str
) -> None:
    response = client_for(owner).post(ADDRESS, ANSWERS | changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Business.objects.exists()


def test_a_known_business_is_offered_with_its_name_and_kecamatan_only(
    villages: Villages, owner: User, officer: User
) -> None:
    known = make_business(
        name="Kripik Pisang Sinar",
        village_id=BATU_TIMBAU,
        district_id=BATU_TIMBAU[:8],
        owner_name="Rahasia",
    )
    client = client_for(owner)
    response = client.post(ADDRESS, ANSWERS)
    page = response.content.decode()
    assert response.status_code == 422
    assert f"/usaha/saya/{known.uuid}/" in page
    assert "Rahasia" not in page
    assert Business.objects.count() == 1
    client.post(ADDRESS, ANSWERS | {"bukan_ganda": "1"})
    assert Business.objects.filter(owner=owner).count() == 1


def test_an_account_registers_five_at_most(villages: Villages, owner: User, officer: User) -> None:
    for _ in range(5):
        make_business(owner=owner)
    response = client_for(owner).post(ADDRESS, ANSWERS)
    assert response.status_code == 422
    assert "sudah punya 5 usaha" in response.content.decode()
    assert Business.objects.count() == 5


@pytest.mark.parametrize("who", ["officer", "stranger", "companion", "auditor"])
def test_it_is_for_owners(villages: Villages, who: str, request: pytest.FixtureRequest) -> None:
    user: User = request.getfixturevalue(who)
    assert client_for(user).get(ADDRESS).status_code == 403
    with pytest.raises(NotAllowedError):
        register_own(facts=FACTS, by=user)


def test_the_home_leads_there(owner: User) -> None:
    page = client_for(owner).get("/beranda/").content.decode()
    assert 'href="/usaha/saya/"' in page
    start = client_for(owner).get("/usaha/saya/").content.decode()
    assert f'href="{ADDRESS}"' in start
