"""Duplicates among 83,000 businesses: precision, recall and time (performance, row 5).

    BENCH=bench.duplicates make bench

The bars: precision ≥ 0.95, recall ≥ 0.90, at most 60 seconds.
"""

import argparse
import os
import sys
import time
from random import Random
from statistics import median

import django

COUNT, DUPLICATES, RUNS, SEED = 83_000, 4_000, 5, 3
Pairs = set[tuple[int, int]]


def main() -> None:
    """Makes a registry with its truth, looks for pairs and prints what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=COUNT)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")
    django.setup()
    from bench.duplicate_truth import quality

    total, truth = _prepare(options.rows)
    found, seconds = _search(options.runs)
    precision, recall = quality(found, truth)
    sys.stdout.write(
        f"{total:,} businesses, {len(truth):,} of them duplicates and as many near misses: "
        f"{len(found):,} pairs, median of {options.runs} runs {seconds:.1f} s (bar 60 s), "
        f"precision {precision:.3f} (bar 0.95), recall {recall:.3f} (bar 0.90)\n"
    )


def _prepare(count: int) -> tuple[int, Pairs]:
    """A registry of one province; returns its size and the pairs that are one business."""
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import User
    from bench.duplicate_truth import add_truth, share_a_phone
    from ikm.demo import make_businesses
    from ikm.models import Business

    call_command("migrate", verbosity=0)
    call_command("load_regions")
    rng = Random(SEED)
    by = User.objects.create_user(name="Pengukur", email="ukur@contoh.id")
    businesses = make_businesses(province_code="63", count=count, rng=rng, by=by)
    share_a_phone(businesses, rng)
    Business.objects.bulk_update(businesses, ["phone"], batch_size=1_000)
    truth, _ = add_truth(businesses, count=DUPLICATES * count // COUNT, rng=rng)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ikm_business")
    return Business.objects.count(), set(truth)


def _search(runs: int) -> tuple[Pairs, float]:
    """The pairs, and the median of the seconds that a search took."""
    from ikm.models import DuplicatePair
    from ikm.services.duplicates import finding

    times = []
    for _ in range(runs):
        DuplicatePair.objects.all().delete()
        started = time.perf_counter()
        finding.find(region_code="63")
        times.append(time.perf_counter() - started)
    return set(DuplicatePair.objects.values_list("first_id", "second_id")), median(times)


if __name__ == "__main__":
    main()
