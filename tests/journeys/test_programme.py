"""From a new programme over the candidates of a kab/kota to the signed-off list of the selected."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certification.models import Application, Candidate, Criterion, NominationCall, SelectionRound
from ikm.models import Business
from ikm.sizes import Finances
from tests.factories import (
    EAST_KALIMANTAN,
    SAMARINDA,
    make_business,
    make_mandate,
    make_officer,
    make_region,
)
from tests.journeys.conftest import SignIn
from tests.journeys.steps import (
    choose,
    fill,
    follow,
    heading,
    in_days,
    press,
    see,
    typed,
    wait_for,
)

pytestmark = pytest.mark.django_db(transaction=True)

NAME = f"Fasilitasi Uji {in_days(0).year}"
CALL = "Permintaan Usulan Uji"
ROUND = "Seleksi tahap 1"
BEST, SECOND, LACKING = "Amplang Uji Satu", "Amplang Uji Dua", "Amplang Uji Tiga"


@pytest.fixture
def businesses(owner: User) -> dict[str, Business]:
    """Two that meet every condition (the second has an owner with an account), one without NIB."""
    make_region(SAMARINDA)
    return {
        BEST: producer(BEST, nib="9120000000501"),
        SECOND: producer(SECOND, nib="9120000000502", owner=owner),
        LACKING: producer(LACKING),
    }


def producer(name: str, **fields: object) -> Business:
    business = make_business(
        name=name, kbli_code="10710", kbli_version=2020, established_year=2018, **fields
    )
    business.seal_finances(Finances(capital=20_000_000))
    business.save()
    return business


@pytest.mark.usefixtures("worker")
def test_from_the_letter_to_the_selected(
    sign_in: SignIn,
    businesses: dict[str, Business],
    province_officer: User,
    officer: User,
    tmp_path: Path,
) -> None:
    province = sign_in(province_officer.email)
    open_programme(province)
    look_at_the_terms(province)
    ask_for_candidates(province)
    regency = sign_in(officer.email, phone=True, javascript=False)
    nominate(regency)
    see_who_is_late(province)
    open_round(province)
    colleague = sign_in(make_officer(EAST_KALIMANTAN).email)
    mark_both(province, colleague)
    close(province)
    check_the_minutes(take_minutes(province, tmp_path))
    start_the_application(regency, officer)
    owner = businesses[SECOND].owner
    assert owner
    owner_finds_it(sign_in(owner.email, phone=True))


def open_programme(page: Page) -> None:
    follow(page, "Program & kuota")
    follow(page, "Buat program")
    answers = {
        "Nama program": NAME,
        "Tahun": str(in_days(0).year),
        "Biaya per sertifikat (rupiah)": "230000",
        "Dasar biaya": "Peraturan BPJPH 1/2022",
        "Kuota": "10",
        "Mulai menerima pengajuan": typed(in_days(-1)),
        "Sampai": typed(in_days(90)),
    }
    fill(page, answers)
    expect(page.get_by_label("Pakai syarat usaha siap pakai")).to_be_checked()
    press(page, "Buat program")
    heading(page, "Bagi kuota")
    fill(page, {"Tanpa LP3H, Kabupaten Kutai Timur": "6"})
    press(page, "Simpan pembagian")
    heading(page, NAME)


def look_at_the_terms(page: Page) -> None:
    """The source of the cost and the reasons of the rules stand there; a typo is corrected."""
    follow(page, "Syarat & biaya")
    see(page, "Rp230.000", "Peraturan BPJPH 1/2022", "Punya NIB")
    see(page, "Kepkaban BPJPH 146/2025 Bab II.A: pelaku usaha punya NIB")
    follow(page, "Ubah nama dan tanggal")
    fill(page, {"Sampai": typed(in_days(-2))})
    press(page, "Simpan program")
    see(page, "Tanggal selesai harus sesudah tanggal mulai.")
    fill(page, {"Sampai": typed(in_days(80))})
    press(page, "Simpan program")
    see(page, "Program tersimpan.")


def ask_for_candidates(page: Page) -> None:
    follow(page, "Usulan")
    follow(page, "Minta usulan")
    fill(page, {"Nama permintaan": CALL, "Tenggat usulan": typed(in_days(0))})
    fill(page, {"Usulan dari Kabupaten Kutai Timur": "2", "Usulan dari Kota Samarinda": "1"})
    press(page, "Minta usulan")
    heading(page, CALL)


def nominate(page: Page) -> None:
    """On the phone, from the home page to the sent list; the rules say what is lacking."""
    page.goto("/beranda/")
    item = page.get_by_role("listitem").filter(has_text="Usulan diminta")
    item.get_by_role("link").click()
    follow(page, CALL)
    heading(page, "Usulan Kabupaten Kutai Timur")
    fill(page, {"Cari nama, pemilik, merek, NIB, HP": "amplang"})
    page.get_by_role("main").get_by_role("button", name="Cari usaha").click()
    lacking = page.get_by_role("row").filter(has_text=LACKING)
    expect(lacking).to_contain_text("perlu dilengkapi")
    expect(lacking).to_contain_text("NIB belum diisi")
    for name in (BEST, SECOND, LACKING):
        page.get_by_label(f"Usulkan {name}").check()
    press(page, "Tambahkan ke usulan")
    see(page, "3 usaha ditambahkan ke usulan.")
    press(page, "Kirim usulan")
    see(page, "Usulan terkirim ke petugas provinsi.", "sudah dikirim")


def see_who_is_late(page: Page) -> None:
    """The day passes; Samarinda has not answered."""
    NominationCall.objects.update(due_on=in_days(0) - timedelta(days=1))
    page.reload()
    expect(page.get_by_role("row").filter(has_text="Kota Samarinda")).to_contain_text("terlambat")
    answered = page.get_by_role("row").filter(has_text="Kabupaten Kutai Timur")
    expect(answered).not_to_contain_text("terlambat")
    press(page, "Periksa ulang syarat")
    see(page, "3 usulan diperiksa ulang dengan data dan syarat hari ini.")
    cells = answered.get_by_role("cell")
    expect(cells).to_contain_text(["2", "3", "2", "1", "0"])


def open_round(page: Page) -> None:
    follow(page, "Seleksi")
    follow(page, "Buat seleksi")
    fill(page, {"Nama seleksi": ROUND, "Tempat yang diperebutkan": "1"})
    choose(page, "Penilai tiap calon", "Dua orang, tidak saling melihat nilai")
    press(page, "Buat seleksi")
    heading(page, ROUND)
    expect(page.get_by_role("row").filter(has_text=LACKING)).to_have_count(0)
    press(page, "Umumkan kriteria")
    see(page, "Kriteria diumumkan. Penilaian bisa dimulai.")


def mark_both(first: Page, second: Page) -> None:
    """Two windows; the second sees that the first is done, and nothing of the marks."""
    give(first, BEST, 2)
    give(first, SECOND, 1)
    press(first, "Tetapkan hasil")
    see(first, "2 calon belum dinilai lengkap oleh dua penilai.")
    second.goto(first.url)
    expect(second.get_by_role("row").filter(has_text=BEST)).to_contain_text("1 dari 2")
    open_card(second, BEST)
    see(second, "Nilai penilai lain tidak ditampilkan sampai hasil ditetapkan.")
    expect(second.get_by_role("radio", checked=True)).to_have_count(0)
    follow(second, "Kembali ke seleksi")
    give(second, BEST, 1)
    give(second, SECOND, 2)
    # The last word on the second: still fewer points than the best.
    open_card(second, SECOND)
    choose(second, "NIB dan KBLI", "1")
    choose(second, "Bahan jelas", "1")
    press(second, "Simpan nilai")


def open_card(page: Page, name: str) -> None:
    page.get_by_role("row").filter(has_text=name).get_by_role("link").click()
    heading(page, name)


def give(page: Page, name: str, mark: int) -> None:
    open_card(page, name)
    for criterion in Criterion.objects.filter(round__name=ROUND):
        choose(page, criterion.name, str(mark))
    press(page, "Simpan nilai")
    see(page, f"Nilai {name} tersimpan.")


def close(page: Page) -> None:
    page.reload()
    press(page, "Tetapkan hasil")
    see(page, "Hasil seleksi ditetapkan.", "0 dari 1 usaha terpilih sudah mulai mengajukan.")
    outcomes = Candidate.objects.order_by("rank").values_list("rank", "outcome")
    assert list(outcomes) == [(1, "selected"), (2, "reserve")]
    first, second = (page.get_by_role("row").filter(has_text=name) for name in (BEST, SECOND))
    expect(first).to_contain_text("Terpilih")
    expect(second).to_contain_text("Cadangan")
    assert SelectionRound.objects.get().closed_by is not None


def take_minutes(page: Page, folder: Path) -> str:
    press(page, "Buat berita acara")
    link = page.get_by_role("link", name="Unduh berita-acara")
    wait_for(page, link, javascript=True)
    with page.expect_download() as download:
        link.click()
    path = folder / "berita-acara.pdf"
    download.value.save_as(path)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


def check_the_minutes(text: str) -> None:
    assert "DRAF · belum ditandatangani" in text
    assert ROUND in text
    assert f"1 {BEST} Kabupaten Kutai Timur" in text
    assert text.index(f"1 {BEST}") < text.index(f"2 {SECOND}")
    assert text.index("Terpilih") < text.index("Cadangan")


def start_the_application(page: Page, officer: User) -> None:
    """The officer of the kab/kota finds the selected on the home page and begins for the owner."""
    page.goto("/beranda/")
    item = page.get_by_role("listitem").filter(has_text="Terpilih, belum mengajukan")
    expect(item).to_contain_text("1")
    item.get_by_role("link").click()
    heading(page, "Terpilih, belum mengajukan")
    page.get_by_role("link", name=f"Mulai pengajuan {BEST}").click()
    heading(page, "Mulai pengajuan")
    see(page, "Kuasa dari pemilik usaha")
    make_mandate(Business.objects.get(name=BEST), officer)
    page.reload()
    press(page, "Mulai pengajuan")
    heading(page, BEST)
    assert Application.objects.get().business.name == BEST
    follow(page, "Pengajuan")


def owner_finds_it(page: Page) -> None:
    """The owner on the reserve list is promised nothing; once selected, home leads on."""
    expect(page.get_by_text("terpilih")).to_have_count(0)
    Candidate.objects.filter(nomination__business__name=SECOND).update(outcome="selected")
    page.reload()
    see(page, f"{SECOND} terpilih")
    follow(page, "Mulai pengajuan")
    press(page, "Mulai pengajuan")
    heading(page, SECOND)
    see(page, "0 dari 6")
