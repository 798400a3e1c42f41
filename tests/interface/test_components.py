"""Icons, status tags, the gallery, the weight of the public page."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings as project
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from halalportal.interface import navigation
from halalportal.interface.statuses import PUBLIC_STATUS_TONES
from halalportal.interface.templatetags.portal import STATUS_ICONS, per_garis
from tests.factories import client_for

TEMPLATES = Path(project.BASE_DIR) / "templates"
KILOBYTE = 1024
# The first stands on the public pages, the second is the include form of a tag shown there.
NOT_IN_GALLERY = {"office_contact.html", "status_tag.html"}


def compressed(path: str) -> int:
    found = finders.find(path.removeprefix(project.STATIC_URL))
    assert isinstance(found, str), path
    return len(brotli.compress(Path(found).read_bytes()))


def sprite() -> set[str]:
    found = finders.find("img/ikon.svg")
    assert isinstance(found, str)
    return set(re.findall(r'<symbol id="([^"]+)"', Path(found).read_text()))


def test_a_long_number_breaks_after_slashes() -> None:
    assert per_garis("500.9/001/<b>") == "500.9/<wbr>001/<wbr>&lt;b&gt;"


def test_every_icon_exists() -> None:
    used = set(STATUS_ICONS.values())
    used |= {item.icon for menu in navigation.MENUS.values() for item in navigation.every(menu)}
    for template in TEMPLATES.rglob("*.html"):
        used |= set(re.findall(r'{% ikon "([^"]+)"', template.read_text()))
    assert used
    assert used <= sprite()


@pytest.mark.parametrize(("text", "tone"), sorted(PUBLIC_STATUS_TONES.items()))
def test_the_seven_words_know_their_tone(text: str, tone: str) -> None:
    tag = Template("{% load portal %}{% status_tag text %}").render(Context({"text": text}))
    assert f"status-{tone}" in tag
    assert text in tag


def test_other_words_stay_quiet_unless_told() -> None:
    render = Template("{% load portal %}{% status_tag text tone %}").render
    assert "status-quiet" in render(Context({"text": "Direncanakan"}))
    assert "status-waiting" in render(Context({"text": "Menunggu verifikasi pendamping"}))
    assert "status-todo" in render(Context({"text": "Belum diisi", "tone": "todo"}))
    assert "<b>" not in render(Context({"text": "<b>"}))


def test_there_are_seven_public_words() -> None:
    assert len(PUBLIC_STATUS_TONES) == 7


def test_the_gallery_shows_every_component(admin_user: User, settings: Settings) -> None:
    settings.IS_DEMO = True
    response = client_for(admin_user).get("/pengaturan/tampilan/")
    shown = {Path(template.name).name for template in response.templates if template.name}
    components = {path.name for path in (TEMPLATES / "components").glob("*.html")}
    assert components - shown <= NOT_IN_GALLERY


@pytest.mark.parametrize("path", ["/", "/bantuan/", "/masuk/"])
@pytest.mark.django_db
def test_a_public_page_is_light(path: str, client: Client) -> None:
    page = client.get(path).content
    assets = set(re.findall(rb'(?:href|src)="(/static/[^"#]+)', page))
    weight = len(brotli.compress(page)) + sum(compressed(asset.decode()) for asset in assets)
    assert len(assets) + 1 <= 5
    assert weight <= 45 * KILOBYTE


def test_our_own_style_and_script_stay_small() -> None:
    assert compressed("css/halal.css") <= 5 * KILOBYTE
    assert compressed("css/program.css") <= KILOBYTE
    assert compressed("js/dasar.js") <= 3 * KILOBYTE


def test_staff_pages_keep_to_their_budget(officer: User) -> None:
    page = client_for(officer).get("/pengaturan/tampilan/").content
    assets = set(re.findall(rb'(?:href|src)="(/static/[^"#]+)', page))
    assert b"htmx" in page
    weight = len(brotli.compress(page)) + sum(compressed(asset.decode()) for asset in assets)
    assert weight <= 120 * KILOBYTE


def test_the_heads_pages_carry_no_script() -> None:
    source = '{% extends "base/head.html" %}'
    page = Template(source).render(Context({"office_name": "Dinas Contoh"}))
    assert "<script" not in page
    assert "page-head" in page
