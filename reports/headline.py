"""The one sentence on a head's page, written from the figures by rules."""

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


def main_target(summary: ProgrammeSummary) -> TargetSummary | None:
    """The whole programme's first target that is not met; the last one when all are; else None."""
    whole = [t for t in summary.targets if not t.region_code and t.organisation_id is None]
    return next((t for t in whole if not t.is_met), whole[-1] if whole else None)


def headline(summary: ProgrammeSummary) -> Headline:
    """Returns the verdict on a programme as of the summary's day."""
    if not summary.quota:
        return Headline("unknown", "kuota program belum diisi.")
    target = main_target(summary)
    used = f"{percent(summary.used, summary.quota)} kuota terpakai"
    if target is None:
        return Headline("unknown", f"{used}, tenggat belum ditetapkan.")
    if target.is_met:
        return Headline("safe", f"target {number(target.quantity)} {target.unit} sudah tercapai.")
    if target.is_overdue:
        return _overdue(target, used)
    return _running(summary, target, used)


def _overdue(target: TargetSummary, used: str) -> Headline:
    days = target.overdue_calendar_days
    tone = "late" if days > GRACE_DAYS else "warning"
    return Headline(
        tone, f"baru {used}, tenggat {long_date(target.due_on)} lewat {number(days)} hari."
    )


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
