"""What the base templates need on every page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest

from halalportal.interface.navigation import JOBS, MENUS, PHONE_LIMIT, address, links
from halalportal.interface.texts import ASK_ABOUT_PROGRAMME
from halalportal.lib.phones import whatsapp_digits


def portal(request: HttpRequest) -> dict[str, Any]:
    """Returns office, demo flag, menu and active role; queries run only when a template asks for them."""
    user = getattr(request, "user", None)
    role = getattr(user, "role", "")
    navigation = links(MENUS.get(role, ()), request.path)
    has_more = len(navigation) > PHONE_LIMIT
    return {
        "office_name": settings.OFFICE_NAME,
        "office_phone": settings.OFFICE_PHONE,
        "ask_url": ask_url(settings.OFFICE_PHONE),
        "is_demo_data": settings.IS_DEMO,
        "navigation": navigation,
        # A phone shows at most four places: the first four, or the first three and "Menu".
        "bottom_links": navigation[: PHONE_LIMIT - has_more],
        "has_more_links": has_more,
        "home_url": address("reports:home"),
        "account_navigation": links((JOBS,), request.path) if role not in ("", "owner") else [],
        "search_url": address("ikm:business-list") if role not in ("", "owner", "admin") else "",
        "active_membership": getattr(user, "active_membership", None),
        "active_role_label": role_label(user),
        "role_choices": role_choices(user),
    }


def ask_url(phone: str) -> str:
    """Returns the WhatsApp link with a first sentence to the office, "" when its number is no mobile."""
    digits = whatsapp_digits(phone)
    return f"https://wa.me/{digits}?text={quote(ASK_ABOUT_PROGRAMME)}" if digits else ""


def role_label(user: Any) -> str:
    """Returns the active role in words with its region or organisation, e.g. "Petugas kab/kota Berau"."""
    membership = getattr(user, "active_membership", None)
    return str(membership) if membership else ""


def role_choices(user: Any) -> Callable[[], list[Any]]:
    """Returns a function, called by a template, that lists the memberships the person may switch between."""

    def choices() -> list[Any]:
        memberships = getattr(user, "memberships", None)
        if memberships is None:
            return []
        found = list(memberships.current().select_related("region", "organisation"))
        return found if len(found) > 1 else []

    return choices
