"""manage.py import_businesses: the same import, its JSON line, and its refusals."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ikm.models import Business, ImportBatch
from ikm.services.imports import batches
from ikm.services.imports.checking import store
from regions.models import Region
from tests.factories import EAST_KUTAI, make_business
from tests.ikm.sample_file import PATH, sample_workbook

Villages = dict[str, Region]


def run(capsys: pytest.CaptureFixture[str], *arguments: Any) -> dict[str, Any]:
    call_command("import_businesses", *map(str, arguments), "--json")
    (line,) = capsys.readouterr().out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


@pytest.mark.parametrize("code", ["64.08", "6408"])
def test_json_of_a_real_import(
    villages: Villages, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    found = run(capsys, PATH, "--region", code)
    seconds = found.pop("seconds")
    assert seconds >= 0
    assert found == {
        "total": 11,
        "new": 6,
        "changed": 0,
        "same": 0,
        "wrong": 4,
        "duplicates": 1,
        "village_resolved": 10,
    }
    assert Business.objects.count() == 6
    again = run(capsys, PATH, "--region", code)
    assert (again["new"], again["same"]) == (0, 6)


def test_dry_run_writes_nothing(villages: Villages, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, PATH, "--region", "6408", "--dry-run")
    assert found["new"] == 6
    assert Business.objects.count() == ImportBatch.objects.count() == 0


def test_without_region_all_of_indonesia_is_allowed(
    villages: Villages, capsys: pytest.CaptureFixture[str]
) -> None:
    found = run(capsys, PATH)
    assert (found["new"], found["wrong"]) == (7, 3)
    assert Business.objects.filter(regency_id="64.72").count() == 1


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (b"", [], "Berkas kosong"),
        (b"%PDF-", [], "bukan tabel"),
        (b"a;b;c\n", [], "Beri judul kolom"),
        (sample_workbook(), ["--region", "99.99"], "Wilayah 99.99 tidak dikenal"),
    ],
)
def test_refusals_are_sentences(
    db: None, tmp_path: Path, content: bytes, arguments: list[str], sentence: str
) -> None:
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_businesses", str(path), *arguments)


def test_a_missing_file_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"tidak-ada\.xlsx"):
        call_command("import_businesses", str(tmp_path / "tidak-ada.xlsx"))


def test_the_sample_file_is_the_generated_one(
    villages: Villages, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    fresh = tmp_path / "contoh.xlsx"
    fresh.write_bytes(sample_workbook())
    found, kept = (run(capsys, path, "--region", "6408", "--dry-run") for path in (fresh, PATH))
    assert found | {"seconds": 0} == kept | {"seconds": 0}


def test_somebody_registers_one_of_them_in_these_seconds(
    villages: Villages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_slowly(*, batch: ImportBatch, content: bytes) -> ImportBatch:
        checked = store(batch=batch, content=content)
        make_business(name="Keripik A", owner_name="Siti Rekaan", nib="9120001234567")
        return checked

    monkeypatch.setattr(batches, "store", check_slowly)
    content = b"Nama usaha;Pemilik;Desa;NIB\nKeripik A;Siti Rekaan;Batu Timbau;9120001234567\n"
    tally = batches.import_at_once(
        content=content, file_name="a.csv", region=Region.objects.get(code=EAST_KUTAI)
    )
    assert "new" not in tally.counts
    assert Business.objects.filter(nib="9120001234567").count() == 1
