"""Addresses of the lists behind a figure: the same filters as those lists read from their URL."""

from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from certification.steps import PART_PATHS
from workshops.models import Participant
from workshops.services.links import token_for


def application_url(number: str) -> str:
    """The page of one application."""
    return f"/pengajuan/{number}/"


def certificate_url(number: str) -> str:
    """The page of one certificate."""
    return f"/sertifikat/{number}/"


def participant_url(participant: Participant) -> str:
    """The own page of a participant, which asks for no sign-in."""
    return f"/kegiatan/p/{token_for(participant)}/"


def part_url(number: str, part: str) -> str:
    """Where a part of an application is mended, "" for no part."""
    path = PART_PATHS.get(part)
    return f"{application_url(number)}bagian/{path}/" if path else ""


def applications_url(*statuses: str, **filters: str | int) -> str:
    """The list of applications with these statuses and filters."""
    pairs = [("status", status) for status in statuses]
    pairs += [(name, str(value)) for name, value in filters.items() if value]
    return f"{_address('certification:application-list')}?{urlencode(pairs)}"


def obstacles_url(slug: str, **filters: str) -> str:
    """The obstacles of one programme with these filters."""
    chosen = urlencode({name: value for name, value in filters.items() if value})
    return f"{_address('certification:obstacle-list', slug)}?{chosen}"


@cache
def _address(url_name: str, *args: str) -> str:
    """Asked for behind each of the hundred numbers of a page."""
    return reverse(url_name, args=args)
