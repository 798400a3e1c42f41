"""What the base templates need on every page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest

from halalportal.interface.navigation import (
    EVENTS,
    HELP,
    JOBS,
    MENUS,
    PHONE_LIMIT,
    TOKENS,
    Item,
    address,
    links,
)
from halalportal.interface.texts import ASK_ABOUT_PROGRAMME
from halalportal.lib.phones import whatsapp_digits

STAFF_BASE = "base/staff.html"
AUDIENCE_BASES = {
    "": "base/public.html",
    "owner": "base/public.html",
    "head": "base/head.html",
}


def portal(request: HttpRequest) -> dict[str, Any]:
    """Returns office, demo flag, menus and the signed-in person's active role."""
    user = getattr(request, "user", None)
    role = getattr(user, "role", "")
    return office() | menus(role, request.path) | roles_of(user)


def office() -> dict[str, Any]:
    """Returns whose portal it is, how to reach the office, and whether the data are samples."""
    return {
        "office_name": settings.OFFICE_NAME,
        "office_phone": settings.OFFICE_PHONE,
        "ask_url": ask_url(settings.OFFICE_PHONE),
        "is_demo_data": settings.IS_DEMO,
    }


def ask_url(phone: str) -> str:
    """Returns the WhatsApp link to the office with a first sentence, "" without a mobile number."""
    digits = whatsapp_digits(phone)
    return f"https://wa.me/{digits}?text={quote(ASK_ABOUT_PROGRAMME)}" if digits else ""


def menus(role: str, path: str) -> dict[str, Any]:
    """Returns the base template and the links of a role, with the current one marked."""
    items = MENUS.get(role, ())
    navigation = links(items, path)
    has_more = len(navigation) > PHONE_LIMIT
    is_staff = role not in ("", "owner")
    return {
        # For pages that several audiences open: {% extends audience_base %}.
        "audience_base": AUDIENCE_BASES.get(role, STAFF_BASE),
        "navigation": navigation,
        # A phone shows at most four places: the first four, or the first three and "Menu".
        "bottom_links": navigation[: PHONE_LIMIT - has_more],
        "has_more_links": has_more,
        "account_navigation": links(account_items(role), path),
        "help_is_in_menu": HELP in items,
        "home_url": address("reports:home"),
        "events_url": address(EVENTS.url_name),
        "search_url": address("ikm:business-list") if is_staff and role != "admin" else "",
    }


def account_items(role: str) -> tuple[Item, ...]:
    """Returns what stands beside a person's name: nothing for visitors and owners."""
    if role in ("", "owner"):
        return ()
    return (JOBS,) if role == "admin" else (JOBS, TOKENS)


def roles_of(user: Any) -> dict[str, Any]:
    """Returns the active role in words, e.g. "Petugas kab/kota Berau", and the others to switch to.

    `other_roles` is a function, so that its query runs only in a template that asks for it.
    """
    active = getattr(user, "active_membership", None)
    return {
        "active_role_label": str(active) if active else "",
        "other_roles": other_roles(user, active),
    }


def other_roles(user: Any, active: Any) -> Callable[[], list[Any]]:
    """Returns a function that lists the memberships a person may switch to."""

    def memberships() -> list[Any]:
        if active is None:
            return []
        return [membership for membership in user.current_memberships if membership != active]

    return memberships
