"""Starting an application for a business that another programme has already."""

import pytest

from accounts.models import User
from certification.errors import KnownElsewhereError
from certification.models import Application
from certification.services import applications
from halalportal.audit.models import AuditEntry
from ikm.enums import ListKind, MatchState
from ikm.models import HeldCertificate, OtherEntry, OtherList
from tests.certification.conftest import Case
from tests.factories import client_for, make_mandate

NUMBER = "ID64110000000010001"
CERTIFIED = f"Usaha ini sudah bersertifikat halal ({NUMBER}), menurut BPJPH."
ASK = "Tanya petugas dinas kalau produk ini belum tercakup."
INSIST = "Tetap buat pengajuan"


@pytest.fixture(autouse=True)
def entrusted(case: Case) -> None:
    """Companion and office may file for the owner."""
    make_mandate(case.business, case.companion)
    make_mandate(case.business, case.officer)


@pytest.fixture
def certified(case: Case) -> Case:
    HeldCertificate.objects.create(business=case.business, number=NUMBER, source="BPJPH")
    return case


def listed(case: Case, state: MatchState) -> None:
    """The business stands on a list of recipients of another programme."""
    other = OtherList.objects.create(
        name="SEHATI 2026",
        source="Kemenag",
        kind=ListKind.RECIPIENTS,
        region=case.business.regency,
        by=case.officer,
        file_name="a.xlsx",
        sha256="0",
    )
    OtherEntry.objects.create(source_list=other, number=2, business=case.business, state=state)


def address(case: Case) -> str:
    return f"/pengajuan/baru/?usaha={case.business.pk}&program={case.programme.slug}"


def test_an_officer_needs_a_tick_and_a_reason(certified: Case) -> None:
    client = client_for(certified.officer)
    page = client.get(address(certified)).content.decode()
    assert CERTIFIED in page
    assert INSIST in page
    for answers in ({}, {"anyway": "on"}, {"anyway": "on", "reason": "  "}, {"reason": "produk"}):
        page = client.post(address(certified), answers).content.decode()
        assert "Tulis alasannya." in page or "Centang kalau pengajuan ini tetap perlu." in page
    assert not Application.objects.exists()
    reason = "sertifikat lama tidak memuat abon"
    client.post(address(certified), {"anyway": "on", "reason": reason})
    application = Application.objects.get()
    entry = AuditEntry.objects.about(application).get(
        action="application.created_despite_elsewhere"
    )
    assert entry.actor == certified.officer
    assert entry.data == {"state": "certified", "source": "BPJPH", "reason": reason}


@pytest.mark.parametrize("who", ["owner", "companion"])
def test_others_are_told_to_ask_the_office(certified: Case, who: str) -> None:
    user: User = getattr(certified, who)
    client = client_for(user)
    page = client.get(address(certified)).content.decode()
    assert CERTIFIED in page
    assert ASK in page
    assert INSIST not in page
    assert "Mulai pengajuan</button>" not in page
    answers = {"anyway": "on", "reason": "tetap mau"}
    page = client.post(address(certified), answers).content.decode()
    assert "Tanya petugas dinas." in page
    assert not Application.objects.exists()
    with pytest.raises(KnownElsewhereError):
        applications.create(
            business=certified.business,
            programme=certified.programme,
            by=user,
            reason="tetap mau",
        )


def test_in_process_elsewhere_is_settled_too(case: Case) -> None:
    listed(case, MatchState.CERTAIN)
    page = client_for(case.owner).get(address(case)).content.decode()
    assert "Usaha ini sedang diproses program lain, menurut Kemenag." in page
    assert ASK in page
    with pytest.raises(KnownElsewhereError, match="Centang Tetap buat"):
        applications.create(business=case.business, programme=case.programme, by=case.officer)


def test_an_unsure_match_is_a_remark(case: Case) -> None:
    listed(case, MatchState.UNSURE)
    client = client_for(case.owner)
    page = client.get(address(case)).content.decode()
    assert "mungkin tercatat di daftar Kemenag. Pastikan dulu." in page
    client.post(address(case))
    assert Application.objects.get().business == case.business


def test_a_free_business_is_asked_nothing_more(case: Case) -> None:
    client = client_for(case.officer)
    page = client.get(address(case)).content.decode()
    assert INSIST not in page
    client.post(address(case))
    application = Application.objects.get()
    assert not AuditEntry.objects.filter(action="application.created_despite_elsewhere").exists()
    assert application.created_by == case.officer
