"""Taking an import back: exactly what it wrote, and only while nobody has worked on it."""

import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.jobs.models import Job, JobStatus
from ikm.enums import ImportStatus
from ikm.errors import ImportNotReadyError, ImportNotUndoneError, NotAllowedError
from ikm.invariants import check as violations
from ikm.models import Business, ImportBatch, Product
from ikm.services.imports import batches, undoing
from regions.models import Region
from tests.factories import BATU_TIMBAU, client_for, make_business, make_companion
from tests.ikm.sample_file import workbook_of
from tests.ikm.test_applying import NIK, applied
from tests.ikm.test_tasks import run_job

Villages = dict[str, Region]
HEADINGS = ["Nama usaha", "Pemilik", "Desa", "Kecamatan", "HP", "Produk", "NIK", "KBLI", "Binaan"]


def undone(batch: ImportBatch, by: User) -> ImportBatch:
    return undoing.undo(batch=batches.start_undoing(batch=batch, by=by))


def _facts(business: Business) -> dict[str, Any]:
    fields = Business.objects.filter(pk=business.pk).values().get()
    return {name: value for name, value in fields.items() if name != "updated_at"}


def test_new_businesses_are_gone(villages: Villages, officer: User) -> None:
    kept = make_business()
    batch = undone(applied(officer), officer)
    assert list(Business.objects.all()) == [kept]
    assert Product.objects.count() == 0
    assert batch.status == ImportStatus.UNDONE
    assert batch.undone_at
    assert list(violations()) == []


def test_changed_businesses_are_as_before(villages: Villages, officer: User) -> None:
    business = make_business(
        name="Keripik A", owner_name="Siti", phone="+6283400000001", regency="64.08"
    )
    business.products.create(name="Keripik")
    before = _facts(business)
    row = ["KERIPIK A", "SITI", "BATU TIMBAU", "BATU AMPAR", "083400000002"]
    content = workbook_of(HEADINGS, [[*row, "KERIPIK, TAHU", NIK, "10794", "ya"]])
    batch = applied(officer, content)
    business.refresh_from_db()
    assert (business.nik, business.village_id) == (NIK, BATU_TIMBAU)
    undone(batch, officer)
    assert _facts(business) == before
    assert [p.name for p in business.products.all()] == ["Keripik"]


def test_the_file_can_be_imported_again(villages: Villages, officer: User) -> None:
    undone(applied(officer), officer)
    assert applied(officer).counts["new"] == 6


def test_undoing_twice_changes_nothing(villages: Villages, officer: User) -> None:
    batch = undone(applied(officer), officer)
    make_business()
    undoing.undo(batch=batch)
    assert Business.objects.count() == 1
    with pytest.raises(ImportNotReadyError):
        batches.start_undoing(batch=batch, by=officer)


def test_after_a_day_it_is_too_late(villages: Villages, officer: User) -> None:
    batch = applied(officer)
    with (
        time_machine.travel(timezone.now() + datetime.timedelta(hours=24, minutes=1)),
        pytest.raises(ImportNotReadyError),
    ):
        batches.start_undoing(batch=batch, by=officer)


def test_a_business_that_was_changed_since_is_named(villages: Villages, officer: User) -> None:
    batch = applied(officer)
    business = Business.objects.get(nib="9120000000017")
    record(action="business.changed", subject=business, by=officer)
    with pytest.raises(ImportNotUndoneError, match=business.name):
        undone(batch, officer)
    assert Business.objects.count() == 6


def test_a_business_that_is_used_since_is_named(villages: Villages, officer: User) -> None:
    batch = applied(officer)
    business = Business.objects.get(nib="9120000000017")
    membership = make_companion().active_membership
    assert membership
    business.assignments.create(
        companion=membership.user,
        organisation=membership.organisation,
        started_on=timezone.localdate(),
    )
    with pytest.raises(ImportNotUndoneError, match=r"1 usaha .* Keripik Pisang"):
        undone(batch, officer)


@pytest.mark.django_db(transaction=True)
def test_the_page_and_the_worker(villages: Villages, officer: User) -> None:
    batch = applied(officer)
    client, address = client_for(officer), f"/usaha/impor/{batch.pk}/"
    assert "masih bisa dibatalkan" in client.get(address).content.decode()
    asked = client.get(f"{address}batalkan-hasil/").content.decode()
    assert "6 usaha baru akan dihapus" in asked
    client.post(f"{address}batalkan-hasil/")
    batch.refresh_from_db()
    assert run_job(batch).status == JobStatus.DONE
    assert Business.objects.count() == 0
    assert "Impor ini dibatalkan pada" in client.get(address).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_told_on_the_page(villages: Villages, officer: User) -> None:
    batch = applied(officer)
    business = Business.objects.get(nib="9120000000017")
    record(action="business.changed", subject=business, by=officer)
    batch = batches.start_undoing(batch=batch, by=officer)
    job: Job = run_job(batch)
    assert job.status == JobStatus.FAILED
    assert batch.status == ImportStatus.APPLIED
    page = client_for(officer).get(f"/usaha/impor/{batch.pk}/").content.decode()
    assert "Ubah usahanya satu per satu." in page


@pytest.mark.parametrize("who", ["stranger", "owner", "companion", "head", "auditor"])
def test_only_officers_of_the_region_undo(
    villages: Villages, who: str, request: pytest.FixtureRequest, officer: User
) -> None:
    other: User = request.getfixturevalue(who)
    batch = applied(officer)
    with pytest.raises(NotAllowedError):
        batches.start_undoing(batch=batch, by=other)
    answer = client_for(other).post(f"/usaha/impor/{batch.pk}/batalkan-hasil/")
    assert answer.status_code in (403, 404)
    assert Business.objects.count() == 6
