"""Companions and their pages for the tests."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation, User
from certification.models import AssignmentProposal
from tests.factories import (
    make_companion,
    make_profile,
    make_region,
)

LIST = reverse("certification:companion-list")
SANGKULIRANG = "64.08.05"
TELEN = "64.08.07"


def helper(lp3h: Organisation, *, district: str = "", **fields: object) -> User:
    companion = make_companion(lp3h)
    profile = make_profile(companion, **fields)
    if district:
        profile.districts.add(make_region(district))
    return companion


def open_line(proposal: AssignmentProposal) -> tuple[int | None, str, bool]:
    line = proposal.lines.get()
    return line.companion_id, line.reason, line.is_taken


def at(name: str, *args: object) -> str:
    return reverse(f"certification:{name}", args=args)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
