"""Pages of letters: who opens and changes what, and the way from template to signed file."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from reports.documents.letters import letter_pdf
from reports.enums import LetterKind, LetterState, NumberingPolicy
from reports.models import Letter, Letterhead
from reports.services import letters
from tests.factories import EAST_KUTAI, client_for, make_business, make_companion, make_user
from tests.reports.letters import make_draft, make_numbered, make_office, make_template, scan, sign
from tests.reports.signing import signed

TODAY = f"{timezone.localdate():%d/%m/%Y}"


@pytest.fixture
def office(db: None) -> Letterhead:
    return make_office()


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("<wbr>", "").split())


def filled(office: Letterhead, **values: str) -> dict[str, Any]:
    return {
        "recipient": "Kepala Dinas Uji\ndi Samarinda",
        "signer": office.signers.get().pk,
        "paper": "a4",
        "isian_program": "Program Uji",
        "isian_wilayah": "Kutai Timur",
        "isian_narahubung": "Rina Contoh",
        "isian_telepon": "0834-0000-0077",
    } | values


def test_from_template_to_signed_file(officer: User, office: Letterhead) -> None:
    client, template = client_for(officer), make_template()
    assert template.name in text(client.get("/surat/baru/"))
    address = f"/surat/baru/?templat={template.pk}"
    page = text(client.post(address, filled(office, isian_wilayah="")))
    assert "Tulis kabupaten/kota." in page
    client.post(address, filled(office))
    letter = Letter.objects.get()
    assert letter.facts["recipient"] == ["Kepala Dinas Uji", "di Samarinda"]
    assert letter.paper == "a4"

    client.post(f"/surat/{letter.pk}/ubah/", filled(office, recipient="Bupati Uji"))
    assert "Bupati Uji" in text(client.get(f"/surat/{letter.pk}/"))
    assert "/001/DISUJI/" in text(client.get(f"/surat/{letter.pk}/nomor/"))
    client.post(f"/surat/{letter.pk}/nomor/", {"written_on": TODAY})
    letter.refresh_from_db()
    assert letter.state == LetterState.NUMBERED
    assert client.get(f"/surat/{letter.pk}/pdf/").content.startswith(b"%PDF")

    content = signed(letter_pdf(letter))
    data = {"signed_by_name": "Budi Contoh", "signed_on": TODAY}
    upload = SimpleUploadedFile("tte.pdf", content)
    client.post(f"/surat/{letter.pk}/tanda-tangan/", data | {"upload": upload})
    letter.refresh_from_db()
    page = text(client.get(f"/surat/{letter.pk}/"))
    assert "tanda tangan ada dan berkas utuh. Penerbitnya belum diperiksa." in page
    assert letter.signed_sha256 in page
    served = client.get(f"/surat/{letter.pk}/pdf/")
    assert served.content == content
    assert served["X-Content-Type-Options"] == "nosniff"

    client.post(f"/surat/{letter.pk}/tarik/", {"reason": "Salah alamat"})
    assert "Salah alamat" in text(client.get(f"/surat/{letter.pk}/"))
    assert client.get(f"/surat/{letter.pk}/pdf/").content != content


def test_a_refused_file_is_told_in_words(officer: User, office: Letterhead) -> None:
    letter = make_numbered(office, by=officer)
    data = {"signed_by_name": "Budi", "signed_on": TODAY}
    for content, words in ((b"PK\x03\x04", "Kirim foto"), (b"", "Berkas ini kosong")):
        upload = SimpleUploadedFile("surat.docx", content)
        page = client_for(officer).post(
            f"/surat/{letter.pk}/tanda-tangan/", data | {"upload": upload}
        )
        assert words in text(page)
    letter.refresh_from_db()
    assert letter.state == LetterState.NUMBERED


def test_a_draft_is_thrown_away_and_a_number_is_not(officer: User, office: Letterhead) -> None:
    draft, numbered = make_draft(office, by=officer), make_numbered(office, by=officer)
    client = client_for(officer)
    client.post(f"/surat/{draft.pk}/hapus/")
    page = client.post(f"/surat/{numbered.pk}/hapus/", follow=True)
    assert "Muat ulang halamannya" in text(page)
    assert list(Letter.objects.all()) == [numbered]


def test_numbers_of_the_register_are_typed(officer: User) -> None:
    letter = make_draft(make_office(policy=NumberingPolicy.REGISTER), by=officer)
    client = client_for(officer)
    assert "Tulis nomor dari buku agenda." in text(
        client.post(f"/surat/{letter.pk}/nomor/", {"written_on": TODAY})
    )
    data = {"written_on": TODAY, "register_number": "500/12/2026"}
    client.post(f"/surat/{letter.pk}/nomor/", data)
    letter.refresh_from_db()
    assert letter.number == "500/12/2026"


STEPS = ("ubah", "nomor", "tanda-tangan", "tarik", "hapus")


def test_readers_read_and_strangers_see_nothing(
    officer: User, stranger: User, province_officer: User, office: Letterhead
) -> None:
    letter = make_numbered(office, by=officer)
    address = f"/surat/{letter.pk}/"
    readers = [make_user(role, region=EAST_KUTAI) for role in (Role.HEAD, Role.AUDITOR)]
    for reader in (officer, province_officer, *readers):
        client = client_for(reader)
        assert client.get(address).status_code == 200
        assert letter.number in text(client.get("/surat/"))
    for reader in readers:
        assert "Tarik surat" not in text(client_for(reader).get(address))
        assert client_for(reader).post(f"{address}tarik/", {"reason": "x"}).status_code == 403
    assert client_for(stranger).get(address).status_code == 404
    assert client_for(stranger).get(f"{address}pdf/").status_code == 404
    assert letter.number not in text(client_for(stranger).get("/surat/"))
    # The province reads its kab/kota's letters and writes none of them.
    for by in (stranger, province_officer):
        for step in STEPS:
            assert client_for(by).post(f"{address}{step}/", {"reason": "x"}).status_code == 404
    assert Client().get(address)["Location"].startswith("/masuk/")
    letter.refresh_from_db()
    assert letter.state == LetterState.NUMBERED


def test_companions_and_owners_see_their_own_letters(
    officer: User, companion: User, owner: User, office: Letterhead
) -> None:
    business = make_business(owner=owner)
    drafts = [
        make_draft(office, by=officer, companion=companion),
        make_draft(office, by=officer, business=business),
    ]
    other = make_numbered(office, by=officer)
    for person, draft in zip((companion, owner), drafts, strict=True):
        client = client_for(person)
        assert client.get(f"/surat/{draft.pk}/").status_code == 404
        letters.number([draft], by=officer)
        assert client.get(f"/surat/{draft.pk}/").status_code == 200
        assert client.get(f"/surat/{draft.pk}/pdf/").content.startswith(b"%PDF")
        page = text(client.get("/surat/"))
        assert "1 surat" in page
        assert "Buat surat" not in page
        assert client.get(f"/surat/{other.pk}/").status_code == 404
        assert client.get("/surat/baru/").status_code == 403


def test_coordinators_see_the_letters_of_their_companions(
    officer: User, companion: User, coordinator: User, office: Letterhead
) -> None:
    draft = make_draft(office, by=officer, companion=companion)
    other = make_numbered(office, by=officer, companion=make_companion())
    client = client_for(coordinator)
    assert client.get(f"/surat/{draft.pk}/").status_code == 404
    letters.number([draft], by=officer)
    assert client.get(f"/surat/{draft.pk}/pdf/").content.startswith(b"%PDF")
    assert "1 surat" in text(client.get("/surat/"))
    assert client.get(f"/surat/{other.pk}/").status_code == 404
    assert client.get("/surat/baru/").status_code == 403
    # Who joins later is not shown what was written before.
    companion.memberships.update(started_on=timezone.localdate() + datetime.timedelta(days=1))
    assert client.get(f"/surat/{draft.pk}/").status_code == 404


def test_filters_and_pages(officer: User, office: Letterhead) -> None:
    result = make_template(kind=LetterKind.RESULT, subject="Penyampaian hasil")
    numbered = make_numbered(office, by=officer, template=result)
    draft = make_draft(office, by=officer)
    client = client_for(officer)
    for query, seen, unseen in (
        ("status=numbered", numbered, draft),
        ("jenis=notice", draft, numbered),
        (f"cari={numbered.number}", numbered, draft),
    ):
        page = text(client.get(f"/surat/?{query}"))
        assert f'href="/surat/{seen.pk}/"' in page
        assert f'href="/surat/{unseen.pk}/"' not in page
    assert "Tidak ada surat yang cocok" in text(client.get("/surat/?cari=tidak-ada"))
    assert client.get("/surat/?status=salah&halaman=x").status_code == 200


def test_a_long_list_needs_no_more_queries(
    officer: User, office: Letterhead, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    template = make_template()
    for _ in range(60):
        make_draft(office, by=officer, template=template)
    client = client_for(officer)
    with django_assert_max_num_queries(15):
        page = client.get("/surat/?jenis=notice")
    assert "60 surat" in text(page)
    assert "jenis=notice&halaman=2" in text(page)
    with django_assert_max_num_queries(15):
        client.get(f"/surat/{Letter.objects.first().pk}/")  # type: ignore[union-attr]


def test_without_letterhead_the_way_leads_there(officer: User) -> None:
    page = client_for(officer).get("/surat/baru/", follow=True)
    assert "Isi dulu di Kop surat" in text(page)


def test_withdrawn_and_signed_for_others(officer: User, head: User, office: Letterhead) -> None:
    letter = sign(make_numbered(office, by=officer), by=officer)
    answer = client_for(head).get(f"/surat/{letter.pk}/pdf/")
    assert answer["Content-Type"] == "image/jpeg"
    letters.withdraw(letter=letter, reason="Salah alamat", by=officer)
    page = text(client_for(head).get(f"/surat/{letter.pk}/"))
    assert "tidak berlaku lagi" in page
    assert "Salah alamat" not in page


def test_scans_and_days(officer: User, office: Letterhead) -> None:
    letter = make_numbered(office, by=officer)
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)
    data = {"signed_by_name": "Budi", "signed_on": f"{tomorrow:%d/%m/%Y}", "upload": scan()}
    page = client_for(officer).post(f"/surat/{letter.pk}/tanda-tangan/", data)
    assert "belum tiba" in text(page)
