"""How an owner arrives: checks without an account, signs up, and gets to the own business."""

from playwright.sync_api import Page

from tests.factories import PASSWORD
from tests.journeys.hands import POINTER, Hands
from tests.journeys.steps import heading, see

# The five questions of the public check, with the answers of who may use self declare.
ANSWERS = {
    "Apa yang Anda buat?": "Makanan dalam kemasan",
    "Apakah ada bahan dari hewan potong?": "Tidak ada daging, ayam, atau bagian hewan potong",
    "Seperti apa usaha Anda?": "Belum tahu",
    "Apakah usaha Anda punya NIB?": "Punya, skala mikro",
    "Apakah produk ini sudah punya sertifikat halal?": "Belum punya",
}
PHONE_NUMBER = "0834-5678-9012"


def answer(
    page: Page, question: str, text: str, button: str = "Lanjut", hands: Hands = POINTER
) -> None:
    heading(page, question)
    hands.choose(page, question, text)
    hands.press(page, button)


def check(page: Page, hands: Hands = POINTER) -> None:
    """From the first page of the portal through the five questions to the result."""
    hands.follow(page, "Cek apakah usaha saya bisa")
    *first, last = ANSWERS.items()
    for question, text in first:
        answer(page, question, text, hands=hands)
    answer(page, *last, "Lihat hasil", hands)
    heading(page, "Kemungkinan besar bisa self declare")


def sign_up(page: Page, hands: Hands = POINTER) -> None:
    """From the page for a new account to the own first page."""
    hands.fill(
        page, {"Nama Anda": "Maria Contoh", "Nomor HP": PHONE_NUMBER, "Kata sandi": PASSWORD}
    )
    hands.press(page, "Daftar akun")
    hands.fill(page, {"Nomor HP atau email": PHONE_NUMBER, "Kata sandi": PASSWORD})
    hands.press(page, "Masuk")
    heading(page, "Halo, Maria Contoh")


def connect(page: Page, code: str, hands: Hands = POINTER) -> None:
    """Finds the record that the office has, and proves with the code of its slip."""
    hands.follow(page, "Sambungkan usaha")
    hands.fill(page, {"Nama usaha": "kripik sinar", "Kecamatan": "batu ampar"})
    hands.press(page, "Cari usaha")
    hands.follow(page, "Ini usaha saya : Kripik Sinar")
    hands.fill(page, {"Kode dari dinas": code})
    hands.press(page, "Sambungkan usaha")
    see(page, "Kripik Sinar tersambung ke akun Anda.")


def register(page: Page, regency: str, hands: Hands = POINTER) -> None:
    """Registers a business that no list has."""
    hands.follow(page, "Sambungkan usaha")
    hands.follow(page, "Daftarkan usaha baru")
    hands.fill(page, {"Nama usaha": "Kripik Sinar"})
    hands.pick(page, "Kabupaten/kota", regency)
    hands.fill(page, {"Desa/kelurahan": "Batu Timbau, Batu Ampar", "Produk": "Keripik pisang"})
    hands.press(page, "Daftarkan usaha")
    see(page, "Kripik Sinar terdaftar.")
