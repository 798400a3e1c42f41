"""The SQL of a programme's places by level: at this moment, or at the end of a past day.

Places of companions are counted at their LP3H, as if never shared out. Parameters: those of
`days.bounds`.
"""

# One row for each level and source: `a` is its allocation, `places` what holds the counters.
AT_LP3H = """
    CASE WHEN a.companion_id IS NULL THEN a.id ELSE a.parent_id END AS id,
    CASE WHEN a.companion_id IS NULL THEN places.granted ELSE 0 END AS granted,
    CASE WHEN a.companion_id IS NULL THEN places.delegated
         ELSE places.delegated - places.granted END AS delegated,
    places.reserved, places.used, places.issued
"""
# The programme's own level has a row on each day that was closed.
LAST_CLOSING = """
    SELECT max(c.closed_on) AS day
    FROM certification_allocationclosing c
    JOIN certification_allocation a ON a.id = c.allocation_id
    WHERE a.programme_id = %(programme)s AND a.parent_id IS NULL AND c.closed_on <= %(day)s
"""
NOT_CLOSED = """
    places.at < %(until)s AND places.at >= coalesce(
        (SELECT (day + 1)::timestamp AT TIME ZONE %(zone)s FROM closing), '-infinity')
"""
_SUMS = "sum(granted), sum(delegated), sum(reserved), sum(used), sum(issued)"
_NAMED = "id, granted, delegated, reserved, used, issued"

NOW = f"""
SELECT id, {_SUMS}
FROM (
    SELECT {AT_LP3H}
    FROM certification_allocation a, LATERAL (SELECT a.*) AS places
    WHERE a.programme_id = %(programme)s
) AS parts
GROUP BY id
"""  # noqa: S608 - made of the names above
THEN = f"""
WITH closing AS ({LAST_CLOSING})
SELECT id, {_SUMS}
FROM (
    SELECT c.allocation_id AS id, c.granted, c.delegated, c.reserved, c.used, c.issued
    FROM certification_allocation a
    JOIN certification_allocationclosing c ON c.allocation_id = a.id
    WHERE a.programme_id = %(programme)s AND a.companion_id IS NULL
      AND c.closed_on = (SELECT day FROM closing)
    UNION ALL
    SELECT {AT_LP3H}
    FROM certification_movement places
    JOIN certification_allocation a ON a.id = places.allocation_id
    WHERE a.programme_id = %(programme)s AND {NOT_CLOSED}
) AS parts
GROUP BY id
"""  # noqa: S608 - made of the names above


def with_names(places: str) -> str:
    """The statement with what names each level, in the order of kab/kota and LP3H."""
    return f"""
    SELECT level.id, coalesce(level.region_id, ''), coalesce(region.name, ''),
           level.organisation_id, coalesce(nullif(lp3h.short_name, ''), lp3h.name, ''),
           level.due_on, places.granted::int, places.delegated::int, places.reserved::int,
           places.used::int, places.issued::int
    FROM ({places}) AS places ({_NAMED})
    JOIN certification_allocation level ON level.id = places.id
    LEFT JOIN regions_region region ON region.code = level.region_id
    LEFT JOIN accounts_organisation lp3h ON lp3h.id = level.organisation_id
    ORDER BY level.region_id, level.organisation_id
    """  # noqa: S608 - made of the names above
