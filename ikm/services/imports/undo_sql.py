"""The SQL of `undoing`."""

# ruff: noqa: S608 - put together from this file's own names; values are parameters

from ikm.models import Business
from ikm.models.imports import PLACE_FIELDS
from ikm.services.imports.apply_sql import PLAIN_FIELDS

_TABLE = Business._meta.db_table
_LABEL = Business._meta.label_lower

# The businesses that the import made: each has the uuid of its row.
MADE = (
    f"""
CREATE TEMP TABLE import_made ON COMMIT DROP AS
SELECT b.id AS business_id FROM ikm_importrow r JOIN {_TABLE} b ON b.uuid = r.uuid
WHERE r.batch_id = %(batch)s AND r.outcome = 'new'
""",
    "ANALYZE import_made",
)

# Acts about a business that the import made, or later ones than the import's own about another.
CHANGED_SINCE = f"""
SELECT m.business_id FROM import_made m
JOIN audit_auditentry later ON later.subject_type = '{_LABEL}'
    AND later.subject_id = m.business_id::text
UNION
SELECT c.business_id FROM ikm_importchange c
JOIN audit_auditentry own ON own.subject_type = '{_LABEL}'
    AND own.subject_id = c.business_id::text
    AND own.action = 'business.changed_by_import'
    AND own.data @> jsonb_build_object('import_batch', %(batch)s)
JOIN audit_auditentry later ON later.subject_type = own.subject_type
    AND later.subject_id = own.subject_id AND later.id > own.id
WHERE c.batch_id = %(batch)s
"""


def used_in(table: str, column: str) -> str:
    """Businesses made by the import to which a row of the table belongs."""
    return f"SELECT m.business_id FROM import_made m JOIN {table} t ON t.{column} = m.business_id"


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
WHERE c.batch_id = %(batch)s AND b.id = c.business_id
""",
    """
DELETE FROM ikm_product p USING ikm_importchange c
WHERE c.batch_id = %(batch)s AND p.business_id = c.business_id
  AND c.before -> 'products' ? lower(p.name)
""",
)

AUDIT = (
    f"""
INSERT INTO audit_auditentry (action, actor_id, subject_type, subject_id, data)
SELECT 'business.restored', %(by)s, '{_LABEL}', c.business_id::text,
       jsonb_build_object('import_batch', %(batch)s)
FROM ikm_importchange c WHERE c.batch_id = %(batch)s
""",
)

_MADE = "(SELECT business_id FROM import_made)"

REMOVE = (
    f"DELETE FROM ikm_product WHERE business_id IN {_MADE}",
    f"DELETE FROM ikm_importchange WHERE business_id IN {_MADE}",
    f"UPDATE ikm_importrow SET business_id = NULL WHERE business_id IN {_MADE}",
    f"UPDATE ikm_otherentry SET business_id = NULL, state = 'none' WHERE business_id IN {_MADE}",
    f"DELETE FROM ikm_duplicatepair WHERE first_id IN {_MADE} OR second_id IN {_MADE}",
    f"DELETE FROM {_TABLE} WHERE id IN {_MADE}",
)
