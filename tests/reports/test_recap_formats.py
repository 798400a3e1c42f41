"""Every recap says the same on the screen, on paper, in Excel and as JSON, cell by cell."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django import DjangoDbBlocker

from accounts.models import User
from certification.models import Programme
from certification.selectors import programme_summary
from reports.selectors.recaps import RECAPS
from tests import factories
from tests.reports import recap_reading as reading
from tests.reports.demo_loading import TODAY, told

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]
SLUG = "self-declare-kaltim-2025"
DAY = "2025-06-04"


@pytest.fixture(scope="module")
def _kaltim(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The demo of East Kalimantan, once for the module."""
    with told(django_db_blocker, tmp_path_factory.mktemp("files"), {"scenario": "kaltim-2025"}):
        yield


@pytest.fixture(autouse=True)
def _today(_kaltim: None) -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def person(email: str) -> User:
    found: User = User.objects.get(email=email)
    return found


def report(code: str, folder: Path, kind: str) -> bytes:
    """What the command writes."""
    file = folder / f"{code}.{kind}"
    call_command("report", code, programme=SLUG, as_of=date.fromisoformat(DAY), output=str(file))
    return file.read_bytes()


def page(code: str, **filters: str) -> Any:
    url = f"/laporan/{SLUG}/rekap/{code}/"
    response = factories.client_for(person("prov@demo.id")).get(url, {"per": DAY} | filters)
    assert response.status_code == 200, url
    return response


@pytest.mark.parametrize("code", RECAPS)
def test_all_four_agree_cell_by_cell(code: str, tmp_path: Path) -> None:
    found = json.loads(report(code, tmp_path, "json"))
    told = reading.data(found)
    shown = reading.screen(page(code).content)
    kept = reading.sheet(report(code, tmp_path, "xlsx"), found["columns"], len(told) - 1)

    assert len(told) > 1, "a recap without a row proves nothing"
    assert [[reading.day_in_figures(cell) for cell in row] for row in shown] == told
    assert kept == told
    text = reading.paper(report(code, tmp_path, "pdf"), tmp_path)
    kinds = [column["kind"] for column in found["columns"]]
    for row in shown[1:]:
        assert reading.is_on_paper(row, kinds, text), row
    assert found["stamp"] == "data akhir hari 4 Juni 2025 WITA"
    assert found["stamp"] in " ".join(text.split())


@pytest.mark.parametrize("code", RECAPS)
def test_the_total_is_the_sum_of_the_rows(code: str, tmp_path: Path) -> None:
    found = json.loads(report(code, tmp_path, "json"))
    if found["total"] is None:
        assert code in ("indikator", "penerima")
        return
    for column in found["columns"]:
        values = [row[column["key"]] for row in found["rows"]]
        numbers = [value for value in values if isinstance(value, int)]
        if column["kind"] in ("number", "rupiah") and found["total"][column["key"]] != "":
            assert (found["total"][column["key"]] or 0) == sum(numbers), column["key"]


def test_the_recaps_say_what_the_summary_says(tmp_path: Path) -> None:
    programme = Programme.objects.select_related("region").get(slug=SLUG)
    summary = programme_summary(programme=programme, as_of=date.fromisoformat(DAY))
    assert (summary.quota, summary.used, summary.issued, summary.free) == (1000, 320, 58, 680)
    found = {code: json.loads(report(code, tmp_path, "json")) for code in RECAPS}

    total = found["capaian"]["total"]
    assert (total["quota"], total["entered"], total["issued"], total["free"]) == (
        1000,
        320,
        58,
        680,
    )
    assert (total["used_share"], total["issued_share"]) == (32.0, 5.8)
    by_name = {row["place"]: row for row in found["capaian"]["rows"]}
    for region in summary.regions:
        row = by_name[region.name.replace("Kabupaten ", "Kab. ")]
        assert (row["quota"], row["entered"], row["issued"], row["free"]) == (
            region.quota,
            region.used,
            region.issued,
            region.free,
        )
    total = found["lp3h"]["total"]
    assert (total["quota"], total["assigned"], total["issued"]) == (1000, 320, 58)
    by_lp3h = {row["lp3h"]: row for row in found["lp3h"]["rows"]}
    for lp3h in summary.organisations:
        row = by_lp3h[lp3h.name]
        assert (row["quota"], row["assigned"], row["issued"]) == (
            lp3h.quota,
            lp3h.used,
            lp3h.issued,
        )
    assert found["pendamping"]["total"]["issued"] == 58
    assert found["produk"]["total"]["businesses"] == found["kbli"]["total"]["businesses"] == 320
    assert found["produk"]["total"]["certificates"] == 58
    assert found["umur"]["total"]["count"] == summary.in_process
    assert (found["anggaran"]["total"]["used"], found["anggaran"]["total"]["issued"]) == (320, 58)
    assert len(found["penerima"]["rows"]) == 58


@pytest.mark.parametrize("per", [DAY, ""])
@pytest.mark.parametrize("code", ["capaian", "lp3h", "umur", "kendala"])
def test_every_linked_number_equals_its_list(code: str, per: str) -> None:
    client = factories.client_for(person("kepala@demo.id"))
    found = client.get(f"/laporan/{SLUG}/rekap/{code}/", {"per": per}).context["found"]
    links = [cell for line in (*found.lines(), found.total) for cell in line if cell.url]

    assert links
    for cell in links:
        context = client.get(cell.url).context
        assert context["count"] == int(cell.text.replace(".", "")), cell.url


def test_a_workbook_has_values_only_and_prints_on_f4(tmp_path: Path) -> None:
    import zipfile

    report("capaian", tmp_path, "xlsx")
    with zipfile.ZipFile(tmp_path / "capaian.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.read("xl/workbook.xml").decode()
    assert "<f>" not in sheet
    assert re.search(r'paperSize="14"[^>]*orientation="landscape"', sheet)
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "_xlnm.Print_Area" in names
    assert "_xlnm.Print_Titles" in names


def test_the_command_knows_its_recaps(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("report", "tidak-ada", f"--programme={SLUG}")


def test_the_same_day_gives_the_same_answer_again(tmp_path: Path) -> None:
    first = report("capaian", tmp_path, "json")
    with time_machine.travel(date(2026, 12, 24), tick=False):
        assert report("capaian", tmp_path, "json") == first
