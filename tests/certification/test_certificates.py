"""A certificate is recorded as BPJPH issued it, corrected, suspended, shown by its owner alone."""

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from certification.enums import CertificateState, Status
from certification.errors import AlreadyMovedError, NumberTakenError, StateMovedError
from certification.models import Certificate
from certification.services import certificates
from halalportal.audit.models import AuditEntry
from tests.certification import steps
from tests.certification.conftest import Case, photo_file
from tests.certification.life import issued_many
from tests.factories import client_for

OTHER_NUMBER = "ID64110000123450627"
FACE = certificates.Face(number=steps.CERTIFICATE_NUMBER, issued_on=steps.DAY)


@pytest.fixture
def certificate(case: Case) -> Certificate:
    """The certificate of the case's application."""
    return steps.issued(case)


def text(user: User, url: str) -> str:
    response = client_for(user).get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def form_data(**changes: object) -> dict[str, object]:
    return {
        "number": "id 6411 0000 1234 50626",
        "issued_on": "15/01/2026",
        "decision_number": "KF-1/2026",
        "decided_on": "14/01/2026",
        "products": "Keripik Pisang Asin\n\nkeripik pisang asin\nKeripik Balado",
    } | changes


def test_an_officer_records_what_stands_on_the_paper(case: Case) -> None:
    application = steps.entered(case)
    client = client_for(case.officer)
    url = f"/pengajuan/{application.number}/sertifikat/"
    page = client.get(url).content.decode()
    assert "Keripik Pisang Asin</textarea>" in page

    response = client.post(url, form_data(file=photo_file("sertifikat.jpg")))

    assert response.status_code == 302
    application.refresh_from_db()
    certificate = application.certificate
    assert application.status == Status.ISSUED
    assert certificate.number == steps.CERTIFICATE_NUMBER
    assert (certificate.issued_on, certificate.decided_on) == (
        steps.DAY,
        datetime.date(2026, 1, 14),
    )
    assert [product.name for product in certificate.products.all()] == [
        "Keripik Pisang Asin",
        "Keripik Balado",
    ]
    assert certificate.surveillances.get().due_on == datetime.date(2030, 1, 15)
    assert certificate.valid_until is None
    assert certificate.recorded_by == case.officer


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "ID12"}, "Anda menulis 2 angka"),
        ({"issued_on": "1/1/2099"}, "Tanggal terbit belum tiba"),
        ({"decided_on": "16/01/2026"}, "Ketetapan halal ada sebelum sertifikat terbit"),
        ({"products": " \n "}, "Tulis nama produk yang ada di sertifikat"),
        ({"products": "x" * 121}, "lebih dari 120 huruf"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x90")}, "Kirim foto"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_recorded(
    case: Case, changes: dict[str, object], words: str
) -> None:
    application = steps.entered(case)
    response = client_for(case.officer).post(
        f"/pengajuan/{application.number}/sertifikat/", form_data(**changes)
    )
    assert words in response.content.decode()
    assert not Certificate.objects.exists()


def test_of_two_officers_one_records_and_the_other_reads_what_happened(case: Case) -> None:
    application = steps.entered(case)
    seen = application.status_changed_at
    certificates.record(application=application, face=FACE, by=case.officer, seen=seen)
    with pytest.raises(AlreadyMovedError, match="Sertifikat terbit"):
        certificates.record(application=application, face=FACE, by=case.companion, seen=seen)
    assert Certificate.objects.count() == 1


def test_a_number_belongs_to_one_certificate(case: Case, certificate: Certificate) -> None:
    (second,) = issued_many(case, 1)
    face = certificates.Face(number=certificate.number, issued_on=steps.DAY, products=["A"])
    with pytest.raises(NumberTakenError, match="sudah dipakai pengajuan lain"):
        certificates.correct(certificate=second, face=face, by=case.officer)
    second.refresh_from_db()
    assert second.number != certificate.number


def test_a_correction_keeps_the_file_and_moves_the_surveillance(
    case: Case, certificate: Certificate
) -> None:
    client, url = client_for(case.officer), f"/sertifikat/{certificate.number}/"
    data = form_data(file=photo_file())
    client.post(f"{url}ubah/", data)
    certificate.refresh_from_db()
    kept = certificate.file.name
    assert kept

    client.post(f"{url}ubah/", form_data(number=OTHER_NUMBER, issued_on="14/01/2026"))

    certificate.refresh_from_db()
    assert (certificate.number, certificate.file.name) == (OTHER_NUMBER, kept)
    assert certificate.surveillances.get().due_on == datetime.date(2030, 1, 14)
    entry = AuditEntry.objects.filter(action="certificate.corrected").latest("pk")
    assert entry.data["before"]["number"] == steps.CERTIFICATE_NUMBER


def test_the_file_leaves_only_for_those_who_see_the_case(
    case: Case, certificate: Certificate, stranger: User
) -> None:
    client = client_for(case.officer)
    url = f"/sertifikat/{certificate.number}/"
    assert client.get(f"{url}berkas/").status_code == 404
    client.post(f"{url}ubah/", form_data(file=photo_file()))

    for user, code in ((case.owner, 200), (case.officer, 200), (stranger, 404)):
        assert client_for(user).get(url).status_code == code
        response = client_for(user).get(f"{url}berkas/")
        assert response.status_code == code
    shown = client_for(case.owner).get(f"{url}berkas/")
    assert shown["Content-Type"] == "image/jpeg"
    assert "sandbox" in shown["Content-Security-Policy"]


def test_it_has_no_end_and_says_so(case: Case, certificate: Certificate) -> None:
    shown = text(case.owner, f"/sertifikat/{certificate.number}/")
    assert "Tidak punya tanggal akhir" in shown
    assert "Belum diserahkan" in shown
    assert "https://wa.me/?text=" in shown
    assert case.business.owner_name not in shown.split("wa.me", 1)[1].split('"', 1)[0]


def test_the_pages_of_an_owner_take_few_queries(
    case: Case, certificate: Certificate, django_assert_max_num_queries: Any
) -> None:
    client = client_for(case.owner)
    page = f"/sertifikat/{certificate.number}/"
    for url in ("/sertifikat/", page, f"{page}perubahan/", "/sertifikat/bahan/"):
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200


def test_the_list_is_filtered_and_asks_as_often_for_many_as_for_one(
    case: Case, stranger: User, django_assert_num_queries: Any
) -> None:
    issued_many(case, 30)
    client = client_for(case.officer)
    with CaptureQueriesContext(connection) as asked:
        first = client.get("/sertifikat/?serah=belum&keadaan=active").content.decode()
    count = len(asked)
    assert first.count("/sertifikat/ID") == 25
    assert "30 sertifikat" in first
    following = re.search(r'rel="next"\s+href="([^"]+)"', first)
    assert following
    second = client.get("/sertifikat/" + unescape(following[1])).content.decode()
    assert second.count("/sertifikat/ID") == 5
    Certificate.objects.exclude(pk=Certificate.objects.latest("pk").pk).update(state="revoked")
    with django_assert_num_queries(count):
        shown = client.get("/sertifikat/?serah=belum&keadaan=active").content.decode()
    assert shown.count("/sertifikat/ID") == 1
    assert "/sertifikat/ID" not in client_for(stranger).get("/sertifikat/").content.decode()


def test_bpjph_suspends_and_the_reason_is_read_by_the_owner(
    case: Case, certificate: Certificate
) -> None:
    url = f"/sertifikat/{certificate.number}/"
    data = {"state": "suspended", "reason": "Surat BPJPH 12/2026", "seen": "active"}
    client_for(case.officer).post(f"{url}keadaan/", data)
    shown = text(case.owner, url)
    assert "Dibekukan" in shown
    assert "Surat BPJPH 12/2026" in shown
    assert AuditEntry.objects.filter(action="certificate.state", actor_id=case.officer.pk).exists()


def test_the_slower_of_two_officers_changes_no_state(case: Case, certificate: Certificate) -> None:
    def decide(state: CertificateState) -> None:
        certificates.set_state(
            certificate=certificate, state=state, reason="Surat", by=case.officer, seen="active"
        )

    decide(CertificateState.REVOKED)
    with pytest.raises(StateMovedError, match="Dicabut"):
        decide(CertificateState.SUSPENDED)
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.REVOKED


def test_only_old_certificates_have_an_end(case: Case, certificate: Certificate) -> None:
    url = f"/sertifikat/{certificate.number}/keadaan/"
    day = timezone.localdate() + datetime.timedelta(days=90)
    data = {"state": "suspended", "reason": "Surat", "valid_until": f"{day:%d/%m/%Y}"}
    refused = client_for(case.officer).post(url, data)
    assert "tidak punya tanggal akhir" in refused.content.decode()

    client_for(case.officer).post(url, data | {"state": "legacy"})
    certificate.refresh_from_db()
    assert certificate.valid_until == day
    assert "Sertifikat lama, perlu cek" in text(case.owner, f"/sertifikat/{certificate.number}/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(state=CertificateState.ACTIVE)


def test_owner_and_stranger_change_no_state(
    case: Case, certificate: Certificate, stranger: User
) -> None:
    url = f"/sertifikat/{certificate.number}/keadaan/"
    data = {"state": "revoked", "reason": "Surat"}
    assert client_for(case.owner).post(url, data).status_code == 403
    assert client_for(stranger).post(url, data).status_code == 404
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.ACTIVE


def test_the_owner_alone_shows_it_to_everybody(
    case: Case, certificate: Certificate, stranger: User
) -> None:
    url = f"/sertifikat/{certificate.number}/tampil/"
    for user, code in ((case.officer, 403), (case.companion, 403), (stranger, 403)):
        assert client_for(user).post(url, {"tampil": "1"}).status_code == code
    with pytest.raises(PermissionDenied):
        certificates.showcase(certificate=certificate, is_shown=True, by=case.officer)
    assert certificate.number not in text_of_everybody()

    client_for(case.owner).post(url, {"tampil": "1"})
    shown = text_of_everybody()
    assert certificate.number in shown
    assert case.business.name in shown
    assert case.business.owner_name not in shown
    assert case.business.phone not in shown

    client_for(case.owner).post(url, {})
    assert certificate.number not in text_of_everybody()


def test_a_suspended_certificate_leaves_the_showcase(case: Case, certificate: Certificate) -> None:
    certificates.showcase(certificate=certificate, is_shown=True, by=case.owner)
    certificates.set_state(
        certificate=certificate, state=CertificateState.SUSPENDED, reason="Surat", by=case.officer
    )
    assert certificate.number not in text_of_everybody()


def text_of_everybody() -> str:
    return Client().get("/sertifikat-halal/").content.decode()
