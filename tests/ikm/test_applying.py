"""Applying an import: once, whole, and nothing that was not approved."""

import threading
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.jobs.registry import JobCancelledError
from halalportal.lib.spreadsheets import SpreadsheetError
from ikm.enums import ImportStatus, RowOutcome
from ikm.errors import ImportNotReadyError, NotAllowedError
from ikm.invariants import check as violations
from ikm.models import Business, ImportBatch
from ikm.selectors.businesses import detail_of
from ikm.services.imports import applying, batches, checking
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, SAMARINDA, make_business, make_region
from tests.ikm.sample_file import sample_workbook, workbook_of

Villages = dict[str, Region]
NIK = "6408174107909001"


def upload(by: User, content: bytes = b"", region: str = EAST_KUTAI) -> ImportBatch:
    return batches.upload(
        content=content or sample_workbook(),
        file_name="usaha-kutim.xlsx",
        region=make_region(region),
        by=by,
    )


def checked(by: User, content: bytes = b"") -> ImportBatch:
    return checking.check(batch=upload(by, content))


def applied(by: User, content: bytes = b"") -> ImportBatch:
    batch = batches.start_applying(batch=checked(by, content), by=by)
    return applying.apply(batch=batch)


def test_nothing_is_written_before_the_approval(villages: Villages, officer: User) -> None:
    batch = checked(officer)
    assert batch.status == ImportStatus.CHECKED
    assert batch.counts == {"new": 6, "wrong": 4, "duplicate": 1}
    assert batch.accepted_count == 6
    assert Business.objects.count() == 0


def test_applying_writes_the_right_rows_and_only_those(villages: Villages, officer: User) -> None:
    batch = applied(officer)
    assert batch.status == ImportStatus.APPLIED
    assert Business.objects.count() == 6
    business = Business.objects.get(nib="9120000000017")
    assert business.name == "Keripik Pisang Bunda Contoh"
    assert business.village_id == BATU_TIMBAU
    assert business.nik == NIK
    assert business.is_mentored
    assert sorted(p.name for p in business.products.all()) == [
        "Keripik pisang",
        "Keripik singkong",
    ]
    assert batch.rows.get(number=4).uuid == business.uuid
    entry = AuditEntry.objects.about(batch).first()
    assert entry
    assert (entry.action, entry.actor, entry.data["new"]) == ("import_batch.applied", officer, 6)
    (line,) = detail_of(business).history
    assert line.sentence == "Diimpor dari usaha-kutim.xlsx, baris 4"
    assert (line.at, line.actor_name) == (batch.applied_at, officer.get_full_name())
    assert list(violations()) == []


def test_the_same_file_again_changes_nothing(villages: Villages, officer: User) -> None:
    applied(officer)
    before = list(Business.objects.order_by("pk").values())
    batch = checked(officer)
    assert batch.counts == {"same": 6, "wrong": 4, "duplicate": 1}
    assert not batch.can_apply
    with pytest.raises(ImportNotReadyError):
        batches.start_applying(batch=batch, by=officer)
    assert list(Business.objects.order_by("pk").values()) == before


def test_applying_twice_writes_once(villages: Villages, officer: User) -> None:
    batch = applied(officer)
    applying.apply(batch=batch)
    assert Business.objects.count() == 6
    with pytest.raises(ImportNotReadyError):
        batches.start_applying(batch=batch, by=officer)


def test_two_uploads_of_one_file_write_each_business_once(
    villages: Villages, officer: User
) -> None:
    first, second = checked(officer), checked(officer)
    for batch in (first, second):
        applying.apply(batch=batches.start_applying(batch=batch, by=officer))
    second.refresh_from_db()
    assert Business.objects.count() == 6
    assert second.counts["same"] == 6


def test_a_changed_row_changes_only_what_it_says(villages: Villages, officer: User) -> None:
    village = make_region(BATU_TIMBAU)
    business = make_business(
        name="Keripik A",
        owner_name="Siti",
        phone="+6283400000001",
        address="Jl. Lama",
        village=village,
        district=village.parent,
    )
    business.products.create(name="Keripik pisang")
    headings = ["Nama usaha", "Pemilik", "Desa", "Kecamatan", "HP", "Produk", "NIK"]
    row = ["KERIPIK A", "SITI", "BATU TIMBAU", "BATU AMPAR", "083400000002"]
    content = workbook_of(headings, [[*row, "KERIPIK PISANG, TAHU", NIK]])
    batch = checked(officer, content)
    changes = batch.rows.get().changes
    assert changes == {
        "phone": ["+6283400000001", "+6283400000002"],
        "nik": ["", "diisi"],
        "products": ["", "Tahu"],
    }
    applying.apply(batch=batches.start_applying(batch=batch, by=officer))
    business.refresh_from_db()
    assert (business.phone, business.address) == ("+6283400000002", "Jl. Lama")
    assert business.nik == NIK
    assert {p.name for p in business.products.all()} == {"Keripik pisang", "Tahu"}
    entry = AuditEntry.objects.about(business).get()
    assert entry.action == "business.changed_by_import"
    assert entry.data["fields"] == ["nik", "phone", "products"]
    assert "83400000002" not in str(entry.data)


def test_a_row_that_no_longer_fits_becomes_wrong(villages: Villages, officer: User) -> None:
    batch = checked(officer)
    make_business(regency=SAMARINDA, nib="9120000000017")
    batch = applying.apply(batch=batches.start_applying(batch=batch, by=officer))
    row = batch.rows.get(number=4)
    assert row.outcome == RowOutcome.WRONG
    assert "di wilayah lain" in row.problems[0]
    assert batch.counts == {"new": 5, "wrong": 5, "duplicate": 1}
    assert Business.objects.count() == 6


def test_a_cancelled_application_leaves_nothing(villages: Villages, officer: User) -> None:
    batch = batches.start_applying(batch=checked(officer), by=officer)

    def stop(done: int, total: int) -> None:
        raise JobCancelledError

    with pytest.raises(JobCancelledError):
        applying.apply(batch=batch, report=stop)
    batches.step_back(batch=batch)
    batch.refresh_from_db()
    assert batch.status == ImportStatus.CHECKED
    assert Business.objects.count() == 0


def test_a_cancelled_import_keeps_neither_rows_nor_file(
    villages: Villages, officer: User, django_capture_on_commit_callbacks: Any
) -> None:
    batch = checked(officer)
    name, storage = batch.file.name, batch.file.storage
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        batches.cancel(batch=batch, by=officer)
    batch.refresh_from_db()
    assert batch.status == ImportStatus.CANCELLED
    assert batch.rows.count() == 0
    assert not storage.exists(name)
    with pytest.raises(ImportNotReadyError):
        batches.start_applying(batch=batch, by=officer)


def test_a_file_that_holds_no_list_is_rejected_with_a_sentence(
    villages: Villages, officer: User
) -> None:
    batch = checked(officer, workbook_of(["x"], [["y"]]))
    assert batch.status == ImportStatus.REJECTED
    assert "Baris judul tidak ditemukan" in batch.message


def test_what_is_no_table_is_not_even_kept(villages: Villages, officer: User) -> None:
    with pytest.raises(SpreadsheetError):
        upload(officer, b"%PDF-1.7")
    assert ImportBatch.objects.count() == 0


def test_columns_chosen_by_hand_are_used_for_a_new_check(villages: Villages, officer: User) -> None:
    headings = ["Judul", "Nama usaha", "Pemilik", "Desa"]
    content = workbook_of(headings, [["NAMA ASLI", "KODE 1", "SITI", "Batu Timbau"]])
    batch = checked(officer, content)
    columns = batch.columns | {"name": "Judul"}
    batch = batches.choose_columns(batch=batch, columns=columns, by=officer)
    batch = checking.check(batch=batch)
    assert batch.rows.get().values["name"] == "Nama Asli"


def test_nik_and_file_are_not_at_rest_in_the_clear(villages: Villages, officer: User) -> None:
    headings = ["Nama usaha", "Pemilik", "Desa", "NIK"]
    batch = checked(officer, workbook_of(headings, [["A", "SITI", "Batu Timbau", NIK]]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(ikm_importrow::text, '') FROM ikm_importrow")
        (text,) = cursor.fetchone()
    assert NIK not in text
    assert "Batu Timbau" in text
    with batch.file.open("rb") as file:
        stored = file.read()
    assert not stored.startswith(b"PK")
    assert b"Batu" not in stored


@pytest.mark.parametrize("who", ["stranger", "owner", "companion", "head", "auditor"])
def test_only_officers_of_the_region_import(
    villages: Villages, who: str, request: pytest.FixtureRequest, officer: User
) -> None:
    other: User = request.getfixturevalue(who)
    with pytest.raises(NotAllowedError):
        upload(other)
    batch = checked(officer)
    for act in (batches.start_applying, batches.cancel):
        with pytest.raises(NotAllowedError):
            act(batch=batch, by=other)
    assert Business.objects.count() == 0


def test_the_province_officer_may(villages: Villages, province_officer: User) -> None:
    assert applied(province_officer).accepted_count == 6


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_list_at_once(officer: User, villages: Villages) -> None:
    ready = [
        batches.start_applying(batch=checked(officer), by=officer),
        batches.start_applying(batch=checked(officer), by=officer),
    ]
    errors: list[BaseException] = []
    barrier = threading.Barrier(2)

    def run(batch: ImportBatch) -> None:
        try:
            barrier.wait(timeout=10)
            applying.apply(batch=batch)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[batch]) for batch in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert Business.objects.count() == 6
    outcomes = sorted(ImportBatch.objects.values_list("counts__new", flat=True), key=str)
    assert outcomes == [6, None]
