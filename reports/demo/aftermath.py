"""What people do with the cases: visits, ticks, handovers, tables of SiHalal."""

import datetime
from collections import Counter
from zoneinfo import ZoneInfo

from certification.demo import aftercare, tables_of_sihalal, work
from certification.demo.tables_of_sihalal import Line
from certification.enums import Status
from certification.models import Application, Certificate, Mandate
from certification.models.application import ApplicationQuerySet
from halalportal.lib.working_days import is_working_day
from reports.demo import current, history, veterans
from reports.demo.people import Cast

_HOME_OF_ACCOUNTS = "64.08"
_ONE_DAY = datetime.timedelta(days=1)
_AS_OF, _BEFORE = datetime.time(7, 30), datetime.time(15, 5)
_VISITS, _TICKED, _CHANGES = 6, 3, 5
_COMMITTEE, _DONE = "Dikirim ke Komite Fatwa", "Selesai sidang fatwa"
_UNKNOWN = "Menunggu Tanda Tangan Elektronik"


def tell_aftermath(*, cast: Cast, today: datetime.date) -> None:
    """Writes all of it; the last thing happened on the working day before `today`."""
    day = _working_day_before(min(today, current.DUE_ON))
    zone = ZoneInfo(cast.office.region.time_zone)
    at = datetime.datetime.combine(day, _BEFORE, zone)
    _begin_work(cast, at)
    _live_with_certificates(cast, at)
    _end_a_mandate(at)
    _bring_tables(cast, datetime.datetime.combine(day, _AS_OF, zone))


def _begin_work(cast: Cast, at: datetime.datetime) -> None:
    """Visits half done, copying half done, a third return that waits, names to decide on."""
    companion = cast.by_email["pendamping@demo.id"]
    accepted = list(_cases(Status.ACCEPTED).exclude(companion=None))
    accepted.sort(key=lambda case: (case.companion_id != companion.pk, case.number))
    work.open_visits(accepted[:_VISITS:2], at=at)
    for case in _cases(Status.READY).exclude(companion=None)[:_TICKED]:
        work.tick_half(case, by=case.companion or companion, at=at)
    for case in _cases(Status.SUBMITTED).filter(returned_count__gte=2):
        work.ask_third(case, by=cast.officer_of(case.regency_id), at=at)
    work.review_names(_all(), by=cast.officer_of(_HOME_OF_ACCOUNTS), at=at)


def _live_with_certificates(cast: Cast, at: datetime.datetime) -> None:
    officer = cast.officer_of(_HOME_OF_ACCOUNTS)
    old = veterans.certificates()
    home = Certificate.objects.filter(application__regency_id=_HOME_OF_ACCOUNTS).with_case()
    earlier = list(home.filter(application__programme__slug=history.SLUG).order_by("pk"))
    fresh = list(home.filter(application__programme__slug=current.SLUG).order_by("pk"))
    aftercare.look_again(old[0], by=officer, on=at.date())
    aftercare.tell_changes([*earlier[:_CHANGES], *old[1:]], by=officer, at=at)
    aftercare.let_materials_end([*earlier[:2], *old], on=at.date())
    aftercare.hand_over(earlier, by=officer, at=at, is_signed=True)
    aftercare.hand_over(fresh, by=officer, at=at, is_signed=False)


def _end_a_mandate(at: datetime.datetime) -> None:
    """An owner took the consent back after the certificate was there."""
    helped = Mandate.objects.filter(business__owner__isnull=False, applications__status="issued")
    for mandate in helped.order_by("pk")[:1]:
        work.revoke(mandate, at=at)


def _bring_tables(cast: Cast, as_of: datetime.datetime) -> None:
    """The LP3H's was applied; the kabupaten's waits for a look."""
    at_sihalal = _cases(Status.IN_SIHALAL).exclude(sihalal_number="").order_by("number")
    coordinator, officer = cast.by_email["lp3h@demo.id"], cast.officer_of(_HOME_OF_ACCOUNTS)
    own = at_sihalal.filter(organisation=cast.lp3h["unmul"]).exclude(regency=_HOME_OF_ACCOUNTS)
    tables_of_sihalal.apply(
        [Line(case.sihalal_number, case.business.name, _COMMITTEE) for case in own[:5]],
        as_of=as_of - _ONE_DAY,
        by=coordinator,
    )
    home = list(at_sihalal.filter(regency=_HOME_OF_ACCOUNTS)[:6])
    said = (_COMMITTEE, _COMMITTEE, _DONE, _DONE, _UNKNOWN, _UNKNOWN)
    lines = [
        Line(each.sihalal_number, each.business.name, text)
        for each, text in zip(home, said, strict=False)
    ]
    lines += [Line("", name, _COMMITTEE) for name in _namesakes()[:2]]
    lines.append(Line("SH2026-1-999999", "Dapur Tidak Terdaftar", "Submitted"))
    tables_of_sihalal.bring(lines, as_of=as_of, by=officer)


def _namesakes() -> list[str]:
    """Names that several owners of the accounts' kabupaten share: a person has to choose."""
    home = Application.objects.filter(regency=_HOME_OF_ACCOUNTS).exclude(status=Status.STOPPED)
    counts = Counter(home.values_list("business__owner_name", flat=True))
    return sorted(name for name, count in counts.items() if count > 1)


def _all() -> ApplicationQuerySet:
    return Application.objects.filter(programme__slug=current.SLUG).with_people()


def _cases(status: Status) -> ApplicationQuerySet:
    return _all().filter(status=status).order_by("number")


def _working_day_before(day: datetime.date) -> datetime.date:
    day -= _ONE_DAY
    while not is_working_day(day):
        day -= _ONE_DAY
    return day
