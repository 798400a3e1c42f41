"""Filling in an application, part by part, as owners and companions do."""

from playwright.sync_api import Page

from tests.certification.conftest import photo_file
from tests.journeys.steps import choose, field, fill, follow, heading, press, see

STORY = "Pisang dibeli di pasar, dicuci, diiris, digoreng, lalu dikemas dalam plastik."


def fill_in_six_parts(page: Page) -> None:
    fill_in_business(page)
    follow(page, "Lanjutkan: Pemilik dan penyelia halal")
    fill(page, {"Nama penyelia halal": "Siti Rekaan"})
    choose(page, "Apakah penyelia halal beragama Islam", "Ya")
    press(page, "Simpan jawaban")
    fill_in_products(page)
    fill_in_materials(page)
    fill_in_process(page)
    follow(page, "Lanjutkan: Foto dan berkas")
    send_photo(page, "orange")
    follow(page, "Semua foto sudah dikirim")
    see(page, "6 dari 6")


def fill_in_business(page: Page) -> None:
    follow(page, "Lanjutkan: Data usaha")
    if field(page, "NIB").count() == 0:
        page.goto(page.url.replace("/alamat/", "/nib/"))
    fill(page, {"NIB": "9120000000217"})
    choose(page, "Skala usaha", "Mikro")
    press(page, "Simpan jawaban")
    heading(page, "Alamat dan nomor HP")
    fill(page, {"Alamat tempat produksi": "RT 003, Jalan Rekaan 5"})
    fill(page, {"Nomor HP pemilik": "0834-0000-9301"})
    press(page, "Simpan jawaban")
    heading(page, "Tempat usaha dan penjualan")
    choose(page, "Berapa tempat produksi Anda?", "Satu tempat")
    choose(page, "Berapa tempat jualan milik sendiri?", "Tidak ada")
    fill(page, {"Penjualan setahun": "120 juta"})
    press(page, "Simpan jawaban")
    see(page, "Bagian Data usaha tersimpan.")


def fill_in_products(page: Page) -> None:
    follow(page, "Lanjutkan: Produk")
    fill(page, {"Apa produk Anda?": "Keripik pisang", "Merek di kemasan": "Uji"})
    choose(page, "Sampai mana produk dijual?", "Kabupaten/kota")
    press(page, "Simpan jawaban")
    heading(page, "Jenis produk")
    field(page, "Pilih jenis yang paling cocok").select_option("JP15")
    choose(page, "Apakah usaha ini warung makan kecil?", "Bukan")
    press(page, "Simpan jawaban")
    fill(page, {"Nama produk": "Keripik Pisang Asin"})
    press(page, "Tambah produk")
    follow(page, "Semua nama sudah ditulis")


def fill_in_materials(page: Page) -> None:
    follow(page, "Lanjutkan: Bahan")
    follow(page, "Tambah bahan")
    fill(page, {"Apa nama bahannya?": "Pisang kepok"})
    press(page, "Simpan nama bahan")
    choose(page, "Bagaimana kehalalan bahan ini?", "Bahan alami tanpa sertifikat")
    press(page, "Simpan bahan")
    see(page, "Pisang kepok tersimpan.")
    follow(page, "Semua bahan sudah ditulis")


def fill_in_process(page: Page) -> None:
    follow(page, "Lanjutkan: Proses pembuatan")
    fill(page, {"Bagaimana cara membuatnya?": STORY})
    press(page, "Simpan jawaban")
    heading(page, "Alat dan pengawetan")
    choose(page, "Dengan apa produk dibuat?", "Dengan tangan")
    choose(page, "Apakah cara membuatnya sederhana", "Ya")
    choose(page, "Berapa cara pengawetan yang dipakai?", "Tidak ada")
    press(page, "Simpan jawaban")
    heading(page, "Terpisah dari yang tidak halal")
    choose(page, "Apakah tempat dan alat terpisah", "Ya")
    choose(page, "Apakah bahan atau alat pernah kena yang haram?", "Tidak")
    press(page, "Simpan jawaban")


def send_photo(page: Page, color: str) -> None:
    photo = photo_file(f"{color}.jpg")
    choose(page, "Foto atau berkas apa ini?", "Foto produk dalam kemasan")
    field(page, "Atau pilih foto atau PDF yang sudah ada").set_input_files(
        {"name": f"{color}.jpg", "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    press(page, "Kirim foto")
    see(page, "Foto produk dalam kemasan tersimpan.")


def send(page: Page, button: str) -> None:
    follow(page, "Periksa dan kirim")
    see(page, "Pisang kepok", STORY)
    press(page, button)
    heading(page, "Pengajuan terkirim")
