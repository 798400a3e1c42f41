"""The one way in which the counters of the quota change: a guarded UPDATE and its movement.

Rows are locked in one order, so that no two changes wait for each other for ever: the tree of a
programme first (`lock_tree`, only by what moves places between levels), then the deepest level up
to the root, then by key. Holding a place looks for one in that order too, without the tree's lock.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache

from django.db import connection
from django.utils import timezone

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import QuotaExhaustedError
from certification.models import Allocation, Application, Movement, Offer, Programme
from halalportal.audit import services as audit

COUNTERS = ("granted", "delegated", "reserved", "used", "issued")
# The first key of PostgreSQL's advisory locks on a programme's tree; the second is its id.
_TREES = 6_401


def change(
    allocation: Allocation,
    kind: MovementKind,
    *,
    by: User,
    application: Application | None = None,
    offer: Offer | None = None,
    note: str = "",
    **deltas: int,
) -> bool:
    """Adds the deltas to the counters and writes movement and audit row; False when it can't.

    The UPDATE holds its condition, so of two at once for the last place one finds no row. The
    row stays locked until the transaction ends: call it late. All is one statement, because each
    further trip to the database would be made while others wait for that row.
    """
    data: dict[str, object] = dict(deltas)
    data |= {"application": application.pk} if application else {}
    data |= {"offer": offer.pk} if offer else {}
    values = deltas | {
        "allocation": allocation.pk,
        "kind": str(kind),
        "at": timezone.now(),
        "by": by.pk,
        "application": application.pk if application else None,
        "offer": offer.pk if offer else None,
        "note": note,
        "action": f"allocation.{kind}",
        "subject": str(allocation.pk),
        "data": json.dumps(data),
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(deltas)), values)
        return bool(cursor.rowcount)


def write(
    allocation: Allocation,
    kind: MovementKind,
    *,
    by: User,
    application: Application | None = None,
    offer: Offer | None = None,
    note: str = "",
    **deltas: int,
) -> Movement:
    """Writes the movement and its audit row; the counters are the caller's."""
    data: dict[str, object] = dict(deltas)
    if application:
        data["application"] = application.pk
    if offer:
        data["offer"] = offer.pk
    audit.record(action=f"allocation.{kind}", subject=allocation, by=by, **data)
    return Movement.objects.create(
        allocation=allocation,
        kind=kind,
        by=by,
        application=application,
        offer=offer,
        note=note,
        **deltas,
    )


def change_or_refuse(
    allocation: Allocation,
    kind: MovementKind,
    *,
    by: User,
    application: Application | None = None,
    offer: Offer | None = None,
    note: str = "",
    **deltas: int,
) -> None:
    """Like `change`.

    Raises:
        QuotaExhaustedError: names the level that lacks places.
    """
    if not change(
        allocation, kind, by=by, application=application, offer=offer, note=note, **deltas
    ):
        raise exhausted(allocation, wanted=max(abs(delta) for delta in deltas.values()))


def change_levels(
    changes: Mapping[Allocation, Mapping[str, int]], kind: MovementKind, *, by: User, note: str = ""
) -> None:
    """Changes several levels of a locked tree, deepest first; all or nothing in a transaction.

    Raises:
        QuotaExhaustedError: names the first level that lacks places.
    """
    for allocation in deepest_first(changes):
        change_or_refuse(
            allocation, kind, by=by, application=None, offer=None, note=note, **changes[allocation]
        )


def deepest_first(allocations: Iterable[Allocation]) -> list[Allocation]:
    """The order in which levels are locked."""
    return sorted(allocations, key=lambda each: (-each.depth, each.pk))


def lock_tree(programme: Programme) -> None:
    """Until the transaction ends, nobody else moves places between levels of the programme."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_TREES, programme.pk])


def lock_levels(allocations: Iterable[Allocation]) -> None:
    """Locks rows that will change in an order of their own, in the order of all."""
    for allocation in deepest_first(allocations):
        Allocation.objects.select_for_update(no_key=True).get(pk=allocation.pk)


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


@cache
def _statement(changed: tuple[str, ...]) -> str:
    """The SQL of `change` for the counters that get a delta; the others aren't even named.

    The condition is that the counters are right afterwards; the table's constraints say the same.
    """
    after = {name: f"{name} + %({name})s" if name in changed else name for name in COUNTERS}
    sets = ", ".join(f"{name} = {after[name]}" for name in changed)
    whole = " AND ".join(f"{after[name]} >= 0" for name in changed)
    zeros = ", ".join(f"%({name})s" if name in changed else "0" for name in COUNTERS)
    return f"""
        WITH moved AS (
            UPDATE certification_allocation SET {sets}
             WHERE id = %(allocation)s AND {whole}
               AND {after["granted"]}
                   >= {after["delegated"]} + {after["reserved"]} + {after["used"]}
               AND {after["used"]} >= {after["issued"]}
         RETURNING id
        ), movement AS (
            INSERT INTO certification_movement
                   (allocation_id, kind, at, by_id, application_id, offer_id, note,
                    {", ".join(COUNTERS)})
            SELECT id, %(kind)s, %(at)s, %(by)s, %(application)s, %(offer)s, %(note)s, {zeros}
              FROM moved
        ), entry AS (
            INSERT INTO audit_auditentry (action, actor_id, subject_type, subject_id, data)
            SELECT %(action)s, %(by)s, 'certification.allocation', %(subject)s, %(data)s::jsonb
              FROM moved
        )
        SELECT id FROM moved
    """  # noqa: S608 - made of the names above
