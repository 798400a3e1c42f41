"""A certified business leaves; its place goes down the reserve list to who wants it."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.enums import Role
from accounts.models import User
from certification.enums import Outcome, RoundState, Screening
from certification.models import (
    Application,
    Candidate,
    Nomination,
    NominationCall,
    NominationRequest,
    Offer,
    SelectionRound,
)
from ikm.models import Business, HeldCertificate
from tests.certification.conftest import Case
from tests.certification.steps import submitted
from tests.factories import assign, make_allocation, make_business, make_programme, make_user
from tests.journeys.conftest import SignIn
from tests.journeys.steps import fill, follow, heading, in_days, press, see

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "ID64110000999990125"
LEAVING, DECLINES, ACCEPTS = "Keripik Uji Lama", "Bakso Uji Kedua", "Abon Uji Ketiga"


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    """The only place of the kab/kota is held by a business of the programme."""
    programme = make_programme(
        by=province_officer, quota=1, starts_on=in_days(-30), ends_on=in_days(60)
    )
    allocation = make_allocation(programme, granted=1, by=province_officer)
    business = make_business(
        owner=owner, name=LEAVING, nib="9120000000601", scale="micro", address="Jalan Uji 1"
    )
    business.phone = "+6283400009601"
    business.save()
    assign(business, companion)
    return Case(business, programme, allocation, owner, officer, companion)


@pytest.fixture
def reserves(case: Case) -> dict[str, User]:
    """Two owners on the reserve list of a closed round, in this order."""
    call = NominationCall.objects.create(
        programme=case.programme, name="Usulan", due_on=in_days(-5), created_by=case.officer
    )
    asked = NominationRequest.objects.create(call=call, region=case.business.regency, places=3)
    closed = SelectionRound.objects.create(
        programme=case.programme,
        name="Seleksi Uji",
        places=1,
        state=RoundState.CLOSED,
        closed_at=timezone.now(),
        closed_by=case.officer,
        created_by=case.officer,
    )

    def add(business: Business, rank: int, outcome: Outcome) -> None:
        named = Nomination.objects.create(
            request=asked,
            business=business,
            screening=Screening.PASSED,
            screened_at=timezone.now(),
            screened_by=case.officer,
            nominated_by=case.officer,
        )
        Candidate.objects.create(round=closed, nomination=named, rank=rank, outcome=outcome)

    add(case.business, 1, Outcome.SELECTED)
    owners = {name: make_user(Role.OWNER) for name in (DECLINES, ACCEPTS)}
    for rank, (name, owner) in enumerate(owners.items(), start=2):
        add(make_business(name=name, owner=owner), rank, Outcome.RESERVE)
    return owners


def test_a_place_goes_down_the_reserve_list(
    sign_in: SignIn, case: Case, reserves: dict[str, User]
) -> None:
    application = submitted(case)
    HeldCertificate.objects.create(business=case.business, number=NUMBER, source="Data BPJPH 2025")
    desk = sign_in(case.officer.email)
    replace(desk, case)
    decline(sign_in(reserves[DECLINES].email, phone=True, javascript=False))
    accept(sign_in(reserves[ACCEPTS].email, phone=True))
    taken = Application.objects.get(business__name=ACCEPTS)
    see_the_chain(desk, taken)
    case.allocation.refresh_from_db()
    assert (case.allocation.reserved, case.allocation.free) == (1, 0)
    application.refresh_from_db()
    assert application.status == "stopped"
    told(sign_in(case.owner.email, phone=True))


def open_list(page: Page, case: Case) -> None:
    follow(page, "Program & kuota")
    follow(page, case.programme.name)
    follow(page, "Penggantian")
    heading(page, "Penggantian peserta")


def replace(page: Page, case: Case) -> None:
    """The list says why with number and source; the form says who is next before it is sent."""
    open_list(page, case)
    row = page.get_by_role("row").filter(has_text=LEAVING)
    expect(row).to_contain_text(f"nomor {NUMBER}, menurut Data BPJPH 2025")
    row.get_by_role("link", name="Ganti").click()
    heading(page, "Ganti peserta")
    expect(page.get_by_role("radio", checked=True)).to_have_value("already-certified")
    line = page.get_by_role("main").get_by_role("listitem").filter(has_text="Cadangan peringkat")
    expect(line).to_have_count(2)
    expect(line.first).to_contain_text(f"{DECLINES} Cadangan peringkat 2, Seleksi Uji")
    press(page, "Hentikan dan tawarkan tempatnya")
    see(page, f"Tempatnya ditawarkan kepada {DECLINES}.", "Menunggu jawaban")


def decline(page: Page) -> None:
    see(page, f"Ada tempat untuk {DECLINES}")
    follow(page, "Jawab tawaran")
    see(page, "Biaya sertifikat dibayar program. Pemilik usaha tidak membayar apa pun.")
    page.get_by_text("Tidak mau menerima").click()
    fill(page, {"Alasan menolak": "Sedang tidak berproduksi"})
    press(page, "Tolak tawaran")
    see(page, "Jawaban tersimpan. Tempat diteruskan ke usaha berikutnya.")
    expect(page.get_by_text(f"Ada tempat untuk {DECLINES}")).to_have_count(0)


def accept(page: Page) -> None:
    """Three taps from the home page into the application."""
    see(page, f"Ada tempat untuk {ACCEPTS}")
    follow(page, "Jawab tawaran")
    press(page, "Terima tempat")
    heading(page, ACCEPTS)
    see(page, "Tempat diterima. Lengkapi pengajuannya sekarang.", "0 dari 6")


def see_the_chain(page: Page, taken: Application) -> None:
    page.reload()
    chain = page.get_by_role("region").or_(page.locator("section")).filter(has_text=LEAVING)
    steps = chain.locator("ol > li")
    expect(steps).to_contain_text([DECLINES, ACCEPTS])
    expect(steps.first).to_contain_text("Ditolak")
    expect(steps.first).to_contain_text("Sedang tidak berproduksi")
    expect(steps.last).to_contain_text("Diterima")
    steps.last.get_by_role("link", name=taken.number).click()
    heading(page, ACCEPTS)
    assert Offer.objects.count() == 2


def told(page: Page) -> None:
    """The owner who left reads why."""
    see(page, LEAVING, "Dihentikan")
    page.get_by_role("link", name="Lihat pengajuan").click()
    see(page, "Alasan: Sudah bersertifikat")
