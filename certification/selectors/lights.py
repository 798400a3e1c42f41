"""The traffic light of a target: a colour, and the reason in words."""

import datetime
from dataclasses import dataclass

from certification.enums import Light
from certification.selectors.forecast import Forecast
from halalportal.lib.formats import long_date, number

# Before so many days have gone by, a pace that is too slow proves nothing.
START_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A target on a day with what its light depends on. `needed` is places per working day."""

    day: datetime.date
    starts_on: datetime.date
    due_on: datetime.date
    done: int
    quantity: int
    needed: float | None
    overdue_calendar_days: int
    overdue_working_days: int
    forecast: Forecast

    @property
    def remaining(self) -> int:
        return max(self.quantity - self.done, 0)

    @property
    def is_young(self) -> bool:
        return (self.day - self.starts_on).days < START_DAYS


def light_of(target: Standing) -> Light:
    """Green when even the late end of the range is in time, red when not even the early end is.

    Without a range the forecast day decides alone. In the first two weeks red is still yellow.
    """
    if not target.remaining:
        return Light.MET
    if target.day > target.due_on:
        return Light.LATE
    found = target.forecast
    if found.on and (found.latest or found.on) <= target.due_on:
        return Light.GREEN
    if found.on and (found.earliest or found.on) <= target.due_on:
        return Light.YELLOW
    return Light.YELLOW if target.is_young else Light.RED


def reason_of(target: Standing, light: Light) -> str:
    """Why the target has its light, e.g. "perlu 12 per hari kerja, laju 3,1"."""
    if light == Light.MET:
        return f"tercapai {number(target.done)} dari {number(target.quantity)}"
    short = f"masih kurang {number(target.remaining)}"
    if light == Light.LATE:
        days = number(target.overdue_calendar_days)
        return f"lewat {days} hari ({number(target.overdue_working_days)} hari kerja), {short}"
    if target.needed is None:
        return f"tidak ada hari kerja lagi, {short}"
    if target.day < target.starts_on:
        return f"baru dihitung mulai {long_date(target.starts_on)}"
    return f"{_prefix(target, light)}{_paces(target.needed, target.forecast.pace)}"


def _prefix(target: Standing, light: Light) -> str:
    if light == Light.GREEN:
        return "sesuai laju: "
    if target.is_young:
        return "baru dimulai: "
    if light == Light.RED:
        return ""
    is_enough = target.needed is not None and target.forecast.pace >= target.needed
    return f"{'laju cukup, masih naik turun' if is_enough else 'bisa terkejar, belum pasti'}: "


def _paces(needed: float, pace: float) -> str:
    return f"perlu {one_decimal(needed)} per hari kerja, laju {one_decimal(pace)}"


def one_decimal(value: float) -> str:
    """A pace as people read it: "12", "3,1", and never "0" for what is more than nothing."""
    rounded = round(value, 1)
    return "kurang dari 0,1" if value > 0 and not rounded else number(rounded)
