"""The pages of a place that was left: proposed, offered, taken, and closed to strangers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from certification.models import Application, Replacement, StopReason
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.replacing import Reserve, leaving, only_offer, reserve_list
from tests.factories import client_for, make_user


@pytest.fixture
def reserve(case: Case) -> Reserve:
    return reserve_list(case)


@pytest.fixture
def leave(case: Case, stop_reason: StopReason) -> Callable[[], Replacement]:
    return leaving(case, stop_reason)


def post(client: Client, name: str, *args: object, **data: object) -> str:
    address = reverse(f"certification:{name}", args=args)
    return client.post(address, data, follow=True).content.decode()


def test_the_pages_from_proposal_to_the_owners_answer(
    case: Case, reserve: Reserve, stop_reason: StopReason
) -> None:
    new_owner = make_user("owner")
    business = reserve(owner=new_owner)
    application = steps.submitted(case)
    officer = client_for(case.officer)
    page = officer.get(reverse("certification:replacement-create", args=[application.number]))
    assert business.name in page.content.decode()
    text = post(
        officer,
        "replacement-create",
        application.number,
        reason=stop_reason.pk,
        answer_days=3,
        note="Pindah kota",
    )
    assert f"Tempatnya ditawarkan kepada {business.name}." in text
    assert "Pindah kota" in text
    owner = client_for(new_owner)
    assert f"Ada tempat untuk {business.name}" in owner.get("/beranda/").content.decode()
    asked = only_offer()
    assert "Jawab paling lambat" in owner.get(f"/tawaran/{asked.pk}/").content.decode()
    text = post(owner, "offer-accept", asked.pk)
    assert "Tempat diterima" in text
    assert Application.objects.get(business=business).allocation == case.allocation


@pytest.mark.parametrize("action", ["offer-detail", "offer-accept", "offer-decline"])
def test_an_offer_is_nobody_elses(
    case: Case,
    reserve: Reserve,
    leave: Callable[[], Replacement],
    stranger: User,
    action: str,
) -> None:
    reserve()
    leave()
    for user in (make_user("owner"), stranger):
        client = client_for(user)
        address = reverse(f"certification:{action}", args=[only_offer().pk])
        ask = client.get if action == "offer-detail" else client.post
        assert ask(address).status_code == 404
    assert only_offer().is_waiting


def test_officers_of_another_kabupaten_find_no_replacement(
    case: Case, leave: Callable[[], Replacement], stranger: User
) -> None:
    opened = leave()
    client = client_for(stranger)
    assert client.get(f"/penggantian/{opened.pk}/tawarkan/").status_code == 404
    assert client.post(f"/penggantian/{opened.pk}/tutup/").status_code == 404
    page = client.get(reverse("certification:replacement-list", args=[case.programme.slug]))
    assert opened.left.number not in page.content.decode()
    opened.refresh_from_db()
    assert opened.closed_at is None


def test_asking_stops_when_the_officer_says_so(
    case: Case, leave: Callable[[], Replacement]
) -> None:
    opened = leave()
    text = post(client_for(case.officer), "replacement-close", opened.pk)
    assert "Penggantian ditutup" in text
    opened.refresh_from_db()
    assert opened.closed_at is not None
