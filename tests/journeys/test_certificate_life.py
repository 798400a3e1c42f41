"""An owner with a certificate, on a phone 360 pixels wide without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.models import User
from certification.enums import ChangeState
from certification.models import Certificate, ChangeReport
from tests.certification.conftest import Case
from tests.certification.life import issued_many
from tests.factories import make_allocation, make_business, make_programme
from tests.journeys.conftest import SignIn
from tests.journeys.steps import follow, in_days, press, see

pytestmark = pytest.mark.django_db(transaction=True)

AXE = {"resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def case(owner: User, officer: User, companion: User, province_officer: User) -> Case:
    programme = make_programme(
        by=province_officer, quota=10, starts_on=in_days(-30), ends_on=in_days(30)
    )
    places = make_allocation(programme, granted=3, by=province_officer)
    business = make_business(owner=owner, name="Keripik Pisang Uji")
    return Case(business, programme, places, owner, officer, companion)


@pytest.fixture
def certificate(case: Case) -> Certificate:
    (made,) = issued_many(case, 1)
    type(case.business).objects.filter(pk=made.application.business_id).update(owner=case.owner)
    return made


@pytest.mark.parametrize("javascript", [False, True])
def test_an_owner_tells_a_change_and_an_officer_answers(
    sign_in: SignIn, case: Case, certificate: Certificate, *, javascript: bool
) -> None:
    phone = sign_in(case.owner.email, phone=True, javascript=javascript)
    phone.goto("/pengajuan/")
    follow(phone, "Sertifikat Anda")
    follow(phone, certificate.number)
    see(phone, "Tidak punya tanggal akhir.", "Keripik")
    share = phone.get_by_role("link", name="Bagikan lewat WhatsApp")
    expect(share).to_have_attribute("href", re.compile(f"^https://wa.me/.*{certificate.number}"))
    follow(phone, "Laporkan perubahan")
    press(phone, "Kirim laporan")
    see(phone, "Pilih apa yang berubah.")
    phone.get_by_label("Varian baru").check()
    phone.get_by_label("Ceritakan perubahannya").fill("Ada rasa baru, balado")
    press(phone, "Kirim laporan")
    see(phone, "Perubahan dilaporkan ke petugas.", "Menunggu jawaban")
    if javascript:
        assert phone.evaluate(SIDEWAYS) <= 0
        assert Axe().run(phone, options=AXE).response["violations"] == []

    desk = sign_in(case.officer.email, javascript=javascript)
    desk.goto("/sertifikat/perubahan/")
    desk.get_by_role("link", name="Jawab laporan").click()
    desk.get_by_label("Diteruskan ke SiHalal").check()
    desk.get_by_label("Jawaban untuk pemilik").fill("Kami ajukan di SiHalal.")
    press(desk, "Simpan jawaban")
    assert ChangeReport.objects.get().state == ChangeState.FORWARDED

    phone.reload()
    see(phone, "Kami ajukan di SiHalal.")
