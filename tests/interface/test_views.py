"""The public pages, the gallery and the error pages."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.models import User
from tests.factories import client_for


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_the_home_page_says_what_this_is(client: Client, settings: Settings) -> None:
    settings.IS_DEMO = True
    page = text_of(client, "/")
    assert "Sertifikat halal gratis untuk usaha Anda" in page
    assert "Tanpa biaya" in page
    assert "Data contoh" in page
    assert 'href="/masuk/"' in page


def test_public_pages_ask_nothing_of_the_database(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        text_of(client, "/")
        text_of(client, "/bantuan/")


def test_help_has_the_office_number(client: Client, settings: Settings) -> None:
    settings.OFFICE_PHONE = "0812-0000-0009"
    page = text_of(client, "/bantuan/")
    assert "Telepon 0812-0000-0009" in page
    assert "https://wa.me/6281200000009?text=" in page


def test_without_a_mobile_number_there_is_no_whatsapp(client: Client, settings: Settings) -> None:
    settings.OFFICE_PHONE = "(0541) 555123"
    assert "wa.me" not in text_of(client, "/bantuan/")


def test_only_the_admin_opens_the_gallery(
    client: Client, admin_user: User, officer: User, owner: User
) -> None:
    assert client.get("/pengaturan/tampilan/").status_code == 302
    assert "semua bagian halaman" in text_of(client_for(admin_user), "/pengaturan/tampilan/")
    for person in (officer, owner):
        text_of(client_for(person), "/pengaturan/tampilan/", status=403)


def test_a_refused_page_names_the_active_role(officer: User) -> None:
    page = text_of(client_for(officer), "/pengaturan/tampilan/", status=403)
    assert "Halaman ini bukan untuk peran Anda" in page
    assert "Kutai Timur" in page
    assert 'id="menu"' in page  # the officer keeps the menu


@pytest.mark.django_db
def test_an_unknown_address(client: Client) -> None:
    assert "Halaman tidak ditemukan" in text_of(client, "/tidak-ada/", status=404)


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_pages_without_a_request_need_no_context(name: str) -> None:
    page = render_to_string(name)
    assert "<h1>" in page
    assert "/static/css/halal.css" in page


def test_a_stale_form_is_explained(officer: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(officer)
    response = strict.post("/keluar/")
    assert response.status_code == 403
    assert "terlalu lama terbuka" in response.content.decode()
