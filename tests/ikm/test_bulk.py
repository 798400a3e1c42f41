"""Changing many businesses at once: who may, what changes, and the way back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from ikm import tasks  # noqa: F401 - registers the jobs
from ikm.enums import BulkKind
from ikm.models import Assignment, BulkEdit, Business
from ikm.services import bulk as services
from tests.factories import (
    EAST_KUTAI,
    SAMARINDA,
    assign,
    client_for,
    make_business,
    make_companion,
    make_region,
)


def _nothing(done: int, total: int) -> None:
    """Hears of the progress."""


def _edit(by: User, *businesses: Business, **facts: str) -> BulkEdit:
    """An edit of these businesses that a worker has done."""
    kind, value = BulkKind(facts.pop("kind", "mentored")), facts.pop("value", "ya")
    ids = [business.pk for business in businesses]
    edit = services.start(kind=kind, value=value, by=by, ids=ids, **facts)
    return services.apply(edit_id=edit.pk, report=_nothing)


def _undone(edit: BulkEdit) -> BulkEdit:
    services.ask_undo(edit=edit, by=edit.by)
    return services.undo(edit_id=edit.pk, report=_nothing)


@pytest.mark.parametrize("kind", ["binaan", "keadaan", "pendamping"])
@pytest.mark.parametrize("who", ["owner", "companion", "coordinator", "head", "auditor"])
def test_only_officers_change_many(kind: str, who: str, request: pytest.FixtureRequest) -> None:
    user: User = request.getfixturevalue(who)
    address = f"/usaha/massal/{kind}/?semua=ya"
    assert client_for(user).get(address).status_code == 403
    assert client_for(user).post(address, {"value": "ya"}).status_code == 403
    assert not BulkEdit.objects.exists()


def test_ticked_businesses_are_changed_by_a_job(officer: User) -> None:
    ticked, other = make_business(), make_business()
    client = client_for(officer)
    address = f"/usaha/massal/binaan/?pilih={ticked.pk}&pilih=x"
    assert "1 usaha dipilih" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    response = client.post(address, {"value": "ya"})
    edit = BulkEdit.objects.get()
    assert response["Location"] == f"/usaha/massal/{edit.pk}/"
    assert not Business.objects.mentored().exists()
    assert edit.job_id
    jobs.run(job_id=edit.job_id)
    job = Job.objects.get(pk=edit.job_id)
    assert (job.status, job.message) == (JobStatus.DONE, "1 usaha berubah.")
    assert list(Business.objects.mentored()) == [ticked]
    assert AuditEntry.objects.about(ticked).get().action == "business.changed_in_bulk"
    assert not AuditEntry.objects.about(other).exists()
    assert "Batalkan perubahan" in client.get(f"/usaha/massal/{edit.pk}/").content.decode()


def test_nothing_ticked_leads_back_to_the_list(officer: User) -> None:
    response = client_for(officer).get("/usaha/massal/keadaan/?nib=ada", follow=True)
    assert response.redirect_chain[-1][0] == "/usaha/?nib=ada"
    assert "centang di depan namanya" in response.content.decode()


def test_all_results_means_those_of_the_filter_in_the_own_region(officer: User) -> None:
    wanted = make_business(scale="micro")
    make_business(scale="small")
    make_business(scale="micro", regency=SAMARINDA)
    address = "/usaha/massal/binaan/?semua=ya&skala=micro"
    assert "1 usaha dipilih" in client_for(officer).get(address).content.decode()
    _edit(officer, query="skala=micro")
    assert list(Business.objects.mentored()) == [wanted]


def test_a_stranger_changes_nothing_of_another_region(officer: User, stranger: User) -> None:
    business = make_business()
    edit = _edit(stranger, business)
    assert edit.count == 0
    assert not Business.objects.mentored().exists()
    mine = _edit(officer, business)
    assert client_for(stranger).get(f"/usaha/massal/{mine.pk}/").status_code == 404
    assert client_for(stranger).post(f"/usaha/massal/{mine.pk}/batalkan/").status_code == 404


def test_who_lost_the_role_meanwhile_changes_nothing(officer: User) -> None:
    business = make_business()
    edit = services.start(kind=BulkKind.MENTORED, value="ya", by=officer, ids=[business.pk])
    officer.memberships.update(ended_on=timezone.localdate())
    assert services.apply(edit_id=edit.pk, report=_nothing).count == 0


def test_the_status_is_dated_and_comes_back_with_its_date(officer: User) -> None:
    seen_at = timezone.now() - timedelta(days=400)
    business = make_business(operational_status="active", last_verified_at=seen_at)
    edit = _edit(officer, business, kind="status", value="closed")
    business.refresh_from_db()
    assert (business.operational_status, business.last_verified_at) == ("closed", edit.done_at)
    _undone(edit)
    business.refresh_from_db()
    assert (business.operational_status, business.last_verified_at) == ("active", seen_at)


def test_a_companion_is_assigned_to_all_and_taken_back(officer: User, companion: User) -> None:
    new, old, same = make_business(), make_business(), make_business()
    before, kept = assign(old, make_companion()), assign(same, companion)
    membership = companion.memberships.get()
    edit = _edit(officer, new, old, same, kind="companion", value=str(membership.pk))
    current = Assignment.objects.current()
    assert set(current.values_list("companion", flat=True)) == {companion.pk}
    assert edit.count == 2
    _undone(edit)
    assert set(current) == {before, kept}


def test_twice_changes_and_undoes_once(officer: User) -> None:
    business = make_business()
    edit = _edit(officer, business)
    assert services.apply(edit_id=edit.pk, report=_nothing).count == 1
    _undone(edit)
    services.undo(edit_id=edit.pk, report=_nothing)
    assert AuditEntry.objects.about(business).count() == 2


def test_what_was_changed_since_is_left_alone(officer: User) -> None:
    first, second = make_business(), make_business()
    edit = _edit(officer, first, second, kind="status", value="paused")
    Business.objects.filter(pk=first.pk).update(operational_status="active")
    edit = _undone(edit)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.operational_status, second.operational_status) == ("active", "unknown")
    assert edit.kept_count == 1


def test_the_undo_ends_after_ten_minutes(officer: User) -> None:
    business = make_business()
    edit = _edit(officer, business)
    BulkEdit.objects.update(done_at=timezone.now() - timedelta(minutes=11))
    client = client_for(officer)
    assert "Batalkan perubahan" not in client.get(f"/usaha/massal/{edit.pk}/").content.decode()
    response = client.post(f"/usaha/massal/{edit.pk}/batalkan/", follow=True)
    assert "lebih dari 10 menit" in response.content.decode()
    assert Business.objects.mentored().exists()


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_job_changes_nothing(officer: User) -> None:
    make_region(EAST_KUTAI)
    business = make_business()
    edit = services.start(kind=BulkKind.MENTORED, value="ya", by=officer, ids=[business.pk])
    assert edit.job
    Job.objects.update(is_cancel_requested=True)
    jobs.run(job_id=edit.job.pk)
    assert Job.objects.get().status == JobStatus.CANCELLED
    assert not Business.objects.mentored().exists()
