"""What came of the applications: SiHalal's answers, the companions' findings, certificates."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from certification.demo.numbers import certificate_numbers
from certification.demo.plan import Case
from certification.enums import Status
from certification.models import Application, Certificate, Verification

_FINDING = "Bahan, alat, dan tempat produksi sesuai dengan isian pengajuan."
_LONG_WAIT = datetime.timedelta(days=12)  # by then SiHalal shows it with the fatwa committee


def sihalal_fields(case: Case, *, number: str, as_of: datetime.datetime) -> dict[str, Any]:
    """The fields that came back from SiHalal; none before the application was entered there."""
    entered_at = case.at("enter")
    if entered_at is None:
        return {}
    return {
        "sihalal_number": number,
        "sihalal_status_raw": _raw_status(case, as_of - entered_at),
        "sihalal_entered_on": entered_at.date(),
    }


def _raw_status(case: Case, waiting: datetime.timedelta) -> str:
    if case.status == Status.ISSUED:
        return "Sertifikat Halal Terbit"
    return "Dikirim ke Komite Fatwa" if waiting > _LONG_WAIT else "Selesai P3H"


def write(pairs: list[tuple[Application, Case]], zone: ZoneInfo) -> None:
    """The companions' verifications and the certificates."""
    Verification.objects.bulk_create(
        _verification(application, case, at.astimezone(zone))
        for application, case in pairs
        if (at := case.at("verify"))
    )
    numbers = certificate_numbers([case for _, case in pairs], zone)
    Certificate.objects.bulk_create(
        _certificate(application, numbers[id(case)], at.astimezone(zone))
        for application, case in pairs
        if (at := case.at("issue"))
    )


def _verification(application: Application, case: Case, at: datetime.datetime) -> Verification:
    return Verification(
        application=application,
        companion=case.companion,
        visited_on=at.date(),
        is_separated=True,
        is_hygienic=True,
        has_clean_tools=True,
        has_halal_materials=True,
        note=_FINDING,
        at=at,
    )


def _certificate(application: Application, number: str, at: datetime.datetime) -> Certificate:
    return Certificate(
        application=application,
        number=number,
        decision_number=f"KF-SD-{number[8:15]}/{at:%m/%Y}",
        issued_on=at.date(),
        recorded_at=at,
    )
