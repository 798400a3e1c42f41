"""Checking real files: every mess that office lists hold."""

import json
from typing import Any

import pytest

from halalportal.lib.encryption import keyed_index
from halalportal.lib.headings import NoHeaderError
from halalportal.lib.spreadsheets import SpreadsheetError
from ikm.enums import RowOutcome
from ikm.models import Business, ImportBatch, ImportRow
from ikm.services.imports.checking import store
from regions.models import Region
from tests.factories import BATU_TIMBAU, EAST_KUTAI, SAMARINDA, make_business, make_region
from tests.ikm.sample_file import HEADINGS, sample_workbook, workbook_of

ADDRESS = "RT.003, DESA BATU TIMBAU, KECAMATAN BATU AMPAR"
NIK = "6408174107909001"
Villages = dict[str, Region]


def examine(content: bytes) -> ImportBatch:
    """The checked batch of a file for Kutai Timur."""
    batch = ImportBatch.objects.create(region_id=EAST_KUTAI, file_name="a.xlsx", sha256="-")
    return store(batch=batch, content=content)


def check_rows(headings: list[str], *rows: list[Any]) -> ImportBatch:
    return examine(workbook_of(list(headings), list(rows)))


def check_one(**cells: Any) -> ImportRow:
    """One row with a name, an owner and an address, and the given cells (heading → value)."""
    row = {"Nama usaha": "KERIPIK A", "Pemilik": "SITI REKAAN", "Alamat": ADDRESS} | cells
    (draft,) = check_rows(list(row), list(row.values())).rows.all()
    return draft


def test_the_sample_file(villages: Villages) -> None:
    found = examine(sample_workbook())
    assert found.counts == {"new": 6, "wrong": 4, "duplicate": 1}
    assert found.columns["owner_name"] == "NAMA PEMILIK"
    first = found.rows.all()[0]
    assert first.number == 4
    assert first.values["name"] == "Keripik Pisang Bunda Contoh"
    assert first.values["address"] == "RT.003, Desa Batu Timbau, Kecamatan Batu Ampar"
    assert first.values["village_id"] == BATU_TIMBAU
    assert first.values["phone"] == "+6283400009001"
    assert first.values["products"] == ["Keripik pisang", "Keripik singkong"]
    assert Business.objects.count() == 0


def test_csv_with_semicolons(villages: Villages) -> None:
    text = f"Nama IKM;Pemilik;Alamat;No. HP\nKERIPIK A;SITI;{ADDRESS};083400009001\n"
    found = examine(text.encode("cp1252"))
    assert found.counts == {"new": 1}
    assert found.rows.all()[0].values["phone"] == "+6283400009001"


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("Hp. 0834-0000-9001", "+6283400009001"),
        (83400009001.0, "+6283400009001"),
        ("83400009001", "+6283400009001"),
        ("'083400009001", "+6283400009001"),
        ("WA: +62 834 0000 9001", "+6283400009001"),
        ("083400009001 / 083400009002", "+6283400009001"),
        ("-", None),
        ("tidak ada", None),
    ],
)
def test_phones(villages: Villages, cell: object, phone: str | None) -> None:
    draft = check_one(HP=cell)
    assert draft.outcome == RowOutcome.NEW
    assert draft.values.get("phone") == phone


@pytest.mark.parametrize("cell", ["8.5E+10", "8,34E+10", 85000000000.0])
def test_a_phone_that_excel_shortened_is_refused(villages: Villages, cell: object) -> None:
    draft = check_one(HP=cell)
    assert draft.outcome == RowOutcome.WRONG
    assert "Ubah kolom HP menjadi teks" in draft.problems[0]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"HP": "08123"}, "Nomor HP kurang lengkap. Contoh: 0812-3456-7890."),
        ({"NIB": "912000000004"}, "NIB terdiri dari 13 angka. Anda menulis 12 angka."),
        ({"NIB": 220001234567.0}, "Mungkin angka 0 di depan NIB hilang."),
        ({"NIB": "9.12E+12"}, "NIB terpotong oleh Excel."),
        ({"NIK": "640817410790900"}, "NIK terdiri dari 16 angka, lihat KTP baris pertama."),
        ({"NIK": 6408174107909001.0}, "angka terakhirnya hilang"),
        ({"NIK": "6408174113909001"}, "Tanggal lahir di dalam NIK"),
        ({"Nama usaha": ""}, "Tulis nama usaha."),
        ({"Pemilik": "-"}, "Tulis nama pemilik."),
        ({"Nama usaha": "A" * 161}, "Ringkas sampai 160 huruf."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_refuses_a_row(villages: Villages, cells: dict[str, Any], sentence: str) -> None:
    draft = check_one(**cells)
    assert draft.outcome == RowOutcome.WRONG
    assert sentence in " ".join(draft.problems)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"NIB": "belum ada"}, "Belum ada NIB."),
        ({"Email": "siti@"}, "Email kurang lengkap, jadi tidak disimpan."),
        ({"KBLI": "107"}, "Kode KBLI terdiri dari 5 angka"),
        ({"Skala": "UMKM"}, "Skala usaha tidak dikenal."),
        ({"HP": "083400009001, 083400009002"}, "Yang dipakai nomor pertama."),
    ],
    ids=str,
)
def test_what_is_only_remarked(villages: Villages, cells: dict[str, Any], sentence: str) -> None:
    draft = check_one(**cells)
    assert draft.outcome == RowOutcome.NEW
    assert sentence in " ".join(draft.warnings)


def test_rows_of_another_kabupaten_are_refused_one_by_one(villages: Villages) -> None:
    found = check_rows(
        ["Nama usaha", "Pemilik", "Alamat"],
        ["A", "SITI", ADDRESS],
        ["B", "RUDI", "KEL. AIR HITAM, KEC. SAMARINDA ULU"],
    )
    assert [draft.outcome for draft in found.rows.all()] == [RowOutcome.NEW, RowOutcome.WRONG]
    assert "di luar Kabupaten Kutai Timur" in found.rows.all()[1].problems[0]


def test_numbering_and_totals_are_no_rows(villages: Villages) -> None:
    found = check_rows(
        ["NO", "Nama usaha", "Pemilik", "Alamat"],
        [1, 2, 3, 4],
        [1, "A", "SITI", ADDRESS],
        ["JUMLAH", "", "", 1],
    )
    assert [draft.number for draft in found.rows.all()] == [3]


def test_a_file_without_business_names_uses_the_owner(villages: Villages) -> None:
    (draft,) = check_rows(["Nama", "Alamat"], ["SITI REKAAN", ADDRESS]).rows.all()
    assert draft.values["name"] == "Usaha Siti Rekaan"
    assert draft.outcome == RowOutcome.NEW


def test_the_same_business_twice_in_a_file(villages: Villages) -> None:
    found = check_rows(
        ["Nama usaha", "Pemilik", "Alamat", "NIB"],
        ["KERIPIK A", "SITI", ADDRESS, "9900000000001"],
        ["UD. Keripik A", "Siti", ADDRESS, ""],
        ["LAIN", "RUDI", ADDRESS, "9900000000001"],
        ["KERIPIK A", "SITI", ADDRESS, "9900000000002"],
    )
    outcomes = [str(draft.outcome) for draft in found.rows.all()]
    assert outcomes == ["new", "duplicate", "duplicate", "new"]
    assert "Sama dengan baris 2" in found.rows.all()[1].warnings[-1]


def _existing(**fields: Any) -> Business:
    village = make_region(BATU_TIMBAU)
    values = {"name": "Keripik A", "owner_name": "Siti Rekaan"} | fields
    return make_business(village=village, district=village.parent, **values)


def test_existing_is_found_by_name_owner_and_village(villages: Villages) -> None:
    business = _existing(phone="+6283400009001")
    draft = check_one(HP="083400009001", Alamat=ADDRESS)
    assert draft.business_id == business.pk
    assert draft.changes == {"address": ["", "RT.003, Desa Batu Timbau, Kecamatan Batu Ampar"]}
    assert draft.outcome == RowOutcome.CHANGED


def test_existing_is_found_by_nib_first(villages: Villages) -> None:
    _existing()
    business = _existing(name="Nama Lama", nib="9900000000001", address="Jl. Lama")
    draft = check_one(NIB="9900000000001", Alamat="")
    assert draft.business_id == business.pk
    assert draft.changes == {"name": ["Nama Lama", "Keripik A"]}


def test_existing_is_found_by_nik(villages: Villages) -> None:
    business = _existing(name="Nama Lama")
    business.seal_nik(NIK)
    business.save()
    draft = check_one(NIK=NIK, Alamat="")
    assert draft.business_id == business.pk
    assert "nik" not in draft.changes


def test_an_empty_cell_never_erases(villages: Villages) -> None:
    _existing(phone="+6283400009001", address="Jl. Lama", nib="9900000000001")
    draft = check_one(HP="", NIB="", Alamat="")
    assert draft.outcome == RowOutcome.SAME


def test_an_identifier_of_another_region_is_refused(villages: Villages) -> None:
    make_business(regency=SAMARINDA, nib="9900000000001")
    draft = check_one(NIB="9900000000001")
    assert draft.outcome == RowOutcome.WRONG
    assert draft.problems == ["NIB ini sudah terdaftar di wilayah lain. Hubungi dinas provinsi."]


def test_nib_and_nik_of_two_businesses_are_refused(villages: Villages) -> None:
    _existing(name="Satu", nib="9900000000001")
    other = _existing(name="Dua")
    other.seal_nik(NIK)
    other.save()
    draft = check_one(NIB="9900000000001", NIK=NIK)
    assert draft.problems == [
        "NIB dan NIK ini tercatat pada dua usaha yang berbeda. Periksa keduanya."
    ]


def test_nik_with_another_nib_than_known_is_refused(villages: Villages) -> None:
    business = _existing(nib="9900000000001")
    business.seal_nik(NIK)
    business.save()
    draft = check_one(NIK=NIK, NIB="9900000000002")
    assert draft.problems == ["NIK ini sudah terdaftar dengan NIB lain. Periksa keduanya."]


def test_nik_never_leaves_memory_in_the_clear(villages: Villages) -> None:
    draft = check_one(NIK=NIK, Catatan=f"KTP {NIK} atau 6408 1741 0790 9001")
    written = [draft.raw, draft.values, draft.problems, draft.warnings, draft.changes]
    stored = json.dumps(written, default=str)
    assert NIK not in stored.replace(" ", "")
    assert draft.values["nik_index"] == keyed_index(NIK, field="nik")
    assert draft.raw["NIK"].endswith("9001")


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"", SpreadsheetError, "Berkas kosong"),
        (b"Kripik;Siti;0812\n", NoHeaderError, "Beri judul kolom"),
        (b"%PDF-1.7", SpreadsheetError, "bukan tabel"),
    ],
)
def test_files_that_hold_no_list(
    villages: Villages, content: bytes, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        examine(content)


def test_the_number_of_queries_does_not_grow_with_rows(
    villages: Villages, django_assert_max_num_queries: Any
) -> None:
    rows = [[f"USAHA {n}", f"ORANG {n}", ADDRESS, f"99{n:011}"] for n in range(300)]
    content = workbook_of(["Nama usaha", "Pemilik", "Alamat", "NIB"], rows)
    with django_assert_max_num_queries(30):
        assert examine(content).counts == {"new": 300}


def test_signs_that_mean_something_to_copy(villages: Villages) -> None:
    name = 'Dapur \\N "Bu\\tet" \\.'
    row = check_one(**{"Nama usaha": name, "Merek": "A\tB\nC", "Produk": 'Kue \\n "manis"\\'})
    assert row.values["name"] == name
    assert row.values["brand"] == "A B C"
    assert row.values["products"] == ['Kue \\n "manis"\\']
    assert "nib" not in row.values


def test_headings_of_the_sample_are_all_read(villages: Villages) -> None:
    found = examine(sample_workbook())
    assert set(found.columns.values()) == set(HEADINGS) - {"NO"}
