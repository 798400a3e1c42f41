"""32 clients on one hot row: the ledger beside a bare conditional UPDATE (performance.md, row 7).

    BENCH=bench.quota make bench

Each client takes places one after another, each in a transaction of its own, until its share is
done. Ours looks for the nearest level, holds the place, and writes movement and audit row. Both
take turns, five pairs after one warm-up; there are fewer places than takers at the end.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from statistics import median, quantiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")

import django

django.setup()

# isort: split
# Models can be read only now.

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import F  # noqa: E402

from accounts.models import User  # noqa: E402
from certification.errors import QuotaExhaustedError  # noqa: E402
from certification.models import Allocation, Application  # noqa: E402
from certification.services import quota  # noqa: E402
from ikm.models import Business  # noqa: E402
from tests.factories import SAMARINDA, make_officer, make_programme, make_region  # noqa: E402

CLIENTS, EACH, PAIRS, BAR = 32, 20, 5, 0.6
PLACES = CLIENTS * EACH * 9 // 10
Take = Callable[[int], bool]


def main() -> None:
    """Measures pairs, prints each way's rate and p50, the ratio, and what was oversold."""
    call_command("migrate", verbosity=0)
    by = make_officer("64")
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    waits: dict[str, list[float]] = {"bare": [], "ours": []}
    oversold = 0
    for pair in range(PAIRS + 1):
        for name, make in (("bare", _bare), ("ours", _ours)):
            root = Allocation.objects.get(programme=make_programme(by=by, quota=PLACES))
            seconds, times, served = _rush(make(root, by))
            root.refresh_from_db()
            oversold += max(served - PLACES, 0) + abs(root.reserved - served)
            if pair:
                rates[name].append(len(times) / seconds)
                waits[name] += times
    _tell(rates, waits, oversold)


def _bare(root: Allocation, by: User) -> Take:
    """The least that is right: the guarded UPDATE alone."""
    free = Allocation.objects.filter(
        pk=root.pk, granted__gt=F("delegated") + F("reserved") + F("used")
    )

    def take(index: int) -> bool:
        with transaction.atomic():
            return bool(free.update(reserved=F("reserved") + 1))

    return take


def _ours(root: Allocation, by: User) -> Take:
    drafts = _drafts(root, by)

    def take(index: int) -> bool:
        try:
            with transaction.atomic():
                quota.reserve(application=drafts[index], by=by)
        except QuotaExhaustedError:
            return False
        return True

    return take


def _drafts(root: Allocation, by: User) -> list[Application]:
    region = make_region(SAMARINDA)
    businesses = Business.objects.bulk_create(
        Business(name=f"Usaha {n}", owner_name=f"Pemilik {n}", regency=region)
        for n in range(CLIENTS * EACH)
    )
    return Application.objects.bulk_create(
        Application(
            number=f"B-{root.programme_id}-{business.pk}",
            programme_id=root.programme_id,
            business=business,
            regency=region,
            track="self_declare",
            created_by=by,
        )
        for business in businesses
    )


def _rush(take: Take) -> tuple[float, list[float], int]:
    """Seconds in all, seconds of each, and how many got a place."""
    barrier, results = threading.Barrier(CLIENTS + 1), list[tuple[float, bool]]()

    def run(client: int) -> None:
        connection.ensure_connection()
        barrier.wait()
        for number in range(EACH):
            started = time.perf_counter()
            is_served = take(client * EACH + number)
            results.append((time.perf_counter() - started, is_served))
        connection.close()

    threads = [threading.Thread(target=run, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    barrier.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    return seconds, [each for each, _ in results], sum(served for _, served in results)


def _tell(rates: dict[str, list[float]], waits: dict[str, list[float]], oversold: int) -> None:
    for name, found in rates.items():
        cuts = quantiles(waits[name], n=20)
        sys.stdout.write(
            f"{name:6}{median(found):8.0f}/s   p50 {cuts[9] * 1_000:5.0f} ms"
            f"   p95 {cuts[18] * 1_000:5.0f} ms\n"
        )
    pairs = zip(rates["ours"], rates["bare"], strict=True)
    ratio = median(ours / bare for ours, bare in pairs)
    sys.stdout.write(f"ratio {ratio:.2f} (bar {BAR}), oversold {oversold}\n")


if __name__ == "__main__":
    main()
