"""The pages of an import, from the file to the result."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from accounts.models import User
from halalportal.audit.models import AuditEntry
from ikm.enums import ImportStatus
from ikm.models import Business, ImportBatch
from ikm.services.imports import applying, checking
from regions.models import Region
from tests.factories import client_for
from tests.ikm.sample_file import HEADINGS, sample_workbook, workbook_of
from tests.ikm.test_applying import checked
from tests.lib.test_spreadsheets import bomb

Villages = dict[str, Region]


def file_of(content: bytes, name: str = "usaha kutim.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_from_file_to_businesses(villages: Villages, officer: User) -> None:
    client = client_for(officer)
    answers = {"file": file_of(sample_workbook()), "region": "64.08"}
    response = client.post("/usaha/impor/baru/", answers)
    batch = ImportBatch.objects.get()
    address = f"/usaha/impor/{batch.pk}/"
    assert response["Location"] == address
    assert "hx-get" in client.get(address).content.decode()

    checking.check(batch=batch)
    batch.refresh_from_db()
    assert batch.job
    batch.job.status = "done"
    batch.job.save()
    page = client.get(address).content.decode()
    for text in ("Impor 6 baris", "Semua 11", "Baru 6", "Salah 4", "NAMA PEMILIK", "Batu Timbau"):
        assert text in page
    wrong = client.get(f"{address}?baris=salah").content.decode()
    assert "NIB terdiri dari 13 angka. Anda menulis 12 angka." in wrong
    assert "Keripik Pisang Bunda Contoh" not in wrong
    assert Business.objects.count() == 0

    client.post(f"{address}terapkan/")
    batch.refresh_from_db()
    assert batch.status == ImportStatus.APPLYING
    applying.apply(batch=batch)
    assert "6 usaha sudah diimpor" in client.get(address).content.decode()
    assert "usaha kutim.xlsx" in client.get("/usaha/impor/").content.decode()


def test_applying_twice_on_the_page_is_refused_with_a_sentence(
    villages: Villages, officer: User
) -> None:
    batch = checked(officer)
    client = client_for(officer)
    client.post(f"/usaha/impor/{batch.pk}/terapkan/")
    page = client.post(f"/usaha/impor/{batch.pk}/terapkan/", follow=True).content.decode()
    assert "Impor ini sudah selesai atau masih diproses." in page


def test_progress_asks_for_the_whole_page_when_done(villages: Villages, officer: User) -> None:
    batch = checked(officer)
    response = client_for(officer).get(f"/usaha/impor/{batch.pk}/kemajuan/")
    assert response["HX-Refresh"] == "true"


def test_cancelling(villages: Villages, officer: User) -> None:
    batch = checked(officer)
    page = client_for(officer).post(f"/usaha/impor/{batch.pk}/batalkan/", follow=True)
    assert "Tidak ada usaha yang berubah" in page.content.decode()
    batch.refresh_from_db()
    assert batch.status == ImportStatus.CANCELLED


def test_choosing_columns(villages: Villages, officer: User) -> None:
    batch = checked(officer)
    client = client_for(officer)
    address = f"/usaha/impor/{batch.pk}/kolom/"
    assert "Cocokkan kolom Excel" in client.get(address).content.decode()
    twice = client.post(address, {"name": "MEREK", "brand": "MEREK"})
    assert "Satu kolom hanya untuk satu isian." in twice.content.decode()
    none = client.post(address, {"brand": "MEREK"})
    assert "Pilih kolom nama usaha atau nama pemilik." in none.content.decode()
    assert client.post(address, {"name": "MEREK", "owner_name": "NAMA PEMILIK"}).status_code == 302
    batch.refresh_from_db()
    assert batch.columns == {"name": "MEREK", "owner_name": "NAMA PEMILIK"}
    assert batch.status == ImportStatus.CHECKING


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas kosong."),
        (b"%PDF-1.7", "Kirim berkas Excel (.xlsx) atau CSV."),
        (bomb(300_000_000), "terlalu besar setelah dibuka"),
        (b"a" * (10 * 1024 * 1024 + 1), "lebih dari 10 MB"),
    ],
    ids=["empty", "pdf", "bomb", "big"],
)
def test_a_file_that_can_not_be_read_is_refused_at_once(
    villages: Villages, officer: User, content: bytes, sentence: str
) -> None:
    answers = {"file": file_of(content), "region": "64.08"}
    response = client_for(officer).post("/usaha/impor/baru/", answers)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ImportBatch.objects.count() == 0


def test_an_officer_can_not_name_another_region(villages: Villages, officer: User) -> None:
    answers = {"file": file_of(sample_workbook()), "region": "64.72"}
    response = client_for(officer).post("/usaha/impor/baru/", answers)
    assert response.status_code == 422
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize(
    "path", ["", "kemajuan/", "kolom/", "baris-salah/", "terapkan/", "batalkan/"]
)
def test_a_stranger_meets_nothing(
    villages: Villages, officer: User, stranger: User, path: str
) -> None:
    batch = checked(officer)
    client = client_for(stranger)
    address = f"/usaha/impor/{batch.pk}/{path}"
    send = client.post if path in ("terapkan/", "batalkan/") else client.get
    assert send(address).status_code == 404
    batch.refresh_from_db()
    assert batch.status == ImportStatus.CHECKED


@pytest.mark.parametrize("who", ["owner", "companion", "head", "auditor", "admin_user"])
def test_other_roles_are_turned_away(
    villages: Villages, officer: User, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    batch = checked(officer)
    assert client_for(user).get(f"/usaha/impor/{batch.pk}/").status_code == 403


def _error_rows(content: bytes) -> list[list[object]]:
    return list(
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).iter_rows()
    )


def test_the_error_file_has_the_original_columns_and_the_reasons(
    villages: Villages, officer: User
) -> None:
    batch = checked(officer)
    response = client_for(officer).get(f"/usaha/impor/{batch.pk}/baris-salah/")
    rows = _error_rows(response.content)
    assert rows[0] == [*HEADINGS, "Kesalahan"]
    assert len(rows) == 5
    assert rows[1][1:3] == ["MADU KELULUT CONTOH", "RUDI REKAAN"]
    assert rows[1][6] == "912000000004"
    assert rows[1][-1] == "NIB terdiri dari 13 angka. Anda menulis 12 angka."
    last = AuditEntry.objects.about(batch).first()
    assert last is not None
    assert (last.action, last.actor) == ("import_batch.errors_downloaded", officer)


def test_the_mended_error_file_can_be_sent_again(villages: Villages, officer: User) -> None:
    batch = checked(officer)
    content = client_for(officer).get(f"/usaha/impor/{batch.pk}/baris-salah/").content
    headings, *rows = _error_rows(content)
    for row in rows:
        row[5], row[6], row[3] = "0834-0000-9099", "", ""
    mended = checked(officer, workbook_of(list(headings), [list(row) for row in rows]))
    assert mended.counts == {"new": 3, "wrong": 1}


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_texts_never_become_formulas_in_the_error_file(
    villages: Villages, officer: User, text: str
) -> None:
    headings = ["Nama usaha", "Pemilik", "Desa", "NIB", "Catatan"]
    content = workbook_of(headings, [["A", "SITI", "Batu Timbau", "12", text]])
    batch = checked(officer, content)
    found = client_for(officer).get(f"/usaha/impor/{batch.pk}/baris-salah/").content
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
    assert _error_rows(found)[1][4] == text


def test_the_preview_costs_the_same_for_any_number_of_rows(
    villages: Villages, officer: User
) -> None:
    def cost(rows: int) -> int:
        lines = [[f"USAHA {n}", f"ORANG {n}", "Batu Timbau"] for n in range(rows)]
        batch = checked(officer, workbook_of(["Nama usaha", "Pemilik", "Desa"], lines))
        client = client_for(officer)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/usaha/impor/{batch.pk}/")
        return len(queries)

    assert cost(1) == cost(45) <= 15
