"""The head reads where the programme stood on 4 June 2025, and takes it along on paper."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import PASSWORD
from tests.journeys.conftest import SignIn
from tests.journeys.steps import fill, follow, heading, load_demo, press, see, typed, wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("worker"),
]

PROGRAMME = "Fasilitasi Self-Declare Kaltim 2025"
SLUG = "self-declare-kaltim-2025"
MEETING = date(2025, 6, 4)
SENTENCE = "baru 32% kuota terpakai, tenggat 31 Mei 2025 lewat 4 hari."
FIGURES = {"1.000": "kuota", "320": "terpakai", "58": "terbit"}


def test_the_head_before_the_meeting(sign_in: SignIn, tmp_path: Path) -> None:
    load_demo()
    page = sign_in("kepala@demo.id", phone=True, javascript=False, password=PASSWORD)
    open_the_day(page)
    see(page, SENTENCE)
    for figure, label in FIGURES.items():
        expect(page.locator(".stat").filter(has_text=f"{figure} {label}")).to_be_visible()
    ranking = read_ranking(page)
    assert len(ranking) == 10
    check_the_paper(take_along(page, tmp_path), ranking)
    check_the_api(page)


def open_the_day(page: Page) -> None:
    follow(page, "Laporan")
    follow(page, PROGRAMME)
    fill(page, {"Tanggal": typed(MEETING)})
    press(page, "Tampilkan angka")
    heading(page, PROGRAMME)


def read_ranking(page: Page) -> dict[str, str]:
    """Kab/kota → "used/quota", in the order of the page: the furthest behind first."""
    title = page.get_by_role("heading", name="Kabupaten dan kota, terbelakang dulu")
    table = page.locator("div").filter(has=title).last.get_by_role("table")
    found = {}
    for row in table.get_by_role("row").all()[1:]:
        figure = row.get_by_role("cell").nth(1).inner_text()
        found[row.get_by_role("rowheader").inner_text().strip()] = figure.strip()
    shares = [int(used) / int(quota) for used, quota in (f.split("/") for f in found.values())]
    assert shares == sorted(shares)
    return found


def take_along(page: Page, folder: Path) -> str:
    """Asks for the PDF, waits for the worker without a script, and returns its text."""
    press(page, "Unduh ringkasan (PDF)")
    link = page.get_by_role("link", name=f"Unduh ringkasan-{SLUG}-2025-06-04.pdf")
    wait_for(page, link, javascript=False)
    with page.expect_download() as download:
        link.click()
    path = folder / "ringkasan.pdf"
    download.value.save_as(path)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


def check_the_paper(text: str, ranking: dict[str, str]) -> None:
    """Sentence, figures and ranking are those of the screen."""
    assert SENTENCE in text
    assert " ".join(FIGURES) in text
    for figure in ranking.values():
        assert figure in text


def check_the_api(page: Page) -> None:
    """The worked example, through the session of the same person."""
    url = f"/api/v1/programmes/{SLUG}/summary/?as_of={MEETING}"
    summary = page.request.get(url).json()
    example = {"quota": 1000, "used": 320, "issued": 58, "free": 680, "in_process": 262}
    assert {name: summary[name] for name in example} == example
    assert summary["reserved"] == 0
    target = summary["targets"][0]
    assert (target["due_on"], target["overdue_calendar_days"]) == ("2025-05-31", 4)
    for rows in (summary["regions"],):
        assert len(rows) == 10
        for name in ("quota", "used", "issued", "free", "in_process"):
            assert sum(row[name] for row in rows) == example[name]
