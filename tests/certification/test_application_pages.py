"""The pages of applications: the story by a browser-less client, and who may open what."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from certification.enums import Status
from certification.invariants import check
from certification.models import Application, ReturnReason, StopReason
from certification.services import applications
from tests.certification import steps, visits
from tests.certification.conftest import Case
from tests.certification.pages import fill_in, post, text, url
from tests.factories import client_for, make_companion, make_mandate, make_officer


def test_the_whole_story_from_draft_to_certificate(case: Case, return_reason: ReturnReason) -> None:
    owner, officer = client_for(case.owner), client_for(case.officer)
    companion = client_for(case.companion)
    ledger = [case.counters]

    started = post(owner, f"{url('create')}?usaha={case.business.pk}")
    application = Application.objects.get()
    assert application.number in started
    assert "Periksa dan kirim muncul setelah 6 bagian selesai" in started
    fill_in(owner, application)
    assert "Periksa dan kirim</a>" in text(owner, url("detail", application))
    assert "Keripik Pisang" in text(owner, url("check", application))
    ledger.append(case.counters)

    assert "Pengajuan terkirim" in post(owner, url("submit", application))
    ledger.append(case.counters)
    returned = post(
        officer, url("return", application), reason=return_reason.pk, note="Foto pertama buram."
    )
    assert "dikembalikan untuk diperbaiki" in returned

    page = text(owner, url("detail", application))
    assert return_reason.label in page
    assert return_reason.advice in page
    assert "Foto pertama buram." in page
    assert url("part-photos", application) in page
    post(owner, url("submit", application))
    ledger.append(case.counters)

    assert "diterima" in post(officer, url("accept", application))
    visits.visited(application, by=case.companion)
    verified = post(
        companion,
        reverse("certification:verification-recommend", args=[application.number]),
        was_there="on",
    )
    assert "Verifikasi" in verified
    assert "Keripik Pisang" in text(companion, url("sihalal", application))
    post(companion, url("sihalal", application), number="sh2026-1-825659")
    ledger.append(case.counters)
    issued = post(
        officer,
        url("certificate", application),
        number=steps.CERTIFICATE_NUMBER,
        issued_on="1/2/2026",
        products="Keripik Pisang Asin",
    )
    ledger.append(case.counters)
    assert steps.CERTIFICATE_NUMBER in issued
    assert ledger == [(0, 0, 0), (0, 0, 0), (1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 1, 1)]
    assert "sertifikat halal sudah terbit" in text(owner, url("detail", application))
    assert list(check()) == []


def test_a_companion_without_a_mandate_is_led_to_ask_for_one(case: Case) -> None:
    companion = client_for(case.companion)
    address = f"{url('create')}?usaha={case.business.pk}"
    page = text(companion, address)
    assert "Minta kuasa pemilik" in page
    assert "Mulai pengajuan</button>" not in page
    assert "Kuasa dari pemilik usaha belum ada" in post(companion, address)
    assert not Application.objects.exists()
    make_mandate(case.business, case.companion)
    post(companion, address)
    application = Application.objects.get()
    assert application.mandate
    assert application.created_by == case.companion


def test_a_second_application_leads_to_the_first(case: Case) -> None:
    application = steps.draft(case)
    page = post(client_for(case.owner), f"{url('create')}?usaha={case.business.pk}")
    assert "sudah punya pengajuan" in page
    assert url("detail", application) in page


def test_a_foreign_business_cannot_be_filed_for(case: Case, stranger: User) -> None:
    address = f"{url('create')}?usaha={case.business.pk}"
    assert client_for(stranger).get(address).status_code == 404
    assert client_for(make_companion()).get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("officer", 200),
        ("companion", 200),
        ("coordinator", 200),
        ("province_officer", 200),
        ("head", 200),
        ("auditor", 200),
        ("stranger", 404),
        ("admin_user", 403),
    ],
)
def test_who_may_see_an_application(
    case: Case, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    application = steps.submitted(case)
    client = client_for(request.getfixturevalue(who))
    photo = application.uploads.get()
    file = reverse("certification:upload-show", args=[application.number, photo.pk])
    for address in (url("detail", application), file):
        assert client.get(address).status_code == status


def test_another_owner_and_another_lp3h_see_nothing(case: Case) -> None:
    application = steps.submitted(case)
    for user in (make_companion(), make_officer("64.72")):
        assert client_for(user).get(url("detail", application)).status_code == 404
    anonymous = Client().get(url("detail", application))
    assert anonymous.status_code == 302
    assert anonymous.headers["Location"].startswith("/masuk/")


DECISIONS = ["accept", "return", "verify", "sihalal", "certificate", "stop", "set-companion"]


@pytest.mark.parametrize("action", DECISIONS)
@pytest.mark.parametrize("who", ["owner", "head", "auditor", "coordinator", "stranger"])
def test_who_decides_nothing_changes_nothing(
    case: Case, action: str, who: str, request: pytest.FixtureRequest
) -> None:
    application = steps.submitted(case)
    client = client_for(request.getfixturevalue(who))
    assert client.post(url(action, application)).status_code in (403, 404)
    application.refresh_from_db()
    assert application.status == Status.SUBMITTED


def test_contacts_are_masked_for_onlookers(case: Case, auditor: User) -> None:
    application = steps.submitted(case)
    assert "0812-0000-0077" in text(client_for(case.officer), url("detail", application))
    seen = text(client_for(auditor), url("detail", application))
    assert "0812-0000-0077" not in seen
    assert case.business.nib not in seen


def test_the_slower_officer_learns_what_happened(case: Case) -> None:
    application = steps.submitted(case)
    colleague = make_officer()
    first, second = client_for(case.officer), client_for(colleague)
    seen = application.status_changed_at.isoformat()
    post(first, url("accept", application), seen=seen)
    response = second.post(url("accept", application), {"seen": seen})
    assert response.status_code == 409
    page = response.content.decode()
    assert case.officer.name in page
    assert "Keputusan Anda belum disimpan" in page


def test_a_form_opened_before_a_colleague_decided_is_refused_too(
    case: Case, stop_reason: StopReason
) -> None:
    application = steps.submitted(case)
    seen = application.status_changed_at.isoformat()
    applications.accept(application=application, by=make_officer())
    data = {"seen": seen, "reason": stop_reason.pk}
    response = client_for(case.officer).post(url("stop", application), data)
    assert response.status_code == 409
    application.refresh_from_db()
    assert application.status == Status.ACCEPTED


def test_the_filing_officer_sees_no_button_to_accept(case: Case) -> None:
    application = steps.submitted(case, by=case.officer)
    page = text(client_for(case.officer), url("detail", application))
    assert url("accept", application) not in page
    assert "petugas lain yang menerimanya" in page
    assert client_for(case.officer).post(url("accept", application)).status_code == 403
