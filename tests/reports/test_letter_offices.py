"""The office's paper: letterhead, signers, how it numbers, and its own templates."""

import datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.enums import OrganisationKind
from accounts.models import User
from halalportal.lib import kept_files
from reports.enums import NumberingPolicy
from reports.models import Letterhead, LetterTemplate, NumberSeries, Signer
from tests.factories import EAST_KUTAI, SAMARINDA, client_for, make_organisation
from tests.reports.letters import BODY, make_numbered, make_office, make_template, scan

HEAD = {
    "government": "Pemerintah Kabupaten Uji",
    "office": "Dinas Uji",
    "address": "Jalan Contoh 1",
    "city": "Sangatta",
    "paper": "f4",
    "policy": "yearly",
    "unit_code": "DISUJI",
    "pattern": "{classification}/{seq:03d}/{unit}/{month}/{year}",
}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_an_office_fills_in_its_letterhead(officer: User) -> None:
    office = make_organisation(kind=OrganisationKind.DINAS, region=EAST_KUTAI)
    client = client_for(officer)
    assert office.name in text(client.get("/surat/kop/"))
    page = client.post("/surat/kop/", HEAD | {"start": "245", "new_logo": scan()}, follow=True)
    assert "500.9.1/246/DISUJI/" in text(page)
    letterhead = Letterhead.objects.get()
    assert letterhead.organisation == office
    assert kept_files.read(letterhead.logo).startswith(b"\xff\xd8")
    assert client.get("/surat/kop/logo/")["Content-Type"] == "image/jpeg"
    page = client.post("/surat/kop/penanda-tangan/baru/", signer_data(), follow=True)
    assert "Citra Contoh" in text(page)


def signer_data(**fields: str) -> dict[str, str]:
    return {
        "name": "Citra Contoh",
        "position": "Kepala Dinas",
        "nip": "19700101 199503 1 001",
        "valid_from": "01/01/2026",
    } | fields


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"pattern": "{seq}/{tahun}"}, "{tahun} tidak dikenal"),
        ({"pattern": "{year}"}, "Tambahkan {seq}"),
        ({"pattern": "{seq"}, "belum berpasangan"),
        ({"pattern": "{seq}/{year}", "policy": "kind"}, "Tambahkan {kind}"),
        ({"pattern": "{seq}/{year}", "policy": "classification"}, "Tambahkan {classification}"),
        ({"office": ""}, "Tulis nama dinas."),
        ({"email": "x"}, "Email kurang lengkap"),
    ],
)
def test_what_is_refused_is_said_in_words(officer: User, data: dict[str, str], words: str) -> None:
    make_organisation(kind=OrganisationKind.DINAS, region=EAST_KUTAI)
    page = client_for(officer).post("/surat/kop/", HEAD | data)
    assert words in text(page)
    assert not Letterhead.objects.exists()


def test_a_logo_is_a_picture(officer: User) -> None:
    make_organisation(kind=OrganisationKind.DINAS, region=EAST_KUTAI)
    document = pikepdf.new()
    document.add_blank_page()
    buffer = BytesIO()
    document.save(buffer)
    for content, words in ((b"PK", "bukan foto"), (buffer.getvalue(), "Logo harus gambar")):
        upload = SimpleUploadedFile("logo.pdf", content)
        page = client_for(officer).post("/surat/kop/", HEAD | {"new_logo": upload})
        assert words in text(page)
    assert not Letterhead.objects.exists()


def test_the_beginning_stands_once_a_number_was_given(officer: User) -> None:
    office = make_office()
    make_numbered(office, by=officer)
    client = client_for(officer)
    assert "Nomor terakhir di buku agenda" not in text(client.get("/surat/kop/"))
    client.post("/surat/kop/", HEAD | {"start": "900"})
    assert NumberSeries.objects.get().last == 1


def test_the_register_needs_no_pattern_with_a_sequence(officer: User) -> None:
    make_office()
    client_for(officer).post("/surat/kop/", HEAD | {"policy": "register", "pattern": "-"})
    assert Letterhead.objects.get().policy == NumberingPolicy.REGISTER


def test_nobody_changes_anothers_paper(
    officer: User, stranger: User, head: User, auditor: User, province_officer: User
) -> None:
    office, foreign = make_office(), make_office(SAMARINDA)
    signer = office.signers.get()
    for by in (stranger, province_officer):
        address = f"/surat/kop/penanda-tangan/{signer.pk}/"
        assert client_for(by).post(address, signer_data()).status_code == 404
    for by in (head, auditor):
        assert client_for(by).get("/surat/kop/").status_code == 403
    client_for(stranger).post("/surat/kop/", HEAD)
    foreign.refresh_from_db()
    office.refresh_from_db()
    assert foreign.office == "Dinas Uji"
    assert office.office != "Dinas Uji"
    assert Signer.objects.get(pk=signer.pk).name == signer.name


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"nip": "123"}, "NIP terdiri dari 18 angka. Anda menulis 3."),
        ({"valid_to": "01/01/2020"}, "Tanggal akhir harus sesudah"),
        ({"name": ""}, "Tulis nama penanda tangan."),
    ],
)
def test_a_signer_is_checked(officer: User, data: dict[str, str], words: str) -> None:
    make_office()
    page = client_for(officer).post("/surat/kop/penanda-tangan/baru/", signer_data(**data))
    assert words in text(page)
    assert Signer.objects.count() == 1


def test_a_shared_template_is_copied_before_it_changes(officer: User) -> None:
    office, shared = make_office(), make_template()
    client = client_for(officer)
    assert client.get(f"/surat/templat/{shared.pk}/ubah/").status_code == 404
    assert "Program" in text(client.get(f"/surat/templat/{shared.pk}/"))
    client.post(f"/surat/templat/{shared.pk}/salin/")
    own = LetterTemplate.objects.get(organisation=office.organisation)
    assert own.body == shared.body

    page = client.post(f"/surat/templat/{own.pk}/ubah/", words(body="Halo {tidak_ada} {nomor}"))
    assert "{tidak_ada}, {nomor} tidak dikenal untuk jenis surat ini. Pakai {dinas}" in text(page)
    own.refresh_from_db()
    assert own.body == shared.body
    client.post(f"/surat/templat/{own.pk}/ubah/", words(body="Halo {wilayah}"))
    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.body, shared.body) == ("Halo {wilayah}", BODY)


def words(**fields: str) -> dict[str, str]:
    return {
        "name": "Templat kami",
        "classification": "500.9.1",
        "nature": "biasa",
        "subject": "Hal",
        "body": "Isi",
        "valid_from": "01/01/2026",
        "is_active": "on",
    } | fields


def test_templates_of_other_offices(officer: User, stranger: User, head: User) -> None:
    own = make_template(make_office().organisation, name="Templat Kutai Timur")
    make_office(SAMARINDA)
    for step in ("ubah", "salin"):
        address = f"/surat/templat/{own.pk}/{step}/"
        assert client_for(stranger).post(address, words()).status_code == 404
        assert client_for(head).post(address, words()).status_code == 403
    assert own.name not in text(client_for(stranger).get("/surat/baru/"))
    assert client_for(head).get(f"/surat/templat/{own.pk}/").status_code == 200


def test_only_templates_of_today_are_offered(officer: User) -> None:
    make_office()
    day = datetime.timedelta(days=1)
    today = timezone.localdate()
    make_template(name="Sudah lewat", valid_to=today - day)
    make_template(name="Belum mulai", valid_from=today + 2 * day)
    make_template(name="Tidak dipakai", is_active=False)
    make_template(name="Berlaku", valid_to=today + day)
    page = text(client_for(officer).get("/surat/baru/"))
    assert "Berlaku" in page
    for name in ("Sudah lewat", "Belum mulai", "Tidak dipakai"):
        assert name not in page
