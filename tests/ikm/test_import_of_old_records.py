"""Rows about businesses that were merged into another one, or that have closed."""

import pytest

from accounts.models import User
from ikm.enums import OperationalStatus, RowOutcome
from ikm.models import Business
from ikm.services.imports import applying, batches, checking
from regions.models import Region
from tests.factories import BATU_TIMBAU, SAMARINDA, make_business
from tests.ikm.sample_file import workbook_of
from tests.ikm.test_applying import upload
from tests.ikm.test_checking import ADDRESS, NIK, check_one, check_rows

Villages = dict[str, Region]
OLD_NIB, NEW_NIB = "9900000000001", "9900000000002"
MERGED = "ini milik data yang sudah digabungkan, jadi dipakai data gabungannya."


@pytest.fixture
def kept(villages: Villages) -> Business:
    """A record that took another one in, with a number and a NIK of its own."""
    kept = make_business(
        name="Keripik B", owner_name="Siti Rekaan", village_id=BATU_TIMBAU, nib=NEW_NIB
    )
    absorbed = make_business(name="Nama Lama", nib=OLD_NIB, merged_into=kept)
    absorbed.seal_nik(NIK)
    absorbed.save()
    return kept


@pytest.mark.parametrize(
    ("cells", "name"), [({"NIB": OLD_NIB}, "NIB"), ({"NIK": NIK}, "NIK")], ids=["NIB", "NIK"]
)
def test_a_number_of_a_merged_record_means_the_one_that_is_left(
    kept: Business, cells: dict[str, str], name: str
) -> None:
    row = check_one(**cells)
    assert (row.outcome, row.business_id) == (RowOutcome.CHANGED, kept.pk)
    assert "nib" not in row.changes  # the number that an officer chose stays
    assert f"{name} {MERGED}" in row.warnings


def test_the_number_is_taken_where_the_one_that_is_left_has_none(kept: Business) -> None:
    Business.objects.filter(pk=kept.pk).update(nib="")
    row = check_one(NIB=OLD_NIB)
    assert row.business_id == kept.pk
    assert row.changes["nib"] == ["", OLD_NIB]


def test_a_living_record_with_the_number_comes_first(kept: Business) -> None:
    living = make_business(name="Baru", village_id=BATU_TIMBAU, nib=OLD_NIB)
    row = check_one(NIB=OLD_NIB)
    assert row.business_id == living.pk
    assert row.warnings == []


def test_the_old_and_the_new_number_in_one_file_are_one_business(kept: Business) -> None:
    lines = [["Keripik A", "Siti", ADDRESS, NEW_NIB], ["Lain", "Orang", ADDRESS, OLD_NIB]]
    batch = check_rows(["Nama usaha", "Pemilik", "Alamat", "NIB"], *lines)
    assert [row.outcome for row in batch.rows.all()] == [RowOutcome.CHANGED, RowOutcome.DUPLICATE]


def test_numbers_of_two_records_are_still_refused(kept: Business) -> None:
    other = make_business(name="Lain", village_id=BATU_TIMBAU, nib="9900000000003")
    row = check_one(NIB=other.nib, NIK=NIK)
    assert row.problems == [
        "NIB dan NIK ini tercatat pada dua usaha yang berbeda. Periksa keduanya."
    ]


def test_the_one_that_is_left_may_lie_in_another_region(kept: Business) -> None:
    make_business(regency=SAMARINDA)
    Business.objects.filter(pk=kept.pk).update(
        regency_id=SAMARINDA, district_id=None, village_id=None
    )
    assert check_one(NIB=OLD_NIB).problems == [
        "NIB ini sudah terdaftar di wilayah lain. Hubungi dinas provinsi."
    ]


def test_a_closed_business_is_changed_and_stays_closed(villages: Villages, officer: User) -> None:
    closed = make_business(
        name="Keripik A",
        owner_name="Siti",
        village_id=BATU_TIMBAU,
        nib=OLD_NIB,
        operational_status=OperationalStatus.CLOSED,
    )
    content = workbook_of(
        ["Nama usaha", "Pemilik", "Alamat", "NIB", "HP"],
        [["Keripik A", "Siti", ADDRESS, OLD_NIB, "0834-0000-9001"]],
    )
    batch = checking.check(batch=upload(officer, content))
    row = batch.rows.get()
    assert (row.outcome, row.business_id) == (RowOutcome.CHANGED, closed.pk)
    assert "Usaha ini tercatat tutup dan tetap tutup." in " ".join(row.warnings)
    applying.apply(batch=batches.start_applying(batch=batch, by=officer))
    closed.refresh_from_db()
    assert (closed.phone, closed.operational_status) == ("+6283400009001", "closed")
    row.refresh_from_db()
    assert len(row.warnings) == 1  # said once, though matched twice
