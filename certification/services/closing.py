"""The guard of every change to a programme: nothing changes in a cancelled one."""

from django.db import connection

from certification.errors import ProgrammeCancelledError
from certification.models import Programme


def refuse_cancelled(programme: Programme) -> None:
    """Call it inside the transaction of the change, before anything is written.

    The shared lock makes a cancellation wait until the change is through, while changes don't wait
    for each other.

    Raises:
        ProgrammeCancelledError: the programme was cancelled.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cancelled_at, cancelled_reason FROM certification_programme"
            " WHERE id = %s FOR SHARE",
            [programme.pk],
        )
        cancelled_at, reason = cursor.fetchone()
    if cancelled_at:
        raise ProgrammeCancelledError(programme.name, reason)
