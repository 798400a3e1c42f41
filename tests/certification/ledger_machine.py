"""A programme under random acts: how each is tried, and what holds after every one."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from certification.enums import Status
from certification.errors import QuotaExhaustedError
from certification.invariants import check
from certification.models import Allocation, Application, StatusChange
from certification.services import tallies
from tests.certification.tree import Tree, make_tree
from tests.factories import make_officer

STEPS = {
    "submit": (Status.DRAFT, Status.SUBMITTED),
    "enter": (Status.READY, Status.IN_SIHALAL),
    "issue": (Status.IN_SIHALAL, Status.ISSUED),
}


class Ledger(RuleBasedStateMachine):
    """One programme, rolled back at the end; what the acts on it need, and what always holds."""

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.tree: Tree = make_tree()
        self.second = make_officer("64")
        self.quota = 100

    def teardown(self) -> None:
        if not hasattr(self, "block"):
            return
        try:
            assert list(check()) == []
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def level(self, pick: int) -> Allocation:
        """One of the six levels, as it stands now."""
        return list(Allocation.objects.filter(programme=self.tree.programme).order_by("pk"))[pick]

    def try_to(self, act: Any, *, fits: bool) -> Any:
        """Runs the act; it must be refused exactly when the places don't suffice."""
        try:
            with transaction.atomic():
                result = act()
        except QuotaExhaustedError:
            assert not fits
            return None
        assert fits
        return result

    def move(self, application: Application, name: str) -> None:
        """The status as the services would write it; here only the ledger matters."""
        source, target = STEPS[name]
        if name == "enter":
            self.step(application, "accept", Status.SUBMITTED, Status.ACCEPTED)
            self.step(application, "verify", Status.ACCEPTED, Status.READY)
        self.step(application, name, source, target)

    def step(self, application: Application, name: str, source: Status, target: Status) -> None:
        application.status = target
        application.save(update_fields=["status", "allocation", "stop_reason"])
        after = tallies.standing_of(application)
        at = timezone.now()
        tallies.record(after._replace(status=source), after, at=at)
        StatusChange.objects.create(
            at=at,
            application=application,
            transition=name,
            from_status=source,
            to_status=target,
            by=self.tree.officer,
        )

    def pick(self, pick: int, *statuses: str) -> Application:
        found = list(Application.objects.filter(status__in=statuses).order_by("pk"))
        return found[pick % len(found)]

    def has(self, *statuses: str) -> bool:
        return Application.objects.filter(status__in=statuses).exists()

    def is_above(self, upper: Allocation, lower: Allocation) -> bool:
        above = lower.parent
        return above is not None and (above == upper or self.is_above(upper, above))

    @invariant()
    def every_place_is_counted_once(self) -> None:
        if not hasattr(self, "tree"):
            return
        nodes = list(Allocation.objects.filter(programme=self.tree.programme))
        assert sum(node.free + node.reserved + node.used for node in nodes) == self.quota
        assert all(node.free >= 0 and node.issued <= node.used for node in nodes)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
