"""After the certificate: changes are told and answered, surveillances noted, materials renewed."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import User
from certification.enums import CertificateState, ChangeKind, ChangeState
from certification.errors import (
    ReportAnsweredError,
    ReportedTwiceError,
    RevokedError,
    SurveillanceDoneError,
)
from certification.models import Certificate, ChangeReport, Material, Surveillance
from certification.services import certificates, changes, surveillance
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.life import issued_many
from tests.factories import client_for

WORDS = {"kind": ChangeKind.VARIANT, "text": "Ada rasa baru, balado"}


@pytest.fixture
def certificate(case: Case) -> Certificate:
    return steps.issued(case)


def tell(certificate: Certificate, *, by: User) -> ChangeReport:
    return changes.report(certificate=certificate, kind=WORDS["kind"], text=WORDS["text"], by=by)


@pytest.fixture
def report(case: Case, certificate: Certificate) -> ChangeReport:
    return tell(certificate, by=case.owner)


def text(user: User, url: str) -> str:
    response = client_for(user).get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def test_an_owner_tells_a_change_and_reads_the_answer(case: Case, certificate: Certificate) -> None:
    client, url = client_for(case.owner), f"/sertifikat/{certificate.number}/"
    page = client.post(f"{url}perubahan/", WORDS, follow=True).content.decode()
    assert "pengembangan produk" in page
    assert "tarifnya Rp0" in page
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.CHANGE_REPORTED

    queue = text(case.officer, "/sertifikat/perubahan/")
    assert "Ada rasa baru, balado" in queue
    made = ChangeReport.objects.get()
    answer = {"state": "forwarded", "answer": "Kami ajukan di SiHalal.", "seen": "reported"}
    client_for(case.officer).post(f"/sertifikat/perubahan/{made.pk}/", answer)
    shown = text(case.owner, url)
    assert "Kami ajukan di SiHalal." in shown
    assert "Perubahan dilaporkan" in shown

    answer = {"state": "settled", "answer": "Sudah terbit.", "seen": "forwarded"}
    client_for(case.officer).post(f"/sertifikat/perubahan/{made.pk}/", answer)
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.ACTIVE
    assert "Ada rasa baru" not in text(case.officer, "/sertifikat/perubahan/")


def test_a_form_sent_twice_tells_once(
    case: Case, certificate: Certificate, report: ChangeReport
) -> None:
    with pytest.raises(ReportedTwiceError):
        tell(certificate, by=case.companion)
    assert ChangeReport.objects.get() == report


def test_the_second_open_change_keeps_the_certificate_marked(
    case: Case, certificate: Certificate, report: ChangeReport
) -> None:
    changes.report(certificate=certificate, kind=ChangeKind.PLACE, text="Pindah", by=case.owner)
    changes.answer(report=report, state=ChangeState.DISMISSED, answer="Sama.", by=case.officer)
    certificate.refresh_from_db()
    assert certificate.state == CertificateState.CHANGE_REPORTED


def test_of_two_answers_the_first_stands(case: Case, report: ChangeReport) -> None:
    changes.answer(report=report, state=ChangeState.FORWARDED, answer="Diajukan.", by=case.officer)
    report.refresh_from_db()
    with pytest.raises(ReportAnsweredError, match="diteruskan ke sihalal"):
        changes.answer(
            report=report,
            state=ChangeState.DISMISSED,
            answer="Tidak perlu.",
            by=case.officer,
            seen=ChangeState.REPORTED,
        )
    report.refresh_from_db()
    assert (report.state, report.answer) == (ChangeState.FORWARDED, "Diajukan.")


def test_a_revoked_certificate_takes_no_reports(case: Case, certificate: Certificate) -> None:
    certificates.set_state(
        certificate=certificate, state=CertificateState.REVOKED, reason="Surat", by=case.officer
    )
    with pytest.raises(RevokedError):
        tell(certificate, by=case.owner)


def test_who_tells_and_who_answers(
    case: Case, certificate: Certificate, report: ChangeReport, stranger: User
) -> None:
    tell, answer = (
        f"/sertifikat/{certificate.number}/perubahan/",
        f"/sertifikat/perubahan/{report.pk}/",
    )
    for user, told, answered in (
        (case.owner, 200, 403),
        (case.companion, 200, 403),
        (case.officer, 200, 200),
        (stranger, 404, 404),
    ):
        assert client_for(user).get(tell).status_code == told
        assert client_for(user).get(answer).status_code == answered


def test_bpjph_came_and_comes_again_in_four_years(
    case: Case, certificate: Certificate, stranger: User
) -> None:
    look = certificate.surveillances.get()
    url = f"/sertifikat/pengawasan/{look.pk}/"
    assert client_for(stranger).get(url).status_code == 404
    assert client_for(case.owner).get(url).status_code == 403
    assert (
        "belum tiba" in client_for(case.officer).post(url, {"done_on": "1/1/2099"}).content.decode()
    )
    client_for(case.officer).post(url, {"done_on": "15/01/2026", "result": "Sesuai"})
    assert list(certificate.surveillances.values_list("due_on", "result")) == [
        (datetime.date(2030, 1, 15), "Sesuai"),
        (datetime.date(2034, 1, 15), ""),
    ]
    with pytest.raises(SurveillanceDoneError):
        surveillance.note_done(surveillance=look, done_on=steps.DAY, by=case.officer)


def test_a_leap_day_has_its_surveillance_on_the_28th(case: Case) -> None:
    (certificate,) = issued_many(case, 1)
    face = certificates.Face(
        number=certificate.number, issued_on=datetime.date(2096, 2, 29), products=["A"]
    )
    certificates.correct(certificate=certificate, face=face, by=case.officer)
    assert certificate.surveillances.get().due_on == datetime.date(2100, 2, 28)


def test_the_list_shows_what_comes_near_or_is_late(case: Case) -> None:
    today = timezone.localdate()
    days = {"lewat": -1, "30": 30, "90": 90, "": 91}
    for made, ahead in zip(issued_many(case, 4), days.values(), strict=True):
        made.surveillances.update(due_on=today + datetime.timedelta(days=ahead))
    shown = {
        code: text(case.officer, f"/sertifikat/pengawasan/?batas={code}").count("/sertifikat/ID")
        for code in days
    }
    assert shown == {"lewat": 1, "30": 1, "90": 1, "": 3}
    assert "ditanggung negara" in text(case.officer, "/sertifikat/pengawasan/")


def test_a_revoked_certificate_has_no_surveillance(case: Case, certificate: Certificate) -> None:
    certificates.set_state(
        certificate=certificate, state=CertificateState.REVOKED, reason="Surat", by=case.officer
    )
    assert not Surveillance.objects.to_do().exists()


def test_the_supplier_gives_a_new_certificate(
    case: Case, certificate: Certificate, stranger: User
) -> None:
    ends = timezone.localdate() + datetime.timedelta(days=20)
    endless = case_material(certificate, "Gula")
    ending = case_material(certificate, "Minyak", certificate_until=ends)
    shown = text(case.owner, "/sertifikat/bahan/")
    assert "Minyak" in shown
    assert endless.name not in shown
    assert "Minta sertifikat halal yang baru dari pemasok" in shown
    assert "Minyak" not in text(stranger, "/sertifikat/bahan/")

    url = f"/sertifikat/bahan/{ending.pk}/"
    assert client_for(stranger).get(url).status_code == 404
    assert (
        "sudah berakhir"
        in client_for(case.owner).post(url, {"number": "ID1", "until": "1/1/2020"}).content.decode()
    )
    client_for(case.owner).post(url, {"number": "ID64110000123450999", "until": ""})
    ending.refresh_from_db()
    assert ending.certificate_until is None
    assert "Minyak" not in text(case.owner, "/sertifikat/bahan/")


def case_material(certificate: Certificate, name: str, **fields: object) -> Material:
    return Material.objects.create(
        application=certificate.application,
        name=name,
        kind="certified",
        certificate_number="LPPOM-1",
        **fields,
    )
