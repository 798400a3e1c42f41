"""More places for a kab/kota: asked, decided by somebody else, moved, and told in the history."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Allocation, Programme
from tests.factories import SAMARINDA, make_allocation, make_officer, make_programme
from tests.journeys.conftest import SignIn
from tests.journeys.steps import field, fill, follow, heading, in_days, press, see

pytestmark = pytest.mark.django_db(transaction=True)

WAITING, UNUSED = "12 usaha sudah menunggu.", "Kuota tidak terpakai sampai Mei."


@pytest.fixture
def programme(province_officer: User) -> Programme:
    """Ten places: four in East Kutai, three in Samarinda, three not divided yet."""
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(60)
    )
    make_allocation(programme, granted=4, by=province_officer)
    make_allocation(programme, region=SAMARINDA, granted=3, by=province_officer)
    return programme


def test_more_places_and_a_transfer_are_told_with_who_and_why(
    sign_in: SignIn, programme: Programme, province_officer: User, officer: User
) -> None:
    asker = sign_in(officer.email, phone=True, javascript=False)
    ask(asker, programme)
    province = sign_in(province_officer.email)
    approve(province, programme)
    transfer(province)
    places = Allocation.objects.filter(programme=programme, region__isnull=False)
    counts = dict(places.values_list("region_id", "granted"))
    assert counts == {"64.08": 8, SAMARINDA: 2}
    read_the_history(province, officer, province_officer)
    read_own_history(asker)


def test_the_asker_is_not_the_second_person(sign_in: SignIn, programme: Programme) -> None:
    """An officer of the province asks for the programme; a colleague has to decide."""
    asker = make_officer("64")
    page = sign_in(asker.email)
    page.goto(f"/program/{programme.slug}/tambahan/baru/")
    fill(page, {"Jumlah tempat yang diminta": "2", "Mengapa perlu tambahan?": WAITING})
    press(page, "Kirim permintaan")
    expect(page.get_by_role("link", name="Putuskan permintaan")).to_have_count(0)
    page.get_by_role("link", name="Buka permintaan").click()
    expect(page.get_by_role("button", name="Setujui tambahan")).to_have_count(0)
    token = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}["csrftoken"]
    form = {"csrfmiddlewaretoken": token, "count": "2"}
    page.request.post(f"{page.url}setujui/", form=form, headers={"Referer": page.url})
    root = Allocation.objects.roots().get(programme=programme)
    assert root.granted == 10
    page.goto("/beranda/")
    heading(page, "Perlu tindakan Anda")
    expect(page.get_by_text("Permintaan tambahan kuota")).to_have_count(0)


def ask(page: Page, programme: Programme) -> None:
    page.goto(f"/program/{programme.slug}/")
    follow(page, "Minta tambahan kuota")
    fill(page, {"Jumlah tempat yang diminta": "3", "Mengapa perlu tambahan?": WAITING})
    press(page, "Kirim permintaan")
    see(page, "Permintaan tersimpan dan menunggu keputusan.")
    page.get_by_role("link", name="Buka permintaan").click()
    see(page, WAITING, "Tarik permintaan")
    expect(page.get_by_role("button", name="Setujui tambahan")).to_have_count(0)


def approve(page: Page, programme: Programme) -> None:
    """Found on the home page; what was asked for stands in the form already."""
    item = page.get_by_role("listitem").filter(has_text="Permintaan tambahan kuota")
    item.get_by_role("link").click()
    page.get_by_role("link", name="Putuskan permintaan").click()
    heading(page, "3 tempat untuk Kabupaten Kutai Timur")
    expect(field(page, "Jumlah tempat yang diberikan")).to_have_value("3")
    press(page, "Setujui tambahan")
    see(page, "Tambahan kuota diberikan.", "Disetujui")
    follow(page, "Riwayat kuota")


def transfer(page: Page) -> None:
    """From Samarinda to East Kutai; more than is free there is refused."""
    follow(page, "Pindahkan kuota")
    field(page, "Dari").select_option(label="Kota Samarinda (sisa 3)")
    field(page, "Ke").select_option(label="Kabupaten Kutai Timur (sisa 7)")
    fill(page, {"Jumlah tempat": "4", "Alasan": UNUSED})
    press(page, "Pindahkan kuota")
    heading(page, "Pindahkan kuota")
    expect(field(page, "Alasan")).to_have_value(UNUSED)
    fill(page, {"Jumlah tempat": "1"})
    press(page, "Pindahkan kuota")
    see(page, "Kuota sudah dipindahkan.")


def read_the_history(page: Page, asker: User, decider: User) -> None:
    """The newest above: the transfer with its reason, the top-up with both people."""
    heading(page, "Riwayat kuota")
    moved = page.get_by_role("row").filter(has_text=UNUSED)
    expect(moved).to_have_count(2)
    expect(moved.first).to_contain_text(decider.name)
    given = page.get_by_role("row").filter(has_text=WAITING)
    expect(given.first).to_contain_text(decider.name)
    expect(given.first).to_contain_text(asker.name)
    see(page, "Jumlahnya: terbit 0 + diproses 0 + dipesan 0 + sisa 10 = kuota 10.")


def read_own_history(page: Page) -> None:
    """The kab/kota reads its own branch only."""
    follow(page, "Riwayat kuota")
    see(page, "Jumlahnya: terbit 0 + diproses 0 + dipesan 0 + sisa 8 = kuota 8.")
    expect(page.get_by_role("row").filter(has_text=WAITING)).not_to_have_count(0)
    expect(page.get_by_role("main").get_by_text("Kota Samarinda")).to_have_count(0)
