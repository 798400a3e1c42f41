"""The menus of the roles."""

import pytest

from accounts.enums import Role
from halalportal.interface.navigation import MENUS, Item, address, every, links


def test_every_role_has_a_menu() -> None:
    assert set(MENUS) == set(Role)


@pytest.mark.parametrize("role", sorted(MENUS))
def test_a_menu_has_at_most_seven_items_and_no_double(role: str) -> None:
    assert 1 <= len(MENUS[role]) <= 7
    labels = [item.label for item in every(MENUS[role])]
    assert len(set(labels)) == len(labels)


def test_owners_and_heads_have_at_most_four() -> None:
    assert len(MENUS["owner"]) <= 4
    assert len(MENUS["head"]) <= 4


def test_an_item_without_a_page_is_left_out() -> None:
    items = (Item("Ada", "public:home", "eye"), Item("Tiada", "public:no-such-page", "eye"))
    assert [link.label for link in links(items, "/")] == ["Ada"]
    assert address("public:no-such-page") == ""


def test_the_longest_address_is_current() -> None:
    items = (Item("Depan", "public:home", "eye"), Item("Bantuan", "public:help", "eye"))
    assert [link.is_current for link in links(items, "/bantuan/")] == [False, True]
    assert [link.is_current for link in links(items, "/")] == [True, False]


def test_a_part_inside_is_current_and_opens_what_holds_it() -> None:
    inside = (Item("Bantuan", "public:help", "eye"),)
    items = (Item("Depan", "public:gallery", "eye", inside), Item("Lain", "public:home", "eye"))
    holder, other = links(items, "/bantuan/")
    assert (holder.is_current, holder.is_open, holder.inside[0].is_current) == (False, True, True)
    assert (other.is_current, other.is_open) == (False, False)
    holder, _ = links(items, "/lain/")
    assert not holder.is_open
