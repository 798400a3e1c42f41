"""Who takes which step of which track, from where to where."""

import threading

import pytest
from django.core.exceptions import PermissionDenied

from certification.enums import Status, Track
from certification.errors import AlreadyMovedError
from certification.invariants import check
from certification.models import Application
from certification.rules import available_actions, can_move
from certification.workflow import transitions_for
from tests.certification.test_quota import together
from tests.certification.ways import bring, make_case, make_people, take
from tests.factories import SAMARINDA

FILERS = {"owner", "companion", "officer"}
OFFICERS = {"officer", "province"}
IN_TOUCH = {"companion", *OFFICERS}
TELLERS = {"coordinator", *IN_TOUCH}
COMMON = {
    "submit": FILERS,
    "resubmit": FILERS,
    "return": OFFICERS,
    "accept": OFFICERS,
    "enter": IN_TOUCH,
    "bpjph_return": TELLERS,
    "reenter": TELLERS,
    "issue": IN_TOUCH,
    "stop": OFFICERS,
}
TABLE = {
    Track.SELF_DECLARE: COMMON | {"verify": {"companion"}, "verify_return": {"companion"}},
    Track.REGULAR: COMMON,
}


@pytest.mark.parametrize("track", Track)
def test_each_step_is_for_these_roles_and_only_near_the_application(db: None, track: Track) -> None:
    near, far = make_people(), make_people(SAMARINDA)
    application = make_case(near, track)
    assert set(transitions_for(track)) == set(TABLE[track])
    for name, expected in TABLE[track].items():
        may = {role for role, user in near.all.items() if can_move(user, application, name)}
        assert may == expected, name
        reached = {role for role, user in far.all.items() if can_move(user, application, name)}
        # A province officer of the same province is near every kabupaten of it.
        assert reached == expected & {"province"}, name


def test_a_province_officer_of_another_province_takes_no_step(db: None) -> None:
    application = make_case(make_people(), Track.SELF_DECLARE)
    foreigner = make_people("63.01").province
    assert not any(can_move(foreigner, application, name) for name in TABLE[Track.SELF_DECLARE])


def test_nobody_verifies_on_the_regular_track(db: None) -> None:
    people = make_people()
    application = bring(make_case(people, Track.REGULAR), Status.SUBMITTED, people)
    accepted = take(application, "accept", people.officer)
    assert accepted.status == Status.READY
    with pytest.raises(PermissionDenied):
        take(accepted, "verify", people.companion)
    assert [s.name for s in available_actions(accepted, people.companion)] == ["enter"]


@pytest.mark.parametrize("track", Track)
def test_there_and_back_at_sihalal_the_place_stays_used(db: None, track: Track) -> None:
    people = make_people()
    application = bring(make_case(people, track), Status.IN_SIHALAL, people)
    place = application.allocation
    assert place
    moves = place.movements.count()
    for name in ("bpjph_return", "reenter", "bpjph_return"):
        application = take(application, name, people.companion)
    assert application.status == Status.RETURNED_OUT
    assert application.returned_count == 2
    place.refresh_from_db()
    assert (place.reserved, place.used) == (0, 1)
    assert place.movements.count() == moves
    assert list(check()) == []
    take(application, "stop", people.officer)
    place.refresh_from_db()
    assert (place.reserved, place.used) == (0, 0)
    assert list(check()) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_each_step_and_the_other_reads_who_was_faster() -> None:
    people = make_people()
    for track in Track:
        for name, step in transitions_for(track).items():
            source = min(step.sources, key=list(Status).index)
            application = bring(make_case(people, track), source, people)
            by = people.of(step.roles)
            barrier = threading.Barrier(2)

            def act(
                application: Application = application, name: str = name, by: object = by
            ) -> object:
                barrier.wait()  # noqa: B023
                return take(application, name, by)  # type: ignore[arg-type]

            results = together(act, act)
            won = [r for r in results if isinstance(r, Application)]
            lost = [r for r in results if isinstance(r, AlreadyMovedError)]
            assert (len(won), len(lost)) == (1, 1), (track, name, results)
            assert by.name in str(lost[0])
            assert step.target.label in str(lost[0])
    assert list(check()) == []
