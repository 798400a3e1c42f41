"""The LPH's side of an application on the regular track, as somebody wrote it down."""

import datetime
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Organisation, User
from certification.errors import RegularOrderError
from certification.models import Application, RegularCase
from certification.rules import can_write_regular
from certification.selectors.regular import audit_due_on
from certification.services.status import lock
from halalportal.audit import services as audit


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetails:
    """LPH, its price in rupiah, the audit with one extension, the fatwa; None where unknown."""

    inspection_body: Organisation | None = None
    cost: int | None = None
    cost_agreed_on: datetime.date | None = None
    paid_on: datetime.date | None = None
    audit_from: datetime.date | None = None
    audit_to: datetime.date | None = None
    extension_asked_on: datetime.date | None = None
    audit_extended_to: datetime.date | None = None
    fatwa_body: str = ""
    fatwa_on: datetime.date | None = None
    note: str = ""


@transaction.atomic
def write(*, application: Application, details: CaseDetails, by: User) -> RegularCase:
    """Writes down how far the LPH, the payment and the fatwa are; the status stays.

    Raises:
        RegularOrderError: a date has nothing to stand on, or the extension came too late
            (UU 33/2014 Pasal 31: asked at least a day before the fifteen working days end).
    """
    locked = lock(application)
    if not can_write_regular(by, locked):
        raise PermissionDenied
    _refuse_disorder(details, audit_due_on(locked, details.audit_from))
    case, _ = RegularCase.objects.update_or_create(application=locked, defaults=asdict(details))
    audit.record(
        action="application.regular", subject=locked, by=by, cost=details.cost, lph=_pk(details)
    )
    return case


def _pk(details: CaseDetails) -> int | None:
    return details.inspection_body.pk if details.inspection_body else None


def _refuse_disorder(details: CaseDetails, due_on: datetime.date | None) -> None:
    d = details
    for field, is_wrong, text in (
        ("cost", d.cost and not d.inspection_body, "Pilih LPH dulu."),
        ("cost_agreed_on", d.cost_agreed_on and not d.cost, "Tulis biaya dari LPH dulu."),
        ("paid_on", d.paid_on and not d.cost_agreed_on, "Tulis tanggal biaya disetujui dulu."),
        ("audit_from", d.audit_from and not d.inspection_body, "Pilih LPH dulu."),
        ("audit_to", d.audit_to and not d.audit_from, "Tulis tanggal audit mulai dulu."),
        (
            "audit_to",
            _is_before(d.audit_to, d.audit_from),
            "Audit tidak bisa selesai sebelum mulai.",
        ),
        (
            "audit_extended_to",
            bool(d.audit_extended_to) != bool(d.extension_asked_on),
            "Tulis tanggal perpanjangan diminta dan sampai kapan.",
        ),
        (
            "extension_asked_on",
            d.extension_asked_on and (not due_on or d.extension_asked_on >= due_on),
            "Perpanjangan diminta paling lambat sehari sebelum batas audit habis.",
        ),
        (
            "audit_extended_to",
            d.audit_extended_to and _is_before(d.audit_extended_to, due_on),
            "Perpanjangan harus lewat dari batas audit yang biasa.",
        ),
        ("fatwa_on", d.fatwa_on and not d.fatwa_body, "Tulis siapa yang bersidang."),
    ):
        if is_wrong:
            raise RegularOrderError(field, text)


def _is_before(day: datetime.date | None, other: datetime.date | None) -> bool:
    return day is not None and other is not None and day < other
