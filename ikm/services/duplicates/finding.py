"""Looking for pairs of one region that may be one business."""

from collections.abc import Callable
from itertools import count

from django.db import connection, transaction

from accounts.models import User
from halalportal.audit.services import record
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job
from ikm import rules
from ikm.errors import NotAllowedError
from ikm.models import DuplicatePair
from ikm.services.duplicates.likeness import TICKS, match_pairs
from regions.models import Region, within

Report = Callable[[int, int], None]
FIND_JOB = "ikm.find_duplicates"
_STEPS = TICKS + 1  # the last one stores the pairs

# NIB and NIK are not here: the database lets no two living records have the same one.
_EXACT = """
INSERT INTO alike_match (a, b, score, evidence)
SELECT x.business_id, y.business_id, 0.99, '["nomor sertifikat sama"]'::jsonb
FROM ikm_heldcertificate x
JOIN ikm_heldcertificate y ON y.number = x.number AND x.business_id < y.business_id
JOIN alike_record p ON p.key = x.business_id
JOIN alike_record q ON q.key = y.business_id
"""
# A decided pair stays as it is, also for the record that one of the two was merged into.
_STORE = """
WITH found AS (
    SELECT a, b, max(score) AS score,
           (array_agg(evidence ORDER BY score DESC))[1] AS evidence
    FROM alike_match GROUP BY a, b
), apart AS (
    SELECT coalesce(x.merged_into_id, x.id) AS x, coalesce(y.merged_into_id, y.id) AS y
    FROM ikm_duplicatepair pair
    JOIN ikm_business x ON x.id = pair.first_id
    JOIN ikm_business y ON y.id = pair.second_id
    WHERE pair.status = 'distinct'
)
INSERT INTO ikm_duplicatepair AS pair (first_id, second_id, score, evidence, status)
SELECT a, b, score, evidence, 'open' FROM found
WHERE NOT EXISTS (SELECT 1 FROM apart WHERE (x, y) IN ((a, b), (b, a)))
ON CONFLICT (first_id, second_id) DO UPDATE
SET score = excluded.score, evidence = excluded.evidence WHERE pair.status = 'open'
"""
# An open pair that is no longer found was mended in the meantime.
_FORGET = """
DELETE FROM ikm_duplicatepair pair USING ikm_business x, ikm_business y
WHERE pair.status = 'open' AND x.id = pair.first_id AND y.id = pair.second_id
  AND (x.regency_id = %(code)s OR x.regency_id LIKE %(inside)s)
  AND (y.regency_id = %(code)s OR y.regency_id LIKE %(inside)s)
  AND x.merged_into_id IS NULL AND y.merged_into_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM alike_match m WHERE m.a = pair.first_id AND m.b = pair.second_id)
"""


@transaction.atomic
def start(*, region: Region, by: User) -> Job:
    """Starts the job that looks for pairs in a region."""
    if not rules.is_officer_of(by, region.code):
        raise NotAllowedError
    job = jobs.start(kind=FIND_JOB, title=f"Cari data ganda {region.name}", by=by, code=region.code)
    record(action="duplicates.search_requested", subject=region, by=by)
    return job


def _silent(done: int, total: int) -> None:
    """A report that nobody reads."""


@transaction.atomic
def find(*, region_code: str, report: Report = _silent) -> int:
    """Stores the pairs of a region and returns how many wait for a decision.

    Decided pairs keep their decision. Safe to run twice: a second run finds the same. `report`
    hears of each step before it begins; whatever it raises leaves the pairs as they were.
    """
    params = {"code": region_code, "inside": f"{region_code}.%"}
    steps = count()
    match_pairs(region_code, tick=lambda: report(next(steps), _STEPS))
    report(next(steps), _STEPS)
    with connection.cursor() as cursor:
        cursor.execute(_EXACT, params)
        cursor.execute(_STORE)
        cursor.execute(_FORGET, params)
    return (
        DuplicatePair.objects.open()
        .living()
        .filter(within("first__regency_id", region_code))
        .count()
    )
