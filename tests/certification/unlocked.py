"""The ledger with its lock switched off: the negative control of the race tests."""

from accounts.models import User
from certification.enums import MovementKind
from certification.models import Allocation, Application
from certification.services.ledger import write
from certification.services.quota import levels_of


def hold(application: Application, *, by: User) -> Allocation | None:
    """Like `ledger.hold`, but it reads, looks, and writes what it saw plus one."""
    for seen in levels_of(application):
        if seen.free > 0:
            write(seen, MovementKind.RESERVE, by=by, application=application, reserved=1)
            Allocation.objects.filter(pk=seen.pk).update(reserved=seen.reserved + 1)
            return seen
    return None
