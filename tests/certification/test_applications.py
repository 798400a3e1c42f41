"""The way of an application through its services, with the ledger checked at each step."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from certification.enums import MovementKind, PublicStatus
from certification.errors import (
    AlreadyAppliedError,
    MandateMissingError,
    NumberTakenError,
    ProgrammeClosedError,
)
from certification.invariants import check
from certification.models import Programme, ReturnReason, StopReason
from certification.services import applications
from halalportal.audit.models import AuditEntry
from tests.certification import steps, visits
from tests.certification.conftest import Case
from tests.factories import assign, make_business, make_companion


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
    steps.give_back(application, return_reason, by=case.officer)
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
