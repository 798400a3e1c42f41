"""Letters on paper: size, fonts, what stands there, and a code that leads to the page behind it."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from accounts.models import User
from reports.documents.letters import letter_pdf
from reports.enums import LetterKind, Paper
from reports.letter_kinds.parts import Table
from reports.models import Letter
from reports.services import letters
from tests.reports.letters import FIELDS, make_draft, make_numbered, make_office, make_template

TABLE = Table(
    "Daftar hasil",
    ("No.", "Nama usaha"),
    tuple((str(number), f"Usaha {number}") for number in range(1, 61)),
    numeric=(0,),
)


def kept(content: bytes, folder: Path) -> Path:
    file = folder / "surat.pdf"
    file.write_bytes(content)
    return file


def output(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pages(file: Path, way: str = "-layout") -> list[str]:
    """The words of each page."""
    found = output("pdftotext", way, file, "-").split("\f")
    return [" ".join(page.split()) for page in found if page.strip()]


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, (210, 297)), (Paper.F4, (215, 330))], ids=["a4", "f4"]
)
def test_the_pages_have_the_chosen_size_and_their_own_fonts(
    officer: User, tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    letter = make_draft(make_office(), by=officer, paper=paper, table=TABLE)
    file = kept(letter_pdf(letter), tmp_path)
    info = output("pdfinfo", "-f", "1", "-l", "9", file)
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", info)
    assert len(sizes) >= 2
    for width, height in sizes:
        found = (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4))
        assert found == size
    assert re.search(r"Tagged: +yes", info)
    fonts = output("pdffonts", file).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert font.split()[-5] == "yes", font  # embedded
        assert "Dokumen" in font


def test_the_form_of_permendagri(officer: User, tmp_path: Path) -> None:
    letter = make_numbered(make_office(), by=officer, table=TABLE)
    file = kept(letter_pdf(letter), tmp_path)
    first, *_, last = pages(file)
    places = [
        first.index(word)
        for word in (
            "PEMERINTAH KABUPATEN UJI",
            "DINAS UJI",
            "Jalan Contoh Nomor 1",
            "Telepon 0549-0001",
            f"Nomor : {letter.number} Sangatta, ",
            "Sifat : Biasa",
            "Lampiran : 1 (satu) berkas",
            "Hal : Hasil Program Uji",
            "Yth. Ani Penerima",
            "Kami memberitahukan hasil",
            "Narahubung : Rina Contoh",
            "1. bawa KTP;",
            "Kepala Dinas,",
            "Budi Contoh, S.E.",
            "Pembina (IV/a)",
            "NIP 197001011995031001",
            "Tembusan:",
            "Bupati Uji",
        )
    ]
    assert places == sorted(places)
    assert "Usaha 60" in last
    assert any("Daftar hasil" in page and letter.number in page for page in pages(file))
    assert "sertifikat elektronik" not in " ".join(pages(file)).lower()


def test_a_title_instead_of_an_addressee(officer: User, tmp_path: Path) -> None:
    template = make_template(
        kind=LetterKind.ASSIGNMENT, subject="Surat tugas", body="Untuk {program}."
    )
    letter = make_numbered(make_office(), by=officer, template=template)
    [page] = pages(kept(letter_pdf(letter), tmp_path))
    assert f"SURAT TUGAS Nomor {letter.number}" in page
    assert "Yth." not in page


def test_every_page_says_draft_until_it_is_signed(officer: User, tmp_path: Path) -> None:
    letter = make_draft(make_office(), by=officer, table=TABLE)
    draft = pages(kept(letter_pdf(letter), tmp_path), "-raw")
    assert len(draft) >= 2
    assert all("DRAF " in page for page in draft)
    assert "(belum ada)" in draft[0]
    assert "(belum ada)" in draft[1]

    [letter] = letters.number([letter], by=officer)
    numbered = pages(kept(letter_pdf(letter), tmp_path), "-raw")
    assert all("DRAF " in page for page in numbered)
    assert "belum" not in " ".join(numbered).replace("DRAF, belum ditandatangani", "")
    assert "DRAF, belum ditandatangani" in numbered[0]

    letters.withdraw(letter=letter, reason="Keliru", by=officer)
    letter.refresh_from_db()
    withdrawn = pages(kept(letter_pdf(letter), tmp_path), "-raw")
    assert all("DITARIK" in page for page in withdrawn)


def test_the_code_is_read_from_the_paper_and_followed(officer: User, tmp_path: Path) -> None:
    letter = make_numbered(make_office(), by=officer)
    file = kept(letter_pdf(letter), tmp_path)
    subprocess.run(["pdftoppm", "-r", "120", "-png", file, tmp_path / "halaman"], check=True)
    [picture] = tmp_path.glob("halaman*.png")
    [code] = zxingcpp.read_barcodes(Image.open(picture))
    [page] = pages(file)
    assert code.text in page.replace(" ", "")
    answer = Client().get(urlsplit(code.text).path)
    assert answer.status_code == 200
    assert letter.number in answer.content.decode()


def test_markup_in_what_was_typed_stays_text(officer: User, tmp_path: Path) -> None:
    fields = FIELDS | {"program": "<img src=file:///etc/passwd><script>x</script>"}
    letter = make_draft(make_office(), by=officer, fields=fields)
    [page] = pages(kept(letter_pdf(letter), tmp_path))
    assert "<script>x</script>" in page


def test_codes_cannot_be_guessed(officer: User) -> None:
    office = make_office()
    codes = {make_draft(office, by=officer).code for _ in range(20)}
    assert len(codes) == 20
    assert {len(code) for code in codes} == {22}
    assert not Letter.objects.filter(code__regex=r"[^\w-]").exists()
