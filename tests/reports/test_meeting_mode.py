"""The slides of a meeting: the figures of the page, complete without a script."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from accounts.models import User
from reports.selectors.overview import overview, province_scope
from reports.slides import LINES, slides_of
from tests import factories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
URL = "/laporan/cerita-2026/rapat/"


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def get(user: User, url: str = URL):  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False):
        return factories.client_for(user).get(url)


def test_every_slide_has_the_stamp_and_leads_to_its_neighbours(story: Story, head: User) -> None:
    text = get(head).content.decode()
    slides = text.split('<section class="slide"')[1:]

    assert len(slides) == 6
    for number, slide in enumerate(slides, start=1):
        assert f'id="hal-{number}"' in slide
        assert "data 2 Jun 2026 11.00 WITA" in slide
        assert (f'href="#hal-{number + 1}"' in slide) == (number < 6)
        assert (f'href="#hal-{number - 1}"' in slide) == (number > 1)


def test_it_shows_the_figures_of_the_page(story: Story, head: User) -> None:
    page = get(head, "/laporan/cerita-2026/").context["page"]
    words = " ".join(re.sub(r"<[^>]+>", " ", get(head).content.decode()).split())

    assert str(page.headline) in words
    assert (
        f"{page.summary.quota} kuota {page.summary.used} terpakai {page.summary.issued} terbit"
        in words
    )
    for row in (*page.regions, *page.organisations):
        assert f"{row.label} {row.used}/{row.quota} {row.issued}" in words
    for step in page.funnel.steps:
        assert f"{step.label} {step.count}" in words


def test_a_past_day_on_the_slides_too(story: Story, head: User) -> None:
    text = get(head, f"{URL}?per=2026-03-30").content.decode()

    assert "data akhir hari 30 Maret 2026 WITA" in text
    assert 'href="/laporan/cerita-2026/?per=2026-03-30"' in text


def test_many_kabupaten_go_on_several_slides_and_lp3h_are_cut(story: Story) -> None:
    with time_machine.travel(NOW, tick=False):
        page = overview(programme=story.programme, scope=province_scope(story.programme))
    many = page.regions[:1] * 23
    found = slides_of(replace(page, regions=many, organisations=many))
    ranked = [slide for slide in found if slide.kind == "ranking"]

    assert [sum(map(len, slide.columns)) for slide in ranked] == [LINES, LINES, 3, LINES]
    assert ranked[0].title.endswith("(1 dari 3)")
    assert ranked[-1].note == "… dan 13 LP3H lain yang lebih maju."


def test_the_script_only_adds_keys_and_stays_small(story: Story, head: User) -> None:
    scripts = re.findall(rb'<script src="([^"]+)"', get(head).content)

    assert len(scripts) == 1
    assert b"rapat" in scripts[0]
    assert (Path(settings.BASE_DIR) / "static/js/rapat.js").stat().st_size <= 2_048


def test_who_may_open_it(story: Story, owner: User, officer: User, companion: User) -> None:
    elsewhere = factories.make_officer("73")

    assert get(officer).context["page"].place == "Kabupaten Kutai Timur"
    assert [get(user).status_code for user in (owner, companion, elsewhere)] == [403, 403, 404]
    assert Client().get(URL).status_code == 302
