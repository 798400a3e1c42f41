"""What held applications up: the causes that the meeting of June 2025 named, and outages."""

import datetime
from collections.abc import Iterable, Mapping

from accounts.models import User
from certification.demo import Case
from certification.demo.standstills import Outage, Standstill, write_outage, write_standstills
from certification.enums import Status
from certification.models import Application
from certification.services.obstacles import CLOSED_WITH_CASE
from halalportal.lib.working_days import add_days
from reports.demo.story import Stage
from reports.demo.tables import rows_of

# Why an application was stopped → what had held it up before.
_CAUSE_OF_STOP = {
    "already-certified": "already-certified",
    "withdrawn": "refuses",
    "no-response": "no-response",
    "closed": "moved-or-closed",
}
_OFFICERS_CAUSES = ("already-certified", "refuses", "moved-or-closed", "nib", "kbli")
_AN_HOUR = datetime.timedelta(hours=1)
_DAYS_TO_ACT = 5
_OPENS, _CLOSES = 8 * 60, 15 * 60 + 45  # minutes after midnight
_OWNERS_ACCOUNT = "pemilik@demo.id"

Applications = Mapping[int, Application]


def tell_hurdles(
    year: int,
    cases: Iterable[Case],
    *,
    stage: Stage,
    applications: Applications,
    outages: Iterable[Outage],
) -> None:
    """Writes the obstacles of a year's programme; a case has one at a time at most.

    Args:
        applications: of all cases, by their business.
    """
    owner = stage.cast.by_email[_OWNERS_ACCOUNT]
    waiting = [case for case in cases if case.steps and case.business.owner != owner]
    waiting.sort(key=lambda case: (case.filed_at, case.business.name))
    stage.rng.shuffle(waiting)
    found = [_of_stop(case, stage, applications) for case in waiting if _is_told_by_stop(case)]
    for outage in outages:
        blocked = [case for case in waiting if _is_blocked(case, outage)]
        waiting = [case for case in waiting if case not in blocked]
        _tell_outage(outage, blocked, applications)
    for row in rows_of("obstacles.csv"):
        if int(row["year"]) == year:
            chosen = [case for case in waiting if case.status == row["status"]][: int(row["count"])]
            waiting = [case for case in waiting if case not in chosen]
            found += [_of_row(row, case, stage, applications) for case in chosen]
    write_standstills(found)


def _tell_outage(outage: Outage, blocked: list[Case], applications: Applications) -> None:
    """Each case stood still from the outage on, or since it was ready."""
    since = {
        case.business.pk: max(outage.started_at, case.at("verify") or case.last_at)
        for case in sorted(blocked, key=lambda case: case.business.name)
    }
    write_outage(outage, [(applications[pk], moment) for pk, moment in since.items()])


def _is_told_by_stop(case: Case) -> bool:
    return case.status == Status.STOPPED and case.steps[-1].reason in _CAUSE_OF_STOP


def _is_blocked(case: Case, outage: Outage) -> bool:
    """Ready for SiHalal during the outage, and entered after it."""
    ready_at, entered_at = case.at("verify"), case.at("enter")
    if ready_at is None or case.status == Status.STOPPED:
        return False
    if outage.ended_at is None:
        return case.status == Status.READY
    return ready_at < outage.ended_at and (entered_at is None or entered_at > outage.ended_at)


def _of_stop(case: Case, stage: Stage, applications: Applications) -> Standstill:
    """It ended the application; some time after it was sent it had begun."""
    sent, stop = case.steps[0], case.steps[-1]
    return Standstill(
        application=applications[case.business.pk],
        cause=_CAUSE_OF_STOP[stop.reason],
        since=sent.at + (stop.at - sent.at) / 2,
        by=_reporter(case, _CAUSE_OF_STOP[stop.reason], stage),
        note=stop.note,
        resolved_at=stop.at,
        resolved_by=stop.by,
        resolution=CLOSED_WITH_CASE[Status.STOPPED],
    )


def _of_row(
    row: dict[str, str], case: Case, stage: Stage, applications: Applications
) -> Standstill:
    is_resolved = bool(row["resolution"])
    since = case.steps[0].at + _AN_HOUR if is_resolved else _since(case, stage)
    return Standstill(
        application=applications[case.business.pk],
        cause=row["cause"],
        since=since,
        by=_reporter(case, row["cause"], stage),
        note=row["note"],
        follow_up=row["follow_up"],
        follow_up_by=add_days(since.date(), _DAYS_TO_ACT, "working") if row["follow_up"] else None,
        resolved_at=max(case.at("verify") or since, since) if is_resolved else None,
        resolved_by=case.companion if is_resolved else None,
        resolution=row["resolution"],
    )


def _since(case: Case, stage: Stage) -> datetime.datetime:
    """Some time after the last step, up to the end of the story."""
    days = stage.days
    first = min(days.index(case.last_at.date()), len(days) - 1)
    moment = days.moment(
        stage.rng.randint(first, len(days) - 1), stage.rng.randrange(_OPENS, _CLOSES)
    )
    return max(moment, case.last_at + _AN_HOUR)


def _reporter(case: Case, cause: str, stage: Stage) -> User:
    """The companion, or the officer where the office finds it out."""
    officer = stage.cast.officer_of(case.business.regency_id)
    return officer if cause in _OFFICERS_CAUSES or case.companion is None else case.companion
