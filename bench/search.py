"""The search page beside Django admin's way to search (docs/performance.md, row 3).

    python -m halalportal.embedded.temporary .venv/bin/python manage.py shell \\
        -c "from bench.search import main; main()"

Both give the first 25 rows and a count; the peer counts everything, as a changelist does. The bars:
at least 50 times the peer at a million rows (median over the terms), and our p95 at a million at
most five times that at 83,000. At a million the two take turns.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from math import log
from statistics import median, quantiles

from django.core.management import call_command
from django.db import connection
from django.db.models import Q

from accounts.enums import Role
from accounts.models import Membership, User
from bench.lifelike import fill
from ikm.models import Business
from ikm.selectors.listing import Criteria
from ikm.selectors.searching import find

PROVINCE, SIZES, RUNS = "63", (10_000, 83_000, 100_000, 1_000_000), 7
TERMS = {
    "a common word": "barokah",
    "a name": "warung barokah halimah",
    "a typing error": "warung barokkah halimah",
    "an owner": "halimah maulana",
    "a NIB": "",
    "the beginning of a NIB": "",
    "a phone": "",
    "two letters": "ke",
    "nothing like it": "zzqxwv",
}
Search = Callable[[User, str], int]
Times = dict[str, list[float]]


def main(sizes: Sequence[int] = SIZES) -> None:
    """Fills the registry step by step, measures at each size, and prints the table."""
    call_command("migrate", verbosity=0)
    call_command("load_regions")
    user = _officer()
    ours: dict[int, Times] = {}
    peer: Times = {}
    for before, size in pairwise((0, *sizes)):
        fill(province=PROVINCE, first=before + 1, last=size)
        _settle()
        searches = [_ours, _peer] if size == sizes[-1] else [_ours]
        ours[size], *others = _measure(searches, user, _terms())
        peer = others[0] if others else {}
    _tell(ours, peer)


def _officer() -> User:
    user = User.objects.create_user(name="Pengukur", email="ukur@contoh.id")
    Membership.objects.create(
        user=user, role=Role.PROVINCE_OFFICER, region_id=PROVINCE, started_on=date(2026, 1, 1)
    )
    return user


def _terms() -> dict[str, str]:
    one = Business.objects.exclude(nib="").exclude(phone="").order_by("pk")[1_000]
    found = {"a NIB": one.nib, "the beginning of a NIB": one.nib[:8], "a phone": one.phone}
    return TERMS | found


def _ours(user: User, term: str) -> int:
    return len(find(user, Criteria(q=term)).page.rows)


def _peer(user: User, term: str) -> int:
    """As a changelist: every word in one of the fields, a full count, the newest 25."""
    found = Business.objects.filter(regency__code__startswith=PROVINCE)
    Business.objects.count()  # "of so many", which the changelist shows beside
    for word in term.split():
        fields = ("name", "owner_name", "brand", "nib", "phone")
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        found = found.filter(anywhere)
    found.count()
    return len(found.select_related("regency", "district", "village").order_by("-pk")[:25])


def _measure(searches: Sequence[Search], user: User, terms: dict[str, str]) -> list[Times]:
    """Milliseconds of each run of each search, taking turns, after one that warms the cache."""
    found: list[Times] = [{name: [] for name in terms} for _ in searches]
    for name, term in terms.items():
        for turn in range(RUNS + 1):
            for search, times in zip(searches, found, strict=True):
                started = time.perf_counter()
                search(user, term)
                if turn:
                    times[name].append((time.perf_counter() - started) * 1_000)
    return found


def _settle() -> None:
    """What autovacuum does in the night after a big import."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE ikm_business, ikm_word")


def _tell(ours: dict[int, Times], peer: Times) -> None:
    write, sizes = sys.stdout.write, list(ours)
    heads = "".join(f"{f'{size:,}':>12}" for size in sizes)
    write(f"{'term':24}{heads}{'peer':>10}{'ratio':>7}{'growth':>8}\n")
    ratios = []
    for name, of_peer in peer.items():
        middle = [median(ours[size][name]) for size in sizes]
        ratios.append(median(of_peer) / middle[-1])
        cells = "".join(f"{each:10.1f}ms" for each in middle)
        growth = _growth(sizes, middle)
        write(f"{name:24}{cells}{median(of_peer):8.0f}ms{ratios[-1]:6.0f}x{growth:8.2f}\n")
    write(f"median of the ratios {median(ratios):.0f}x (bar 50x)\n")
    p95 = {size: quantiles(_all(times), n=20)[18] for size, times in ours.items()}
    write(f"p95 {', '.join(f'{size:,}: {each:.1f} ms' for size, each in p95.items())}\n")
    write(f"p95 at 1,000,000 is {p95[sizes[-1]] / p95[sizes[1]]:.1f}x that at 83,000 (bar 5x)\n")


def _growth(sizes: list[int], times: list[float]) -> float:
    """The exponent e of time = rows^e from the smallest to the largest size."""
    return log(times[-1] / times[0]) / log(sizes[-1] / sizes[0])


def _all(times: Times) -> list[float]:
    return [each for runs in times.values() for each in runs]
