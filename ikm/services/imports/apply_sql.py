"""The SQL of `applying`. A chunk is the rows of the batch with the numbers after … until."""

# ruff: noqa: S608 - put together from this file's own names; values are parameters

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field

from ikm.enums import BusinessSource
from ikm.models import Business
from ikm.models.imports import PLACE_FIELDS, STATED_FIELDS, TEXT_FIELDS
from ikm.services.imports.verdict_sql import NEW_PRODUCTS

_TABLE = Business._meta.db_table
PLAIN_FIELDS = (*TEXT_FIELDS, "kbli_version", "is_mentored")

_CHUNK = "r.batch_id = %(batch)s AND r.number > %(after)s AND r.number <= %(until)s"
_NEW = f"FROM ikm_importrow r WHERE r.outcome = 'new' AND {_CHUNK}"
_CHANGED = f"""FROM ikm_importrow r JOIN {_TABLE} b ON b.id = r.business_id
WHERE r.outcome = 'changed' AND {_CHUNK}"""

# The last row number of each chunk of so many written rows, and how many are written up to there.
CHUNKS = """
SELECT max(number), max(place) FROM (
    SELECT number, row_number() OVER (ORDER BY number) AS place FROM ikm_importrow
    WHERE batch_id = %(batch)s AND outcome IN ('new', 'changed')
) AS written GROUP BY (place - 1) / %(size)s ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Insert:
    """A statement and the values of the columns that the rows don't name."""

    text: str
    defaults: dict[str, Any]


def insert_businesses() -> Insert:
    """The new businesses with their products; what a row doesn't say is as in a new `Business`."""
    blank = Business(source=BusinessSource.IMPORT)
    given = {"uuid": "r.uuid", "updated_at": "%(now)s"}
    known = {*STATED_FIELDS} - {"match_key", "products"}
    columns: dict[str, str] = {}
    defaults: dict[str, Any] = {}
    for field in _stored_fields():
        name = str(field.column)
        value = field.get_db_prep_save(getattr(blank, field.attname), connection)
        if name not in given:
            defaults[f"default_{name}"] = value
        said = f"COALESCE(r.{name}, %(default_{name})s)" if name in known else f"%(default_{name})s"
        columns[name] = given.get(name, said)
    text = f"""
    WITH new AS MATERIALIZED (
        SELECT nextval(pg_get_serial_sequence('{_TABLE}', 'id')) AS new_id, said.*
        FROM (SELECT * {_NEW} ORDER BY r.number) said
    ), made AS (
        INSERT INTO {_TABLE} (id, {", ".join(columns)})
        SELECT r.new_id, {", ".join(columns.values())} FROM new r
    )
    INSERT INTO ikm_product (business_id, name, product_class, kbli_code)
    SELECT r.new_id, p.name, '', ''
    FROM new r, jsonb_array_elements_text(r.products) WITH ORDINALITY AS p(name, place)
    ORDER BY r.new_id, p.place
    """
    return Insert(text, defaults)


def _stored_fields() -> list["Field[Any, Any]"]:
    """The columns that the database doesn't fill by itself."""
    fields = Business._meta.concrete_fields
    return [f for f in fields if not (f.primary_key or f.generated or f.has_db_default())]


# The old values of a changed business, and the products that it gets.
_BEFORE = f"""
(SELECT jsonb_object_agg(c.name, CASE c.name
    WHEN 'nik' THEN '""'
    WHEN 'place' THEN jsonb_build_array(b.regency_id, b.district_id, b.village_id)
    WHEN 'products' THEN (SELECT jsonb_agg(lower(p.name)) {NEW_PRODUCTS})
    ELSE to_jsonb(b) -> c.name END)
 FROM jsonb_object_keys(r.changes) AS c(name))
"""

_CHANGES = f"""
INSERT INTO ikm_importchange (batch_id, business_id, before)
SELECT %(batch)s, b.id, {_BEFORE} {_CHANGED}
"""


def _changed(name: str, key: str) -> str:
    return f"{name} = CASE WHEN r.changes ? '{key}' THEN r.{name} ELSE b.{name} END"


_SET = ", ".join(
    (
        *(_changed(name, name) for name in PLAIN_FIELDS),
        *(_changed(name, "place") for name in PLACE_FIELDS),
        "updated_at = %(now)s",
    )
)
_UPDATE = f"""
UPDATE {_TABLE} b SET {_SET} FROM ikm_importrow r
WHERE r.outcome = 'changed' AND r.business_id = b.id AND {_CHUNK}
"""

_PRODUCTS = f"""
INSERT INTO ikm_product (business_id, name, product_class, kbli_code)
SELECT changed.id, p.name, '', '' FROM (SELECT b.id, r.number, r.products {_CHANGED}) AS changed,
    jsonb_array_elements_text(changed.products) WITH ORDINALITY AS p(name, place)
ORDER BY changed.number, p.place
ON CONFLICT DO NOTHING
"""

_AUDIT = f"""
INSERT INTO audit_auditentry (action, actor_id, subject_type, subject_id, data)
SELECT 'business.changed_by_import', %(by)s, '{Business._meta.label_lower}', b.id::text,
       jsonb_build_object('import_batch', %(batch)s, 'fields', (
           SELECT jsonb_agg(k ORDER BY k) FROM jsonb_object_keys(r.changes) AS k))
{_CHANGED}
"""

# In this order: the old values are read before they are written over.
CHANGE = (_CHANGES, _UPDATE, _PRODUCTS, _AUDIT)

MISSING_NIKS = f"""
SELECT b.id, b.uuid, r.uuid, r.nik_sealed, r.nik_index
FROM ikm_importrow r JOIN {_TABLE} b ON b.id = r.business_id
WHERE r.batch_id = %(batch)s AND r.outcome = 'changed' AND r.changes ? 'nik'
"""
