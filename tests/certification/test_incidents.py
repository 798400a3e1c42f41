"""Outages: written down once, blocking many, ended for all at once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from certification.enums import Status
from certification.errors import IncidentRunningError, IncidentTimeError, ObstacleResolvedError
from certification.invariants import check
from certification.models import Application, Incident, Obstacle, ObstacleCause, Programme
from certification.selectors.incidents import duration, outages
from certification.services import incidents, obstacles
from halalportal.audit.models import AuditEntry
from tests.factories import EAST_KUTAI, SAMARINDA, make_business, make_companion

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def cases(programme: Programme, province_officer: User) -> dict[str, Application]:
    """Ready ones in two kab/kota, one in SiHalal, one that is only sent; ready since 3 hours."""
    since = timezone.now() - 3 * HOUR
    plan = {
        "ready": (EAST_KUTAI, Status.READY),
        "elsewhere": (SAMARINDA, Status.READY),
        "entered": (EAST_KUTAI, Status.IN_SIHALAL),
        "sent": (EAST_KUTAI, Status.SUBMITTED),
        "told": (EAST_KUTAI, Status.READY),
    }
    found = {}
    for number, (name, (regency, status)) in enumerate(plan.items()):
        business = make_business(regency=regency)
        found[name] = Application.objects.create(
            number=f"PGJ-2026-7{number:03}",
            programme=programme,
            business=business,
            regency=business.regency,
            allocation=programme.allocations.get(parent=None),
            track=programme.track,
            status=status,
            status_changed_at=since,
            created_by=province_officer,
        )
    return found


def start(by: User, **more: object) -> Incident:
    began = timezone.now() - 5 * HOUR
    return incidents.start(system="SiHalal", started_at=began, by=by, **more)


def blocked(incident: Incident) -> set[str]:
    return set(incident.obstacles.open().values_list("application__number", flat=True))


def numbers(cases: dict[str, Application], *names: str) -> set[str]:
    return {cases[name].number for name in names}


def test_an_outage_blocks_all_that_is_ready_and_lets_it_go(
    cases: dict[str, Application], province_officer: User
) -> None:
    cause = ObstacleCause.objects.get(pk="nib")
    own = obstacles.report(application=cases["told"], cause=cause, by=province_officer)
    incident = start(province_officer)
    assert blocked(incident) == numbers(cases, "ready", "elsewhere")
    # Nothing is held up before it stood there.
    assert {o.since for o in incident.obstacles.all()} == {cases["ready"].status_changed_at}

    ended = timezone.now() - HOUR
    assert incidents.end(incident=incident, ended_at=ended, by=province_officer) == 2
    assert blocked(incident) == set()
    assert {o.resolved_at for o in incident.obstacles.all()} == {ended}
    own.refresh_from_db()
    assert own.resolved_at is None
    actions = AuditEntry.objects.filter(subject_type="certification.obstacle")
    assert actions.filter(action="obstacle.reported").count() == 3
    assert actions.filter(action="obstacle.resolved").count() == 2
    # Cases are made without their ledger here; what obstacles promise must hold.
    assert [line for line in check() if "obstacle" in line or "incident" in line] == []


def test_cases_in_sihalal_only_by_choice(
    cases: dict[str, Application], province_officer: User
) -> None:
    incident = start(province_officer, with_in_sihalal=True)
    assert blocked(incident) == numbers(cases, "ready", "elsewhere", "told", "entered")


def test_a_regency_blocks_its_own_cases_and_joins_what_runs(
    cases: dict[str, Application], officer: User, stranger: User
) -> None:
    incident = start(officer)
    assert blocked(incident) == numbers(cases, "ready", "told")
    with pytest.raises(IncidentRunningError, match="sudah dicatat"):
        start(stranger)
    assert Incident.objects.count() == 1
    assert incidents.block(incident=incident, by=stranger) == 1
    assert incidents.block(incident=incident, by=stranger) == 0
    assert blocked(incident) == numbers(cases, "ready", "told", "elsewhere")


def test_who_may_start_and_end(
    cases: dict[str, Application],
    officer: User,
    stranger: User,
    province_officer: User,
    head: User,
) -> None:
    companion = make_companion()
    for person in (head, companion):
        with pytest.raises(PermissionDenied):
            start(person)
    incident = start(officer)
    for person in (stranger, head, companion):
        with pytest.raises(PermissionDenied):
            incidents.end(incident=incident, ended_at=timezone.now(), by=person)
    incidents.end(incident=incident, ended_at=timezone.now(), by=province_officer)
    with pytest.raises(ObstacleResolvedError):
        incidents.end(incident=incident, ended_at=timezone.now(), by=province_officer)


def test_times_must_lie_in_the_past_and_in_order(province_officer: User) -> None:
    with pytest.raises(IncidentTimeError):
        incidents.start(system="OSS", started_at=timezone.now() + HOUR, by=province_officer)
    incident = start(province_officer)
    for wrong in (incident.started_at - HOUR, timezone.now() + HOUR):
        with pytest.raises(IncidentTimeError):
            incidents.end(incident=incident, ended_at=wrong, by=province_officer)
    assert Incident.objects.running().count() == 1


def test_the_next_outage_may_begin_after_the_end(province_officer: User) -> None:
    incident = start(province_officer)
    incidents.end(incident=incident, ended_at=timezone.now(), by=province_officer)
    start(province_officer)
    assert Incident.objects.count() == 2


def test_the_report_adds_hours_and_cases_up(
    cases: dict[str, Application], province_officer: User, stranger: User
) -> None:
    incident = start(province_officer)
    incidents.end(incident=incident, ended_at=incident.started_at + 4 * HOUR, by=province_officer)
    report = outages(stranger, timezone.now())
    assert (report.count, report.lasted, report.blocked) == (1, "4 jam", 3)
    assert not report.is_running


@pytest.mark.parametrize(
    ("hours", "words"), [(0.5, "kurang dari 1 jam"), (24, "1 hari"), (51, "2 hari 3 jam")]
)
def test_durations_in_words(hours: float, words: str) -> None:
    assert duration(hours * HOUR) == words


def test_the_invariants_notice_what_an_ended_outage_still_holds(
    cases: dict[str, Application], province_officer: User
) -> None:
    incident = start(province_officer)
    Incident.objects.filter(pk=incident.pk).update(ended_at=timezone.now())
    assert any(f"incident {incident.pk} has ended" in line for line in check())
    assert Obstacle.objects.open().exists()
