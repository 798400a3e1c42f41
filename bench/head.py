"""The head's page at 10,000, 100,000 and 1,000,000 applications (performance.md, rows 4 and 4b).

    BENCH=bench.head make bench

The peer counts the applications each time, as one would first write it with the ORM: all that the
page shows, and, as "one count", status × kab/kota × LP3H × month beside the counts that we keep of
status × kab/kota × LP3H. All take turns, medians of five after one warm-up. The bars at a million:
at least 40 times the peer, at most twice the time of ten thousand, a past day at most 5 times
today, and a step with its counts at most 1.25 times one without.
"""

import argparse
import datetime
import os
import sys
import time
from collections.abc import Callable
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")

import django

django.setup()

# isort: split
# Models can be read only now.

from django.core.management import call_command  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.db.models.functions import TruncDate, TruncMonth  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.many_applications import fill, organisations, settle  # noqa: E402
from certification.enums import Status, Track  # noqa: E402
from certification.models import Application, Obstacle, Programme, StatusChange  # noqa: E402
from certification.selectors.tallies import status_counts  # noqa: E402
from certification.services import tallies  # noqa: E402
from certification.workflow import transitions_for  # noqa: E402
from reports.selectors.overview import overview, province_scope, today_in  # noqa: E402
from tests.certification.ways import (  # noqa: E402
    People,
    make_case,
    make_people,
    path_to,
    take,
)
from tests.factories import make_officer, make_programme  # noqa: E402

SIZES, RUNS, STEPS = (10_000, 100_000, 1_000_000), 5, 30
USED = (Status.IN_SIHALAL, Status.RETURNED_OUT, Status.ISSUED)
Work = Callable[[], object]


def main() -> None:
    """Fills one programme for each size, measures, and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    by, lp3h = make_officer("64"), organisations()
    for size in options.sizes:
        started = time.perf_counter()
        fill(size=size, lp3h=lp3h, by=by)
        _say(f"{size:,} applications written in {time.perf_counter() - started:.0f} s")
    settle()
    _measure_pages(options.sizes, options.runs)
    _measure_steps(options.runs)


def _measure_pages(sizes: list[int], runs: int) -> None:
    ours = {}
    for size in sizes:
        programme = Programme.objects.select_related("region").get(slug=f"bench-{size}")
        past = today_in(programme) - datetime.timedelta(days=200)
        works: dict[str, Work] = {
            "today": lambda p=programme: _page(p),  # type: ignore[misc]
            "past": lambda p=programme, d=past: _page(p, d),  # type: ignore[misc]
            "counts": lambda p=programme: status_counts(p, by_lp3h=True),  # type: ignore[misc]
            "one count": lambda p=programme: _one_count(p),  # type: ignore[misc]
            "peer": lambda p=programme: _naive_page(p),  # type: ignore[misc]
        }
        found = _turns(works, runs)
        ours[size] = found["today"]
        times = "   ".join(f"{name} {seconds * 1_000:,.1f} ms" for name, seconds in found.items())
        _say(
            f"{size:>9,}: {times}   peer ÷ today {found['peer'] / found['today']:.0f}, one count "
            f"÷ counts {found['one count'] / found['counts']:.0f} (bar 40)   past ÷ today "
            f"{found['past'] / found['today']:.2f} (bar 5)"
        )
    _say(f"{sizes[-1]:,} ÷ {sizes[0]:,}: {ours[sizes[-1]] / ours[sizes[0]]:.2f} (bar 2)")


def _page(programme: Programme, as_of: datetime.date | None = None) -> object:
    return overview(programme=programme, scope=province_scope(programme), as_of=as_of)


def _one_count(programme: Programme) -> object:
    """Status × kab/kota × LP3H × month, in one aggregate."""
    rows = Application.objects.filter(programme=programme).order_by()
    groups = rows.values("status", "regency", "organisation", month=TruncMonth("created_at"))
    return list(groups.annotate(count=Count("pk")))


def _naive_page(programme: Programme) -> object:
    """The figures of the page, each counted when it is asked for."""
    rows = Application.objects.filter(programme=programme).order_by()
    counts = {
        "used": Count("pk", filter=Q(status__in=USED)),
        "issued": Count("pk", filter=Q(status=Status.ISSUED)),
        "held": Count("pk", filter=~Q(status__in=(Status.DRAFT, Status.STOPPED))),
    }
    since = timezone.now() - datetime.timedelta(days=56)
    entered = StatusChange.objects.filter(
        application__programme=programme, to_status=Status.IN_SIHALAL, at__gte=since
    )
    obstacles = Obstacle.objects.open().filter(application__programme=programme)
    return (
        rows.aggregate(**counts),
        list(rows.values("status").annotate(count=Count("pk"))),
        list(rows.values("regency", "regency__name").annotate(**counts)),
        list(rows.values("organisation", "organisation__name").annotate(**counts)),
        _one_count(programme),
        list(entered.order_by().values(day=TruncDate("at")).annotate(count=Count("pk"))),
        list(obstacles.order_by().values("cause__label").annotate(count=Count("pk"))),
    )


def _measure_steps(runs: int) -> None:
    """The way from draft to certificate with and without the counts, each step committed."""
    people = make_people()
    programme = make_programme(by=people.province, quota=4 * STEPS * (runs + 1))
    record = tallies.record
    times: dict[str, list[float]] = {"with": [], "without": []}
    for run in range(runs + 1):
        for name, keep in (("with", record), ("without", lambda *_, **__: None)):
            tallies.record = keep
            seconds = _ways(people, programme)
            tallies.record = record
            if run:
                times[name].append(seconds)
    ratio = median(a / b for a, b in zip(times["with"], times["without"], strict=True))
    each = median(times["with"]) * 1_000
    _say(f"one step {each:.1f} ms with its counts, ÷ without them {ratio:.2f} (bar 1.25)")


def _ways(people: People, programme: Programme) -> float:
    """The seconds of one step, over some cases that go from draft to certificate."""
    cases = [make_case(people, Track.SELF_DECLARE, programme=programme) for _ in range(STEPS)]
    names = path_to(Track.SELF_DECLARE, Status.ISSUED)
    started = time.perf_counter()
    for name in names:
        by = people.of(transitions_for(Track.SELF_DECLARE)[name].roles)
        cases = [take(case, name, by) for case in cases]
    return (time.perf_counter() - started) / len(cases) / len(names)


def _turns(works: dict[str, Work], runs: int) -> dict[str, float]:
    """The median seconds of each after a warm-up, one after the other in each turn."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for run in range(runs + 1):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            if run:
                times[name].append(time.perf_counter() - started)
    return {name: median(found) for name, found in times.items()}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
