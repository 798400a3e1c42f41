"""The head reads where the programme stood on 4 June 2025, takes it along, shows and shares it."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import PASSWORD
from tests.journeys.conftest import DESK, SignIn, Window
from tests.journeys.looking import looks_wrong, sideways, violations
from tests.journeys.steps import fill, follow, heading, load_demo, press, see, typed, wait_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("worker"),
]

PROGRAMME = "Fasilitasi Self-Declare Kaltim 2025"
SLUG = "self-declare-kaltim-2025"
MEETING = date(2025, 6, 4)
SENTENCE = "baru 32% kuota terpakai, tenggat 31 Mei 2025 lewat 4 hari."
SUMMARY = f"/laporan/{SLUG}/"
# How much of a slide lies outside the screen.
HIDDEN_BELOW = """Math.max(document.documentElement.scrollHeight - innerHeight,
  ...[...document.querySelectorAll(".slide-body")]
    .map((part) => part.scrollHeight - part.clientHeight))"""
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


def test_the_head_in_the_meeting(sign_in: SignIn, window: Window) -> None:
    load_demo()
    phone = sign_in("kepala@demo.id", phone=True, javascript=False, password=PASSWORD)
    phone.goto(f"{SUMMARY}?per={MEETING}")
    tap_a_number(phone)
    address = share(phone)
    colleague = window(phone=True)
    read_the_shared_page(colleague, address)
    take_back(phone)
    assert colleague.goto(address).status == 404  # type: ignore[union-attr]
    heading(colleague, "Tautan ini tidak berlaku")
    show_without_a_script(phone)
    show_by_keys(sign_in("kepala@demo.id", password=PASSWORD))


def tap_a_number(page: Page) -> None:
    """The figure leads to as many rows, as they stood that day."""
    page.locator(".stat").filter(has_text="320 terpakai").click()
    see(page, "320 pengajuan pada akhir 4 Juni 2025")
    page.go_back()


def share(page: Page) -> str:
    """Makes a link for seven days and returns its address."""
    follow(page, "Bagikan")
    press(page, "Buat tautan")
    see(page, "Tautan siap dikirim.")
    field = page.locator("input[readonly]")
    expect(page.get_by_role("link", name="Kirim lewat WhatsApp").first).to_be_visible()
    return field.input_value()


def read_the_shared_page(page: Page, address: str) -> None:
    page.goto(address)
    see(page, SENTENCE, "data akhir hari 4 Juni 2025 WITA", "Halaman ini hanya untuk dibaca")
    expect(page.get_by_role("main").get_by_role("link")).to_have_count(0)
    assert looks_wrong(page) == []


def take_back(page: Page) -> None:
    press(page, "Cabut tautan")
    see(page, "Tautan dicabut.")
    assert sideways(page) == []


def show_without_a_script(page: Page) -> None:
    """The links beneath each slide lead through the meeting."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{SUMMARY}rapat/?per={MEETING}")
    see(page, SENTENCE)
    page.get_by_role("link", name="Berikutnya").filter(visible=True).click()
    see(page, "Dari pendaftaran ke sertifikat")
    page.get_by_role("link", name="Sebelumnya").filter(visible=True).click()
    see(page, SENTENCE)


def show_by_keys(page: Page) -> None:
    """On two TVs: one slide at a time, its stamp in view, nothing to scroll, back by Escape."""
    page.goto(SUMMARY)
    follow(page, "Mode rapat")
    count = page.locator(".slide").count()
    for size in (DESK, {"width": 1920, "height": 1080}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.keyboard.press("Home")
        for number in range(1, count + 1):
            slide = page.locator(".slide").filter(visible=True)
            expect(slide).to_have_id(f"hal-{number}")
            expect(slide.get_by_text("data ", exact=False).last).to_be_in_viewport()
            assert page.evaluate(HIDDEN_BELOW) <= 0
            page.keyboard.press("ArrowRight" if number % 2 else " ")
    page.keyboard.press("PageUp")
    expect(page.locator(f"#hal-{count - 1}")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    heading(page, PROGRAMME)
    assert looks_wrong(page) == []


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
