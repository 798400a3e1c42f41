"""A programme with any number of applications, written by SQL: trail, places, obstacles, counts.

A year of work in ten kab/kota and twenty LP3H. There are no businesses behind the applications:
nothing of a head's page reads them, and the foreign keys are not checked while this is written.
"""

import datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Organisation, User
from certification.enums import MovementKind
from certification.models import Allocation, Movement, Programme, Target
from certification.services import closings, tallies
from tests.factories import make_organisation, make_programme, make_region

REGENCIES = [f"64.{code}" for code in ("01", "02", "03", "07", "08", "09", "11", "71", "72", "74")]
LP3H, DAYS = 20, 365


def organisations() -> list[Organisation]:
    """The LP3H that all programmes share."""
    return [make_organisation(name=f"LP3H {number}") for number in range(LP3H)]


@transaction.atomic
def fill(*, size: int, lp3h: list[Organisation], by: User) -> Programme:
    """A programme with so many applications, its days closed until yesterday."""
    programme = _programme(size, lp3h, by)
    parameters = {"programme": programme.pk, "size": size, "by": by.pk, "days": DAYS}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        for statement in (
            _GRANTED_FIRST,
            _CASES,
            _APPLICATIONS,
            _CHANGES,
            _MOVEMENTS,
            _COUNTERS,
            _OBSTACLES,
        ):
            cursor.execute(statement, parameters)
        cursor.execute("DROP TABLE bench_step; DROP TABLE bench_case")
    tallies.rebuild(programme)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    closings.close(programme, settled=timezone.now())
    return programme


def settle() -> None:
    """Statistics and visibility as after a night."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _programme(size: int, lp3h: list[Organisation], by: User) -> Programme:
    """With a level for each LP3H in each kab/kota, and two targets."""
    start = timezone.localdate() - datetime.timedelta(days=DAYS)
    programme = make_programme(by=by, quota=2 * size, slug=f"bench-{size}", starts_on=start)
    root = Allocation.objects.get(programme=programme)
    share = 2 * size // len(REGENCIES) // LP3H
    regions = [make_region(code) for code in REGENCIES]
    above = Allocation.objects.bulk_create(
        Allocation(programme=programme, parent=root, region=region, granted=0) for region in regions
    )
    below = Allocation.objects.bulk_create(
        Allocation(
            programme=programme,
            parent=node,
            region=node.region,
            organisation=each,
            granted=share,
        )
        for node in above
        for each in lp3h
    )
    for node in above:
        node.granted = node.delegated = share * LP3H
    Allocation.objects.bulk_update(above, ["granted", "delegated"])
    Allocation.objects.filter(pk=root.pk).update(delegated=share * LP3H * len(REGENCIES))
    split = {"kind": MovementKind.SPLIT, "by": by, "at": timezone.now()}
    Movement.objects.bulk_create(
        [Movement(allocation=root, delegated=share * LP3H * len(REGENCIES), **split)]
        + [Movement(allocation=n, granted=n.granted, delegated=n.delegated, **split) for n in above]
        + [Movement(allocation=n, granted=n.granted, **split) for n in below]
    )
    due = timezone.localdate() + datetime.timedelta(days=60)
    for name, region in (("Program", None), ("Wilayah", regions[0])):
        Target.objects.create(
            programme=programme,
            name=name,
            region=region,
            quantity=size,
            starts_on=start,
            due_on=due,
        )
    return programme


# The places were there before the first case.
_GRANTED_FIRST = """
UPDATE certification_movement SET at = now() - (%(days)s + 1) * interval '1 day'
WHERE allocation_id IN (SELECT id FROM certification_allocation WHERE programme_id = %(programme)s)
"""
# How far each case comes (7 of 10 to the end), when it began, and at which LP3H it is.
_CASES = """
CREATE TEMPORARY TABLE bench_case AS
SELECT nextval(pg_get_serial_sequence('certification_application', 'id')) AS id, n,
       now() - random() * %(days)s * interval '1 day' AS began,
       CASE WHEN random() < 0.7 THEN 5 ELSE floor(random() * 5)::int END AS steps,
       random() < 0.04 AS stops,
       level.id AS allocation_id, level.region_id, level.organisation_id
FROM generate_series(1, %(size)s) AS n
JOIN (SELECT a.*, row_number() OVER (ORDER BY random()) AS place
      FROM certification_allocation a
      WHERE programme_id = %(programme)s AND organisation_id IS NOT NULL) AS level
  ON level.place = 1 + n %% 200;
ANALYZE bench_case;
CREATE TEMPORARY TABLE bench_step AS
SELECT c.id, c.allocation_id, way.*, c.began + way.after * interval '1 day' AS at
FROM bench_case c
CROSS JOIN (VALUES
    (1, 'submit', 'draft', 'submitted', 2), (2, 'accept', 'submitted', 'accepted', 5),
    (3, 'verify', 'accepted', 'ready', 9), (4, 'enter', 'ready', 'in_sihalal', 12),
    (5, 'issue', 'in_sihalal', 'issued', 30)) AS way (place, transition, source, target, after)
WHERE way.place <= c.steps AND c.began + way.after * interval '1 day' < now();
INSERT INTO bench_step
SELECT c.id, c.allocation_id, 6, 'stop', last.target, 'stopped', 0, last.at + interval '1 hour'
FROM bench_case c
JOIN (SELECT DISTINCT ON (id) * FROM bench_step ORDER BY id, place DESC) AS last USING (id)
WHERE c.stops AND last.target <> 'issued' AND last.at + interval '1 hour' < now();
"""
_APPLICATIONS = """
INSERT INTO certification_application (
    id, number, programme_id, business_id, regency_id, organisation_id, allocation_id, track,
    status, status_changed_at, created_at, created_by_id, snapshot, returned_count, product_type,
    brand, supervisor_name, process, equipment, grinding, marketing_area, letter_number,
    sihalal_number, sihalal_status_raw, stop_reason_id)
SELECT c.id, 'B-' || c.id, %(programme)s, c.n, c.region_id, c.organisation_id,
       CASE WHEN last.id IS NOT NULL THEN c.allocation_id END, 'self_declare',
       coalesce(last.target, 'draft'), coalesce(last.at, c.began), c.began, %(by)s, '{}', 0, '',
       '', '', '', '', '', '', '', '', '',
       CASE WHEN last.target = 'stopped' THEN 'withdrawn' END
FROM bench_case c
LEFT JOIN (SELECT DISTINCT ON (id) * FROM bench_step ORDER BY id, place DESC) AS last USING (id)
"""
_CHANGES = """
INSERT INTO certification_statuschange
    (application_id, transition, from_status, to_status, at, by_id, note)
SELECT id, transition, source, target, at, %(by)s, '' FROM bench_step ORDER BY at
"""
_MOVEMENTS = """
INSERT INTO certification_movement (allocation_id, kind, at, by_id, application_id, note,
                                    granted, delegated, reserved, used, issued)
SELECT allocation_id, kind, at, %(by)s, id, '', 0, 0, reserved, used, issued
FROM bench_step
JOIN (VALUES ('submit', '', 'reserve', 1, 0, 0), ('enter', '', 'commit', -1, 1, 0),
             ('issue', '', 'issue', 0, 0, 1), ('stop', 'in_sihalal', 'release', 0, -1, 0),
             ('stop', 'early', 'release', -1, 0, 0))
    AS act (transition, held, kind, reserved, used, issued)
  ON act.transition = bench_step.transition
 AND act.held = CASE WHEN bench_step.transition <> 'stop' THEN ''
                     WHEN source = 'in_sihalal' THEN 'in_sihalal' ELSE 'early' END
ORDER BY at
"""
_COUNTERS = """
UPDATE certification_allocation a
SET reserved = sums.reserved, used = sums.used, issued = sums.issued
FROM (SELECT allocation_id, sum(reserved) AS reserved, sum(used) AS used, sum(issued) AS issued
      FROM certification_movement GROUP BY allocation_id) AS sums
WHERE sums.allocation_id = a.id AND a.programme_id = %(programme)s
"""
# One open case of twenty stands still, and one issued of ten once did.
_OBSTACLES = """
INSERT INTO certification_obstacle (
    application_id, programme_id, cause_id, note, since, reported_by_id, next_actor, follow_up,
    resolved_at, resolved_by_id, resolution)
SELECT a.id, a.programme_id, cause.code, '', a.status_changed_at, %(by)s, cause.next_actor, '',
       CASE WHEN a.status = 'issued' THEN a.status_changed_at + interval '1 hour' END,
       CASE WHEN a.status = 'issued' THEN %(by)s END,
       CASE WHEN a.status = 'issued' THEN 'selesai' ELSE '' END
FROM certification_application a
JOIN (SELECT code, next_actor, row_number() OVER (ORDER BY code) AS place, count(*) OVER () AS n
      FROM certification_obstaclecause) AS cause ON cause.place = 1 + a.id %% cause.n
WHERE a.programme_id = %(programme)s AND a.status <> 'stopped'
  AND random() < CASE WHEN a.status = 'issued' THEN 0.1 ELSE 0.05 END
"""
