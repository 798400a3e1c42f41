"""Addresses, messages and answers for the tests of pages."""

from typing import Any

from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.enums import OrganisationKind
from tests import factories


def address(name: str, *args: int | str) -> str:
    return reverse(f"workshops:{name}", args=args)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def form_data(**changes: str) -> dict[str, str]:
    organiser = factories.make_organisation(kind=OrganisationKind.DINAS, region="64.08")
    return {
        "kind": "workshop",
        "title": "Bimtek Uji",
        "region": factories.EAST_KUTAI,
        "organiser": str(organiser.pk),
        "start_on": "1/12/2026",
        "start_time": "09.00",
        "end_time": "15:00",
        "venue": "Aula Uji",
        "onsite_seats": "50",
    } | changes
