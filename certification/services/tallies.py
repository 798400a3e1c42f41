"""Keeping the counts of statuses: two deltas for each step, in the transaction of the step."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection, transaction

from certification.models import Application, Programme, StatusDelta
from certification.selectors.tallies import TRAIL
from certification.services import closings


class Standing(NamedTuple):
    """Where an application is counted."""

    programme_id: int
    regency_id: str
    organisation_id: int | None
    status: str


def standing_of(application: Application) -> Standing:
    """Where the record at hand is counted, saved or not."""
    return Standing(
        application.programme_id,
        application.regency_id,
        application.organisation_id,
        application.status,
    )


def record(before: Standing | None, after: Standing, *, at: datetime.datetime) -> None:
    """One less where it was, one more where it is from now on; nothing when that is the same.

    Args:
        before: None for an application that has just begun.
        at: when it happened, inside this transaction: a past day is never changed.
    """
    if before == after:
        return
    deltas = [StatusDelta(**after._asdict(), at=at, delta=1)]
    if before:
        deltas.insert(0, StatusDelta(**before._asdict(), at=at, delta=-1))
    StatusDelta.objects.bulk_create(deltas)


@transaction.atomic
def add_history(applications: Iterable[Application]) -> None:
    """Deltas for applications that were written in bulk with their whole trail, as in a demo."""
    ids = [application.pk for application in applications]
    _from_trail("a.id = ANY(%s)", ids)
    for programme in Programme.objects.filter(applications__in=ids).distinct():
        closings.forget(programme)


@transaction.atomic
def rebuild(programme: Programme) -> None:
    """Writes a programme's deltas anew from the trail, each application at its present LP3H."""
    StatusDelta.objects.filter(programme=programme).delete()
    _from_trail("a.programme_id = %s", programme.pk)
    closings.forget(programme)


def _from_trail(which: str, value: int | list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FROM_TRAIL.format(which=which), [value])


_FROM_TRAIL = f"""
INSERT INTO certification_statusdelta (programme_id, regency_id, organisation_id, status, at, delta)
{TRAIL} WHERE {{which}} ORDER BY step.at
"""
