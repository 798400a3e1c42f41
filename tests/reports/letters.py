"""What the tests of letters share: an office that writes, its template, a letter in any state."""

import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from reports.enums import LetterKind, Paper
from reports.letters.facts import Recipient
from reports.models import Letter, Letterhead, LetterTemplate, Signer
from reports.services import letters
from tests.factories import EAST_KUTAI, make_organisation

BODY = """Kami memberitahukan hasil {program} di {wilayah}.

Narahubung : {narahubung}
Telepon : {telepon}

1. bawa KTP;
2. bawa NIB."""
FIELDS = {
    "program": "Program Uji",
    "wilayah": "Kabupaten Kutai Timur",
    "narahubung": "Rina Contoh",
    "telepon": "0834-0000-0077",
}


def make_office(region: str = EAST_KUTAI, **fields: Any) -> Letterhead:
    """An office with letterhead and one signer."""
    office = make_organisation(kind=OrganisationKind.DINAS, region=region)
    letterhead = Letterhead.objects.create(
        organisation=office,
        government="Pemerintah Kabupaten Uji",
        office=f"Dinas Uji {office.pk}",
        address="Jalan Contoh Nomor 1",
        city="Sangatta",
        **({"unit_code": "DISUJI", "phone": "0549-0001"} | fields),
    )
    Signer.objects.create(
        letterhead=letterhead,
        name="Budi Contoh, S.E.",
        position="Kepala Dinas",
        rank="Pembina (IV/a)",
        nip="197001011995031001",
        valid_from=datetime.date(2020, 1, 1),
    )
    return letterhead


def make_template(office: Organisation | None = None, **fields: Any) -> LetterTemplate:
    """A notice; shared unless an office is given."""
    values = {
        "kind": LetterKind.NOTICE,
        "name": "Pemberitahuan uji",
        "classification": "500.9.1",
        "subject": "Hasil {program}",
        "body": BODY,
        "copies": "Bupati Uji",
        "valid_from": datetime.date(2020, 1, 1),
    }
    return LetterTemplate.objects.create(organisation=office, **(values | fields))


def make_draft(letterhead: Letterhead, *, by: User, **fields: Any) -> Letter:
    """A draft of the office."""
    given: dict[str, Any] = {
        "template": fields.pop("template", None) or make_template(),
        "recipient": Recipient("Ani Penerima", ("Ani Penerima", "di Sangatta")),
        "fields": FIELDS,
        "signer": letterhead.signers.get(),
        "paper": Paper.F4,
    }
    return letters.draft(letterhead=letterhead, by=by, **(given | fields))


def make_numbered(letterhead: Letterhead, *, by: User, **fields: Any) -> Letter:
    """A letter that waits for its signature."""
    [letter] = letters.number([make_draft(letterhead, by=by, **fields)], by=by)
    return letter


def scan(name: str = "surat.jpg") -> SimpleUploadedFile:
    """A photo of a signed paper."""
    buffer = BytesIO()
    Image.new("RGB", (300, 400), "white").save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


def sign(letter: Letter, *, by: User) -> Letter:
    """Signed with a scan on the day of the letter."""
    assert letter.written_on
    return letters.sign(
        letter=letter,
        upload=scan(),
        signed_on=letter.written_on,
        signed_by_name="Budi Contoh, S.E.",
        by=by,
    )
