"""After a closed round: the selected are led to their applications, by officer or owner."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import Outcome, RoundState, Screening
from certification.models import (
    Candidate,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
    SelectionRound,
    StopReason,
)
from certification.selectors.selection import waiting_to_apply
from certification.services import applications, programmes
from ikm.models import Business
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import client_for, make_business

LIST = reverse("certification:selected-list")


@pytest.fixture
def closed(case: Case, province_officer: User) -> SelectionRound:
    """The case's business is selected, another one is on the reserve list."""
    call = NominationCall.objects.create(
        programme=case.programme, name="Usulan", due_on=date(2026, 2, 1), created_by=case.officer
    )
    asked = NominationRequest.objects.create(call=call, region=case.business.regency, places=5)
    closed = SelectionRound.objects.create(
        programme=case.programme,
        name="Seleksi 1",
        places=1,
        state=RoundState.CLOSED,
        closed_at=timezone.now(),
        closed_by=province_officer,
        created_by=province_officer,
    )
    other = make_business(name="Usaha Cadangan")
    outcomes: list[tuple[Business, Outcome]] = [
        (case.business, Outcome.SELECTED),
        (other, Outcome.RESERVE),
    ]
    for rank, (business, outcome) in enumerate(outcomes, start=1):
        named = Nomination.objects.create(
            request=asked,
            business=business,
            screening=Screening.PASSED,
            screened_at=timezone.now(),
            screened_by=case.officer,
            nominated_by=case.officer,
        )
        Candidate.objects.create(round=closed, nomination=named, rank=rank, outcome=outcome)
    return closed


def read(user: User, url: str) -> str:
    return client_for(user).get(url).content.decode()


def start_url(case: Case) -> str:
    address = reverse("certification:application-create")
    return f"{address}?usaha={case.business.pk}&amp;program={case.programme.slug}"


def test_officer_and_owner_find_the_way_to_the_application(
    case: Case, closed: SelectionRound, stranger: User
) -> None:
    home = reverse("reports:home")
    round_page = reverse("certification:round-detail", args=[closed.pk])
    for user, url in ((case.officer, LIST), (case.officer, round_page), (case.owner, home)):
        assert start_url(case) in read(user, url)
    assert "Terpilih, belum mengajukan" in read(case.officer, home)
    assert "Semua usaha terpilih sudah mengajukan." in read(stranger, LIST)
    assert case.business.name not in read(stranger, round_page)


def test_only_officers_of_a_regency_open_the_list(
    case: Case, province_officer: User, coordinator: User
) -> None:
    for user in (case.owner, case.companion, coordinator, province_officer):
        assert client_for(user).get(LIST).status_code == 403


def test_who_applied_or_left_is_not_asked_again(
    case: Case, closed: SelectionRound, stop_reason: StopReason
) -> None:
    application = steps.draft(case)
    round_page = reverse("certification:round-detail", args=[closed.pk])
    text = read(case.officer, round_page)
    assert application.number in text
    assert "1 dari 1 usaha terpilih sudah mulai mengajukan." in text
    assert start_url(case) not in read(case.owner, reverse("reports:home"))
    applications.stop(application=application, reason=stop_reason, by=case.officer)
    assert not waiting_to_apply(timezone.localdate()).exists()


def test_a_cancelled_programme_asks_nobody(
    case: Case, closed: SelectionRound, province_officer: User
) -> None:
    assert waiting_to_apply(timezone.localdate()).exists()
    programmes.cancel_programme(programme=case.programme, reason="Uji", by=province_officer)
    assert not waiting_to_apply(timezone.localdate()).exists()
    assert start_url(case) not in read(
        case.officer, reverse("certification:round-detail", args=[closed.pk])
    )


def test_a_programme_that_is_over_asks_nobody(case: Case, closed: SelectionRound) -> None:
    Programme.objects.update(ends_on=case.programme.starts_on)
    assert not waiting_to_apply(timezone.localdate()).exists()
