"""Filling in an application, part by part, as owners and companions do."""

from playwright.sync_api import Page

from tests.certification.conftest import photo_file
from tests.journeys.hands import POINTER, Hands
from tests.journeys.steps import field, heading, see

STORY = "Pisang dibeli di pasar, dicuci, diiris, digoreng, lalu dikemas dalam plastik."


def fill_in_six_parts(page: Page, hands: Hands = POINTER) -> None:
    fill_in_business(page, hands)
    hands.follow(page, "Lanjutkan: Pemilik dan penyelia halal")
    hands.fill(page, {"Nama penyelia halal": "Siti Rekaan"})
    hands.choose(page, "Apakah penyelia halal beragama Islam", "Ya")
    hands.press(page, "Simpan jawaban")
    fill_in_products(page, hands)
    fill_in_materials(page, hands)
    fill_in_process(page, hands)
    hands.follow(page, "Lanjutkan: Foto dan berkas")
    send_photo(page, "orange", hands)
    hands.follow(page, "Semua foto sudah dikirim")
    see(page, "6 dari 6")


def fill_in_business(page: Page, hands: Hands = POINTER) -> None:
    hands.follow(page, "Lanjutkan: Data usaha")
    if field(page, "NIB").count() == 0:
        page.goto(page.url.replace("/alamat/", "/nib/"))
    hands.fill(page, {"NIB": "9120000000217"})
    hands.choose(page, "Skala usaha", "Mikro")
    hands.press(page, "Simpan jawaban")
    heading(page, "Alamat dan nomor HP")
    hands.fill(page, {"Alamat tempat produksi": "RT 003, Jalan Rekaan 5"})
    hands.fill(page, {"Nomor HP pemilik": "0834-0000-9301"})
    hands.press(page, "Simpan jawaban")
    heading(page, "Tempat usaha dan penjualan")
    hands.choose(page, "Berapa tempat produksi Anda?", "Satu tempat")
    hands.choose(page, "Berapa tempat jualan milik sendiri?", "Tidak ada")
    hands.fill(page, {"Penjualan setahun": "120 juta"})
    hands.press(page, "Simpan jawaban")
    see(page, "Bagian Data usaha tersimpan.")


def fill_in_products(page: Page, hands: Hands = POINTER) -> None:
    hands.follow(page, "Lanjutkan: Produk")
    hands.fill(page, {"Apa produk Anda?": "Keripik pisang", "Merek di kemasan": "Uji"})
    hands.choose(page, "Sampai mana produk dijual?", "Kabupaten/kota")
    hands.press(page, "Simpan jawaban")
    heading(page, "Jenis produk")
    hands.pick(page, "Pilih jenis yang paling cocok", "JP15")
    hands.choose(page, "Apakah usaha ini warung makan kecil?", "Bukan")
    hands.press(page, "Simpan jawaban")
    hands.fill(page, {"Nama produk": "Keripik Pisang Asin"})
    hands.press(page, "Tambah produk")
    hands.follow(page, "Semua nama sudah ditulis")


def fill_in_materials(page: Page, hands: Hands = POINTER) -> None:
    hands.follow(page, "Lanjutkan: Bahan")
    hands.follow(page, "Tambah bahan")
    name_material(page, "Pisang kepok", "Bahan alami tanpa sertifikat", hands)
    see(page, "Pisang kepok tersimpan.")
    hands.follow(page, "Semua bahan sudah ditulis")


def name_material(page: Page, name: str, kind: str, hands: Hands) -> None:
    hands.fill(page, {"Apa nama bahannya?": name})
    hands.press(page, "Simpan nama bahan")
    heading(page, name)
    hands.choose(page, "Bagaimana kehalalan bahan ini?", kind)
    hands.press(page, "Simpan bahan")


def fill_in_process(page: Page, hands: Hands = POINTER) -> None:
    hands.follow(page, "Lanjutkan: Proses pembuatan")
    hands.fill(page, {"Bagaimana cara membuatnya?": STORY})
    hands.press(page, "Simpan jawaban")
    heading(page, "Alat dan pengawetan")
    hands.choose(page, "Dengan apa produk dibuat?", "Dengan tangan")
    hands.choose(page, "Apakah cara membuatnya sederhana", "Ya")
    hands.choose(page, "Berapa cara pengawetan yang dipakai?", "Tidak ada")
    hands.press(page, "Simpan jawaban")
    heading(page, "Terpisah dari yang tidak halal")
    hands.choose(page, "Apakah tempat dan alat terpisah", "Ya")
    hands.choose(page, "Apakah bahan atau alat pernah kena yang haram?", "Tidak")
    hands.press(page, "Simpan jawaban")


def send_photo(
    page: Page, color: str, hands: Hands = POINTER, *, kind: str = "Foto produk dalam kemasan"
) -> None:
    photo = photo_file(f"{color}.jpg", color=color)
    hands.choose(page, "Foto atau berkas apa ini?", kind)
    hands.attach(
        page,
        "Atau pilih foto atau PDF yang sudah ada",
        {"name": f"{color}.jpg", "mimeType": "image/jpeg", "buffer": photo.read()},
    )
    hands.press(page, "Kirim foto")
    see(page, f"{kind} tersimpan.")


def send(page: Page, button: str, hands: Hands = POINTER) -> None:
    hands.follow(page, "Periksa dan kirim")
    see(page, "Pisang kepok", STORY)
    hands.press(page, button)
    heading(page, "Pengajuan terkirim")
