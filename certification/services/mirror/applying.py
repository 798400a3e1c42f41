"""Writing a table: row by row, each in a transaction of its own, nothing twice."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import MirrorOutcome, MirrorState, Status
from certification.errors import CertificationError, NumberTakenError
from certification.mirror.lines import MirrorLine
from certification.models import Application, MirrorBatch, MirrorRow
from certification.selectors.mirror_plan import NOT_FOUND, Planner
from certification.services.applications import enter_in_sihalal
from certification.services.mirror.reading import (
    CHUNK,
    Report,
    cases_of,
    counted,
    line_of,
    put,
    silent,
)
from certification.services.mirror.states import state_of
from certification.services.national import record
from halalportal.audit import services as audit
from halalportal.lib.days import read_date

# Says nothing of the case that has it, which the person may not see.
NUMBER_REFUSED = "Nomor daftar ini tidak bisa dipakai di sini. Cocokkan nomornya di SiHalal."


def apply(*, batch: MirrorBatch, by: User, report: Report = silent) -> MirrorBatch:
    """Writes the rows that are to be written; what was written stays, whatever comes.

    Rows are planned anew under a lock, since cases may have moved after the preview. A row that
    fits no longer is refused with a sentence. A second run goes on where the first one ended.
    """
    batch.refresh_from_db()
    if batch.state != MirrorState.APPLYING:
        return batch
    waiting = list(batch.rows.to_write().order_by("line").values_list("pk", flat=True))
    planner = Planner(by, batch.as_of)
    for done, pk in enumerate(waiting):
        if done % CHUNK == 0:
            report(done, len(waiting))
        _apply_row(pk, batch, planner, by)
    report(len(waiting), len(waiting))
    return _finish(batch, by)


@transaction.atomic
def step_back(*, batch: MirrorBatch) -> None:
    """After a job that was cancelled: what was written is kept, and can be taken back."""
    locked = MirrorBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    is_written = locked.rows.to_take_back().exists()
    after = {
        MirrorState.READING: MirrorState.DROPPED,
        MirrorState.APPLYING: MirrorState.APPLIED if is_written else MirrorState.PREVIEW,
        MirrorState.UNDOING: MirrorState.APPLIED,
    }
    if locked.state == MirrorState.APPLYING and is_written:
        locked.applied_at = timezone.now()
    locked.state = after.get(MirrorState(locked.state), MirrorState(locked.state))
    locked.counts = dict(counted(locked))
    locked.save(update_fields=["state", "applied_at", "counts"])


@transaction.atomic
def _apply_row(pk: int, batch: MirrorBatch, planner: Planner, by: User) -> None:
    rows = MirrorRow.objects.select_for_update(of=("self",)).to_write()
    row = rows.filter(pk=pk).first()
    if row is None:
        return
    locked = cases_of(by).select_for_update(of=("self",))
    case = locked.filter(pk=row.application_id or 0).first()
    if case is None:
        row.outcome, row.problem = MirrorOutcome.REFUSED, NOT_FOUND
        row.application = None
    else:
        _write(row, case, batch, planner, by)
    row.save()


def _write(
    row: MirrorRow, case: Application, batch: MirrorBatch, planner: Planner, by: User
) -> None:
    line = line_of(row)
    plan = planner.plan(line, case)
    put(row, plan)
    if plan.outcome == MirrorOutcome.REFUSED:
        return
    before, trail = state_of(case), _trail(case)
    try:
        with transaction.atomic():
            _tell(case, line, batch, by)
    except NumberTakenError:
        row.outcome, row.problem = MirrorOutcome.REFUSED, NUMBER_REFUSED
    except CertificationError as error:
        row.outcome, row.problem = MirrorOutcome.REFUSED, str(error)
    except PermissionDenied:
        row.outcome, row.problem = MirrorOutcome.REFUSED, NOT_FOUND
    else:
        case.refresh_from_db()
        row.before, row.after = before, state_of(case) | _since(case, trail)
        row.applied_at = timezone.now()


def _tell(case: Application, line: MirrorLine, batch: MirrorBatch, by: User) -> None:
    """The number first: a status belongs to a case that is in SiHalal."""
    if line.number and not case.sihalal_number:
        if case.status == Status.READY:
            day = _day(line)
            case = enter_in_sihalal(application=case, number=line.number, entered_on=day, by=by)
        else:
            _name_number(case, line.number, by)
    record(application=case, raw=line.status, at=batch.as_of, source=batch.source, by=by)


def _name_number(case: Application, number: str, by: User) -> None:
    """Notes the number of a case that was entered without one."""
    if Application.objects.filter(sihalal_number=number).exists():
        raise NumberTakenError(number)
    case.sihalal_number = number
    case.save(update_fields=["sihalal_number"])
    audit.record(action="application.sihalal_number", subject=case, by=by)


def _day(line: MirrorLine) -> datetime.date | None:
    """The day of registration as the table has it; None for none, or one that is yet to come."""
    day = read_date(line.cells.get("day", ""))
    return day if day and day <= timezone.localdate() else None


def _trail(case: Application) -> tuple[int, int]:
    """The latest event and the latest step of the case."""
    event = case.national_events.order_by("-pk").values_list("pk", flat=True).first()
    change = case.status_changes.order_by("-pk").values_list("pk", flat=True).first()
    return event or 0, change or 0


def _since(case: Application, trail: tuple[int, int]) -> dict[str, Any]:
    """The events and steps that came after."""
    event, change = trail
    events = case.national_events.filter(pk__gt=event)
    changes = case.status_changes.filter(pk__gt=change)
    return {
        "events": list(events.values_list("pk", flat=True)),
        "changes": list(changes.values_list("pk", flat=True)),
    }


@transaction.atomic
def _finish(batch: MirrorBatch, by: User) -> MirrorBatch:
    locked = MirrorBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state != MirrorState.APPLYING:
        return locked
    locked.state, locked.applied_at = MirrorState.APPLIED, timezone.now()
    locked.counts = dict(counted(locked))
    locked.save(update_fields=["state", "applied_at", "counts"])
    audit.record(action="mirror_batch.applied", subject=locked, by=by, **locked.counts)
    return locked
