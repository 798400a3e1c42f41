"""Taking an import back within a day: new businesses go, changed ones are as before."""

from typing import Any

from django.db import connection, transaction
from django.db.models import ManyToOneRel
from django.utils import timezone

from halalportal.audit.services import record
from halalportal.lib.formats import number
from ikm.enums import ImportStatus
from ikm.errors import ImportNotUndoneError
from ikm.models import Business, ImportBatch
from ikm.services.imports import undo_sql as sql
from ikm.services.imports.applying import wait_for_other_imports
from ikm.services.imports.checking import Report, silent

_STEPS = 3
# What other jobs hang on a business by themselves, or what the import itself wrote.
_OF_NO_WEIGHT = frozenset(["Product", "ImportRow", "ImportChange", "DuplicatePair", "OtherEntry"])


@transaction.atomic
def undo(*, batch: ImportBatch, report: Report = silent) -> ImportBatch:
    """Takes back all that an import wrote; a second run changes nothing.

    Raises:
        ImportNotUndoneError: when somebody has worked on one of the businesses since.
    """
    wait_for_other_imports()
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.status != ImportStatus.UNDOING:
        return batch
    _refuse_if_used(batch)
    _take_back(batch, report)
    batch.status, batch.undone_at = ImportStatus.UNDONE, timezone.now()
    batch.save(update_fields=["status", "undone_at"])
    record(action="import_batch.undone", subject=batch, by=batch.by)
    return batch


def _refuse_if_used(batch: ImportBatch) -> None:
    touched = _touched(batch)
    if touched:
        names = Business.objects.filter(pk__in=touched[:3]).values_list("name", flat=True)
        raise ImportNotUndoneError(
            f"{number(len(touched))} usaha sudah diubah atau dipakai setelah impor ini, misalnya "
            f"{', '.join(names)}. Impor tidak bisa dibatalkan. Ubah usahanya satu per satu."
        )


def _touched(batch: ImportBatch) -> list[int]:
    """Businesses of the import with a later act in their history, or with work hanging on them."""
    used = [sql.used_in(_table(relation), _column(relation)) for relation in _weighty_relations()]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        for statement in sql.MADE:
            cursor.execute(statement, {"batch": batch.pk})
        cursor.execute(" UNION ".join([sql.CHANGED_SINCE, *used]), {"batch": batch.pk})
        return sorted(pk for (pk,) in cursor.fetchall())


def _weighty_relations() -> list[ManyToOneRel]:
    """Every table of any app with a key to businesses, but those of no weight."""
    return [
        relation
        for relation in Business._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel)
        and relation.related_model._meta.object_name not in _OF_NO_WEIGHT
    ]


def _table(relation: ManyToOneRel) -> str:
    return str(relation.related_model._meta.db_table)


def _column(relation: ManyToOneRel) -> str:
    return str(relation.field.column)


def _take_back(batch: ImportBatch, report: Report) -> None:
    names: dict[str, Any] = {"batch": batch.pk, "by": batch.by_id, "now": timezone.now()}
    with connection.cursor() as cursor:
        for done, statements in enumerate((sql.RESTORE, sql.AUDIT, sql.REMOVE)):
            report(done, _STEPS)
            for statement in statements:
                cursor.execute(statement, names)
    report(_STEPS, _STEPS)
