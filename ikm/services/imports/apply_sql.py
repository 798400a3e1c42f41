"""The SQL of `applying`. A chunk is the written rows at the positions after … until."""

# ruff: noqa: S608 - put together from this file's own names; values are parameters

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field

from ikm.enums import BusinessSource
from ikm.models import Business
from ikm.services.imports.verdict_sql import NEW_PRODUCTS, PLACE_FIELDS, PLAIN_FIELDS

_TABLE = Business._meta.db_table

# Each written row with its business; a new one gets its number from the table's sequence.
WRITTEN = f"""
CREATE TEMP TABLE import_written ON COMMIT DROP AS
SELECT number, outcome, changes, row_number() OVER (ORDER BY number) AS position,
       CASE outcome WHEN 'new' THEN nextval(pg_get_serial_sequence('{_TABLE}', 'id'))
       ELSE business_id END AS business_id
FROM import_verdict WHERE outcome IN ('new', 'changed')
"""

_CHUNK = "w.position > %(after)s AND w.position <= %(until)s"
_ROWS = "FROM import_written w JOIN import_stage s USING (number)"


@dataclass(frozen=True, slots=True)
class Insert:
    """A statement and the values of the columns that the rows don't name."""

    text: str
    defaults: dict[str, Any]


def insert_businesses() -> Insert:
    """INSERT … SELECT of the new ones; what a row doesn't say is as in a new `Business`."""
    blank = Business(source=BusinessSource.IMPORT)
    given = {
        "id": "w.business_id",
        "uuid": "COALESCE(s.uuid, gen_random_uuid())",
        "nik_sealed": "COALESCE(decode(s.nik_sealed, 'base64'), '')",
        "updated_at": "%(now)s",
    }
    known = {"nik_index", *PLAIN_FIELDS, *PLACE_FIELDS}
    columns: dict[str, str] = {}
    defaults: dict[str, Any] = {}
    for field in _stored_fields():
        name = str(field.column)
        value = field.get_db_prep_save(getattr(blank, field.attname), connection)
        if name not in given:
            defaults[f"default_{name}"] = value
        said = f"COALESCE(s.{name}, %(default_{name})s)" if name in known else f"%(default_{name})s"
        columns[name] = given.get(name, said)
    text = (
        f"INSERT INTO {_TABLE} ({', '.join(columns)}) "
        f"SELECT {', '.join(columns.values())} {_ROWS} "
        f"WHERE w.outcome = 'new' AND {_CHUNK} ORDER BY w.position"
    )
    return Insert(text, defaults)


def _stored_fields() -> list["Field[Any, Any]"]:
    """The columns that the database doesn't fill by itself."""
    return [f for f in Business._meta.concrete_fields if not f.generated and not f.has_db_default()]


# The old values of a changed business, the products that it gets, and nothing for a new one.
_BEFORE = f"""
(SELECT jsonb_object_agg(c.name, CASE c.name
    WHEN 'nik' THEN '""'
    WHEN 'place' THEN jsonb_build_array(b.regency_id, b.district_id, b.village_id)
    WHEN 'products' THEN (SELECT jsonb_agg(lower(p.name)) {NEW_PRODUCTS})
    ELSE to_jsonb(b) -> c.name END)
 FROM jsonb_object_keys(w.changes) AS c(name))
"""

_CHANGES = f"""
INSERT INTO ikm_importchange (batch_id, business_id, is_new, before)
SELECT %(batch)s, w.business_id, w.outcome = 'new',
       CASE w.outcome WHEN 'new' THEN '{{}}' ELSE {_BEFORE} END
{_ROWS} LEFT JOIN {_TABLE} b ON b.id = w.business_id AND w.outcome = 'changed'
WHERE {_CHUNK}
"""

_SET = ", ".join(
    (
        *(f"{name} = COALESCE(s.{name}, b.{name})" for name in PLAIN_FIELDS),
        *(
            f"{name} = CASE WHEN w.changes ? 'place' THEN s.{name} ELSE b.{name} END"
            for name in PLACE_FIELDS
        ),
        "updated_at = %(now)s",
    )
)
_UPDATE = f"""
UPDATE {_TABLE} b SET {_SET} {_ROWS}
WHERE w.outcome = 'changed' AND w.business_id = b.id AND {_CHUNK}
"""

_PRODUCTS = f"""
INSERT INTO ikm_product (business_id, name, product_class, kbli_code)
SELECT w.business_id, p.name, '', ''
{_ROWS}, jsonb_array_elements_text(s.products) WITH ORDINALITY AS p(name, place)
WHERE {_CHUNK} ORDER BY w.position, p.place
ON CONFLICT DO NOTHING
"""

_AUDIT = f"""
INSERT INTO audit_auditentry (action, actor_id, subject_type, subject_id, data)
SELECT CASE w.outcome WHEN 'new' THEN 'business.imported' ELSE 'business.changed_by_import' END,
       %(by)s, '{Business._meta.label_lower}', w.business_id::text,
       jsonb_build_object('import_batch', %(batch)s, 'fields', COALESCE(
           (SELECT jsonb_agg(k ORDER BY k) FROM jsonb_object_keys(w.changes) AS k), '[]'))
FROM import_written w WHERE {_CHUNK}
"""

# In this order: the old values are read before they are written over.
FOLLOW_UP = (_CHANGES, _UPDATE, _PRODUCTS, _AUDIT)

MISSING_NIKS = f"""
SELECT b.id, b.uuid, s.uuid, decode(s.nik_sealed, 'base64'), s.nik_index
{_ROWS} JOIN {_TABLE} b ON b.id = w.business_id
WHERE w.outcome = 'changed' AND w.changes ? 'nik'
"""

REMEMBER = """
UPDATE ikm_importrow r SET business_id = w.business_id
FROM import_written w
WHERE r.batch_id = %(batch)s AND r.number = w.number AND w.outcome = 'new'
"""
