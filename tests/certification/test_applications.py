"""The way of an application through its services, with the ledger checked at each step."""

import threading
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F

from accounts.models import User
from certification.enums import MovementKind, PublicStatus, Status
from certification.errors import (
    AlreadyAppliedError,
    AlreadyMovedError,
    CompanionMissingError,
    IncompleteError,
    NotEditableError,
    NumberTakenError,
    ProgrammeClosedError,
    QuotaExhaustedError,
)
from certification.invariants import check
from certification.mandate_errors import MandateMissingError
from certification.models import (
    Allocation,
    Application,
    Programme,
    ReturnReason,
    StatusChange,
    StopReason,
    Upload,
)
from certification.rules import available_actions
from certification.selectors.completeness import gaps_of
from certification.services import applications, parts
from halalportal.audit.models import AuditEntry
from tests.certification import steps, visits
from tests.certification.conftest import Case
from tests.certification.test_quota import together
from tests.factories import (
    assign,
    make_business,
    make_companion,
    make_mandate,
    make_officer,
)


def test_the_whole_way_moves_one_place_through_the_ledger(
    case: Case, return_reason: ReturnReason
) -> None:
    seen: list[tuple[int, int, int]] = []

    def note() -> None:
        seen.append(case.counters)
        assert list(check()) == []

    application = steps.filled(case)
    note()
    applications.submit(application=application, by=case.owner)
    note()
    applications.return_to_owner(application=application, reason=return_reason, by=case.officer)
    note()
    applications.resubmit(application=application, by=case.owner)
    applications.accept(application=application, by=case.officer)
    visits.verified(application, by=case.companion)
    note()
    applications.enter_in_sihalal(
        application=application, number=steps.SIHALAL_NUMBER, by=case.companion
    )
    note()
    steps.issued(case, application)
    note()
    assert seen == [(0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 1, 1)]
    application.refresh_from_db()
    assert application.public_status == PublicStatus.ISSUED
    assert application.returned_count == 1
    trail = application.status_changes.values_list("transition", flat=True)
    assert list(trail) == ["submit", "return", "resubmit", "accept", "verify", "enter", "issue"]
    acts = AuditEntry.objects.about(application).values_list("action", flat=True)
    assert {f"application.{name}" for name in trail} <= set(acts)


def test_numbers_have_no_gap_and_no_double(case: Case) -> None:
    numbers = []
    for _ in range(3):
        other = replace(case, business=make_business())
        assign(other.business, case.companion)
        numbers.append(int(steps.draft(other, by=case.companion).number[-4:]))
    assert numbers == list(range(numbers[0], numbers[0] + 3))


def test_a_failed_draft_gives_its_number_back(case: Case) -> None:
    first = steps.draft(case)
    with pytest.raises(AlreadyAppliedError, match=first.number):
        steps.draft(case)
    other = make_business()
    assign(other, case.companion)
    second = steps.draft(replace(case, business=other), by=case.companion)
    assert int(second.number[-4:]) == int(first.number[-4:]) + 1


def test_somebody_else_files_only_under_a_mandate(case: Case) -> None:
    with pytest.raises(MandateMissingError):
        applications.create(business=case.business, programme=case.programme, by=case.companion)
    application = steps.draft(case, by=case.companion)
    assert application.mandate
    assert application.mandate.holder == case.companion


def test_the_owner_needs_no_mandate(case: Case) -> None:
    application = applications.create(
        business=case.business, programme=case.programme, by=case.owner
    )
    assert application.mandate is None


@pytest.mark.parametrize("who", ["stranger", "head", "auditor", "coordinator", "province_officer"])
def test_strangers_and_readers_file_nothing(
    case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        steps.draft(case, by=request.getfixturevalue(who))


def test_a_companion_of_another_lp3h_files_nothing(case: Case) -> None:
    with pytest.raises(PermissionDenied):
        steps.draft(case, by=make_companion())


def test_a_closed_programme_takes_nothing(case: Case) -> None:
    Programme.objects.update(ends_on=case.programme.starts_on)
    case.programme.refresh_from_db()
    with pytest.raises(ProgrammeClosedError):
        steps.draft(case)


def test_sending_lists_every_gap_with_its_part(case: Case) -> None:
    application = steps.draft(case)
    with pytest.raises(IncompleteError) as caught:
        applications.submit(application=application, by=case.owner)
    gaps = caught.value.gaps
    assert gaps == gaps_of(application)
    assert {gap.part for gap in gaps_of(application)} == {
        "business",
        "people",
        "products",
        "materials",
        "process",
        "photos",
    }
    assert case.counters == (0, 0, 0)


def test_more_than_ten_names_are_refused_without_advice_to_split(case: Case) -> None:
    application = steps.filled(case)
    for number in range(10):
        parts.add_product(application=application, by=case.owner, name=f"Keripik {number}")
    with pytest.raises(IncompleteError) as caught:
        applications.submit(application=application, by=case.owner)
    (gap,) = gaps_of(application)
    assert len(caught.value.gaps) == 1
    assert "paling banyak 10 nama produk. Ada 11" in gap.text
    assert "pecah" not in gap.text
    assert "bagi" not in gap.text


def test_without_a_product_photo_nothing_is_sent(case: Case) -> None:
    application = steps.filled(case)
    Upload.objects.all().delete()
    with pytest.raises(IncompleteError):
        applications.submit(application=application, by=case.owner)


def test_sent_answers_are_frozen(case: Case) -> None:
    application = steps.submitted(case)
    with pytest.raises(NotEditableError):
        parts.add_product(application=application, by=case.owner, name="Susulan")
    application.refresh_from_db()
    assert application.snapshot["products"]["names"] == ["Keripik Pisang Asin"]


def test_a_full_quota_leaves_the_draft_a_draft(case: Case) -> None:
    Allocation.objects.update(reserved=F("granted") - F("delegated"))
    application = steps.filled(case)
    with pytest.raises(QuotaExhaustedError, match="Kutai Timur habis: 3 dari 3 terpakai"):
        applications.submit(application=application, by=case.owner)
    application.refresh_from_db()
    assert application.status == Status.DRAFT
    assert not StatusChange.objects.exists()


def test_who_filed_does_not_accept(case: Case) -> None:
    application = steps.submitted(case, by=case.officer)
    with pytest.raises(PermissionDenied):
        applications.accept(application=application, by=case.officer)
    colleague = make_officer()
    assert applications.accept(application=application, by=colleague).status == Status.ACCEPTED


def test_who_sent_a_draft_of_the_owner_does_not_accept_it(case: Case) -> None:
    application = steps.filled(case)
    make_mandate(case.business, case.officer)
    applications.submit(application=application, by=case.officer)
    application.refresh_from_db()
    assert "accept" not in {step.name for step in available_actions(application, case.officer)}
    with pytest.raises(PermissionDenied):
        applications.accept(application=application, by=case.officer)


@pytest.mark.parametrize(
    "who", ["owner", "companion", "stranger", "head", "auditor", "coordinator"]
)
def test_only_officers_of_the_region_accept(
    case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    application = steps.submitted(case)
    with pytest.raises(PermissionDenied):
        applications.accept(application=application, by=request.getfixturevalue(who))


def test_nothing_is_accepted_without_a_companion(case: Case) -> None:
    business = make_business(
        owner=case.owner,
        nib="1234567890124",
        scale="micro",
        phone="+6281200000002",
        address="Jalan 2",
    )
    application = steps.submitted(replace(case, business=business))
    with pytest.raises(CompanionMissingError):
        applications.accept(application=application, by=case.officer)
    companion = make_companion()
    assign(business, companion)
    assert applications.accept(application=application, by=case.officer).companion == companion


def test_a_companion_sends_back_while_verifying(case: Case, return_reason: ReturnReason) -> None:
    application = steps.accepted(case)
    moved = applications.return_to_owner(
        application=application, reason=return_reason, note="Buram", by=case.companion
    )
    assert moved.status == Status.RETURNED
    assert case.counters == (1, 0, 0)


def test_a_number_from_sihalal_serves_one_application(case: Case) -> None:
    steps.entered(case)
    other = make_business(nib="1234567890125", scale="micro", phone="+6281200000003", address="J 3")
    assign(other, case.companion)
    second = steps.ready(replace(case, business=other), by=case.companion)
    with pytest.raises(NumberTakenError, match=steps.SIHALAL_NUMBER):
        applications.enter_in_sihalal(
            application=second, number=steps.SIHALAL_NUMBER, by=case.companion
        )


@pytest.mark.parametrize("stage", ["draft", "submitted", "entered"])
def test_stopping_frees_the_place_at_every_stage(
    case: Case, stop_reason: StopReason, stage: str
) -> None:
    application = getattr(steps, stage)(case)
    applications.stop(application=application, reason=stop_reason, by=case.officer)
    assert case.counters == (0, 0, 0)
    assert list(check()) == []
    released = case.allocation.movements.filter(kind=MovementKind.RELEASE).count()
    assert released == (0 if stage == "draft" else 1)


def test_a_page_opened_before_a_return_cannot_decide_on_the_new_answers(
    case: Case, return_reason: ReturnReason
) -> None:
    application = steps.submitted(case)
    seen = application.status_changed_at
    applications.return_to_owner(application=application, reason=return_reason, by=case.officer)
    applications.resubmit(application=application, by=case.owner)
    with pytest.raises(AlreadyMovedError, match="Menunggu pemeriksaan"):
        applications.accept(application=application, by=make_officer(), seen=seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins_and_the_other_learns_who(case: Case) -> None:
    application = steps.submitted(case)
    colleague = make_officer()
    barrier = threading.Barrier(2)

    def accept(by: User) -> Application:
        barrier.wait()
        return applications.accept(application=application, by=by)

    results = together(lambda: accept(case.officer), lambda: accept(colleague))
    winners = [result for result in results if isinstance(result, Application)]
    losers = [result for result in results if isinstance(result, AlreadyMovedError)]
    assert (len(winners), len(losers)) == (1, 1), results
    winner = case.officer if isinstance(results[0], Application) else colleague
    assert winner.name in str(losers[0])
    assert application.status_changes.filter(transition="accept").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_for_the_last_place(case: Case) -> None:
    Allocation.objects.roots().update(granted=3, delegated=3)
    Allocation.objects.filter(pk=case.allocation.pk).update(reserved=2)
    drafts = []
    for number in range(2):
        business = make_business(
            nib=f"123456789013{number}", scale="micro", phone="+6281200000009", address="J"
        )
        assign(business, case.companion)
        drafts.append(steps.filled(replace(case, business=business), by=case.companion))
    barrier = threading.Barrier(2)

    def submit(application: Application) -> Application:
        barrier.wait()
        return applications.submit(application=application, by=case.companion)

    results = together(lambda: submit(drafts[0]), lambda: submit(drafts[1]))
    assert sum(isinstance(result, Application) for result in results) == 1, results
    assert sum(isinstance(result, QuotaExhaustedError) for result in results) == 1
    assert case.counters[0] == 3
