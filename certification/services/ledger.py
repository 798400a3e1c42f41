"""The one way in which the counters of the quota change: a guarded UPDATE and its movement.

Rows are locked in one order, so that no two changes wait for each other for ever: the tree of a
programme first (`lock_tree`, only by what moves places between levels), then the deepest level up
to the root, then by key. Holding a place looks for one in that order too, without the tree's lock.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import User
from certification.enums import MovementKind
from certification.errors import QuotaExhaustedError
from certification.models import Allocation, Application, Movement, Offer, Programme
from certification.services.ledger_statement import COUNTERS, FIELDS, GIVEN, NEAREST, statement
from halalportal.audit import services as audit

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
    values = _values(kind, deltas, by=by, application=application, offer=offer, note=note)
    with connection.cursor() as cursor:
        cursor.execute(statement(GIVEN, tuple(deltas)), values | {"allocation": allocation.pk})
        row = cursor.fetchone()
    return row is not None and row[1] is not None


def hold(application: Application, *, by: User) -> Allocation | None:
    """Holds a place at the nearest level that has one, and returns the level; None without any.

    The level is looked for in the statement that holds the place. One that was full when its row
    came free is passed over; the next is looked for anew, and only above it, as all locks go up.
    """
    deltas = {"reserved": 1}
    values = _values(MovementKind.RESERVE, deltas, by=by, application=application) | {
        "programme": application.programme_id,
        "region": application.regency_id,
        "organisation": application.organisation_id,
        "companion": application.companion_id,
        "above": len(("region", "organisation", "companion")) + 1,
    }
    with connection.cursor() as cursor:
        while True:
            cursor.execute(statement(NEAREST, tuple(deltas)), values)
            if (row := cursor.fetchone()) is None:
                return None
            values["above"], *fields = row
            if fields[0] is not None:
                return Allocation.from_db(connection.alias, FIELDS, fields)


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
        allocation.refresh_from_db(fields=COUNTERS)
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
    """The error that names this level with its figures, which were read a moment ago."""
    return QuotaExhaustedError(
        level_name(allocation),
        granted=allocation.granted,
        held=allocation.granted - allocation.free,
        wanted=wanted,
    )


def level_name(allocation: Allocation) -> str:
    """The level in words, e.g. "LP3H Al-Amin di Kabupaten Kutai Timur"."""
    return str(allocation) if allocation.region_id else f"program {allocation.programme}"


def _values(
    kind: MovementKind,
    deltas: Mapping[str, int],
    *,
    by: User,
    application: Application | None = None,
    offer: Offer | None = None,
    note: str = "",
) -> dict[str, Any]:
    """The parameters of the statement, but for the level."""
    data: dict[str, object] = dict(deltas)
    data |= {"application": application.pk} if application else {}
    data |= {"offer": offer.pk} if offer else {}
    return {
        **deltas,
        "kind": str(kind),
        "at": timezone.now(),
        "by": by.pk,
        "application": application.pk if application else None,
        "offer": offer.pk if offer else None,
        "note": note,
        "action": f"allocation.{kind}",
        "data": json.dumps(data),
    }
