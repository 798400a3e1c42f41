"""Filling in an application, part by part, as owners and companions do."""

from playwright.sync_api import Page

from tests.certification.conftest import photo_file
from tests.journeys.steps import choose, field, fill, follow, heading, press, see

STORY = "Pisang dibeli di pasar, dicuci, diiris, digoreng, lalu dikemas dalam plastik."


def fill_in_six_parts(page: Page) -> None:
    follow(page, "Lanjutkan: Data usaha")
    fill(page, {"NIB": "9120000000217", "Alamat tempat produksi": "RT 003, Jalan Rekaan 5"})
    fill(page, {"Nomor HP pemilik": "0834-0000-9301"})
    choose(page, "Skala usaha", "Mikro")
    press(page, "Simpan jawaban")
    follow(page, "Lanjutkan: Pemilik dan penyelia halal")
    fill(page, {"Nama penyelia halal": "Siti Rekaan"})
    choose(page, "Apakah penyelia halal beragama Islam", "Ya")
    press(page, "Simpan jawaban")
    follow(page, "Lanjutkan: Produk")
    fill(page, {"Nama produk": "Keripik Pisang Asin"})
    press(page, "Tambah produk")
    fill(page, {"Jenis produk": "Keripik", "Merek di kemasan": "Uji"})
    press(page, "Simpan jawaban")
    fill_in_materials_and_process(page)
    follow(page, "Lanjutkan: Foto")
    send_photo(page, "orange")
    follow(page, "Semua foto sudah dikirim")
    see(page, "6 dari 6")


def fill_in_materials_and_process(page: Page) -> None:
    follow(page, "Lanjutkan: Bahan")
    follow(page, "Tambah bahan")
    fill(page, {"Apa nama bahannya?": "Pisang kepok"})
    choose(page, "Bagaimana kehalalan bahan ini?", "Bahan alami tanpa sertifikat")
    press(page, "Simpan bahan")
    follow(page, "Semua bahan sudah ditulis")
    follow(page, "Lanjutkan: Proses pembuatan")
    fill(page, {"Bagaimana cara membuatnya?": STORY})
    choose(page, "Berapa cara pengawetan yang dipakai?", "Tidak ada")
    choose(page, "Apakah tempat dan alat terpisah", "Ya")
    press(page, "Simpan jawaban")


def send_photo(page: Page, color: str) -> None:
    photo = photo_file(f"{color}.jpg")
    choose(page, "Foto apa ini?", "Produk dalam kemasan")
    field(page, "Pilih foto").set_input_files(
        {"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    press(page, "Kirim foto")
    see(page, "Foto tersimpan.")


def send(page: Page, button: str) -> None:
    follow(page, "Periksa dan kirim")
    see(page, "Pisang kepok", STORY)
    press(page, button)
    heading(page, "Pengajuan terkirim")
