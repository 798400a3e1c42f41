"""What the meeting of June 2025 had on its table: candidates, replacements, obstacles, payments."""

import datetime

from certification.demo import Case, write_cases
from certification.demo.rounds import RoundPlan
from certification.demo.standstills import Outage
from ikm.models import Business
from reports.demo.choosing import (
    Call,
    Named,
    judge_all,
    name_spare,
    places_of,
    tell_call,
    tell_round,
)
from reports.demo.hurdles import tell_hurdles
from reports.demo.money import pay
from reports.demo.pool import Pool
from reports.demo.story import Stage
from reports.demo.substitutes import Substitution, plan_substitutions, write_substitutions

ASKED = tuple("64.72 64.02 64.71 64.08 64.03 64.01 64.09 64.74 64.07 64.11".split())
_SILENT, _LATE = ("64.11",), "64.74"
_WITH_RESERVE = ("64.72", "64.02", "64.71", "64.08", "64.03")
_SENT_ON = datetime.date(2025, 3, 3)
_DUE_ON = datetime.date(2025, 3, 14)
_CLOSED_ON = datetime.date(2025, 3, 27)
_OUTAGE = (datetime.date(2025, 5, 26), datetime.date(2025, 5, 28))
_PAID_ON = (datetime.date(2025, 5, 21), datetime.date(2025, 6, 3))
_MORNING, _AFTERNOON = 9 * 60 + 15, 14 * 60 + 40  # minutes after midnight
_CHOSEN_EACH = 4


def write_history(cases: list[Case], *, stage: Stage, pool: Pool) -> None:
    """Writes the applications of 2025 and everything around them."""
    closed_at = _at(stage, _CLOSED_ON, _AFTERNOON)
    found = plan_substitutions(
        "kaltim_2025_replacements.csv", cases, stage=stage, pool=pool, after=closed_at
    )
    named = _named(found, cases, closed_at, pool)
    judged = judge_all(stage.programme, [named], _DUE_ON)
    as_of = stage.days.moment(len(stage.days) - 1, 24 * 60 - 1)
    written = write_cases(programme=stage.programme, cases=cases, as_of=as_of, rng=stage.rng)
    applications = {application.business_id: application for application in written}
    nominations = tell_call(_call(stage), named, stage=stage, judged=judged)
    plan = _plan(stage, closed_at, places_of(named, nominations))
    candidates = tell_round(plan, named, nominations, stage=stage)
    write_substitutions(found, stage=stage, applications=applications, candidates=candidates)
    outages = [_outage(stage)]
    tell_hurdles(2025, cases, stage=stage, applications=applications, outages=outages)
    pay(cases, on=_PAID_ON, stage=stage)


def _named(
    found: list[Substitution], cases: list[Case], closed_at: datetime.datetime, pool: Pool
) -> Named:
    """Chosen are the first who filed after the round; in reserve who was asked later."""
    asked = [business for each in found for business in each.businesses]
    named = Named(chosen=first_filed(cases, closed_at, besides=asked), reserve=asked)
    return name_spare(pool, _WITH_RESERVE, good=2, odd=2, named=named)


def first_filed(
    cases: list[Case], after: datetime.datetime, *, besides: list[Business]
) -> list[Business]:
    """Of each kab/kota the businesses that filed first after a moment."""
    later = sorted(
        (case for case in cases if case.filed_at > after and case.business not in besides),
        key=lambda case: (case.filed_at, case.business.name),
    )
    return [
        case.business
        for code in ASKED
        for case in [each for each in later if each.business.regency_id == code][:_CHOSEN_EACH]
    ]


def _call(stage: Stage) -> Call:
    return Call(
        name="Usulan IKM tahap 2",
        number="005/CONTOH/III/2025",
        sent=stage.days.index(_SENT_ON),
        due_on=_DUE_ON,
        asked=ASKED,
        silent=_SILENT,
        late=_LATE,
    )


def _plan(stage: Stage, closed_at: datetime.datetime, places: int) -> RoundPlan:
    last = stage.days.index(_CLOSED_ON)
    return RoundPlan(
        name="Seleksi tahap 2",
        places=places,
        by=stage.cast.province_officer,
        created_at=stage.days.moment(last - 4, _MORNING),
        published_at=stage.days.moment(last - 3, _MORNING),
        marked_at=stage.days.moment(last - 1, _AFTERNOON),
        closed_at=closed_at,
        least_per_regency=1,
    )


def _outage(stage: Stage) -> Outage:
    first, last = _OUTAGE
    return Outage(
        region=stage.programme.region,
        started_at=_at(stage, first, _MORNING),
        ended_at=_at(stage, last, _AFTERNOON),
        note="SiHalal tidak bisa dibuka sejak pagi; unggahan foto selalu gagal.",
        by=stage.cast.province_officer,
    )


def _at(stage: Stage, day: datetime.date, minute: int) -> datetime.datetime:
    return stage.days.moment(stage.days.index(day), minute)
