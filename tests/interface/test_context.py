"""What every page knows about the portal and about who reads it."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import Membership, User
from halalportal.interface.context import menus, portal
from halalportal.interface.navigation import address
from tests import factories


@pytest.mark.parametrize(
    ("role", "base"),
    [
        ("", "base/public.html"),
        ("owner", "base/public.html"),
        ("head", "base/head.html"),
        ("regency_officer", "base/staff.html"),
        ("admin", "base/staff.html"),
    ],
)
def test_each_audience_has_its_base(role: str, base: str) -> None:
    assert menus(role, "/")["audience_base"] == base


@pytest.mark.parametrize("role", sorted(Role))
def test_a_phone_shows_at_most_four_places(role: str) -> None:
    found = menus(role, "/")
    assert len(found["bottom_links"]) + found["has_more_links"] <= 4
    assert len(found["bottom_links"]) == len(found["navigation"]) or found["has_more_links"]


def test_only_roles_that_see_businesses_get_the_search() -> None:
    assert menus("regency_officer", "/")["search_url"] == address("ikm:business-list")
    assert menus("owner", "/")["search_url"] == ""
    assert menus("admin", "/")["search_url"] == ""
    assert menus("", "/")["search_url"] == ""


def test_another_role_can_be_chosen(officer: User) -> None:
    other = Membership.objects.create(
        user=officer, role=Role.HEAD, region=factories.make_region(factories.EAST_KUTAI)
    )
    request = RequestFactory().get("/")
    request.user = officer
    context = portal(request)
    assert "Kutai Timur" in context["active_role_label"]
    assert context["other_roles"]() == [other]


def test_one_role_offers_no_switch(
    officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = RequestFactory().get("/")
    request.user = officer
    context = portal(request)
    assert context["other_roles"]() == []
    with django_assert_num_queries(0):
        portal(request)


def test_the_banner_stands_on_sample_data_only(settings: Settings) -> None:
    source = Template('{% include "components/demo_banner.html" %}').render(Context())
    assert "semua orang dan usaha di sini rekaan" in source
    for is_demo in (True, False):
        settings.IS_DEMO = is_demo
        assert portal(RequestFactory().get("/"))["is_demo_data"] is is_demo
