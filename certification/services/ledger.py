"""The one way in which the counters of the quota change: a guarded UPDATE and its movement."""

from django.db.models import F, Q

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import QuotaExhaustedError
from certification.models import Allocation, Application, Movement
from halalportal.audit import services as audit

COUNTERS = ("granted", "delegated", "reserved", "used", "issued")


def change(
    allocation: Allocation,
    kind: MovementKind,
    *,
    by: User,
    application: Application | None = None,
    note: str = "",
    **deltas: int,
) -> bool:
    """Adds the deltas to the counters and writes the movement; False when places are lacking.

    The UPDATE holds its condition, so of two at once for the last place one finds no row. The
    row stays locked until the transaction ends: call it late.
    """
    updates = {counter: F(counter) + delta for counter, delta in deltas.items()}
    found = Allocation.objects.filter(_stays_valid(deltas), pk=allocation.pk)
    if not found.update(**updates):
        return False
    Movement.objects.create(
        allocation=allocation, kind=kind, by=by, application=application, note=note, **deltas
    )
    data: dict[str, object] = dict(deltas)
    if application:
        data["application"] = application.pk
    audit.record(action=f"allocation.{kind}", subject=allocation, by=by, **data)
    return True


def change_or_refuse(
    allocation: Allocation,
    kind: MovementKind,
    *,
    by: User,
    application: Application | None = None,
    note: str = "",
    **deltas: int,
) -> None:
    """Like `change`.

    Raises:
        QuotaExhaustedError: names the level that lacks places.
    """
    if not change(allocation, kind, by=by, application=application, note=note, **deltas):
        raise exhausted(allocation, wanted=max(abs(delta) for delta in deltas.values()))


def exhausted(allocation: Allocation, *, wanted: int = 1) -> QuotaExhaustedError:
    """The error that names this level with its present figures."""
    allocation.refresh_from_db(fields=COUNTERS)
    return QuotaExhaustedError(
        level_name(allocation),
        granted=allocation.granted,
        held=allocation.granted - allocation.free,
        wanted=wanted,
    )


def level_name(allocation: Allocation) -> str:
    """The level in words, e.g. "LP3H Al-Amin di Kabupaten Kutai Timur"."""
    return str(allocation) if allocation.region_id else f"program {allocation.programme}"


def _stays_valid(deltas: dict[str, int]) -> Q:
    """The condition that the counters are right after the deltas; the constraints say the same."""
    delta = {counter: deltas.get(counter, 0) for counter in COUNTERS}
    needed = delta["delegated"] + delta["reserved"] + delta["used"] - delta["granted"]
    condition = Q(granted__gte=F("delegated") + F("reserved") + F("used") + needed)
    condition &= Q(used__gte=F("issued") + delta["issued"] - delta["used"])
    for counter, change_by in delta.items():
        if change_by < 0:
            condition &= Q(**{f"{counter}__gte": -change_by})
    return condition
