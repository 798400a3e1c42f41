"""An officer's day with the registry: the hint while typing, and many businesses at once."""

from playwright.sync_api import Page, expect

from accounts.models import User
from ikm.models import Business
from tests.factories import make_business
from tests.journeys.conftest import SignIn
from tests.waiting import wait_until


def test_typing_hints_and_never_blocks(officer: User, sign_in: SignIn) -> None:
    make_business(name="Keripik Sinar Ende", owner_name="Maria Contoh", nib="9912345678901")
    page = sign_in(officer.email)
    page.goto("/usaha/tambah/")
    name = page.get_by_role("textbox", name="Nama usaha")
    name.press_sequentially("keripik sinar")
    expect(page.get_by_text("Mungkin sudah terdaftar:")).to_be_visible()
    expect(page.get_by_role("link", name="Keripik Sinar Ende")).to_be_visible()
    name.fill("Tahu Bandung")
    expect(page.get_by_text("Mungkin sudah terdaftar:")).to_be_hidden()
    page.get_by_role("textbox", name="NIB").fill("9912345678901")
    expect(page.get_by_text("NIB sama")).to_be_visible()


def test_two_are_marked_and_taken_back_without_javascript(
    officer: User, sign_in: SignIn, worker: None
) -> None:
    for name in ("Abon", "Bakso", "Cendol"):
        make_business(name=name)
    page = sign_in(officer.email, javascript=False)
    page.goto("/usaha/")
    page.get_by_label("Pilih Abon").check()
    page.get_by_label("Pilih Cendol").check()
    page.get_by_text("Ubah beberapa usaha").click()
    page.get_by_role("button", name="Tandai binaan").click()
    page.get_by_label("Binaan dinas").check()
    page.get_by_role("button", name="Ubah 2 usaha").click()
    wait_until(lambda: _mentored() == ["Abon", "Cendol"])
    page.reload()
    expect(page.get_by_text("2 usaha berubah.")).to_be_visible()
    page.get_by_role("button", name="Batalkan perubahan").click()
    wait_until(lambda: _mentored() == [])
    _shows_undone(page)


def _mentored() -> list[str]:
    return list(Business.objects.mentored().order_by("name").values_list("name", flat=True))


def _shows_undone(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("Perubahan dibatalkan")).to_be_visible()
