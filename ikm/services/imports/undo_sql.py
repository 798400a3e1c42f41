"""The SQL of `undoing`."""

# ruff: noqa: S608 - put together from this file's own names; values are parameters

from ikm.models import Business
from ikm.services.imports.verdict_sql import PLACE_FIELDS, PLAIN_FIELDS

_TABLE = Business._meta.db_table
_LABEL = Business._meta.label_lower

# Later entries of the audit trail than the import's own about the same business.
CHANGED_SINCE = f"""
SELECT c.business_id FROM ikm_importchange c
JOIN audit_auditentry own ON own.subject_type = '{_LABEL}'
    AND own.subject_id = c.business_id::text
    AND own.action IN ('business.imported', 'business.changed_by_import')
    AND own.data @> jsonb_build_object('import_batch', %(batch)s)
JOIN audit_auditentry later ON later.subject_type = own.subject_type
    AND later.subject_id = own.subject_id AND later.id > own.id
WHERE c.batch_id = %(batch)s
"""


def used_in(table: str, column: str) -> str:
    """New businesses of the batch to which a row of the table belongs."""
    return (
        f"SELECT c.business_id FROM ikm_importchange c JOIN {table} t "
        f"ON t.{column} = c.business_id WHERE c.batch_id = %(batch)s AND c.is_new"
    )


def _old(name: str) -> str:
    return f"{name} = CASE WHEN c.before ? '{name}' THEN old.{name} ELSE b.{name} END"


def _old_place(position: int, name: str) -> str:
    return (
        f"{name} = CASE WHEN c.before ? 'place' THEN c.before -> 'place' ->> {position} "
        f"ELSE b.{name} END"
    )


_SET = ", ".join(
    (
        *(_old(name) for name in PLAIN_FIELDS),
        *(_old_place(position, name) for position, name in enumerate(PLACE_FIELDS)),
        "nik_index = CASE WHEN c.before ? 'nik' THEN '' ELSE b.nik_index END",
        "nik_sealed = CASE WHEN c.before ? 'nik' THEN ''::bytea ELSE b.nik_sealed END",
        "updated_at = %(now)s",
    )
)

RESTORE = (
    f"""
UPDATE {_TABLE} b SET {_SET}
FROM ikm_importchange c, jsonb_populate_record(NULL::{_TABLE}, c.before - 'place' - 'nik') AS old
WHERE c.batch_id = %(batch)s AND NOT c.is_new AND b.id = c.business_id
""",
    """
DELETE FROM ikm_product p USING ikm_importchange c
WHERE c.batch_id = %(batch)s AND p.business_id = c.business_id
  AND (c.is_new OR c.before -> 'products' ? lower(p.name))
""",
)

AUDIT = (
    f"""
INSERT INTO audit_auditentry (action, actor_id, subject_type, subject_id, data)
SELECT CASE WHEN c.is_new THEN 'business.import_undone' ELSE 'business.restored' END, %(by)s,
       '{_LABEL}', c.business_id::text, jsonb_build_object('import_batch', %(batch)s)
FROM ikm_importchange c WHERE c.batch_id = %(batch)s
""",
)

_NEW = "SELECT business_id FROM ikm_importchange WHERE batch_id = %(batch)s AND is_new"

REMOVE = (
    f"CREATE TEMP TABLE import_gone ON COMMIT DROP AS {_NEW}",
    "ANALYZE import_gone",
    "DELETE FROM ikm_importchange WHERE business_id IN (SELECT business_id FROM import_gone)",
    "UPDATE ikm_importrow SET business_id = NULL "
    "WHERE business_id IN (SELECT business_id FROM import_gone)",
    "UPDATE ikm_otherentry SET business_id = NULL, state = 'none' "
    "WHERE business_id IN (SELECT business_id FROM import_gone)",
    "DELETE FROM ikm_duplicatepair WHERE first_id IN (SELECT business_id FROM import_gone) "
    "OR second_id IN (SELECT business_id FROM import_gone)",
    f"DELETE FROM {_TABLE} WHERE id IN (SELECT business_id FROM import_gone)",
)
