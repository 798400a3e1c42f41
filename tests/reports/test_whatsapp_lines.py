"""The five lines for WhatsApp: the numbers of the page, and never too long."""

from dataclasses import replace

import pytest
import time_machine

from accounts.models import User
from certification.models import ObstacleCause
from certification.services import obstacles
from reports.selectors.overview import Overview, overview, province_scope
from reports.whatsapp_lines import LIMIT, whatsapp_lines
from tests import factories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


@pytest.fixture
def page(story: Story) -> Overview:
    cause = ObstacleCause.objects.get(pk="nib")
    held = story.programme.applications.filter(status="submitted")[0]
    with time_machine.travel(NOW, tick=False):
        obstacles.report(application=held, cause=cause, by=story.by)
        return overview(programme=story.programme, scope=province_scope(story.programme))


def test_five_lines_with_the_numbers_of_the_page(page: Overview) -> None:
    sentence, numbers, forecast, worst, obstacle = whatsapp_lines(page).split("\n")

    assert sentence == f"Cerita: {page.headline}"
    counts = page.summary
    assert numbers == (
        f"Kuota {counts.quota}, terpakai {counts.used}, terbit {counts.issued} ({page.stamp})."
    )
    assert forecast == page.forecast
    first, second = page.regions
    assert worst == (
        f"Paling tertinggal: {first.label} {first.used}/{first.quota}, "
        f"{second.label} {second.used}/{second.quota}."
    )
    assert obstacle == "Kendala terbanyak: NIB bermasalah 1 (baru)."


def test_it_stands_on_the_page_to_be_selected_and_sent(story: Story, head: User) -> None:
    with time_machine.travel(NOW, tick=False):
        response = factories.client_for(head).get("/laporan/cerita-2026/")
        lines = whatsapp_lines(response.context["page"])
    text = response.content.decode()

    assert f"readonly>{lines}</textarea>" in text
    assert 'href="https://wa.me/?text=Cerita%3A%20PERLU%20PERHATIAN' in text


def test_a_kabupaten_names_its_own_lp3h(story: Story, officer: User) -> None:
    with time_machine.travel(NOW, tick=False):
        lines = whatsapp_lines(overview(programme=story.programme, scope=officer.scope))

    assert lines.startswith("Cerita, Kabupaten Kutai Timur: ")
    assert "Paling tertinggal: LP3H Cerita 2/4." in lines
    assert "Samarinda" not in lines


def test_without_anything_to_tell_there_are_still_five(story: Story, page: Overview) -> None:
    bare = replace(page, forecast="", regions=(), organisations=(), obstacles=())

    lines = whatsapp_lines(bare).split("\n")
    assert len(lines) == 5
    assert lines[2:] == [
        "Perkiraan belum bisa dihitung karena tenggat belum ditetapkan.",
        "Kuota belum dibagi.",
        "Tidak ada kendala yang dicatat.",
    ]


def test_never_longer_than_a_message(page: Overview) -> None:
    row = replace(page.regions[0], label="Kabupaten Yang Namanya Panjang Sekali " * 4)
    obstacle = replace(page.obstacles[0], label="Sebab yang panjang " * 6)
    summary = replace(page.summary, name="Program " * 20, quota=1_000_000, used=999_999)
    forecast = (
        "Dengan laju 4 minggu terakhir, target 1.000.000 pengajuan tercapai 24 September 2027 "
        "(8 dari 10 kemungkinan antara 16 September 2027 dan 15 Oktober 2027)."
    )
    long = replace(
        page, summary=summary, forecast=forecast, regions=(row, row), obstacles=(obstacle,)
    )

    assert len(whatsapp_lines(long)) <= LIMIT
    assert len(whatsapp_lines(long).split("\n")) == 5
