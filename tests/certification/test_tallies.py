"""Counts of statuses: kept with each step, equal to a recount, and the same ever after."""

import datetime
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisation, User
from certification import invariants_tallies
from certification.enums import Status
from certification.errors import IncompleteError
from certification.models import Application, Programme, StatusClosing, StatusDelta
from certification.selectors.tallies import Tally, status_counts
from certification.services import applications, closings, tallies
from certification.services.companions import follow_assignment
from certification.services.status import take_back
from certification.services.tallies import Standing
from certification.workflow import transitions_for
from ikm.services import assignments
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.ways import make_case, make_people, take
from tests.factories import EAST_KUTAI, make_companion, make_organisation

ZONE = ZoneInfo("Asia/Makassar")
Counts = dict[tuple[str, int | None, str], int]


def counted(programme: Programme, as_of: datetime.date | None = None) -> Counts:
    """What the deltas and closings say."""
    found = status_counts(programme, as_of, by_lp3h=True)
    return {(t.regency_id, t.organisation_id, t.status): t.count for t in found}


def recounted(programme: Programme) -> Counts:
    """What the applications themselves say."""
    rows = Application.objects.filter(programme=programme)
    return dict(Counter(rows.values_list("regency_id", "organisation_id", "status")))


def test_each_step_is_counted(case: Case, lp3h: Organisation) -> None:
    assert counted(case.programme) == {}
    steps.entered(case)
    assert counted(case.programme) == {(EAST_KUTAI, lp3h.pk, Status.IN_SIHALAL): 1}
    # A draft, and one less and one more for each of: sent, accepted, verified, entered.
    assert StatusDelta.objects.count() == 1 + 2 * 4


def test_the_lp3h_of_a_regency_are_told_apart_where_asked(case: Case) -> None:
    steps.entered(case)
    draft = Standing(case.programme.pk, EAST_KUTAI, None, Status.DRAFT)
    for lp3h in (None, make_organisation().pk, make_organisation().pk):
        tallies.record(None, draft._replace(organisation_id=lp3h), at=timezone.now())
    assert len(status_counts(case.programme, by_lp3h=True)) == 4
    assert status_counts(case.programme) == [
        Tally(EAST_KUTAI, None, Status.DRAFT, 3),
        Tally(EAST_KUTAI, None, Status.IN_SIHALAL, 1),
    ]


def test_a_refused_step_counts_nothing(case: Case) -> None:
    application = steps.draft(case)
    with pytest.raises(IncompleteError):
        applications.submit(application=application, by=case.owner)
    assert [t.status for t in status_counts(case.programme)] == [Status.DRAFT]
    assert StatusDelta.objects.count() == 1


def test_a_handed_over_application_counts_at_its_new_lp3h(case: Case, lp3h: Organisation) -> None:
    application = steps.submitted(case)
    other = make_companion(make_organisation())
    membership = other.active_membership
    assert membership
    assert membership.organisation_id
    assignments.end(business=case.business, by=case.officer)
    assignments.assign(business=case.business, membership=membership, by=case.officer)
    follow_assignment(business=case.business, by=case.officer)
    application.refresh_from_db()
    assert application.organisation_id == membership.organisation_id != lp3h.pk
    assert counted(case.programme) == recounted(case.programme)
    assert list(invariants_tallies.check()) == []


def test_what_a_table_took_back_is_counted_from_now_on(case: Case) -> None:
    application = steps.ready(case)
    before = application.status_changes.order_by("-pk").values_list("pk", flat=True)[0]
    entered = applications.enter_in_sihalal(
        application=application, number=steps.SIHALAL_NUMBER, by=case.companion
    )
    changes = entered.status_changes.filter(pk__gt=before).values_list("pk", flat=True)
    fields = {"status": Status.READY, "sihalal_number": ""}
    take_back(entered, changes=list(changes), fields=fields, by=case.officer)
    assert counted(case.programme) == recounted(case.programme)
    assert [t.status for t in status_counts(case.programme)] == [Status.READY]
    assert list(invariants_tallies.check()) == []


def test_a_rebuild_says_the_same(case: Case) -> None:
    steps.issued(case)
    before = counted(case.programme)
    StatusDelta.objects.all().delete()
    assert counted(case.programme) == {}
    tallies.rebuild(case.programme)
    tallies.rebuild(case.programme)
    assert counted(case.programme) == before
    assert list(invariants_tallies.check()) == []


def test_a_delta_is_never_changed(case: Case) -> None:
    steps.draft(case)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StatusDelta.objects.update(delta=2)


def test_one_statement_today_and_on_a_past_day(case: Case) -> None:
    steps.submitted(case)
    programme = Programme.objects.select_related("region").get(pk=case.programme.pk)
    today = datetime.datetime.now(ZONE).date()
    for as_of in (None, today):
        with CaptureQueriesContext(connection) as queries:
            assert sum(tally.count for tally in status_counts(programme, as_of)) == 1
        assert len(queries) == 1
    assert status_counts(programme, today - datetime.timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (lambda: StatusDelta.objects.filter(delta=-1).first().delete(), "deltas count +1 draft"),  # type: ignore[union-attr]
        (lambda: Application.objects.update(status=Status.RETURNED), "deltas count -1 returned"),
        (lambda: StatusClosing.objects.update(count=5), "closing"),
    ],
)
def test_each_invariant_tells(case: Case, break_it, sentence: str) -> None:  # type: ignore[no-untyped-def]
    moment = datetime.datetime.now(ZONE) + datetime.timedelta(days=1)
    steps.submitted(case)
    closings.close(case.programme, settled=moment)
    assert list(invariants_tallies.check()) == []
    break_it()
    assert any(sentence in each for each in invariants_tallies.check())


# On which day of a fortnight, at which minute, which of three cases, which of its possible steps.
MOVES = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 1439), st.integers(0, 2), st.integers(0, 9)),
    min_size=1,
    max_size=20,
)
START = datetime.datetime(2026, 3, 2, tzinfo=ZONE)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(moves=MOVES, closed=st.sets(st.integers(1, 20)))
def test_a_past_day_always_says_what_was_counted_on_it(
    moves: list[tuple[int, int, int, int]], closed: set[int]
) -> None:
    """Random steps at random times; beat comes on some of the days, or on none."""
    with transaction.atomic():
        _play(sorted(moves), closed)
        transaction.set_rollback(True)


def _play(moves: list[tuple[int, int, int, int]], closed: set[int]) -> None:
    with time_machine.travel(START, tick=False):
        people = make_people()
        first = make_case(people, "self_declare")
        programme = first.programme
        cases = [first, *(make_case(people, "self_declare", programme=programme) for _ in "ab")]
    said: dict[datetime.date, Counts] = {}
    for day in range(22):
        for _, minute, which, step in [move for move in moves if move[0] == day]:
            moment = START + datetime.timedelta(days=day, minutes=minute)
            with time_machine.travel(moment, tick=False):
                _step(cases[which], step, people.all)
        today = (START + datetime.timedelta(days=day)).date()
        said[today] = recounted(programme)
        if day in closed:
            moment = START + datetime.timedelta(days=day, hours=1)
            closings.close(programme, settled=moment)
    assert {day: counted(programme, day) for day in said} == said
    assert counted(programme) == recounted(programme)
    assert list(invariants_tallies.check()) == []


def _step(application: Application, pick: int, people: dict[str, User]) -> None:
    """One of the steps that lead on from where it is now; none after the last."""
    application.refresh_from_db()
    ways = transitions_for(application.track).values()
    possible = [way for way in ways if application.status in way.sources]
    if possible:
        way = possible[pick % len(possible)]
        by = next(user for user in people.values() if user.role in way.roles)
        take(application, way.name, by)
