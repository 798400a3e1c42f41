"""When the rest of a target will be done: the pace, a day, and a range around it.

The range is that of a gamma-Poisson model of the last eight weeks. Given N places in n working
days, the rate of places a day has a gamma distribution (Jeffreys' prior: shape N + ½), and the time
for R more places at a given rate has another (shape R). Their ratio, times n, is the time to go;
its 10th and 90th percentiles are the range. Places often come in batches, so a day's count varies
more than Poisson's: both shapes are divided by the dispersion (variance over mean, at least 1),
as if whole batches arrived. Nothing is drawn by lot: the same figures give the same range.

The model takes the pace as steady. It knows nothing of a trend, or of a push before the due day.
"""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from halalportal.lib.beta import beta_quantile
from halalportal.lib.working_days import ONE_DAY, Calendar, add_days, count_days

PACE_DAYS = 28
RANGE_DAYS = 56
# The range holds 8 of 10 possible courses.
SHARE = 0.8
# Fewer places, fewer working days, or fewer days on which anything came in allow no range.
FEWEST_PLACES = 10
FEWEST_DAYS = 10
FEWEST_ACTIVE_DAYS = 4
# A forecast further away than this (in working days) says nothing.
FURTHEST_FORECAST = 2_500
BEYOND = FURTHEST_FORECAST + 1

DailyCounts = dict[datetime.date, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What the pace leads to. `pace` is places per working day over the last four weeks.

    `on` is the working day on which the rest is done at that pace, None without any; `earliest`
    and `latest` enclose it in 8 of 10 cases, None when `why_no_range` says why there are none.
    """

    pace: float
    on: datetime.date | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    why_no_range: str = ""


def forecast(
    *, remaining: int, counts: DailyCounts, day: datetime.date, since: datetime.date, by: Calendar
) -> Forecast:
    """Returns the forecast on a day.

    Args:
        remaining: places still to come; 0 needs no forecast.
        counts: places by the day on which they came in; days outside the window are left out.
        since: the first day on which places could come in; a pace isn't thinned by days before.
        by: the working days of whoever does the work.
    """
    recent = daily(counts, day=day, since=since, days=PACE_DAYS, by=by)
    pace = max(fmean(recent), 0.0) if recent else 0.0
    if not remaining or not pace:
        return Forecast(pace=pace, why_no_range="" if not remaining else NO_PACE)
    ahead = math.ceil(round(remaining / pace, 9))
    if ahead > FURTHEST_FORECAST:
        return Forecast(pace=pace, why_no_range=TOO_FAR)
    on = add_days(day, ahead, by)
    window = daily(counts, day=day, since=since, days=RANGE_DAYS, by=by)
    if why := _too_little(window):
        return Forecast(pace=pace, on=on, why_no_range=why)
    low, high = working_days_to_go(remaining, window)
    if high > FURTHEST_FORECAST:
        return Forecast(pace=pace, on=on, why_no_range=TOO_FAR)
    # The pace of four weeks may lie outside what eight weeks allow: the range then reaches to it.
    return Forecast(
        pace=pace,
        on=on,
        earliest=add_days(day, min(low, ahead), by),
        latest=add_days(day, max(high, ahead), by),
    )


NO_PACE = "Dalam 4 minggu terakhir belum ada yang masuk, jadi tanggalnya belum bisa diperkirakan."
TOO_FAR = "Dengan laju sekarang selesainya terlalu jauh untuk diperkirakan."
TOO_FEW_DAYS = f"Belum ada rentang: baru {{days}} hari kerja berjalan, perlu {FEWEST_DAYS}."
TOO_FEW_PLACES = (
    f"Belum ada rentang: baru {{places}} masuk dalam 8 minggu terakhir, perlu {FEWEST_PLACES}."
)
TOO_FEW_ACTIVE_DAYS = (
    "Belum ada rentang: dalam 8 minggu terakhir semua masuk hanya dalam {days} hari."
)


def _too_little(window: Sequence[int]) -> str:
    """Why the days allow no range, "" when they do."""
    places, active = sum(window), sum(count > 0 for count in window)
    if len(window) < FEWEST_DAYS:
        return TOO_FEW_DAYS.format(days=len(window))
    if places < FEWEST_PLACES:
        return TOO_FEW_PLACES.format(places=max(places, 0))
    if active < FEWEST_ACTIVE_DAYS:
        return TOO_FEW_ACTIVE_DAYS.format(days=active)
    return ""


def daily(
    counts: DailyCounts, *, day: datetime.date, since: datetime.date, days: int, by: Calendar
) -> list[int]:
    """The counts of each working day among the last `days` calendar days, oldest first.

    What came in on a day off counts on the next working day, at the end on the last one.
    """
    first = max(day - datetime.timedelta(days=days - 1), since)
    found: list[int] = []
    carried = 0
    for offset in range((day - first).days + 1):
        date = first + offset * ONE_DAY
        carried += counts.get(date, 0)
        if by.counts(date):
            found.append(carried)
            carried = 0
    if found:
        found[-1] += carried
    return found


def working_days_to_go(
    remaining: int, window: Sequence[int], share: float = SHARE
) -> tuple[int, int]:
    """The fewest and the most working days for `remaining` places in `share` of all courses.

    Args:
        window: the places of each past working day, at least two days with some places in all.
    """
    mean = fmean(window)
    batch = max(variance(window, mean) / mean, 1.0)
    to_come = max(remaining / batch, 1.0)
    seen = max((sum(window) + 0.5) / batch, 1.0)
    tail = (1 - share) / 2
    low, high = (len(window) * _odds(beta_quantile(p, to_come, seen)) for p in (tail, 1 - tail))
    return max(math.ceil(low), 1), max(math.ceil(high), 1)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def needed_pace(
    remaining: int, *, day: datetime.date, due_on: datetime.date, by: Calendar
) -> float | None:
    """Places per working day until the due day; 0 when none remain, None when no day is left."""
    if not remaining:
        return 0.0
    left = count_days(day, due_on, by)
    return round(remaining / left, 2) if left > 0 else None
