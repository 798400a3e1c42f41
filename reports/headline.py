"""The one sentence on a head's page, written from the figures by rules."""

import datetime
from dataclasses import dataclass

from certification.enums import Light, TargetMeasure
from certification.selectors.lights import START_DAYS
from certification.selectors.summary import ProgrammeSummary
from certification.selectors.targets import TargetSummary
from halalportal.lib.formats import long_date, number, percent

# Papers still come in during the week after a due day, so that week is no failure yet.
GRACE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Headline:
    """The verdict (`tone`: safe, warning, late or unknown) and the sentence after it."""

    tone: str
    text: str

    @property
    def label(self) -> str:
        return LABELS[self.tone]

    def __str__(self) -> str:
        return f"{self.label}: {self.text}"


LABELS = {
    "safe": "AMAN",
    "warning": "PERLU PERHATIAN",
    "late": "TERLAMBAT",
    "unknown": "BELUM BISA DINILAI",
}


def main_target(summary: ProgrammeSummary, region_code: str = "") -> TargetSummary | None:
    """The first target that is not met; the last one when all are; else None.

    Args:
        region_code: takes the targets of this kab/kota; "" those of the whole programme.
    """
    whole = [t for t in summary.targets if t.region_code == region_code and not t.organisation_id]
    return next((t for t in whole if not t.is_met), whole[-1] if whole else None)


def headline(summary: ProgrammeSummary, region_code: str = "") -> Headline:
    """Returns the verdict on a programme, or on one kab/kota of it, as of the summary's day."""
    if not summary.quota:
        return Headline("unknown", f"kuota {_whose(region_code)} belum diisi.")
    target = main_target(summary, region_code)
    used = f"{percent(summary.used, summary.quota)} kuota terpakai"
    if target is None:
        return _without_target(summary, used)
    if target.is_met:
        return Headline("safe", f"target {number(target.quantity)} {target.unit} sudah tercapai.")
    if target.is_overdue:
        return _late(used, target.due_on, target.overdue_calendar_days)
    return _running(summary, target, used)


def _whose(region_code: str) -> str:
    return "kabupaten/kota ini" if region_code else "program"


def _without_target(summary: ProgrammeSummary, used: str) -> Headline:
    """By the day until which the places of a kab/kota were given, when it has only that."""
    due_on = summary.regions[0].due_on if len(summary.regions) == 1 else None
    if due_on is None:
        return Headline("unknown", f"{used}, tenggat belum ditetapkan.")
    if summary.used >= summary.quota:
        return Headline("safe", f"seluruh {number(summary.quota)} kuota sudah terpakai.")
    days = (summary.as_of - due_on).days
    if days > 0:
        return _late(used, due_on, days)
    left = f"tersisa {number(-days)} hari" if days else "tenggat hari ini"
    return Headline("unknown", f"{used}, {left}.")


def _late(used: str, due_on: datetime.date, days: int) -> Headline:
    tone = "late" if days > GRACE_DAYS else "warning"
    return Headline(tone, f"baru {used}, tenggat {long_date(due_on)} lewat {number(days)} hari.")


def _running(summary: ProgrammeSummary, target: TargetSummary, used: str) -> Headline:
    left = time_left(target)
    if (summary.as_of - target.starts_on).days < START_DAYS:
        return Headline("safe", f"program baru dimulai, {used}, {left}.")
    if target.light == Light.GREEN:
        return Headline("safe", f"{used}, {left}.")
    return Headline("warning", f"baru {used}, {left}.")


def time_left(target: TargetSummary) -> str:
    """Returns "tersisa 40 hari", "tersisa 12 hari kerja" or "tenggat hari ini"."""
    if not target.days_left:
        return "tenggat hari ini"
    estimate = " (perkiraan)" if target.is_due_estimate else ""
    return f"tersisa {number(target.days_left)} {target.day_unit}{estimate}"


def forecast(target: TargetSummary | None) -> str:
    """Returns what the pace of the last four weeks leads to, with its range; "" without a target.

    The range is that of `certification.selectors.forecast`: it holds 8 of 10 courses.
    """
    if target is None:
        return ""
    if target.is_met:
        return f"Target {number(target.quantity)} {target.unit} sudah tercapai."
    if target.forecast_on is None:
        return target.range_note
    found = (
        f"Dengan laju 4 minggu terakhir, target {number(target.quantity)} {target.unit} "
        f"tercapai {long_date(target.forecast_on)}"
    )
    if target.forecast_from is None or target.forecast_to is None:
        return f"{found}. {target.range_note}"
    return (
        f"{found} (8 dari 10 kemungkinan antara {long_date(target.forecast_from)} "
        f"dan {long_date(target.forecast_to)})."
    )


def standing(target: TargetSummary | None) -> str:
    """Returns a target with the reason of its light in words; "" without one."""
    if target is None:
        return ""
    what = "terbit" if target.measure == TargetMeasure.ISSUED else "masuk SiHalal"
    return (
        f"Target {number(target.quantity)} {target.unit} {what}, "
        f"tenggat {long_date(target.due_on)}: {target.light_reason}."
    )
