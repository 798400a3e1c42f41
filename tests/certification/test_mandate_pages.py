"""The pages of mandates: asking, looking, revoking, and what the owner gets to see."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import MandateProof, MandateTask, Status
from certification.models import Application, Mandate
from certification.owner_receipt import whatsapp_text
from halalportal.audit.models import AuditEntry
from tests.certification import steps
from tests.certification.conftest import Case, photo_file
from tests.certification.pages import post, text
from tests.factories import client_for, make_business, make_mandate

CREATE = "/kuasa/baru/"


def address(case: Case, **more: str) -> str:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{CREATE}?usaha={case.business.pk}&program={case.programme.slug}{query}"


def url(action: str, mandate: Mandate) -> str:
    return reverse(f"certification:mandate-{action}", args=[mandate.pk])


def words_on(page: str) -> str:
    return page.split('name="words_sha256" value="')[1].split('"', maxsplit=1)[0]


def test_a_companion_sends_the_photo_of_the_paper_and_begins(case: Case) -> None:
    companion = client_for(case.companion)
    page = text(companion, address(case))
    assert case.business.owner_name in page
    sheet = companion.get("/kuasa/surat/" + address(case).removeprefix(CREATE))
    assert sheet.content.startswith(b"%PDF-")
    begun = post(
        companion,
        address(case),
        words_sha256=words_on(page),
        mark="thumb",
        photo=photo_file(),
    )
    assert f"Kuasa dari {case.business.owner_name} tersimpan." in begun
    mandate = Mandate.objects.get()
    assert (mandate.proof, mandate.ends_on) == (MandateProof.THUMB, case.programme.ends_on)
    post(companion, f"/pengajuan/baru/?usaha={case.business.pk}")
    assert Application.objects.get().mandate == mandate


def test_what_is_no_photo_is_refused_in_plain_words(case: Case) -> None:
    companion = client_for(case.companion)
    sha256 = words_on(text(companion, address(case)))
    broken = SimpleUploadedFile("surat.jpg", b"PK\x03\x04" * 99)
    page = post(companion, address(case), words_sha256=sha256, mark="signature", photo=broken)
    assert "error-summary" in page
    missing = post(companion, address(case), words_sha256=sha256)
    assert "Pilih foto surat yang sudah ditandatangani." in missing
    assert "Pilih tanda tangan atau cap jempol." in missing
    assert not Mandate.objects.exists()


def test_a_paper_with_other_words_is_refused(case: Case) -> None:
    companion = client_for(case.companion)
    sha256 = words_on(text(companion, address(case)))
    later = address(case, ends_on="01/01/2999", tasks="fill")
    narrower = f"{address(case)}&tasks=fill&ends_on={case.programme.ends_on:%d/%m/%Y}"
    assert words_on(text(companion, narrower)) != sha256
    assert words_on(text(companion, later)) == sha256  # a wrong date leaves the usual words
    page = post(companion, narrower, words_sha256=sha256, mark="signature", photo=photo_file())
    assert "Isi kuasa berubah sejak surat ini dibuat." in page
    assert not Mandate.objects.exists()


def test_a_walk_in_without_phone_or_account_is_helped_with_paper(case: Case) -> None:
    case.business.owner = None
    case.business.phone = ""
    case.business.save()
    officer = client_for(case.officer)
    page = text(officer, address(case))
    assert "belum punya akun. Pakai surat." in page
    assert "petugas dinas Kabupaten Kutai Timur" in page
    sent = {"words_sha256": words_on(page), "mark": "signature", "photo": photo_file()}
    post(officer, address(case), **sent)
    post(officer, f"/pengajuan/baru/?usaha={case.business.pk}")
    application = Application.objects.get()
    assert application.mandate
    assert application.mandate.region == case.business.regency


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("companion", 200),
        ("officer", 200),
        ("province_officer", 200),
        ("head", 200),
        ("auditor", 200),
        ("coordinator", 200),
        ("stranger", 404),
        ("admin_user", 403),
    ],
)
def test_who_may_look(case: Case, who: str, status: int, request: pytest.FixtureRequest) -> None:
    mandate = make_mandate(case.business, case.companion)
    page = text(client_for(request.getfixturevalue(who)), url("detail", mandate), status)
    assert (mandate.text_sha256 in page) is (status == 200)


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("companion", 200), ("officer", 200), ("head", 403), ("stranger", 404)],
)
def test_who_sees_the_paper_leaves_a_trace(
    case: Case, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    companion = client_for(case.companion)
    sha256 = words_on(text(companion, address(case)))
    post(companion, address(case), words_sha256=sha256, mark="signature", photo=photo_file())
    mandate, user = Mandate.objects.get(), request.getfixturevalue(who)
    response = client_for(user).get(url("paper", mandate))
    assert response.status_code == status
    looked = AuditEntry.objects.about(mandate).filter(action="mandate.paper_shown", actor=user)
    assert looked.exists() is (status == 200)
    assert (response.content[:3] == b"\xff\xd8\xff") is (status == 200)


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("companion", 302), ("officer", 302), ("head", 403), ("stranger", 404)],
)
def test_who_may_revoke(case: Case, who: str, status: int, request: pytest.FixtureRequest) -> None:
    mandate = make_mandate(case.business, case.companion)
    response = client_for(request.getfixturevalue(who)).post(url("revoke", mandate), {})
    mandate.refresh_from_db()
    assert response.status_code == status
    assert (mandate.revoked_at is not None) is (status == 302)


def test_a_helper_without_a_mandate_reads_and_is_told_so(case: Case) -> None:
    application = steps.draft(case, by=case.companion)
    companion = client_for(case.companion)
    Mandate.objects.update(revoked_at=timezone.now(), revoked_by=case.owner)
    detail = reverse("certification:application-detail", args=[application.number])
    part = reverse("certification:application-part-people", args=[application.number])
    assert "Minta kuasa pemilik" in text(companion, detail)
    refused = companion.get(part, follow=True).content.decode()
    assert "Kuasa dari pemilik usaha belum ada, sudah berakhir, atau dicabut." in refused
    assert "Minta kuasa pemilik" not in text(client_for(case.owner), detail)


def test_the_owner_sees_who_did_what_and_revokes(case: Case) -> None:
    application = steps.submitted(case, by=case.companion)
    owner = client_for(case.owner)
    page = text(owner, "/kuasa/")
    for said in ("membuat pengajuan", "mengisi jawaban", "mengirim pengajuan"):
        assert f"{case.companion.name} {said}" in page
    assert application.number in page
    mandate = Mandate.objects.get()
    assert url("revoke", mandate) in page
    assert "sudah dicabut" in post(owner, url("revoke", mandate), reason="")
    assert url("revoke", mandate) not in text(owner, "/kuasa/")


def test_what_the_owner_did_and_what_others_own_stays_out(case: Case, stranger: User) -> None:
    steps.submitted(case)
    page = text(client_for(case.owner), "/kuasa/")
    assert "Belum ada yang Anda beri kuasa." in page
    assert case.owner.name not in page.split("Yang dikerjakan orang lain")[1]
    make_mandate(case.business, case.companion)
    assert case.business.name not in text(client_for(stranger), "/kuasa/")


def test_the_office_finds_mandates_that_end_soon(case: Case) -> None:
    day = timezone.localdate()
    soon = make_mandate(case.business, case.companion, ends_on=day + datetime.timedelta(days=9))
    later = make_mandate(make_business(name="Usaha Nanti"), case.officer)
    officer = client_for(case.officer)
    page = text(officer, "/kuasa/")
    assert "1 kuasa berakhir dalam 30 hari" in page
    assert url("detail", later) in page
    page = text(officer, "/kuasa/?keadaan=segera")
    assert url("detail", soon) in page
    assert url("detail", later) not in page
    later.revoked_at, later.revoked_by = timezone.now(), case.officer
    later.save()
    assert url("detail", later) in text(officer, "/kuasa/?keadaan=dicabut")
    assert url("detail", soon) not in text(officer, "/kuasa/?keadaan=berakhir")


def test_the_list_costs_the_same_with_one_and_with_many(
    case: Case, django_assert_max_num_queries: object
) -> None:
    for _ in range(5):
        make_mandate(make_business(), case.officer)
    officer, owner = client_for(case.officer), client_for(case.owner)
    steps.submitted(case, by=case.companion)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        officer.get("/kuasa/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        owner.get("/kuasa/")


def test_the_owner_gets_a_receipt_of_what_a_companion_sent(case: Case) -> None:
    application = steps.submitted(case, by=case.companion)
    companion = client_for(case.companion)
    sent = text(companion, reverse("certification:application-receipt", args=[application.number]))
    receipt = reverse("certification:owner-receipt", args=[application.number])
    assert receipt in sent
    page = text(companion, receipt)
    for said in (case.business.owner_name, "Keripik Pisang Asin", "https://wa.me/6281200000077"):
        assert said in page
    paper = reverse("certification:application-receipt-pdf", args=[application.number])
    assert paper in page
    assert companion.get(paper).content.startswith(b"%PDF-")


def test_the_message_fits_into_350_characters(case: Case) -> None:
    application = steps.submitted(case, by=case.companion)
    case.companion.name = "Pendamping " * 10
    application.submitted_by = case.companion
    application.business.name = application.business.owner_name = "Nama Panjang Sekali " * 6
    message = whatsapp_text(application)
    assert len(message) <= 350
    assert application.number in message
    assert "gratis" in message


def test_what_the_owner_sent_alone_has_no_such_receipt(case: Case, stranger: User) -> None:
    application = steps.submitted(case)
    receipt = reverse("certification:owner-receipt", args=[application.number])
    assert client_for(case.companion).get(receipt).status_code == 404
    Application.objects.update(submitted_by=case.companion)
    assert client_for(case.companion).get(receipt).status_code == 200
    assert client_for(case.owner).get(receipt).status_code == 200
    assert client_for(stranger).get(receipt).status_code == 404


def test_what_the_owner_left_out_is_not_copied_into_sihalal(case: Case) -> None:
    application = steps.ready(case, by=case.companion)
    copying = reverse("certification:application-sihalal", args=[application.number])
    companion = client_for(case.companion)
    forbidden = "kuasa pemilik tidak memuat memasukkan data ke SiHalal"
    assert forbidden not in text(companion, copying)
    Mandate.objects.update(scope=[MandateTask.FILL, MandateTask.SUBMIT])
    assert forbidden in text(companion, copying)
    make_mandate(case.business, case.companion)
    assert forbidden not in text(companion, copying)
    assert Application.objects.get().status == Status.READY
