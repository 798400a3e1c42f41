"""Working days and office hours, from which the demo takes its dates."""

import datetime
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from halalportal.lib.working_days import is_working_day

_OPENS, _CLOSES = 8 * 60, 15 * 60 + 45  # minutes after midnight


class Days:
    """The working days of a span, oldest first; plans count in their indexes."""

    def __init__(self, first: datetime.date, last: datetime.date, zone: str) -> None:
        span = range((last - first).days + 1)
        every_day = (first + datetime.timedelta(days=n) for n in span)
        self._days = [day for day in every_day if is_working_day(day)]
        self._zone = ZoneInfo(zone)

    def __len__(self) -> int:
        return len(self._days)

    def __getitem__(self, index: int) -> datetime.date:
        return self._days[index]

    def index(self, day: datetime.date) -> int:
        """The index of a day, or of the next working day after it."""
        return bisect_left(self._days, day)

    def moment(self, index: int, minute: int) -> datetime.datetime:
        """A minute after midnight, local time, on a working day."""
        time = datetime.time(minute // 60, minute % 60)
        return datetime.datetime.combine(self._days[index], time, self._zone)

    def moments(self, indexes: Sequence[int], rng: random.Random) -> list[datetime.datetime]:
        """Moments in office hours on the days given in order, each later than the one before."""
        minutes: list[int] = []
        for _, count in sorted(Counter(indexes).items()):
            minutes += sorted(rng.sample(range(_OPENS, _CLOSES), count))
        return [self.moment(i, m) for i, m in zip(sorted(indexes), minutes, strict=True)]
