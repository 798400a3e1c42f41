"""Life with certificates: looks of BPJPH, changes, suppliers' certificates, handovers."""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from accounts.models import User
from certification.demo import trail
from certification.enums import CertificateState, ChangeKind, ChangeState, MaterialKind
from certification.models import (
    Certificate,
    ChangeReport,
    Handover,
    HandoverItem,
    Material,
    Surveillance,
)
from certification.models.certificates import years_after
from certification.selectors.aftercare import surveillance_years

_CHANGES = (
    (ChangeKind.MATERIAL, ChangeState.REPORTED, "Minyak goreng ganti merek Sawit Mulia.", ""),
    (
        ChangeKind.VARIANT,
        ChangeState.FORWARDED,
        "Menambah rasa balado.",
        "Sudah dibuatkan pengajuan perubahan di SiHalal.",
    ),
    (
        ChangeKind.SUPERVISOR,
        ChangeState.SETTLED,
        "Penyelia halal diganti anak pemilik.",
        "SK penyelia yang baru sudah diunggah.",
    ),
    (
        ChangeKind.PLACE,
        ChangeState.DISMISSED,
        "Dapur dicat ulang.",
        "Tempatnya tetap sama, tidak perlu dilaporkan.",
    ),
)
_ENDS_IN = (12, 40, 75, 20, 55)  # days
_A_WEEK = datetime.timedelta(days=7)
_HANDED_ON = datetime.timedelta(days=3)


def look_again(certificate: Certificate, *, by: User, on: datetime.date) -> None:
    """BPJPH came early to one of them; the next look is planned."""
    looked_at = certificate.surveillances.filter(done_on=None).first()
    years = surveillance_years(on)
    if looked_at is None or not years:
        return
    looked_at.done_on, looked_at.recorded_by = on, by
    looked_at.result = "Bahan dan proses tetap sama. Tanpa catatan."
    looked_at.save(update_fields=["done_on", "recorded_by", "result"])
    Surveillance.objects.create(
        certificate=certificate, due_on=years_after(looked_at.due_on, years)
    )


def tell_changes(certificates: Sequence[Certificate], *, by: User, at: datetime.datetime) -> None:
    """One report for each of the first certificates, each in another state."""
    for certificate, (kind, state, text, answer) in zip(certificates, _CHANGES, strict=False):
        is_waiting = state == ChangeState.REPORTED
        holder = certificate.application
        ChangeReport.objects.create(
            certificate=certificate,
            kind=kind,
            text=text,
            since=(at - 2 * _A_WEEK).date(),
            state=state,
            reported_by=holder.business.owner or holder.companion or by,
            reported_at=at - _A_WEEK,
            decided_by=None if is_waiting else by,
            decided_at=None if is_waiting else at,
            answer=answer,
        )
        if state in (ChangeState.REPORTED, ChangeState.FORWARDED):
            certificate.state = CertificateState.CHANGE_REPORTED
            certificate.save(update_fields=["state"])
    trail.keep(
        trail.entry(at=at, by=by, action="certificate.change_reported", subject=each, kind=row[0])
        for each, row in zip(certificates, _CHANGES, strict=False)
    )


def let_materials_end(certificates: Sequence[Certificate], *, on: datetime.date) -> None:
    """A supplier's certificate ends soon."""
    for certificate, days in zip(certificates, _ENDS_IN, strict=False):
        materials = certificate.application.materials.filter(kind=MaterialKind.CERTIFIED)
        for material in materials[:1]:
            until = on + datetime.timedelta(days=days)
            Material.objects.filter(pk=material.pk).update(certificate_until=until)


def hand_over(
    certificates: Sequence[Certificate], *, by: User, at: datetime.datetime, is_signed: bool
) -> Handover | None:
    """A list on which all but the last two came; the signed one has its scan."""
    if not certificates:
        return None
    held_at = at - (4 * _A_WEEK if is_signed else _HANDED_ON)
    first = certificates[0].application
    made = Handover(
        programme=first.programme,
        region=first.regency,
        title=f"Serah terima sertifikat {first.regency.name}",
        place="Aula kantor bupati",
        held_on=held_at.date(),
        handed_by="Hendra Saputra",
        handed_by_title="Petugas Dinas Perindustrian dan Perdagangan",
        created_by=by,
        created_at=held_at - _HANDED_ON,
    )
    if is_signed:
        made.signed_at = held_at + _HANDED_ON
        made.signed_file.save("serah-terima-contoh.jpg", ContentFile(_sheet()), save=False)
    made.save()
    came = max(1, len(certificates) - 2)
    HandoverItem.objects.bulk_create(
        HandoverItem(
            handover=made,
            certificate=certificate,
            received_by=certificate.application.business.owner_name if place < came else "",
            received_on=made.held_on if place < came else None,
        )
        for place, certificate in enumerate(certificates)
    )
    trail.keep([trail.entry(at=held_at, by=by, action="handover.created", subject=made)])
    return made


@lru_cache(maxsize=1)
def _sheet() -> bytes:
    """A drawn list with signatures that says that it is an example."""
    image = Image.new("RGB", (620, 877), "#fdfcf7")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(30)
    draw.text((310, 80), "Daftar serah terima", fill="#2b2f33", font=font, anchor="mm")
    draw.text((310, 120), "lembar contoh", fill="#2b2f33", font=ImageFont.load_default(20))
    for top in range(190, 760, 60):
        draw.rectangle((60, top, 560, top + 44), outline="#9aa0a6", width=2)
        draw.line([(430, top + 30), (460, top + 8), (490, top + 34)], fill="#274a8a", width=3)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
