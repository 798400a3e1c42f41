"""The offices' letterheads with their signers, and letters in every state."""

import datetime
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from accounts.models import Organisation, User
from certification.models import Programme
from reports.demo import current
from reports.demo.people import Cast
from reports.enums import LetterKind, LetterState
from reports.letter_kinds.kinds import KINDS
from reports.letter_kinds.parts import Group
from reports.models import LetterBatch, Letterhead, LetterTemplate, Signer
from reports.selectors.letter_recipients.finding import recipients_of
from reports.selectors.letter_recipients.parts import Source
from reports.selectors.letter_values.common import common_values
from reports.selectors.letter_values.each import with_values
from reports.selectors.letters.offices import today_at
from reports.services import letters
from reports.services.letters import batches

_PHONE = "0834-0000-0001"
_SINCE = datetime.date(2022, 1, 3)
_BASIS = "Keputusan Kepala Dinas Nomor 12 Tahun {year} tentang Tim Pendampingan Sertifikasi Halal"
_HOME_OF_ACCOUNTS = "64.08"


def write_letters(cast: Cast, today: datetime.date) -> None:
    """Companions go out with letters; the kab/kota get the results; drafts wait."""
    programme = Programme.objects.select_related("region").get(slug=current.SLUG)
    province = make_paper(cast.office, city="Samarinda", signer="Dra. Hj. Contoh Kartini, M.Si.")
    regency = make_paper(
        cast.regency_offices[_HOME_OF_ACCOUNTS], city="Sangatta", signer="Ir. Contoh Wibowo, M.M."
    )
    _assignments(province, programme, today, by=cast.province_officer)
    by = cast.officer_of(_HOME_OF_ACCOUNTS)
    _batch(regency, programme, LetterKind.INTRODUCTION, Group.COMPANIONS, today, by=by)


def make_paper(office: Organisation, *, city: str, signer: str) -> Letterhead:
    """What an office writes its letters with."""
    region = office.region
    is_province = len(region.code) == 2
    letterhead = Letterhead.objects.create(
        organisation=office,
        government=f"Pemerintah {'Provinsi ' if is_province else ''}{region.name}",
        office=office.name,
        address=f"Jalan Contoh Nomor 1, {city}",
        phone=_PHONE,
        city=city,
        unit_code=(office.short_name or office.name).split()[0].upper(),
    )
    Signer.objects.create(
        letterhead=letterhead,
        name=signer,
        position="Kepala Dinas",
        rank="Pembina Utama Muda (IV/c)",
        valid_from=_SINCE,
    )
    return letterhead


def _assignments(
    letterhead: Letterhead, programme: Programme, today: datetime.date, *, by: User
) -> None:
    """All numbered; one came back signed, one was withdrawn."""
    day = min(today, today_at(letterhead.organisation))
    batch = _batch(letterhead, programme, LetterKind.ASSIGNMENT, Group.COMPANIONS, today, by=by)
    drafts = list(batch.letters.in_state(LetterState.DRAFT).order_by("pk"))
    signed, withdrawn, *_ = letters.number(drafts, written_on=day, by=by)
    letters.sign(
        letter=signed,
        upload=SimpleUploadedFile("contoh.jpg", _scan(), "image/jpeg"),
        signed_on=day,
        signed_by_name=signed.facts["signer"]["name"],
        by=by,
    )
    letters.withdraw(letter=withdrawn, reason="Wilayah tugas berubah", by=by)


def _batch(
    letterhead: Letterhead,
    programme: Programme,
    kind: LetterKind,
    group: Group,
    today: datetime.date,
    *,
    by: User,
) -> LetterBatch:
    """Drafts to everybody of a group."""
    template = LetterTemplate.objects.get(kind=kind, organisation=None)
    source = Source(
        user=by,
        office=letterhead.organisation,
        phone=letterhead.phone,
        today=today,
        programme=programme,
    )
    return batches.make(
        template=template,
        title=f"{template.name}, {programme}"[:160],
        addressees=with_values(kind, source, recipients_of(group, source)),
        fields=KINDS[kind].examples
        | common_values(kind, source)
        | {"dasar": _BASIS.format(year=programme.year)},
        letterhead=letterhead,
        signer=letterhead.signers.get(),
        programme=programme,
        by=by,
    )


@cache
def _scan() -> bytes:
    """A page that nobody could take for a signed letter."""
    page, buffer = Image.new("RGB", (620, 877), "white"), BytesIO()
    drawing = ImageDraw.Draw(page)
    drawing.rectangle((20, 20, 600, 857), outline="black", width=3)
    drawing.text((60, 380), "CONTOH", fill="black", font_size=110)
    drawing.text((60, 520), "Pindaian contoh, tanpa tanda tangan.", fill="black", font_size=28)
    page.save(buffer, "JPEG")
    return buffer.getvalue()
