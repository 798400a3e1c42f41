"""Which column is what, for headings as offices write them."""

import pytest

from halalportal.lib.headings import NoHeaderError, find_layout, suggest
from halalportal.lib.spreadsheets import Sheet
from ikm.services.imports.columns import BUSINESSES, chosen_by_hand


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NAMA IKM", "name"),
        ("Nama Usaha / Merek Toko", "name"),
        ("NAMA PELAKU USAHA", "owner_name"),
        ("Nama (sesuai KTP)", "owner_name"),
        ("No. Telp", "phone"),
        ("No HP/WA Aktif", "phone"),
        ("Nomor Induk Berusaha (NIB)", "nib"),
        ("No. KTP/NIK", "nik"),
        ("Alamat E-mail", "email"),
        ("ALAMAT USAHA", "address"),
        ("Desa/Kelurahan", "village"),
        ("KEC.", "district"),
        ("Kab/Kota", "regency"),
        ("Jenis Produk", "products"),
        ("Kode KBLI 2020", "kbli"),
        ("Skala Usaha (mikro/kecil)", "scale"),
        ("Merk Dagang", "brand"),
    ],
)
def test_synonyms(heading: str, field: str) -> None:
    assert suggest([heading], BUSINESSES) == {field: 0}


@pytest.mark.parametrize("heading", ["NO", "Tanggal lahir", "Status halal", "Jenis kelamin", ""])
def test_headings_that_are_none_of_ours(heading: str) -> None:
    assert suggest([heading], BUSINESSES) == {}


def test_each_heading_serves_one_field() -> None:
    assert suggest(["Nama", "Nama Usaha", "Alamat", "Alamat Email"], BUSINESSES) == {
        "owner_name": 0,
        "name": 1,
        "address": 2,
        "email": 3,
    }


def test_header_below_a_title() -> None:
    rows = [(1, ["DAFTAR IKM 2025"]), (3, ["No", "Nama Usaha", "Pemilik"]), (4, [1, "A", "B"])]
    layout = find_layout(Sheet("Data", rows), BUSINESSES)
    assert layout.last_row == 3
    assert layout.columns == {"name": 1, "owner_name": 2}


def test_two_header_rows_of_merged_cells() -> None:
    rows = [
        (1, ["No", "Nama Usaha", "Nama Pemilik", "Alamat", "", ""]),
        (2, ["", "", "", "Jalan", "Desa", "Kecamatan"]),
        (3, [1, "A", "B", "Jl. X", "Batu Timbau", "Batu Ampar"]),
    ]
    layout = find_layout(Sheet("Data", rows), BUSINESSES)
    assert layout.last_row == 2
    assert layout.columns == {
        "name": 1,
        "owner_name": 2,
        "address": 3,
        "village": 4,
        "district": 5,
    }


def test_no_header_says_what_to_do() -> None:
    with pytest.raises(NoHeaderError, match="Beri judul kolom"):
        find_layout(Sheet("Data", [(1, ["Kripik", "Siti", "0812"])]), BUSINESSES)


def test_empty_and_repeated_headings_stay_apart() -> None:
    rows = [(1, ["Nama Usaha", "", "Pemilik", "Pemilik"])]
    assert find_layout(Sheet("", rows), BUSINESSES).headings == [
        "Nama Usaha",
        "Kolom B",
        "Pemilik",
        "Pemilik (2)",
    ]


def test_columns_chosen_by_hand_must_exist() -> None:
    chosen = {"name": "Judul", "nib": "Tidak ada", "x": "Judul"}
    assert chosen_by_hand(["No", "Judul"], chosen) == {"name": 1}
