"""The SQL that changes the counters of one level, with its movement and its audit row."""

from functools import cache

from certification.models import Allocation

COUNTERS = ("granted", "delegated", "reserved", "used", "issued")
FIELDS = [field.attname for field in Allocation._meta.concrete_fields]

GIVEN = "SELECT id, 0 AS depth FROM certification_allocation WHERE id = %(allocation)s"
# Of the levels above a depth that may serve an application, the deepest with a free place.
NEAREST = """
    SELECT id, num_nonnulls(region_id, organisation_id, companion_id) AS depth
      FROM certification_allocation
     WHERE programme_id = %(programme)s
       AND (region_id IS NULL OR region_id = %(region)s)
       AND (organisation_id IS NULL OR organisation_id = %(organisation)s)
       AND (companion_id IS NULL OR companion_id = %(companion)s)
       AND num_nonnulls(region_id, organisation_id, companion_id) < %(above)s
       AND granted > delegated + reserved + used
     ORDER BY depth DESC
     LIMIT 1
"""


@cache
def statement(level: str, changed: tuple[str, ...]) -> str:
    """Returns the statement that adds deltas to counters of a level; the others aren't even named.

    Its condition is that the counters are right afterwards; the table's constraints say the same.
    It gives one row with the level's depth and its fields, which are null when the condition does
    not hold (any more, after waiting for the row); none when there is no such level.

    Args:
        level: GIVEN or NEAREST.
        changed: names of counters, each with a parameter of its name.
    """
    after = {name: f"{name} + %({name})s" if name in changed else name for name in COUNTERS}
    sets = ", ".join(f"{name} = {after[name]}" for name in changed)
    whole = " AND ".join(f"{after[name]} >= 0" for name in changed)
    zeros = ", ".join(f"%({name})s" if name in changed else "0" for name in COUNTERS)
    fields = ", ".join(f"moved.{name}" for name in FIELDS)
    return f"""
        WITH level AS MATERIALIZED ({level}
        ), moved AS (
            UPDATE certification_allocation AS allocation SET {sets}
              FROM level
             WHERE allocation.id = level.id AND {whole}
               AND {after["granted"]}
                   >= {after["delegated"]} + {after["reserved"]} + {after["used"]}
               AND {after["used"]} >= {after["issued"]}
         RETURNING allocation.*
        ), movement AS (
            INSERT INTO certification_movement
                   (allocation_id, kind, at, by_id, application_id, offer_id, note,
                    {", ".join(COUNTERS)})
            SELECT id, %(kind)s, %(at)s, %(by)s, %(application)s, %(offer)s, %(note)s, {zeros}
              FROM moved
        ), entry AS (
            INSERT INTO audit_auditentry (action, actor_id, subject_type, subject_id, data)
            SELECT %(action)s, %(by)s, 'certification.allocation', id::text, %(data)s::jsonb
              FROM moved
        )
        SELECT level.depth, {fields} FROM level LEFT JOIN moved ON true
    """  # noqa: S608 - made of the names above
