"""A province officer opens a programme and divides it; two owners want the last place."""

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.enums import Role
from accounts.models import User
from certification.enums import Status
from certification.models import Allocation, Application, Programme
from tests.certification.conftest import Case
from tests.certification.steps import filled
from tests.factories import (
    assign,
    make_allocation,
    make_business,
    make_companion,
    make_organisation,
    make_programme,
    make_region,
    make_user,
)
from tests.journeys.conftest import SignIn
from tests.journeys.steps import field, fill, follow, heading, in_days, press, see, typed
from tests.waiting import wait_until, waiting_for_a_lock

pytestmark = pytest.mark.django_db(transaction=True)

REGENCIES = "64.01 64.02 64.03 64.07 64.08 64.09 64.11 64.71 64.72 64.74".split()
NAME = f"Fasilitasi Self-Declare Kaltim {timezone.localdate().year}"
SECOND = "Kabupaten Kutai Kartanegara"
SHARES = {"Kabupaten Kutai Timur": "400", "Kota Samarinda": "350", "Kabupaten Paser": "250"}


def test_a_province_divides_a_thousand_places(sign_in: SignIn, province_officer: User) -> None:
    for code in REGENCIES:
        make_region(code)
    make_organisation(name="LP3H Rekaan")
    page = sign_in(province_officer.email)
    open_programme(page)
    divide_too_much(page)
    press(page, "Simpan pembagian")
    heading(page, NAME)
    give_to_lp3h(page)
    row = page.get_by_role("row").filter(has_text="LP3H Rekaan")
    expect(row.get_by_role("cell").first).to_have_text("120")
    expect(page.get_by_role("row").filter(has_text="Seluruh program")).to_contain_text("1.000")
    add_target(page)
    see(page, "0 dari 1.000", "30 hari lagi")
    root = Allocation.objects.roots().get(programme__name=NAME)
    assert (root.granted, root.delegated, root.free) == (1000, 1000, 0)


def open_programme(page: Page) -> None:
    follow(page, "Program & kuota")
    follow(page, "Buat program")
    answers = {
        "Nama program": NAME,
        "Tahun": str(timezone.localdate().year),
        "Kuota": "1000",
        "Mulai menerima pengajuan": typed(in_days(-1)),
        "Sampai": typed(in_days(90)),
    }
    fill(page, answers)
    press(page, "Buat program")
    heading(page, "Bagi kuota")


def box(region: str) -> str:
    return f"Tanpa LP3H, {region}"


def divide_too_much(page: Page) -> None:
    """Fifty too many are said at once and refused; what was typed is still there to be mended."""
    for region, count in SHARES.items():
        fill(page, {box(region): count, f"Tenggat {region}": typed(in_days(60))})
    see(page, "1.000 dari 1.000 tempat dibagi · belum dibagi 0")
    fill(page, {box("Kabupaten Paser"): "300"})
    see(page, "1.050 dari 1.000 tempat dibagi · lebih 50, kurangi dulu")
    press(page, "Simpan pembagian")
    see(page, "Jumlah pembagian 1.050, sedangkan kuota program 1.000. Kurangi 50.")
    expect(field(page, box("Kota Samarinda"))).to_have_value("350")
    assert not Allocation.objects.regencies().exists()
    fill(page, {box("Kabupaten Paser"): "250"})
    arrows(page)


def arrows(page: Page) -> None:
    """Paser is the first line in the order of codes."""
    first, second = field(page, box("Kabupaten Paser")), field(page, box(SECOND))
    first.press("ArrowDown")
    expect(second).to_be_focused()
    second.press("ArrowUp")
    expect(first).to_be_focused()
    first.press("Enter")
    expect(second).to_be_focused()


def test_the_grid_is_saved_from_a_phone_without_javascript(
    sign_in: SignIn, province_officer: User
) -> None:
    programme = make_programme(by=province_officer, quota=5)
    make_region("64.08")
    page = sign_in(province_officer.email, phone=True, javascript=False)
    page.goto(f"/program/{programme.slug}/bagi/")
    fill(page, {box("Kabupaten Kutai Timur"): "6"})
    press(page, "Simpan pembagian")
    see(page, "Jumlah pembagian 6, sedangkan kuota program 5. Kurangi 1.")
    fill(page, {box("Kabupaten Kutai Timur"): "4"})
    press(page, "Simpan pembagian")
    heading(page, programme.name)
    assert Allocation.objects.get(region="64.08").granted == 4


def give_to_lp3h(page: Page) -> None:
    follow(page, "Bagi ke LP3H")
    field(page, "Kabupaten/kota").select_option(label="Kota Samarinda")
    field(page, "LP3H").select_option(label="LP3H Rekaan")
    fill(page, {"Kuota LP3H di kabupaten/kota ini": "120", "Tenggat": typed(in_days(45))})
    press(page, "Simpan kuota LP3H")
    heading(page, NAME)


def add_target(page: Page) -> None:
    follow(page, "Tambah target")
    answers = {
        "Nama target": "100 hari kerja gubernur",
        "Jumlah": "1000",
        "Mulai dihitung": typed(in_days(-1)),
        "Tenggat": typed(in_days(30)),
    }
    fill(page, answers)
    press(page, "Simpan target")
    heading(page, NAME)


def test_the_last_place_goes_to_one_of_two(
    sign_in: SignIn, province_officer: User, officer: User
) -> None:
    programme = make_programme(
        by=province_officer, quota=1, starts_on=in_days(-1), ends_on=in_days(90)
    )
    last = make_allocation(programme, granted=1, by=province_officer)
    cases = [make_case(programme, last, officer, name) for name in ("Abon Uji", "Bakso Uji")]
    windows = [open_answers(sign_in, case) for case in cases]
    send_at_once(windows, last)
    refused = [page for page in windows if is_refused(page)]
    assert len(refused) == 1
    see(refused[0], "Kuota Kabupaten Kutai Timur habis: 1 dari 1 terpakai.")
    statuses = Application.objects.values_list("status", flat=True)
    assert sorted(statuses) == [Status.DRAFT, Status.SUBMITTED]
    last.refresh_from_db()
    assert (last.granted, last.reserved) == (1, 1)


def make_case(programme: Programme, last: Allocation, officer: User, name: str) -> Case:
    """A complete draft of an owner who has only to press the button."""
    owner, companion = make_user(Role.OWNER), make_companion()
    business = make_business(
        owner=owner, name=name, nib=f"912000000{owner.pk:04}", scale="micro", address="Jalan Uji 1"
    )
    business.phone = "+6283400009201"
    business.save()
    assign(business, companion)
    case = Case(business, programme, last, owner, officer, companion)
    filled(case)
    return case


def open_answers(sign_in: SignIn, case: Case) -> Page:
    page = sign_in(case.owner.email, phone=True)
    follow(page, "Lanjutkan pengajuan")
    follow(page, "Periksa dan kirim")
    return page


def send_at_once(windows: list[Page], last: Allocation) -> None:
    """Both presses reach the row of the last place before either gets it."""
    with transaction.atomic():
        Allocation.objects.select_for_update().get(pk=last.pk)
        for page in windows:
            page.get_by_role("button", name="Kirim pengajuan").dispatch_event("click")
        wait_until(lambda: waiting_for_a_lock() == len(windows))


def is_refused(page: Page) -> bool:
    sent = page.get_by_role("heading", name="Pengajuan terkirim")
    refused = page.get_by_role("heading", name="Belum bisa dikirim")
    expect(sent.or_(refused)).to_be_visible()
    return refused.is_visible()
