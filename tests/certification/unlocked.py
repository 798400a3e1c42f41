"""The ledger with its lock switched off: the negative control of the race tests."""

from typing import Any

from certification.models import Allocation
from certification.services.ledger import write


def change(allocation: Allocation, kind: Any, **changes: Any) -> bool:
    """Like `ledger.change` for a reservation: it reads, looks, and writes what it saw plus one."""
    seen = Allocation.objects.get(pk=allocation.pk)
    if seen.free < 1:
        return False
    write(seen, kind, **changes)
    Allocation.objects.filter(pk=seen.pk).update(reserved=seen.reserved + 1)
    return True
