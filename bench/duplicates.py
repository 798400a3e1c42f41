"""Duplicates among 83,000 businesses: precision, recall and time (docs/performance.md, row 5).

    python -m halalportal.embedded.temporary .venv/bin/python manage.py shell \\
        -c "from bench.duplicates import main; main()"

The bars: precision ≥ 0.95, recall ≥ 0.90, at most 60 seconds.
"""

import sys
import time
from random import Random

from django.core.management import call_command
from django.db import connection

from accounts.models import User
from bench.duplicate_truth import add_truth, quality, share_a_phone
from ikm.demo import make_businesses
from ikm.models import Business, DuplicatePair
from ikm.services.duplicates import finding

COUNT, DUPLICATES, SEED = 83_000, 4_000, 3


def main(count: int = COUNT) -> None:
    """Makes the registry with its truth, looks for pairs and prints what was found."""
    call_command("migrate", verbosity=0)
    call_command("load_regions")
    rng = Random(SEED)
    by = User.objects.create_user(name="Pengukur", email="ukur@contoh.id")
    businesses = make_businesses(province_code="63", count=count, rng=rng, by=by)
    share_a_phone(businesses, rng)
    Business.objects.bulk_update(businesses, ["phone"], batch_size=1_000)
    truth, near_misses = add_truth(businesses, count=DUPLICATES * count // COUNT, rng=rng)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ikm_business")
    started = time.perf_counter()
    finding.find(region_code="63")
    seconds = time.perf_counter() - started
    found = set(DuplicatePair.objects.values_list("first_id", "second_id"))
    precision, recall = quality(found, set(truth))
    total = len(businesses) + len(truth) + len(near_misses)
    sys.stdout.write(
        f"{total:,} businesses, {len(truth):,} duplicates, {len(near_misses):,} near misses: "
        f"{len(found):,} pairs in {seconds:.1f} s, "
        f"precision {precision:.3f} (bar 0.95), recall {recall:.3f} (bar 0.90)\n"
    )
