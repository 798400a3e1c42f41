"""The page of the whole record: sections, sealed values, permits, computed sizes."""

from typing import Any

import pytest

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.models import Business, Permit
from ikm.selectors.facts import PermitFacts, RecordFacts
from ikm.services import businesses as services
from ikm.sizes import Finances
from regions.models import Region
from tests.factories import BATU_TIMBAU, client_for, make_business
from tests.ikm.test_registration import ANSWERS, FACTS

Villages = dict[str, Region]
NPWP = "091234567891000"
SHORT = {name: ANSWERS[name] for name in ("name", "owner_name", "village")}
WHOLE = SHORT | {
    "npwp": "09.123.456.7-891.000",
    "kbli_code": "10794",
    "kbli_version": "2025",
    "scale": "micro",
    "established_year": "2015",
    "siinas_id": "SI-123",
    "workers_male": "2",
    "workers_female": "3",
    "capital": "50 juta",
    "sales": "Rp2.500.000.000",
    "investment": "900 juta",
}
NO_PERMITS = {"izin-TOTAL_FORMS": "2", "izin-INITIAL_FORMS": "0"}


@pytest.fixture
def business(villages: Villages) -> Business:
    return make_business(village_id=BATU_TIMBAU, district_id=BATU_TIMBAU[:8])


def post(user: User, business: Business, **answers: str) -> Any:
    return client_for(user).post(f"/usaha/{business.pk}/ubah/", SHORT | answers)


def test_the_whole_record_is_saved(business: Business, officer: User) -> None:
    assert post(officer, business, **WHOLE, **NO_PERMITS).status_code == 302
    business.refresh_from_db()
    assert business.npwp == f"0{NPWP}"
    assert business.finances == Finances(50_000_000, 2_500_000_000, 900_000_000)
    assert (business.kbli_version, business.kbli_code) == (2025, "10794")
    assert (business.workers_male, business.workers_female) == (2, 3)
    assert (business.established_year, business.siinas_id) == (2015, "SI-123")


def test_both_sizes_stand_beside_the_stated_one(business: Business, officer: User) -> None:
    post(officer, business, **WHOLE)
    business.refresh_from_db()
    stated = (business.scale, business.computed_scale, business.industry_class)
    assert stated == ("micro", "small", "ik")
    page = client_for(officer).get(f"/usaha/{business.pk}/").content.decode()
    for words in ("Mikro", "Kecil", "Industri kecil", "tidak sama"):
        assert words in page


def test_the_audit_entry_names_fields_and_no_values(business: Business, officer: User) -> None:
    post(officer, business, **WHOLE)
    entry = AuditEntry.objects.about(business).get()
    assert {"npwp", "finances", "workers_male"} <= set(entry.data["fields"])
    assert NPWP not in str(entry.data)
    assert "2500000000" not in str(entry.data)


def test_sealed_values_are_never_sent_back_and_an_empty_answer_keeps_them(
    business: Business, officer: User
) -> None:
    post(officer, business, **WHOLE)
    for address in (f"/usaha/{business.pk}/", f"/usaha/{business.pk}/ubah/", "/usaha/"):
        page = client_for(officer).get(address).content.decode()
        for secret in (NPWP, "2500000000", "2.500.000.000"):
            assert secret not in page
    post(officer, business, **WHOLE | {"npwp": "", "sales": "", "capital": "", "investment": ""})
    business.refresh_from_db()
    assert business.npwp == f"0{NPWP}"
    assert business.finances.sales == 2_500_000_000


def test_a_short_post_leaves_the_rest_as_it_is(business: Business, officer: User) -> None:
    post(officer, business, **WHOLE)
    Permit.objects.create(business=business, kind="other", number="1/2026")
    post(officer, business)
    business.refresh_from_db()
    assert (business.workers_male, business.siinas_id) == (2, "SI-123")
    assert business.permits.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"npwp": "123"}, "NPWP terdiri dari 15 atau 16 angka. Anda menulis 3 angka."),
        ({"workers_male": "dua"}, "Tulis jumlah karyawan dengan angka, misalnya 3."),
        ({"workers_female": "-1"}, "Tulis jumlah karyawan dengan angka, misalnya 3."),
        ({"sales": "banyak"}, "Tulis jumlah uang seperti 150.000.000 atau 150 juta."),
        ({"established_year": "1600"}, "Tulis tahun seperti 2019."),
        ({"established_year": "2999"}, "Tulis tahun seperti 2019."),
    ],
    ids=str,
)
def test_wrong_answers_get_a_sentence_and_change_nothing(
    business: Business, officer: User, changes: dict[str, str], sentence: str
) -> None:
    response = post(officer, business, **WHOLE | changes)
    assert response.status_code == 422
    assert response.content.decode().count(sentence) == 2  # in the summary and at the field
    business.refresh_from_db()
    assert business.npwp == ""


def permit_row(row: int, /, **values: str) -> dict[str, str]:
    return {f"izin-{row}-{name}": value for name, value in values.items()}


def test_permits_are_added_changed_and_removed(business: Business, officer: User) -> None:
    pirt = permit_row(0, kind="pirt", number="P-IRT No. 2063471010123-29", issuer="Dinkes")
    md = permit_row(1, kind="md", number="md 123456789012", expires_on="31/12/2030")
    assert post(officer, business, **NO_PERMITS, **pirt, **md).status_code == 302
    found = {permit.kind: permit for permit in business.permits.all()}
    assert (found["pirt"].number, found["pirt"].issuer) == ("206347101012329", "Dinkes")
    assert found["md"].number == "MD123456789012"
    removed = {**md, "izin-1-DELETE": "on", "izin-TOTAL_FORMS": "2", "izin-INITIAL_FORMS": "2"}
    post(officer, business, **pirt | permit_row(0, issuer="Dinas Kesehatan"), **removed)
    (permit,) = business.permits.all()
    assert (permit.kind, permit.issuer) == ("pirt", "Dinas Kesehatan")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"kind": "pirt", "number": "123"}, "Nomor P-IRT terdiri dari 15 angka."),
        ({"kind": "md", "number": "MD1"}, "Nomor MD/ML ditulis seperti"),
        ({"kind": "slhs"}, "Tulis nomor izin."),
        ({"number": "12"}, "Pilih jenis izin."),
        (
            {"kind": "slhs", "number": "1", "issued_on": "2/1/2026", "expires_on": "1/1/2026"},
            "sebelum tanggal terbit",
        ),
    ],
    ids=str,
)
def test_wrong_permits(
    business: Business, officer: User, row: dict[str, str], sentence: str
) -> None:
    response = post(officer, business, **NO_PERMITS, **permit_row(0, **row))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not business.permits.exists()


def test_an_expired_permit_is_warned_about_and_saved(business: Business, officer: User) -> None:
    row = permit_row(0, kind="pirt", number="2063471010123-20")
    address = f"/usaha/{business.pk}/ubah/"
    response = client_for(officer).post(address, SHORT | NO_PERMITS | row, follow=True)
    assert "berlaku sampai 2020" in response.content.decode()
    assert business.permits.count() == 1


def test_half_of_the_workers_is_asked_for_and_saved(business: Business, officer: User) -> None:
    address = f"/usaha/{business.pk}/ubah/"
    response = client_for(officer).post(address, SHORT | {"workers_male": "2"}, follow=True)
    assert "Tulis karyawan laki-laki dan perempuan." in response.content.decode()
    business.refresh_from_db()
    assert (business.workers_male, business.industry_class) == (2, "")


def test_the_owner_writes_the_own_record_and_a_stranger_meets_nothing(
    business: Business, owner: User, stranger: User
) -> None:
    assert post(stranger, business, **WHOLE).status_code == 404
    Business.objects.filter(pk=business.pk).update(owner=owner)
    assert post(owner, business, **WHOLE).status_code == 302
    business.refresh_from_db()
    assert business.npwp == f"0{NPWP}"


def test_the_same_permit_twice_is_one(business: Business, officer: User) -> None:
    twice = (PermitFacts("slhs", "7"), PermitFacts("slhs", "7", issuer="Dinkes"))
    details = RecordFacts(permits=twice)
    services.update(business=business, facts=FACTS, by=officer, details=details)
    assert business.permits.get().issuer == "Dinkes"


def test_an_npwp_with_a_strange_check_digit_is_kept_and_warned_about(
    business: Business, officer: User
) -> None:
    answers = SHORT | NO_PERMITS | {"npwp": "01.312.166.1-091.000"}
    address = f"/usaha/{business.pk}/ubah/"
    page = client_for(officer).post(address, answers, follow=True).content.decode()
    assert "Angka pemeriksa NPWP tidak cocok." in page
    business.refresh_from_db()
    assert business.npwp == "0013121661091000"
