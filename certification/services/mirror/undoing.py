"""Taking a table back: every case that nobody touched since is as it was before."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import MirrorState
from certification.errors import NotTakenBackError
from certification.models import Application, MirrorBatch, MirrorRow, NationalEvent
from certification.services.mirror.reading import CHUNK, Report, silent
from certification.services.mirror.states import restored, state_of
from certification.services.status import take_back
from halalportal.audit import services as audit

LONGEST_PROBLEM = 300
TOUCHED = "Sudah diubah setelah tabel ini diterapkan, jadi tidak dibatalkan."


def undo(*, batch: MirrorBatch, by: User, report: Report = silent) -> MirrorBatch:
    """Restores row by row; a case that was touched since stays, and its row says so.

    A second run goes on where the first one ended.
    """
    batch.refresh_from_db()
    if batch.state != MirrorState.UNDOING:
        return batch
    # Backwards, as the later of two rows may rest on the earlier one's place in the ledger.
    written = list(batch.rows.to_take_back().order_by("-line").values_list("pk", flat=True))
    for done, pk in enumerate(written):
        if done % CHUNK == 0:
            report(done, len(written))
        _undo_row(pk, by)
    report(len(written), len(written))
    return _finish(batch, by)


@transaction.atomic
def _undo_row(pk: int, by: User) -> None:
    rows = MirrorRow.objects.select_for_update(of=("self",)).to_take_back()
    row = rows.filter(pk=pk).first()
    if row is None or row.application_id is None:
        return
    case = Application.objects.select_for_update(of=("self",)).get(pk=row.application_id)
    after: dict[str, Any] = dict(row.after)
    events, changes = after.pop("events"), after.pop("changes")
    try:
        if state_of(case) != after:
            raise NotTakenBackError(TOUCHED)
        with transaction.atomic():
            take_back(case, changes=changes, fields=restored(row.before), by=by)
            NationalEvent.objects.filter(pk__in=events).delete()
    except NotTakenBackError as error:
        row.problem = str(error)[:LONGEST_PROBLEM]
    else:
        row.undone_at, row.problem = timezone.now(), ""
    row.save(update_fields=["undone_at", "problem"])


@transaction.atomic
def _finish(batch: MirrorBatch, by: User) -> MirrorBatch:
    locked = MirrorBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state != MirrorState.UNDOING:
        return locked
    locked.state, locked.undone_at = MirrorState.UNDONE, timezone.now()
    locked.save(update_fields=["state", "undone_at"])
    kept = locked.rows.to_take_back().count()
    audit.record(action="mirror_batch.undone", subject=locked, by=by, kept=kept)
    return locked
