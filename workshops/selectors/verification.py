"""What the code on a certificate says to anybody: that it is genuine, and nothing personal."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from workshops.models import AttendanceCertificate
from workshops.models.certificate import CODE_LENGTH

_CODE = re.compile(rf"[\w-]{{{CODE_LENGTH}}}", re.ASCII)


class Validity(StrEnum):
    """What is to be thought of a paper."""

    VALID = "valid"
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A paper of the portal. `facts` are lines to compare with the paper: label and text."""

    noun: str
    validity: Validity
    number: str
    issued_on: datetime.date | None
    signed_on: datetime.date | None
    withdrawn_on: datetime.date | None
    facts: tuple[tuple[str, str], ...]


def verify(code: str) -> Verified | None:
    """The certificate with this code; None when the portal never gave one."""
    if not _CODE.fullmatch(code):
        return None
    found = AttendanceCertificate.objects.select_related("event").filter(code=code).first()
    return _of_certificate(found) if found else None


def initials(name: str) -> str:
    """`A. C.` for Ani Contoh, S.E.: enough to compare, not enough to learn a name."""
    words = re.findall(r"\b[^\W\d_]", name.partition(",")[0])
    return " ".join(f"{letter.upper()}." for letter in words)


def _of_certificate(certificate: AttendanceCertificate) -> Verified:
    zone, facts = certificate.event.zone, certificate.facts
    withdrawn_at = certificate.withdrawn_at
    return Verified(
        noun="Sertifikat keikutsertaan",
        validity=_validity(certificate),
        number=certificate.number,
        issued_on=certificate.issued_at.astimezone(zone).date(),
        signed_on=certificate.signed_on,
        withdrawn_on=withdrawn_at.astimezone(zone).date() if withdrawn_at else None,
        facts=(
            ("Kegiatan", facts["title"]),
            ("Waktu", facts["when"]),
            ("Penyelenggara", facts["organiser"]),
            ("Diikuti", f"{facts['hours']} dari {facts['all_hours']} JP"),
            ("Inisial nama", initials(certificate.name)),
        ),
    )


def _validity(certificate: AttendanceCertificate) -> Validity:
    if certificate.withdrawn_at:
        return Validity.WITHDRAWN
    return Validity.VALID if certificate.signed_on else Validity.DRAFT
