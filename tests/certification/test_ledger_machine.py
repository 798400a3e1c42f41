"""Any sequence of what can happen to places keeps every invariant, on a real PostgreSQL."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from accounts.models import User
from certification.enums import Decision, OfferState, Status
from certification.errors import CertificationError, TransferError
from certification.models import (
    Allocation,
    Application,
    Offer,
    Replacement,
    StopReason,
    TopUpRequest,
)
from certification.services import quota, top_up
from certification.services.transfers import transfer
from tests.certification.ledger_machine import Ledger
from tests.certification.tree import make_draft
from tests.factories import EAST_KUTAI, SAMARINDA, make_business, make_region

counts = st.integers(min_value=1, max_value=25)
levels = st.integers(min_value=0, max_value=5)
picks = st.integers(min_value=0, max_value=1_000)


class Places(Ledger):
    """Random acts on one programme; every refusal is foretold by the free places before it."""

    @rule(count=counts)
    def grant(self, count: int) -> None:
        quota.grant(programme=self.tree.programme, count=count, by=self.tree.province)
        self.quota += count

    @rule(count=counts, region=st.sampled_from([EAST_KUTAI, SAMARINDA]), down=st.integers(0, 2))
    def split(self, count: int, region: str, down: int) -> None:
        down = min(down, 1) if region == SAMARINDA else down
        tree = self.tree
        above = [tree.root, tree.level(region), tree.level(region, lp3h=True)][down]
        self.try_to(
            lambda: quota.split(
                programme=tree.programme,
                region=make_region(region),
                organisation=tree.lp3h if down else None,
                companion=tree.companion if down == 2 else None,
                count=count,
                by=tree.province,
            ),
            fits=count <= above.free,
        )

    @rule(count=counts, pick=st.integers(1, 5))
    def take_back(self, count: int, pick: int) -> None:
        level = self.level(pick)
        self.try_to(
            lambda: quota.take_back(allocation=level, count=count, by=self.tree.province),
            fits=count <= level.free,
        )

    @rule(count=counts, first=levels, second=levels)
    def transfer(self, count: int, first: int, second: int) -> None:
        source, target = self.level(first), self.level(second)
        try:
            self.try_to(
                lambda: transfer(
                    source=source, target=target, count=count, reason="uji", by=self.tree.province
                ),
                fits=count <= source.free,
            )
        except TransferError:
            assert (
                source == target or self.is_above(source, target) or self.is_above(target, source)
            )

    @rule(is_local=st.booleans(), region=st.sampled_from([EAST_KUTAI, SAMARINDA]))
    def submit(self, *, is_local: bool, region: str) -> None:
        tree = self.tree
        helper = {"organisation": tree.lp3h, "companion": tree.companion} if is_local else {}
        business = make_business(regency=region)
        draft = make_draft(tree.programme, business, tree.officer, **helper)
        self.send(draft)

    def send(self, draft: Application) -> None:
        """The nearest level with a free place serves, and only when there is none it is refused."""
        region, lp3h, companion = draft.regency_id, draft.organisation_id, draft.companion_id
        keys: list[tuple[str | None, int | None, int | None]] = [
            (None, None, None),
            (region, None, None),
            (region, lp3h, None),
        ]
        keys.append((region, lp3h, companion))
        nodes = Allocation.objects.filter(programme=self.tree.programme)
        usable = [
            node
            for node in nodes
            if node.free and (node.region_id, node.organisation_id, node.companion_id) in keys
        ]
        nearest = max(usable, key=lambda node: node.depth, default=None)
        draft.allocation = self.try_to(
            lambda: quota.reserve(application=draft, by=self.tree.officer), fits=bool(usable)
        )
        assert draft.allocation == nearest
        if draft.allocation:
            self.move(draft, "submit")

    @precondition(lambda self: self.has(Status.SUBMITTED))
    @rule(pick=picks)
    def commit(self, pick: int) -> None:
        application = self.pick(pick, Status.SUBMITTED)
        quota.commit(application=application, by=self.tree.officer)
        self.move(application, "enter")

    @precondition(lambda self: self.has(Status.IN_SIHALAL))
    @rule(pick=picks)
    def issue(self, pick: int) -> None:
        application = self.pick(pick, Status.IN_SIHALAL)
        quota.issue(application=application, by=self.tree.officer)
        self.move(application, "issue")

    @precondition(lambda self: self.has(Status.SUBMITTED, Status.IN_SIHALAL))
    @rule(pick=picks)
    def release(self, pick: int) -> None:
        application = self.pick(pick, Status.SUBMITTED, Status.IN_SIHALAL)
        quota.release(application=application, by=self.tree.officer)
        application.stop_reason = StopReason.objects.first()
        self.step(application, "stop", Status(application.status), Status.STOPPED)

    @precondition(
        lambda self: Application.objects.filter(
            status=Status.STOPPED, replacement=None, allocation__isnull=False
        ).exists()
    )
    @rule()
    def hold(self) -> None:
        left = Application.objects.filter(
            status=Status.STOPPED, replacement=None, allocation__isnull=False
        ).latest("pk")
        assert left.allocation
        assert left.stop_reason
        by, allocation = self.tree.officer, left.allocation
        replacement = Replacement.objects.create(
            left=left, allocation=allocation, reason=left.stop_reason, opened_by=by
        )
        offer = Offer.objects.create(
            replacement=replacement,
            business=make_business(),
            answer_by=date(2027, 1, 1),
            offered_by=by,
        )
        done = self.try_to(
            lambda: quota.hold_for_offer(offer=offer, by=by), fits=allocation.free > 0
        )
        if not done:
            offer.delete()

    @precondition(lambda self: Offer.objects.waiting().exists())
    @rule(state=st.sampled_from(["accepted", "declined", "expired"]))
    def answer(self, state: str) -> None:
        offer, by = Offer.objects.waiting().latest("pk"), self.tree.officer
        if state == OfferState.ACCEPTED:
            draft = make_draft(self.tree.programme, offer.business, by)
            quota.take_over_offer(offer=offer, application=draft, by=by)
            assert quota.reserve(application=draft, by=by) == draft.allocation
            self.move(draft, "submit")
        else:
            assert quota.release_offer(offer=offer, by=by)
        Offer.objects.filter(pk=offer.pk).update(state=state)

    @rule(count=counts, is_root=st.booleans())
    def ask(self, count: int, *, is_root: bool) -> None:
        level = self.tree.root if is_root else self.tree.east
        by = self.tree.province if is_root else self.tree.officer
        try:
            with transaction.atomic():
                top_up.ask(allocation=level, count=count, reason="uji", by=by)
        except CertificationError:
            assert TopUpRequest.objects.waiting().filter(allocation=level).exists()

    @precondition(lambda self: TopUpRequest.objects.waiting().exists())
    @rule(decision=st.sampled_from([Decision.APPROVED, Decision.REFUSED, Decision.WITHDRAWN]))
    def decide(self, decision: str) -> None:
        request = TopUpRequest.objects.waiting().latest("pk")
        by: User = self.second
        if decision == Decision.REFUSED:
            top_up.refuse(request=request, note="uji", by=by)
        elif decision == Decision.WITHDRAWN:
            top_up.withdraw(request=request, by=request.requested_by)
        else:
            above = request.allocation.parent
            given = self.try_to(
                lambda: top_up.approve(request=request, count=request.count, by=by),
                fits=above is None or request.count <= above.free,
            )
            self.quota += request.count if given and above is None else 0


@pytest.mark.django_db
def test_any_sequence_of_acts_keeps_every_invariant() -> None:
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
