"""A business leaves, the next in line is asked, and the chain stays visible."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from certification.enums import MovementKind, OfferState, Status
from certification.errors import (
    MandateMissingError,
    NotACandidateError,
    OfferAnsweredError,
    OfferRunningError,
    QuotaExhaustedError,
)
from certification.invariants import check
from certification.models import Application, Movement, Offer, Replacement, StopReason
from certification.selectors.replacement import chains, next_in_line, proposals
from certification.services import applications, replacement
from ikm.models import HeldCertificate
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.replacing import Reserve, leaving, only_offer, reserve_list
from tests.factories import SAMARINDA, make_mandate, make_user


@pytest.fixture
def reserve(case: Case) -> Reserve:
    return reserve_list(case)


@pytest.fixture
def leave(case: Case, stop_reason: StopReason) -> Callable[[], Replacement]:
    return leaving(case, stop_reason)


def entrusted_accept(case: Case) -> Application:
    """The officer takes the place under the owner's mandate."""
    offer = only_offer()
    make_mandate(offer.business, case.officer)
    return replacement.accept(offer=offer, by=case.officer)


def test_the_place_goes_to_the_first_of_the_reserve_and_is_held(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    first, _ = reserve(), reserve()
    opened = leave()
    assert only_offer().business == first
    assert opened.left.status == Status.STOPPED
    assert case.counters == (1, 0, 0)
    kinds = Movement.objects.filter(allocation=case.allocation).order_by("pk").values_list("kind")
    assert [kind for (kind,) in kinds][-2:] == [MovementKind.RELEASE, MovementKind.RESERVE]
    assert list(check()) == []


def test_who_declines_is_followed_by_the_next_and_the_chain_tells(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement], owner: User
) -> None:
    first_owner = make_user("owner")
    first, second = reserve(owner=first_owner), reserve()
    leave()
    replacement.decline(offer=only_offer(), note="Sudah tutup", by=first_owner)
    assert only_offer().business == second
    entrusted_accept(case)
    (chain,) = chains(case.programme, case.officer)
    told = [(offer.business, offer.state) for offer in chain.offers.all()]
    assert told == [(first, OfferState.DECLINED), (second, OfferState.ACCEPTED)]
    assert chain.closed_at is not None
    assert case.counters == (1, 0, 0)
    assert list(check()) == []


def test_the_new_application_keeps_the_place_until_it_is_sent(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    new_owner = make_user("owner")
    reserve(owner=new_owner)
    leave()
    application = replacement.accept(offer=only_offer(), by=new_owner)
    assert application.status == Status.DRAFT
    assert application.allocation == case.allocation
    assert application.offer.state == OfferState.ACCEPTED
    assert case.counters == (1, 0, 0)
    assert list(check()) == []


def test_a_draft_that_took_a_place_gives_it_back_when_it_is_stopped(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement], stop_reason: StopReason
) -> None:
    reserve()
    leave()
    application = entrusted_accept(case)
    applications.stop(application=application, reason=stop_reason, by=case.officer)
    assert case.counters == (0, 0, 0)
    assert list(check()) == []


def test_an_officer_needs_the_owners_word(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    reserve()
    leave()
    with pytest.raises(MandateMissingError):
        replacement.accept(offer=only_offer(), by=case.officer)
    assert only_offer().application is None


def test_after_the_last_day_the_next_is_asked_once_however_often_it_runs(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    first, second = reserve(), reserve()
    leave()
    Offer.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    assert [replacement.expire(now=timezone.now()) for _ in range(3)] == [1, 0, 0]
    assert Offer.objects.get(business=first).state == OfferState.EXPIRED
    assert only_offer().business == second
    assert case.counters == (1, 0, 0)
    assert list(check()) == []


def test_an_offer_still_counts_on_its_last_day(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    reserve()
    leave()
    Offer.objects.update(answer_by=timezone.localdate())
    assert replacement.expire(now=timezone.now()) == 0
    assert only_offer().is_waiting


def test_an_answer_after_the_last_day_or_a_second_answer_is_refused(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    reserve()
    leave()
    asked = only_offer()
    Offer.objects.update(answer_by=timezone.localdate() - timedelta(days=2))
    with pytest.raises(OfferAnsweredError, match="tidak dijawab"):
        replacement.accept(offer=asked, by=case.officer)
    Offer.objects.update(answer_by=timezone.localdate())
    make_mandate(asked.business, case.officer)
    replacement.accept(offer=asked, by=case.officer)
    with pytest.raises(OfferAnsweredError, match="diterima"):
        replacement.decline(offer=asked, by=case.officer)


def test_without_anybody_in_line_the_place_is_free_and_can_be_offered_later(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    opened = leave()
    assert case.counters == (0, 0, 0)
    late = reserve()
    made = replacement.offer(replacement=opened, business=late, by=case.officer)
    assert made.is_waiting
    assert case.counters == (1, 0, 0)
    with pytest.raises(OfferRunningError, match=late.name):
        replacement.offer(replacement=opened, business=late, by=case.officer)


def test_a_place_that_others_took_meanwhile_is_not_offered(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    opened = leave()
    case.allocation.refresh_from_db()
    type(case.allocation).objects.filter(pk=case.allocation.pk).update(reserved=3)
    late = reserve()
    with pytest.raises(QuotaExhaustedError, match="Kutai Timur habis"):
        replacement.offer(replacement=opened, business=late, by=case.officer)
    assert not Offer.objects.exists()


def test_only_who_can_take_the_place_is_in_line(
    case: Case, reserve: Reserve, leave: Callable[[], Replacement]
) -> None:
    certified, elsewhere, free = reserve(), reserve(region=SAMARINDA), reserve()
    HeldCertificate.objects.create(business=certified, number="ID64110000123450699", source="uji")
    opened = leave()
    assert only_offer().business == free
    assert next_in_line(opened) == []
    for wrong in (certified, elsewhere, case.business):
        Offer.objects.update(state=OfferState.EXPIRED)
        with pytest.raises(NotACandidateError):
            replacement.offer(replacement=opened, business=wrong, by=case.officer)


def test_certified_elsewhere_is_proposed_with_the_evidence(case: Case) -> None:
    application = steps.submitted(case)
    today = timezone.localdate()
    assert proposals(case.programme, case.officer, today) == []
    HeldCertificate.objects.create(
        business=case.business, number="ID64110000123450699", source="Daftar BPJPH"
    )
    (proposal,) = proposals(case.programme, case.officer, today)
    assert proposal.application == application
    assert proposal.reason == "already-certified"
    assert "ID64110000123450699, menurut Daftar BPJPH" in proposal.why


def test_a_silent_owner_is_proposed_after_twenty_working_days(
    case: Case, return_reason: object
) -> None:
    application = steps.returned(case, return_reason)  # type: ignore[arg-type]
    today = timezone.localdate()
    Application.objects.filter(pk=application.pk).update(
        status_changed_at=timezone.now() - timedelta(days=19)
    )
    assert proposals(case.programme, case.officer, today) == []
    Application.objects.filter(pk=application.pk).update(
        status_changed_at=timezone.now() - timedelta(days=60)
    )
    (proposal,) = proposals(case.programme, case.officer, today)
    assert proposal.reason == "no-response"


@pytest.mark.parametrize("who", ["stranger", "companion", "coordinator", "head", "auditor"])
def test_only_officers_of_the_region_replace(
    case: Case, stop_reason: StopReason, who: str, request: pytest.FixtureRequest
) -> None:
    application = steps.submitted(case)
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        replacement.open_replacement(application=application, reason=stop_reason, by=user)
    application.refresh_from_db()
    assert application.status == Status.SUBMITTED
    assert case.counters == (1, 0, 0)
