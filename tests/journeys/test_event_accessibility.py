"""The pages of workshops for everybody who opens them: accessible, within the screen, light."""

import pytest

from accounts.models import User
from tests.journeys.conftest import SignIn, Window
from tests.journeys.furnished import Guests, Places, furnish
from tests.journeys.looking import looks_wrong
from tests.journeys.weighing import HEAD, PUBLIC, STAFF, Budget, Weights, weighs_too_much

pytestmark = pytest.mark.django_db(transaction=True)

READ = """/kegiatan/ /kegiatan/kalender/ /kegiatan/tindak-lanjut/ /kegiatan/{over}/
    /kegiatan/{over}/peserta/ /kegiatan/{coming}/undangan/ /kegiatan/{running}/kehadiran/
    /kegiatan/{over}/tes/ /kegiatan/{over}/tes/hasil/ /kegiatan/{over}/sertifikat/
    /laporan/kegiatan/ /laporan/kegiatan/{over}/ /kegiatan/{over}/notula/ /kegiatan/{over}/berkas/
    /kegiatan/{over}/survei/ /kegiatan/{over}/laporan/"""
PAGES = {
    "visitor": """/kegiatan/ /kegiatan/{coming}/ /kegiatan/{coming}/daftar/
        /kegiatan/undangan/{invitation}/ /kegiatan/p/{new}/ /kegiatan/p/{new}/jawab/
        /kegiatan/p/{new}/hadir/ /kegiatan/p/{new}/tes/awal/ /kegiatan/p/{own}/
        /kegiatan/p/{own}/tes/awal/soal/1/ /kegiatan/p/{own}/tes/awal/periksa/
        /kegiatan/p/{past}/ /kegiatan/p/{past}/survei/ /kegiatan/p/{past}/tes/akhir/ /v/{code}/""",
    "owner": """/kegiatan/ /kegiatan/kalender/ /kegiatan/{running}/ /kegiatan/{over}/
        /kegiatan/{coming}/daftar/""",
    "companion": "/kegiatan/ /kegiatan/kalender/ /kegiatan/tindak-lanjut/ /kegiatan/{running}/",
    "planning officer": """/kegiatan/ /kegiatan/baru/ /kegiatan/{coming}/
        /kegiatan/{coming}/ubah/ /kegiatan/{coming}/aturan/ /kegiatan/{running}/narasumber/
        /laporan/kegiatan/{coming}/program/
        /kegiatan/{over}/perjalanan/ /kegiatan/{coming}/bantuan/ /kegiatan/{coming}/undangan/
        /kegiatan/{coming}/undangan/delegasi/baru/
        /kegiatan/{coming}/undangan/delegasi/{delegation}/ubah/ /kegiatan/soal/
        /kegiatan/soal/baru/ /kegiatan/{running}/peserta/ /kegiatan/{running}/tes/
        /kegiatan/{running}/tes/soal/ /kegiatan/{running}/tes/waktu/
        /kegiatan/{running}/tes/awal/kertas/ /kegiatan/{running}/kehadiran/
        /kegiatan/{running}/sesi/{session}/pindai/ /kegiatan/{running}/sesi/{session}/kode/
        /kegiatan/{running}/sesi/{session}/kehadiran/""",
    "reporting officer": READ
    + """ /kegiatan/{over}/laporan-rapat/ /kegiatan/{over}/laporan-rapat/{report}/
        /kegiatan/{over}/laporan-rapat/{report}/sesi/{attended}/
        /kegiatan/{over}/sertifikat/tanda-tangan/ /kegiatan/{over}/sertifikat/nomor/
        /kegiatan/{over}/sertifikat/{certificate}/tarik/ /kegiatan/{over}/notula/tulis/
        /kegiatan/{over}/notula/keputusan/baru/ /kegiatan/{over}/laporan/ubah/
        /kegiatan/tindak-lanjut/{decision}/""",
    "head": READ,
    "auditor": READ,
}
BUDGETS = {"visitor": PUBLIC, "owner": PUBLIC, "head": HEAD}


@pytest.fixture
def people(
    officer: User, owner: User, companion: User, head: User, auditor: User
) -> dict[str, User]:
    """Who signs in under which name of `PAGES`; a visitor doesn't."""
    officers = {"planning officer": officer, "reporting officer": officer}
    return officers | {"owner": owner, "companion": companion, "head": head, "auditor": auditor}


@pytest.fixture
def places(people: dict[str, User]) -> Places:
    guests = Guests(owner=people["owner"], companion=people["companion"])
    return furnish(guests, by=people["planning officer"])


@pytest.mark.parametrize("who", PAGES)
def test_everybody_can_use_the_pages_of_events(
    window: Window, sign_in: SignIn, people: dict[str, User], places: Places, who: str
) -> None:
    user = people.get(who)
    page = sign_in(user.email, phone=True) if user else window(phone=True)
    budget: Budget = BUDGETS.get(who, STAFF)
    wrong: list[str] = []
    weights: Weights = {}
    for path in PAGES[who].format(**places).split():
        answer = page.goto(path)
        assert answer
        assert answer.status == 200, path
        found = [*looks_wrong(page), *weighs_too_much(page, budget, weights)]
        wrong += [f"{path} {text}" for text in found]
    assert wrong == []
