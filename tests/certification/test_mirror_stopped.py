"""A table that stopped a case is taken back: the case goes on, if its place is still there."""

from accounts.models import User
from certification import invariants
from certification.enums import Status
from certification.models import (
    Application,
    MirrorBatch,
    Obstacle,
    ObstacleCause,
    Replacement,
    StopReason,
)
from certification.selectors.timeline import timeline
from certification.services import applications, obstacles, quota, resuming
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.mirror_tables import applied, inquiry, paste, rows_of, told, undone
from tests.certification.pages import text
from tests.factories import client_for

REJECTED = "Ditolak"
NUMBER = steps.SIHALAL_NUMBER


def stopped(application: Application, by: User) -> MirrorBatch:
    """The batch by which the case was stopped."""
    batch = applied(paste(inquiry(told(NUMBER, REJECTED, name=application.business.name)), by=by))
    application.refresh_from_db()
    assert application.status == Status.STOPPED
    return batch


def trail(application: Application) -> list[tuple[str, str]]:
    steps_ = application.status_changes.order_by("pk")
    return list(steps_.values_list("transition", "to_status"))[-2:]


def test_it_goes_on_where_it_was_and_holds_its_place(case: Case) -> None:
    application = steps.entered(case)
    batch = stopped(application, case.officer)
    assert case.counters == (0, 0, 0)
    undone(batch)
    application.refresh_from_db()
    assert (application.status, application.stop_reason) == (Status.IN_SIHALAL, None)
    assert application.sihalal_status_raw == ""
    assert trail(application) == [("stop", "stopped"), ("resume", "in_sihalal")]
    assert application.status_changed_at == application.status_changes.latest("at").at
    assert case.counters == (0, 1, 0)
    assert list(invariants.check()) == []
    (row,) = rows_of(batch)
    assert row.undone_at is not None
    assert row.problem == ""
    said = [event.text for event in timeline(application)]
    assert f"{case.officer.name} melanjutkan pengajuan yang dihentikan" in said


def test_what_was_entered_and_stopped_at_once_is_ready_again(case: Case) -> None:
    application = steps.ready(case)
    batch = stopped(application, case.officer)
    undone(batch)
    application.refresh_from_db()
    assert (application.status, application.sihalal_number) == (Status.READY, "")
    assert trail(application) == [("stop", "stopped"), ("resume", "ready")]
    assert case.counters == (1, 0, 0)
    assert list(invariants.check()) == []
    # And it can be entered for good.
    applications.enter_in_sihalal(application=application, number=NUMBER, by=case.companion)
    assert case.counters == (0, 1, 0)


def test_without_a_place_it_stays_stopped_and_the_result_says_why(
    case: Case, province_officer: User
) -> None:
    application = steps.entered(case)
    batch = stopped(application, case.officer)
    quota.take_back(allocation=case.allocation, count=3, by=province_officer)
    undone(batch)
    application.refresh_from_db()
    assert application.status == Status.STOPPED
    assert trail(application)[-1] == ("stop", "stopped")
    assert case.counters == (0, 0, 0)
    (row,) = rows_of(batch)
    assert row.undone_at is None
    assert row.problem.startswith("Tempat kuotanya sudah dipakai, jadi tetap dihentikan.")
    assert list(invariants.check()) == []
    page = text(client_for(case.officer), f"/cermin/{batch.pk}/")
    assert "Tempat kuotanya sudah dipakai, jadi tetap dihentikan." in page


def test_a_business_that_began_anew_is_left_alone(case: Case) -> None:
    application = steps.entered(case)
    batch = stopped(application, case.officer)
    steps.draft(case)
    undone(batch)
    application.refresh_from_db()
    assert application.status == Status.STOPPED
    assert rows_of(batch)[0].problem == resuming.APPLIED_AGAIN
    assert case.counters == (0, 0, 0)
    assert list(invariants.check()) == []


def test_a_place_that_is_offered_to_another_is_left_alone(
    case: Case, stop_reason: StopReason
) -> None:
    application = steps.entered(case)
    batch = stopped(application, case.officer)
    Replacement.objects.create(
        left=application, allocation=case.allocation, reason=stop_reason, opened_by=case.officer
    )
    undone(batch)
    application.refresh_from_db()
    assert application.status == Status.STOPPED
    assert rows_of(batch)[0].problem == resuming.REPLACED


def test_what_was_closed_with_the_case_is_open_again(case: Case) -> None:
    application = steps.entered(case)
    cause = ObstacleCause.objects.order_by("pk")[0]
    obstacle = obstacles.report(application=application, cause=cause, by=case.officer)
    batch = stopped(application, case.officer)
    obstacle.refresh_from_db()
    assert obstacle.resolved_at
    undone(batch)
    obstacle = Obstacle.objects.get()
    assert (obstacle.resolved_at, obstacle.resolved_by, obstacle.resolution) == (None, None, "")
    assert list(invariants.check()) == []


def test_nobody_finds_a_button_for_it(case: Case) -> None:
    application = steps.entered(case)
    stopped(application, case.officer)
    page = text(client_for(case.officer), f"/pengajuan/{application.number}/")
    assert "Dihentikan" in page
    assert "melanjutkan" not in page.lower()
