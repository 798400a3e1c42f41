"""Any sequence of steps and of tellings from SiHalal: only legal moves, and the ledger agrees."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from certification.enums import MirrorSource, Status, Track
from certification.errors import AlreadyMovedError
from certification.invariants import check
from certification.models import Application, NationalStatus
from certification.rules import can_move, can_record_national
from certification.services import national
from certification.workflow import AT_SIHALAL, FOLLOWING, transitions_for
from tests.certification.ways import make_case, make_people, take

NAMES = sorted({name for track in Track for name in transitions_for(track)})
ROLES = ["owner", "companion", "coordinator", "officer", "province", "head"]


class Ways(RuleBasedStateMachine):
    """One application of each track, and everybody around them."""

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.people = make_people()
        self.cases = {track: make_case(self.people, track) for track in Track}
        self.codes = list(NationalStatus.objects.order_by("pk"))
        self.now = timezone.now()

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @rule(track=st.sampled_from(Track), name=st.sampled_from(NAMES), role=st.sampled_from(ROLES))
    def step(self, track: Track, name: str, role: str) -> None:
        application, by = self._fresh(track), self.people.all[role]
        before = Status(application.status)
        legal = transitions_for(track).get(name)
        may = can_move(by, application, name)
        try:
            moved = take(application, name, by)
        except PermissionDenied:
            assert not may
            assert self._fresh(track).status == before
        except AlreadyMovedError:
            assert legal is None or before not in legal.sources
            assert self._fresh(track).status == before
        else:
            assert legal is not None
            assert may
            assert before in legal.sources
            assert moved.status == legal.target

    @rule(track=st.sampled_from(Track), pick=st.integers(0, 99), role=st.sampled_from(ROLES))
    def told_by_sihalal(self, track: Track, pick: int, role: str) -> None:
        application, by = self._fresh(track), self.people.all[role]
        before, status = Status(application.status), self.codes[pick % len(self.codes)]
        self.now += timedelta(minutes=1)
        try:
            told = national.record(
                application=application,
                raw=status.label,
                at=self.now,
                source=MirrorSource.PASTE,
                by=by,
            )
        except PermissionDenied:
            assert not can_record_national(by, application)
            return
        after = Status(self._fresh(track).status)
        if not told.moved:
            assert after == before
            return
        assert before in AT_SIHALAL
        assert told.moved in FOLLOWING
        step = transitions_for(track)[told.moved]
        assert (before in step.sources, after) == (True, step.target)
        assert after == status.status

    @invariant()
    def nothing_is_amiss(self) -> None:
        if hasattr(self, "cases"):
            assert list(check()) == []

    def _fresh(self, track: Track) -> Application:
        return Application.objects.get(pk=self.cases[track].pk)


@pytest.mark.django_db
def test_only_legal_steps_happen() -> None:
    run_state_machine_as_test(
        Ways,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
