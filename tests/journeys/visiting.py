"""A companion's visit in a browser, page by page until nothing is open."""

import re

from playwright.sync_api import Page, expect

from tests.certification.conftest import photo_file
from tests.journeys.steps import choose, fill, follow, heading, in_days, press, typed

OVERVIEW = "Verifikasi di tempat usaha"
NEXT = "Simpan dan lanjut"
# question → the answer that finds it in order
IN_ORDER = {
    "Bagaimana di tempat usaha?": "Sesuai",
    "Apakah bahan ini murni": "Ya, murni",
    "Nomor sertifikat": "Benar",
    "Masih berlaku": "Ya",
    "Merek": "Benar",
    "Pembuat": "Benar",
    "Bahan ini apa?": "Bahan alami tanpa olahan",
}


def make_visit(page: Page) -> None:
    """From the overview through every step and back to it."""
    page.get_by_role("link", name=re.compile("^(Mulai kunjungan|Lanjutkan)")).first.click()
    say_when(page)
    send_place(page)
    for _ in range(40):
        if page.get_by_role("heading", level=1).inner_text() == OVERVIEW:
            return
        find_in_order(page)
    raise AssertionError("the visit has no end")


def say_when(page: Page) -> None:
    heading(page, "Tanggal dan lokasi kunjungan")
    fill(page, {"Tanggal kunjungan": typed(in_days(0))})
    press(page, NEXT)


def send_place(page: Page) -> None:
    """A photo of the place, of a colour that no other photo has."""
    heading(page, "Foto di tempat usaha")
    photo = photo_file("dapur.jpg", size=(900, 700)).read()
    page.get_by_label("Foto di tempat usaha").set_input_files(
        {"name": "dapur.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
    press(page, "Kirim foto")


def find_in_order(page: Page) -> None:
    """Answers every question of the page, and goes on."""
    for legend in page.locator("fieldset legend").all_inner_texts():
        answer = next(a for question, a in IN_ORDER.items() if legend.startswith(question))
        choose(page, legend.strip(), answer)
    press(page, NEXT)


def recommend(page: Page) -> None:
    follow(page, "Beri rekomendasi")
    page.get_by_label("Saya sudah memeriksa sendiri di tempat usaha.").check()
    press(page, "Rekomendasikan pengajuan")
    expect(page.get_by_role("status").first).to_contain_text("Berikutnya: masukkan ke SiHalal.")
