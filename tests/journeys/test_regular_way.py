"""The regular track: sent by the owner, to SiHalal, LPH and fatwa, certificate, handover."""

import pytest
from playwright.sync_api import Page

from accounts.enums import OrganisationKind
from accounts.models import User
from certification.enums import Status, Track
from certification.models import Application, HandoverItem, RegularCase
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import (
    assign,
    make_allocation,
    make_business,
    make_organisation,
    make_programme,
)
from tests.journeys.checking import open_case
from tests.journeys.conftest import SignIn
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import field, fill, follow, heading, in_days, press, see, typed

pytestmark = pytest.mark.django_db(transaction=True)

LPH = "LPH Rekaan"


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    """A business in a programme of the regular track, and an LPH."""
    programme = make_programme(
        by=province_officer,
        quota=10,
        starts_on=in_days(-60),
        ends_on=in_days(30),
        track=Track.REGULAR,
    )
    places = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(
        owner=owner,
        name="Bakso Uji",
        nib="1234567890125",
        scale="small",
        phone="+6281200000079",
        address="Jalan Rekaan 4",
        kbli_version=2020,
        kbli_code="10794",
    )
    assign(business, companion)
    make_organisation(name=LPH, kind=OrganisationKind.LPH)
    return Case(business, programme, places, owner, officer, companion)


@pytest.mark.parametrize("javascript", [True, False], ids=["desk", "desk-without-script"])
def test_from_sending_to_the_handover(sign_in: SignIn, case: Case, javascript: bool) -> None:
    application = steps.filled(case)
    at_home = sign_in(case.owner.email, phone=True, javascript=javascript)
    at_home.goto(f"/pengajuan/{application.number}/periksa/")
    press(at_home, "Kirim pengajuan")
    see(at_home, "LPH memeriksa tempat usaha, MUI bersidang, lalu sertifikat terbit.")
    desk = sign_in(case.officer.email, javascript=javascript)
    to_sihalal(desk)
    note_the_inspection(desk, application, javascript=javascript)
    record_certificate(desk, application)
    hand_over(desk, javascript=javascript)
    at_home.goto("/beranda/")
    see(at_home, "Sertifikat terbit")
    application.refresh_from_db()
    assert application.status == Status.ISSUED
    assert RegularCase.objects.get(application=application).inspection_body
    assert HandoverItem.objects.get().received_by == "Pak Rekaan"
    assert case.counters == (0, 1, 1)


def to_sihalal(page: Page) -> None:
    """No companion visits on this track: what was accepted goes straight to SiHalal."""
    open_case(page, "Menunggu pemeriksaan")
    press(page, "Terima dan lanjut")
    see(page, "Berikutnya: masukkan ke SiHalal.")
    follow(page, "Salin ke SiHalal")
    fill(page, {"Nomor daftar dari SiHalal": steps.SIHALAL_NUMBER})
    press(page, "Tandai sudah diajukan")
    see(page, "ditandai sudah diajukan di SiHalal.")


def note_the_inspection(page: Page, application: Application, *, javascript: bool) -> None:
    """In order: who inspects, what it costs, when they were there, and the fatwa."""
    follow(page, "Jalur reguler: LPH, biaya, audit, fatwa")
    heading(page, "Jalur reguler")
    day = typed(in_days(0))
    fill(page, {"Sidang fatwa tanggal": day})
    press(page, "Simpan catatan")
    assert not RegularCase.objects.exists()
    heading(page, "Jalur reguler")
    if javascript:
        assert looks_wrong(page) == []
    field(page, "LPH").select_option(LPH)
    fill(
        page,
        {
            "Biaya pemeriksaan (rupiah)": "350000",
            "Biaya disetujui tanggal": day,
            "Dibayar tanggal": day,
            "Audit mulai": day,
            "Audit selesai": day,
            "Yang bersidang": "Komisi Fatwa MUI Rekaan",
            "Sidang fatwa tanggal": day,
        },
    )
    press(page, "Simpan catatan")
    see(page, f"Catatan jalur reguler {application.number} tersimpan.")


def record_certificate(page: Page, application: Application) -> None:
    page.goto(f"/pengajuan/{application.number}/")
    follow(page, "Catat sertifikat")
    fill(page, {"Nomor sertifikat halal": steps.CERTIFICATE_NUMBER})
    fill(page, {"Tanggal terbit": typed(in_days(0))})
    press(page, "Catat sertifikat")
    see(page, "tercatat.", steps.CERTIFICATE_NUMBER)


def hand_over(page: Page, *, javascript: bool) -> None:
    """A list for an event, and who took the certificate there."""
    page.goto("/serah-terima/baru/")
    if javascript:
        assert looks_wrong(page) == []
    fill(page, {"Nama acara": "Serah terima di Sangatta", "Tanggal": typed(in_days(0))})
    press(page, "Buat daftar")
    heading(page, "Serah terima di Sangatta")
    if javascript:
        assert looks_wrong(page) == []
    page.get_by_label("Bakso Uji sudah diterima").check()
    page.get_by_label("Penerima sertifikat Bakso Uji").fill("Pak Rekaan")
    press(page, "Tandai yang dicentang")
    see(page, "1 dari 1 sertifikat sudah diterima.")
