"""Two days side by side: the figures, who moved, the workbook, and who may look."""

import datetime
import io

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from accounts.models import User
from certification.enums import Status
from certification.models import Programme
from reports.selectors.comparison import Comparison, compare
from reports.selectors.overview import province_scope
from tests import factories
from tests.reports import story as stories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
URL = "/laporan/cerita-2026/bandingkan/"
# By 6 April 4 + 1 places were used; then two more in Samarinda, one came in, one was returned.
SINCE, UNTIL = datetime.date(2026, 4, 6), datetime.date(2026, 6, 2)
DAYS = f"?dari={SINCE}&sampai={UNTIL}"


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def get(user: User, url: str = URL + DAYS):  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False):
        return factories.client_for(user).get(url)


def compared(story: Story, since: datetime.date = SINCE) -> Comparison:
    programme = Programme.objects.select_related("region").get(pk=story.programme.pk)
    with time_machine.travel(NOW, tick=False):
        return compare(
            programme=programme, scope=province_scope(programme), since=since, until=UNTIL
        )


def test_each_figure_then_now_and_the_difference(story: Story) -> None:
    page = compared(story)
    figures = {f.label: (f.change.then, f.change.now, f.change.sign) for f in page.figures}
    assert figures["Kuota"] == (40, 40, "0")
    assert figures["Terpakai (masuk SiHalal)"] == (5, 7, "+2")
    assert figures["Terbit"] == (3, 3, "0")
    assert figures["Sisa kuota"] == (35, 31, "−4")
    assert figures["Menunggu pemeriksaan"] == (0, 1, "+1")
    assert figures["Sedang diperbaiki"] == (0, 1, "+1")


def test_who_moved_and_who_stood_still(story: Story) -> None:
    page = compared(story)
    assert [(r.label, r.used.sign, r.stands_still) for r in page.regions] == [
        ("Kota Samarinda", "+2", False),
        ("Kab. Kutai Timur", "0", True),
    ]
    assert page.sentences == (
        "Dari 6 April 2026 sampai 2 Juni 2026: terpakai naik 2 menjadi 7, terbit tetap 3.",
        "1 dari 2 kab/kota tidak bergerak: Kab. Kutai Timur.",
        "1 dari 1 LP3H tidak bergerak: LP3H Cerita.",
    )


def test_what_was_not_there_yet_counts_from_nothing(story: Story) -> None:
    page = compared(story, since=datetime.date(2026, 3, 1))
    assert [(r.used.then, r.used.now) for r in page.regions] == [(0, 4), (0, 3)]
    assert page.sentences[1:] == ("Semua kab/kota bergerak.", "Semua LP3H bergerak.")


def test_later_work_changes_nothing_of_the_past(story: Story) -> None:
    before = compared(story)
    with time_machine.travel(NOW + datetime.timedelta(days=3), tick=False):
        stories.file(story, factories.EAST_KUTAI, Status.ISSUED)
    programme = Programme.objects.select_related("region").get(pk=story.programme.pk)
    with time_machine.travel(NOW + datetime.timedelta(days=3), tick=False):
        after = compare(
            programme=programme, scope=province_scope(programme), since=SINCE, until=UNTIL
        )
    assert (after.sentences, after.regions[0].used.now) == (before.sentences, 4)


def test_each_number_leads_to_as_many_rows(story: Story, province_officer: User) -> None:
    page = get(province_officer).context["page"]
    changes = [f.change for f in page.figures if "/pengajuan/" in f.change.now_url]
    changes += [
        c for line in (*page.regions, *page.organisations) for c in (line.used, line.issued)
    ]
    assert len(changes) == 12
    for change in changes:
        for url, count in ((change.then_url, change.then), (change.now_url, change.now)):
            assert get(province_officer, url).context["count"] == count, url


def test_the_workbook_has_the_same_figures(story: Story, head: User) -> None:
    answer = get(head, URL + "excel/" + DAYS)
    assert "perbandingan-cerita-2026-2026-04-06-2026-06-02.xlsx" in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    page = compared(story)
    front = book.get_sheet_by_name("Ringkasan").to_python()
    for figure in page.figures:
        row = next(row for row in front if row[0] == figure.label)
        assert row[1:4] == [figure.change.then, figure.change.now, figure.change.difference]
    regions = book.get_sheet_by_name("Kab-kota").to_python()
    assert ["Kota Samarinda", 2, 4, 2, 2, 2, 0] in regions
    assert ["LP3H Cerita", 2, 2, 0, 1, 1, 0] in book.get_sheet_by_name("LP3H").to_python()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("?dari=2026-04-06&sampai=2026-06-03", "Pilih tanggal sampai hari ini."),
        ("?dari=2025-12-31&sampai=2026-06-02", "Program ini mulai 1 Januari 2026."),
        ("?dari=2026-06-02&sampai=2026-04-06", "Tanggal akhir harus sesudah tanggal awal."),
        ("?dari=2026-04-06&sampai=2026-04-06", "Pilih dua tanggal yang berbeda."),
        ("?dari=2026-04-06", "Tulis tanggal seperti 21/11/2026."),
    ],
)
def test_days_that_say_nothing_are_explained(
    story: Story, head: User, days: str, sentence: str
) -> None:
    answer = get(head, URL + days)
    assert sentence in answer.content.decode()
    assert answer.context["page"] is None
    assert get(head, URL + "excel/" + days).status_code == 302


def test_without_days_the_last_four_weeks_are_compared(story: Story, head: User) -> None:
    page = get(head, URL).context["page"]
    assert (page.since, page.until) == (datetime.date(2026, 5, 5), UNTIL)


def test_a_programme_that_begins_today_has_nothing_to_compare(province_officer: User) -> None:
    programme = factories.make_programme(by=province_officer, starts_on=datetime.date.today())  # noqa: DTZ011
    answer = factories.client_for(province_officer).get(f"/laporan/{programme.slug}/bandingkan/")
    assert "Perbandingan bisa dibuka sehari sesudahnya." in answer.content.decode()


def test_an_officer_compares_the_own_region(
    story: Story, officer: User, stranger: User, coordinator: User
) -> None:
    page = get(officer).context["page"]
    assert page.place == "Kabupaten Kutai Timur"
    assert page.regions == ()
    assert [(f.change.then, f.change.now) for f in page.figures[:3]] == [(10, 10), (3, 3), (1, 1)]
    assert b"Kutai Timur" not in get(stranger).content
    assert get(coordinator).status_code == 403
    elsewhere = factories.make_officer("62.71")
    for url in (URL + DAYS, URL + "excel/" + DAYS):
        assert get(elsewhere, url).status_code == 404
        assert Client().get(url).status_code == 302


def test_a_head_gets_it_without_script_and_with_few_queries(story: Story, head: User) -> None:
    client = factories.client_for(head)
    with time_machine.travel(NOW, tick=False), CaptureQueriesContext(connection) as queries:
        answer = client.get(URL + DAYS)
    assert b"<script" not in answer.content
    assert len(queries) <= 10
    assert len(answer.content) < 80_000
