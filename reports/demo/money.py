"""Conditions, budget and payments of the demo's programmes; the numbers are invented."""

import datetime
from collections.abc import Iterable

from certification.demo import Case
from certification.demo.terms import write_budget, write_office_days, write_payment, write_rules
from reports.demo.people import Cast
from reports.demo.story import Stage

UNIT_COST = 230_000
_CODE = "3.31.02 (contoh)"
_MORNING, _NOON = 9 * 60 + 5, 11 * 60  # minutes after midnight
_SOURCE = "Surat edaran kepala dinas (contoh)"
_HOME_OF_ACCOUNTS = "64.08"


def set_terms(stage: Stage, *, places: int) -> None:
    """The conditions of admission, and a budget for so many places, on the first day."""
    at = stage.days.moment(0, _MORNING)
    by = stage.cast.province_officer
    write_rules(stage.programme, at=at, by=by)
    write_budget(stage.programme, budget=places * UNIT_COST, code=_CODE, at=at, by=by)


def pay(cases: Iterable[Case], *, on: Iterable[datetime.date], stage: Stage) -> None:
    """Pays on each of the days for the certificates issued before and not paid yet."""
    issued = [at.date() for case in cases if (at := case.at("issue"))]
    paid = 0
    for number, day in enumerate(on, start=1):
        places = sum(issued_on < day for issued_on in issued) - paid
        if places <= 0:
            continue
        paid += places
        write_payment(
            stage.programme,
            at=stage.days.moment(stage.days.index(day), _NOON),
            day=day,
            by=stage.cast.province_officer,
            places=places,
            amount=places * UNIT_COST,
            reference=f"SP2D-CONTOH-{number:03d}/{stage.programme.year}",
            note=f"Termin {number}, sesuai sertifikat yang terbit",
        )


def set_office_days(cast: Cast) -> None:
    """A day on which the province's office is closed, one on which a kabupaten's is open."""
    closed = {
        "day": datetime.date(2026, 12, 23),
        "is_working": False,
        "name": "Rapat kerja akhir tahun, loket tutup",
        "source": _SOURCE,
    }
    is_open = {
        "day": datetime.date(2026, 12, 24),
        "is_working": True,
        "name": "Loket tetap buka saat cuti bersama",
        "source": _SOURCE,
    }
    write_office_days(cast.office, [closed])
    write_office_days(cast.regency_offices[_HOME_OF_ACCOUNTS], [is_open])
