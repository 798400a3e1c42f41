"""Obstacles: one open cause per application, followed up, resolved, closed with the case."""

import datetime
import threading

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from certification.enums import Status
from certification.errors import (
    CaseClosedError,
    ObstacleDayError,
    ObstacleOpenError,
    ObstacleResolvedError,
)
from certification.forms.obstacles import ACTOR_CHOICES
from certification.invariants import check
from certification.models import Application, Obstacle, ObstacleCause, StopReason
from certification.services import applications, obstacles
from certification.services.drafts import local_today
from halalportal.audit.models import AuditEntry
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.test_quota import together
from tests.factories import make_companion, make_user


def cause(code: str = "no-response") -> ObstacleCause:
    return ObstacleCause.objects.get(pk=code)


def report(application: Application, by: User, code: str = "no-response") -> Obstacle:
    return obstacles.report(application=application, cause=cause(code), by=by)


def test_the_eight_causes_of_field_work_are_there_with_source_and_actor(db: None) -> None:
    wanted = [
        "sihalal",
        "no-response",
        "already-certified",
        "nib",
        "materials-unclear",
        "moved-or-closed",
        "refuses",
    ]
    codes = list(ObstacleCause.objects.values_list("pk", flat=True))
    assert codes[:7] == wanted
    assert codes[-1] == "other"
    actors = {value for value, _ in ACTOR_CHOICES}
    for row in ObstacleCause.objects.all():
        assert row.source
        assert row.advice
        assert row.next_actor in actors


def test_an_obstacle_takes_its_actor_from_its_cause(case: Case) -> None:
    application = steps.accepted(case)
    obstacle = report(application, case.companion)
    assert obstacle.next_actor == Role.COMPANION
    assert obstacle.resolved_at is None
    entry = AuditEntry.objects.about(obstacle).get()
    assert (entry.action, entry.actor) == ("obstacle.reported", case.companion)
    assert entry.data["cause"] == "no-response"


def test_one_open_obstacle_at_a_time(case: Case) -> None:
    application = steps.submitted(case)
    first = report(application, case.officer)
    with pytest.raises(ObstacleOpenError, match="Pemilik tidak merespons"):
        report(application, case.officer, "nib")
    obstacles.resolve(obstacle=first, resolution="Sudah ditemui.", by=case.officer)
    report(application, case.officer, "nib")
    assert application.obstacles.open().get().cause_id == "nib"
    assert list(check()) == []


def test_it_began_between_submission_and_today(case: Case) -> None:
    with time_machine.travel(timezone.now() - datetime.timedelta(days=10), tick=False):
        application = steps.submitted(case)
    today = local_today(application.regency)
    sent_on = today - datetime.timedelta(days=10)
    for wrong in (sent_on - datetime.timedelta(days=1), today + datetime.timedelta(days=1)):
        with pytest.raises(ObstacleDayError):
            obstacles.report(application=application, cause=cause(), since=wrong, by=case.officer)
    assert not application.obstacles.exists()
    found = obstacles.report(application=application, cause=cause(), since=sent_on, by=case.officer)
    assert found.since == application.submitted_at


def test_follow_up_names_who_acts_by_when(case: Case) -> None:
    obstacle = report(steps.submitted(case), case.officer)
    day = datetime.date(2030, 1, 2)
    obstacles.follow_up(
        obstacle=obstacle,
        next_actor=Role.LP3H_COORDINATOR,
        follow_up="Ganti pendamping.",
        follow_up_by=day,
        by=case.officer,
    )
    obstacle.refresh_from_db()
    assert obstacle.next_actor == Role.LP3H_COORDINATOR
    assert (obstacle.follow_up, obstacle.follow_up_by) == ("Ganti pendamping.", day)


def test_what_is_resolved_stays_as_it_is(case: Case) -> None:
    obstacle = report(steps.submitted(case), case.officer)
    obstacles.resolve(obstacle=obstacle, resolution="Selesai.", by=case.officer)
    with pytest.raises(ObstacleResolvedError):
        obstacles.resolve(obstacle=obstacle, resolution="Lagi.", by=case.officer)
    with pytest.raises(ObstacleResolvedError):
        obstacles.follow_up(obstacle=obstacle, next_actor=Role.COMPANION, by=case.officer)
    obstacle.refresh_from_db()
    assert obstacle.resolution == "Selesai."


def test_stopping_the_application_closes_its_obstacle(case: Case, stop_reason: StopReason) -> None:
    application = steps.submitted(case)
    obstacle = report(application, case.officer)
    applications.stop(application=application, reason=stop_reason, by=case.officer)
    obstacle.refresh_from_db()
    assert obstacle.resolved_by == case.officer
    assert obstacle.resolution == "Pengajuan dihentikan, jadi kendala ini ditutup."
    application.refresh_from_db()
    with pytest.raises(CaseClosedError):
        report(application, case.officer)
    assert list(check()) == []


def test_the_certificate_closes_the_obstacle(case: Case) -> None:
    application = steps.entered(case)
    obstacle = report(application, case.companion, "fatwa-queue")
    steps.issued(case, application)
    obstacle.refresh_from_db()
    assert obstacle.resolution == "Sertifikat terbit, jadi kendala ini ditutup."
    assert list(check()) == []


def test_a_step_on_the_way_leaves_the_obstacle_open(case: Case) -> None:
    application = steps.submitted(case)
    obstacle = report(application, case.officer)
    applications.accept(application=application, by=case.officer)
    obstacle.refresh_from_db()
    assert obstacle.resolved_at is None


def test_only_who_works_on_the_case_may_write(
    case: Case, stranger: User, coordinator: User, province_officer: User, head: User
) -> None:
    application = steps.submitted(case)
    elsewhere = make_user(
        Role.LP3H_COORDINATOR,
        organisation=make_companion().active_membership.organisation,  # type: ignore[union-attr]
    )
    for person in (case.owner, stranger, head, make_companion(), elsewhere):
        with pytest.raises(PermissionDenied):
            report(application, person)
    for person in (case.officer, case.companion, coordinator, province_officer):
        found = report(application, person)
        for foreigner in (case.owner, stranger, head):
            with pytest.raises(PermissionDenied):
                obstacles.resolve(obstacle=found, resolution="x", by=foreigner)
        obstacles.resolve(obstacle=found, resolution="Selesai.", by=person)


def test_the_invariants_notice_an_open_obstacle_on_a_closed_case(case: Case) -> None:
    application = steps.submitted(case)
    report(application, case.officer)
    Application.objects.filter(pk=application.pk).update(status=Status.ISSUED)
    assert any("has come to its end" in sentence for sentence in check())


@pytest.mark.django_db(transaction=True)
def test_of_two_reports_at_once_one_is_refused(case: Case) -> None:
    application = steps.submitted(case)
    barrier = threading.Barrier(2)

    def tell(by: User) -> Obstacle:
        barrier.wait()
        return report(application, by)

    results = together(lambda: tell(case.officer), lambda: tell(case.companion))
    assert sum(isinstance(result, Obstacle) for result in results) == 1, results
    assert sum(isinstance(result, ObstacleOpenError) for result in results) == 1, results
    assert Obstacle.objects.open().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_report_and_the_end_of_the_case_at_once(case: Case, stop_reason: StopReason) -> None:
    """Whichever comes first, no open obstacle stays on a closed case."""
    application = steps.submitted(case)
    barrier = threading.Barrier(2)

    def tell() -> object:
        barrier.wait()
        return report(application, case.companion)

    def stop() -> object:
        barrier.wait()
        return applications.stop(application=application, reason=stop_reason, by=case.officer)

    results = together(tell, stop)
    assert isinstance(results[1], Application), results
    assert isinstance(results[0], Obstacle | CaseClosedError), results
    assert not Obstacle.objects.open().exists()
    assert list(check()) == []
