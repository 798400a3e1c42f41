"""The ledger with its lock switched off: it reads, looks, and writes what it saw plus one.

The negative control of the race tests. As a server: `granian tests.certification.unlocked:app`.
"""

from typing import Any

from certification.models import Allocation
from certification.services import quota
from certification.services.ledger import write


def change(allocation: Allocation, kind: Any, **changes: Any) -> bool:
    """Like `ledger.change` for a reservation, without the guarded UPDATE."""
    seen = Allocation.objects.get(pk=allocation.pk)
    if seen.free < 1:
        return False
    write(seen, kind, **changes)
    Allocation.objects.filter(pk=seen.pk).update(reserved=seen.reserved + 1)
    return True


def app(environ: Any, start_response: Any) -> Any:
    """The portal with that ledger."""
    from halalportal.wsgi import application

    quota.change = change
    return application(environ, start_response)
