"""The search page beside Django admin's way to search (docs/performance.md, row 3).

    python -m halalportal.embedded.temporary .venv/bin/python manage.py shell \\
        -c "from bench.search import main; main()"

Both give the first 25 rows and a count; the peer counts everything, as a changelist does. The bars:
at least 50 times the peer at a million rows (median over the terms), and our p95 at a million at
most five times that at 83,000.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from random import Random
from statistics import median, quantiles

from django.core.management import call_command
from django.db import connection
from django.db.models import Q

from accounts.enums import Role
from accounts.models import Membership, User
from ikm.demo import make_businesses
from ikm.models import Business
from ikm.selectors.listing import Criteria
from ikm.selectors.searching import find

PROVINCE, FEW, MANY, RUNS = "63", 83_000, 1_000_000, 5
TERMS = {
    "a common word": "barokah",
    "a name": "kedai acil barokah",
    "a typing error": "kedai barokh acil",
    "an owner": "halimah maulana",
    "a NIB": "",
    "the beginning of a NIB": "",
    "a phone": "",
    "two letters": "ke",
    "nothing like it": "zzqxwv",
}
Search = Callable[[User, str], int]


def main(few: int = FEW, many: int = MANY) -> None:
    """Makes the registry, measures, multiplies it, measures again and prints the table."""
    call_command("migrate", verbosity=0)
    call_command("load_regions")
    user = _officer()
    make_businesses(province_code=PROVINCE, count=few, rng=Random(3), by=user)
    terms = _terms()
    _settle()
    small = {name: _measure(_ours, user, term) for name, term in terms.items()}
    _multiply(few, many)
    _settle()
    large = {name: _measure(_ours, user, term) for name, term in terms.items()}
    peer = {name: _measure(_peer, user, term, runs=3) for name, term in terms.items()}
    _tell(small, large, peer)


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


def _measure(search: Search, user: User, term: str, runs: int = RUNS) -> list[float]:
    """Milliseconds of each run, after one that warms the cache."""
    search(user, term)
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        search(user, term)
        times.append((time.perf_counter() - started) * 1_000)
    return times


def _multiply(few: int, many: int) -> None:
    """Copies the businesses with new identifiers until there are many."""
    columns = [
        field.column
        for field in Business._meta.concrete_fields
        if not (field.generated or field.primary_key)
    ]
    fresh = {
        "uuid": "gen_random_uuid()",
        "nib": "CASE WHEN nib = '' THEN '' ELSE"
        " '97' || lpad((n * 1000000 + id)::text, 11, '0') END",
        "phone": "CASE WHEN phone = '' THEN '' ELSE"
        " '+62834' || lpad(((id * 7919 + n * 104729) %% 100000000)::text, 8, '0') END",
        "nik_index": "''",
        "nik_sealed": "''",
    }
    values = ", ".join(fresh.get(str(column), str(column)) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ikm_business ({', '.join(map(str, columns))}) "  # noqa: S608 - constants
            f"SELECT {values} FROM ikm_business, generate_series(1, %s) AS n LIMIT %s",
            [many // few, many - few],
        )


def _settle() -> None:
    """What autovacuum does in the night after a big import."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE ikm_business")


def _tell(
    small: dict[str, list[float]], large: dict[str, list[float]], peer: dict[str, list[float]]
) -> None:
    write = sys.stdout.write
    write(f"{'term':26}{'ours 83 k':>11}{'ours 1 M':>11}{'peer 1 M':>11}{'ratio':>8}\n")
    ratios = []
    for name, times in small.items():
        few, many, other = median(times), median(large[name]), median(peer[name])
        ratios.append(other / many)
        write(f"{name:26}{few:9.1f}ms{many:9.1f}ms{other:9.0f}ms{other / many:7.0f}x\n")
    few_p95, many_p95 = (quantiles(_all(times), n=20)[18] for times in (small, large))
    write(f"median of the ratios {median(ratios):.0f}x (bar 50x)\n")
    write(f"p95 {few_p95:.1f} ms and {many_p95:.1f} ms: {many_p95 / few_p95:.1f}x (bar 5x)\n")


def _all(times: dict[str, list[float]]) -> list[float]:
    return [each for runs in times.values() for each in runs]
