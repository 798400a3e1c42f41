"""What is under way today in the programme of 2026: calls, rounds, offers, requests, obstacles."""

import datetime

from certification.demo import Case, Grant, write_cases
from certification.demo.nominations import Judged
from certification.demo.rounds import RoundPlan
from certification.demo.shifts import ask_for_more
from certification.demo.standstills import Outage
from certification.enums import Status
from halalportal.lib.working_days import add_days
from ikm.models import Business, HeldCertificate
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
from reports.demo.meeting import ASKED, first_filed
from reports.demo.money import pay
from reports.demo.pool import Pool
from reports.demo.story import Stage
from reports.demo.substitutes import plan_substitutions, write_substitutions

_MORNING, _NOON, _AFTERNOON = 9 * 60 + 15, 11 * 60 + 30, 14 * 60 + 40  # minutes after midnight
# Working days before the last one.
_FIRST_CALL, _SECOND_CALL, _THIRD_CALL = 85, 26, 6
_DAYS_TO_NAME, _DAYS_TO_CHOOSE, _DAYS_LEFT = 9, 20, 5
_SECOND_REGIONS = ("64.72", "64.71", "64.02", "64.03", "64.08")
_NOT_YET = ("64.02", "64.01", "64.09", "64.07", "64.11")
_THIRD_REGIONS = ("64.72", "64.71", "64.03", "64.74", "64.08")
_HOME_OF_ACCOUNTS = "64.08"
_CERTIFIED_ELSEWHERE = ("64.08", "64.72")
# No office gives out numbers of this block.
_NUMBER = "DEMO-6426-{:05d}"


def write_today(cases: list[Case], *, stage: Stage, pool: Pool, today: datetime.date) -> None:
    """Writes the applications of 2026 and everything around them."""
    last = len(stage.days) - 1
    sent = max(last - _FIRST_CALL, 0)
    closed_at = stage.days.moment(sent + _DAYS_TO_CHOOSE, _AFTERNOON)
    found = plan_substitutions(
        "kaltim_2026_replacements.csv", cases, stage=stage, pool=pool, after=closed_at
    )
    asked = [business for each in found for business in each.businesses]
    first = Named(chosen=first_filed(cases, closed_at, besides=asked), reserve=asked)
    name_spare(pool, _SECOND_REGIONS, good=1, odd=2, named=first)
    second = name_spare(pool, _SECOND_REGIONS, good=2, odd=1)
    third = name_spare(pool, _THIRD_REGIONS, good=2, odd=2)
    judged = judge_all(stage.programme, [first, second, third], today)
    as_of = stage.days.moment(last, 24 * 60 - 1)
    written = write_cases(programme=stage.programme, cases=cases, as_of=as_of, rng=stage.rng)
    applications = {application.business_id: application for application in written}
    names = tell_call(_first_call(stage, sent), first, stage=stage, judged=judged)
    plan = _first_round(stage, sent, closed_at, places_of(first, names))
    candidates = tell_round(plan, first, names, stage=stage)
    _tell_open_ones(stage, second, third, judged, today)
    write_substitutions(found, stage=stage, applications=applications, candidates=candidates)
    tell_hurdles(2026, cases, stage=stage, applications=applications, outages=_outages(stage))
    pay(cases, on=(stage.days[last - 25], stage.days[last - 8]), stage=stage)
    _find_certificates(cases, stage)
    _ask_for_more(stage)


def _tell_open_ones(
    stage: Stage, second: Named, third: Named, judged: Judged, today: datetime.date
) -> None:
    """A round that waits for marks, and a call that waits for answers."""
    last = len(stage.days) - 1
    names = tell_call(_second_call(stage, last), second, stage=stage, judged=judged)
    tell_round(_second_round(stage, last), second, names, stage=stage, share_marked=0.5)
    tell_call(_third_call(last, today), third, stage=stage, judged=judged)


def _first_call(stage: Stage, sent: int) -> Call:
    return Call(
        name="Usulan IKM tahap 1",
        number="011/CONTOH/2026",
        sent=sent,
        due_on=stage.days[sent + _DAYS_TO_NAME],
        asked=ASKED,
        silent=("64.11",),
        late="64.74",
    )


def _first_round(stage: Stage, sent: int, closed_at: datetime.datetime, places: int) -> RoundPlan:
    end = sent + _DAYS_TO_CHOOSE
    return RoundPlan(
        name="Seleksi tahap 1",
        places=places,
        by=stage.cast.province_officer,
        created_at=stage.days.moment(end - 6, _MORNING),
        published_at=stage.days.moment(end - 5, _MORNING),
        marked_at=stage.days.moment(end - 2, _NOON),
        closed_at=closed_at,
        least_per_regency=1,
    )


def _second_call(stage: Stage, last: int) -> Call:
    sent = last - _SECOND_CALL
    return Call(
        name="Usulan IKM tahap 2",
        number="027/CONTOH/2026",
        sent=sent,
        due_on=stage.days[sent + _DAYS_TO_NAME],
        asked=_SECOND_REGIONS,
        places=3,
    )


def _second_round(stage: Stage, last: int) -> RoundPlan:
    return RoundPlan(
        name="Seleksi tahap 2",
        places=6,
        by=stage.cast.province_officer,
        created_at=stage.days.moment(last - 5, _MORNING),
        published_at=stage.days.moment(last - 4, _MORNING),
        marked_at=stage.days.moment(last - 2, _NOON),
        least_per_regency=1,
    )


def _third_call(last: int, today: datetime.date) -> Call:
    return Call(
        name="Usulan IKM tahap 3",
        number="033/CONTOH/2026",
        sent=last - _THIRD_CALL,
        due_on=add_days(today, _DAYS_LEFT, "working"),
        asked=ASKED,
        silent=_NOT_YET,
        unsent=(_HOME_OF_ACCOUNTS,),
        places=4,
    )


def _outages(stage: Stage) -> list[Outage]:
    """One that has ended, and one that began yesterday."""
    last = len(stage.days) - 1
    region, by = stage.programme.region, stage.cast.province_officer
    ended = Outage(
        region=region,
        started_at=stage.days.moment(last - 18, _MORNING),
        ended_at=stage.days.moment(last - 17, _NOON),
        note="Halaman masuk SiHalal tidak terbuka.",
        by=by,
    )
    running = Outage(
        region=region,
        started_at=stage.days.moment(last, _MORNING),
        note="Pengajuan baru tidak bisa disimpan sejak pagi.",
        by=by,
    )
    return [ended, running]


def _find_certificates(cases: list[Case], stage: Stage) -> None:
    """The registry knows of certificates that some applicants have from elsewhere."""
    waiting = sorted(
        (case for case in cases if case.status == Status.ACCEPTED),
        key=lambda case: (case.filed_at, case.business.name),
    )
    found: list[Business] = []
    for code in _CERTIFIED_ELSEWHERE:
        found += [case.business for case in waiting if case.business.regency_id == code][:1]
    HeldCertificate.objects.bulk_create(
        HeldCertificate(
            business=business,
            number=_NUMBER.format(number),
            issued_on=datetime.date(2024, 9, 17),
            source="Program SEHATI 2024",
            recorded_by=stage.cast.officer_of(business.regency_id),
        )
        for number, business in enumerate(found, start=1)
    )


def _ask_for_more(stage: Stage) -> None:
    """Two requests that nobody has answered: a kabupaten's, and an LP3H's."""
    last = len(stage.days) - 1
    officer = stage.cast.officer_of(_HOME_OF_ACCOUNTS)
    ask_for_more(
        allocation=stage.nodes[_HOME_OF_ACCOUNTS, ""],
        count=15,
        why="Lima belas usaha Sangatta Utara sudah lengkap, tempatnya tinggal sedikit.",
        how=Grant(stage.days.moment(last - 2, _NOON), officer),
    )
    ask_for_more(
        allocation=stage.nodes[_HOME_OF_ACCOUNTS, "unmul"],
        count=8,
        why="Dua pendamping baru di Kutai Timur mulai bekerja pekan depan.",
        how=Grant(stage.days.moment(last - 1, _NOON), stage.cast.by_email["lp3h@demo.id"]),
    )
