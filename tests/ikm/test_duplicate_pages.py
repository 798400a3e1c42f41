"""The pages of duplicates: list, side by side, merge, keep apart, undo."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from halalportal.jobs.models import Job
from ikm.enums import PairStatus
from ikm.models import Business, DuplicatePair, Merge
from ikm.selectors.companions import companions_for
from ikm.selectors.duplicates import find_candidates
from ikm.selectors.facts import BusinessFacts
from ikm.services.businesses import register
from ikm.services.duplicates import merging
from tests.factories import SAMARINDA, client_for, make_business
from tests.ikm.test_merging import absorbed, kept, make_application, make_pair

__all__ = ["absorbed", "kept"]
LIST = "/usaha/ganda/"


@pytest.fixture
def pair(kept: Business, absorbed: Business) -> DuplicatePair:
    return make_pair(kept, absorbed, evidence=["nama mirip 0,93", "desa sama", "telepon sama"])


def test_the_list_and_the_comparison(pair: DuplicatePair, officer: User) -> None:
    client = client_for(officer)
    page = client.get(LIST).content.decode()
    assert "nama mirip 0,93 · desa sama · telepon sama" in page
    assert "1 pasangan perlu diputuskan" in page
    page = client.get(f"{LIST}{pair.pk}/").content.decode()
    for text in ("Hj. Siti Rekaan", "1 pengajuan", "1 produk sudah ada", "Gabungkan data"):
        assert text in page
    assert "6408174107909001" not in page


def test_merging_with_chosen_values_and_undoing(
    pair: DuplicatePair, kept: Business, absorbed: Business, officer: User
) -> None:
    client = client_for(officer)
    answers = {"kept": kept.pk, "name": absorbed.pk, "owner_name": kept.pk, "phone": kept.pk}
    response = client.post(f"{LIST}{pair.pk}/gabungkan/", answers)
    assert response["Location"] == f"/usaha/{kept.pk}/"
    kept.refresh_from_db()
    assert (kept.name, kept.owner_name) == ("UD Keripik Bunda", "Siti Rekaan")
    assert (kept.phone, kept.nib) == ("+6283400000011", "9120000000017")
    page = client.get(LIST).content.decode()
    assert "Tidak ada dugaan data ganda." in page
    assert "Batalkan penggabungan" in page
    assert "Pasangan ini sudah diputuskan." in client.get(f"{LIST}{pair.pk}/").content.decode()

    merge = Merge.objects.get()
    page = client.post(f"{LIST}gabungan/{merge.pk}/batalkan/", follow=True).content.decode()
    assert "kembali seperti semula" in page
    kept.refresh_from_db()
    assert kept.name == "Keripik Bunda"
    assert DuplicatePair.objects.open().count() == 1


def test_a_merge_without_a_choice_of_the_record_asks_again(
    pair: DuplicatePair, officer: User
) -> None:
    response = client_for(officer).post(f"{LIST}{pair.pk}/gabungkan/", {})
    assert response.status_code == 422
    assert "Pilih usaha yang dipertahankan." in response.content.decode()
    assert not Merge.objects.exists()


def test_two_applications_of_one_programme_are_told_before_and_refused(
    pair: DuplicatePair, kept: Business, absorbed: Business, officer: User
) -> None:
    programme = absorbed.applications.get().programme
    make_application(kept, officer, programme=programme)
    client = client_for(officer)
    page = client.get(f"{LIST}{pair.pk}/").content.decode()
    assert "Hentikan salah satu pengajuan" in page
    assert "Gabungkan data" not in page
    answers = {"kept": kept.pk}
    page = client.post(f"{LIST}{pair.pk}/gabungkan/", answers, follow=True).content.decode()
    assert "Hentikan salah satu pengajuan" in page
    assert not Merge.objects.exists()


def test_keeping_apart(pair: DuplicatePair, officer: User) -> None:
    client = client_for(officer)
    page = client.post(f"{LIST}{pair.pk}/pisahkan/", follow=True).content.decode()
    assert "dua usaha yang berbeda" in page
    pair.refresh_from_db()
    assert (pair.status, pair.decided_by) == (PairStatus.DISTINCT, officer)
    page = client.post(f"{LIST}{pair.pk}/pisahkan/", follow=True).content.decode()
    assert "sudah diputuskan" in page


def test_who_may_open_and_decide(
    pair: DuplicatePair, officer: User, owner: User, stranger: User, head: User
) -> None:
    addresses = [f"{LIST}{pair.pk}/", f"{LIST}{pair.pk}/gabungkan/", f"{LIST}{pair.pk}/pisahkan/"]
    for person, status in ((owner, 403), (head, 403), (stranger, 404)):
        client = client_for(person)
        assert client.get(addresses[0]).status_code == status
        for address in addresses[1:]:
            assert client.post(address, {"kept": pair.first_id}).status_code == status
    assert "Keripik Bunda" not in client_for(stranger).get(LIST).content.decode()
    client_for(officer).post(addresses[1], {"kept": pair.first_id})
    undo = f"{LIST}gabungan/{Merge.objects.get().pk}/batalkan/"
    assert client_for(owner).post(undo).status_code == 403
    assert client_for(stranger).post(undo).status_code == 404


def test_starting_the_search(officer: User, owner: User) -> None:
    assert client_for(owner).post(f"{LIST}cari/").status_code == 403
    response = client_for(officer).post(f"{LIST}cari/")
    job = Job.objects.get()
    assert response["Location"] == f"/pekerjaan/{job.pk}/"
    assert job.params == {"code": "64.08"}


def test_pages_of_many_pairs_in_a_constant_number_of_queries(officer: User) -> None:
    client = client_for(officer)
    counts = []
    for number in (3, 30):
        for _ in range(number):
            make_pair(make_business(), make_business())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(LIST).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert page.count("Bandingkan<") == 25
    token = page.partition("?setelah=")[2].partition('"')[0]
    assert client.get(f"{LIST}?setelah={token}").content.decode().count("Bandingkan<") == 8


def test_a_merged_record_leads_to_the_kept_one(
    kept: Business, officer: User, owner: User, stranger: User
) -> None:
    merged = make_business(merged_into=kept)
    address = f"/usaha/{merged.pk}/"
    assert client_for(officer).get(address)["Location"] == f"/usaha/{kept.pk}/"
    assert client_for(stranger).get(address).status_code == 404
    assert client_for(owner).get(address).status_code == 404


def test_a_merged_record_is_no_candidate_and_takes_no_number(kept: Business, officer: User) -> None:
    make_business(merged_into=kept, name="Madu", nib="9120000000033", phone="+6283400000055")
    facts = BusinessFacts(
        name="Madu",
        owner_name="Rudi",
        regency_id="64.08",
        nib="9120000000033",
        phone="+6283400000055",
    )
    assert find_candidates(facts) == []
    assert register(facts=facts, by=officer).nib == "9120000000033"


def test_a_companion_is_not_counted_for_merged_records(
    kept: Business, absorbed: Business, officer: User
) -> None:
    loads = {m.user_id: m.__dict__["business_count"] for m in companions_for(kept)}
    assert sorted(loads.values()) == [1, 1]
    merging.merge(pair=make_pair(kept, absorbed), kept_id=kept.pk, taken=set(), by=officer)
    loads = {m.user_id: m.__dict__["business_count"] for m in companions_for(kept)}
    assert sorted(loads.values()) == [0, 1]


def test_a_merge_across_regions_is_undone_by_the_province(
    kept: Business, officer: User, province_officer: User
) -> None:
    pair = make_pair(kept, make_business(regency=SAMARINDA))
    merging.merge(pair=pair, kept_id=kept.pk, taken=set(), by=province_officer)
    assert "Batalkan penggabungan" not in client_for(officer).get(LIST).content.decode()
    assert "Batalkan penggabungan" in client_for(province_officer).get(LIST).content.decode()
