"""Tables of SiHalal that people brought in: one applied, one that waits for a look."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from certification.enums import MirrorSource, MirrorState
from certification.models import MirrorBatch, MirrorRow
from certification.services.mirror import applying, batches

_LATER = datetime.timedelta(minutes=6)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as SiHalal's page shows it."""

    number: str
    name: str
    status: str


def bring(lines: Sequence[Line], *, as_of: datetime.datetime, by: User) -> MirrorBatch:
    """A pasted table with its preview; no case is changed."""
    rows = ["No. Daftar\tNama PU\tStatus"]
    rows += [f"{line.number}\t{line.name}\t{line.status}" for line in lines]
    batch = batches.bring(
        kind=MirrorSource.PASTE, content="\n".join(rows).encode(), as_of=as_of, by=by
    )
    MirrorBatch.objects.filter(pk=batch.pk).update(created_at=as_of + _LATER)
    return batch


def apply(lines: Sequence[Line], *, as_of: datetime.datetime, by: User) -> MirrorBatch:
    """A table that was applied a few minutes after it was brought in."""
    batch = bring(lines, as_of=as_of, by=by)
    batch.state = MirrorState.APPLYING
    batch.save(update_fields=["state"])
    applied = applying.apply(batch=batch, by=by)
    moment = as_of + 2 * _LATER
    MirrorRow.objects.filter(batch=batch, applied_at__isnull=False).update(applied_at=moment)
    MirrorBatch.objects.filter(pk=batch.pk).update(applied_at=moment)
    return applied
