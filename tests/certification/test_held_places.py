"""A place that is held for an offer, and the application that takes it over."""

import threading
from datetime import date

import pytest
from django.db import transaction
from django.db.models import F

from certification.enums import OfferState, Status
from certification.errors import NoAllocationError, QuotaExhaustedError
from certification.invariants import check
from certification.models import (
    Allocation,
    Application,
    Movement,
    Offer,
    Replacement,
    StopReason,
)
from certification.services import applications, quota
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.test_quota import together
from tests.certification.tree import make_draft
from tests.factories import assign, make_business, make_user
from tests.waiting import wait_until, waiting_for_a_lock


@pytest.fixture
def offer(case: Case, stop_reason: StopReason) -> Offer:
    """The place of a stopped application, offered to another business."""
    left = steps.submitted(case)
    applications.stop(application=left, reason=stop_reason, by=case.officer)
    replacement = Replacement.objects.create(
        left=left, allocation=case.allocation, reason=stop_reason, opened_by=case.officer
    )
    business = make_business(
        owner=make_user("owner"),
        nib="1234567890999",
        scale="micro",
        phone="+6281200000078",
        address="Jalan Rekaan 2",
    )
    assign(business, case.companion)
    return Offer.objects.create(
        replacement=replacement,
        business=business,
        answer_by=date(2027, 1, 1),
        offered_by=case.officer,
    )


def close(offer: Offer, state: OfferState) -> None:
    Offer.objects.filter(pk=offer.pk).update(state=state)


def test_a_held_place_is_free_for_nobody_else(case: Case, offer: Offer) -> None:
    assert quota.hold_for_offer(offer=offer, by=case.officer)
    assert case.counters == (1, 0, 0)
    assert case.allocation.free == 2
    assert list(check()) == []


def test_holding_and_releasing_twice_does_nothing_more(case: Case, offer: Offer) -> None:
    quota.hold_for_offer(offer=offer, by=case.officer)
    assert not quota.hold_for_offer(offer=offer, by=case.officer)
    assert case.counters == (1, 0, 0)
    assert quota.release_offer(offer=offer, by=case.officer)
    assert not quota.release_offer(offer=offer, by=case.officer)
    assert case.counters == (0, 0, 0)
    close(offer, OfferState.EXPIRED)
    assert list(check()) == []


def test_no_place_no_offer(case: Case, offer: Offer) -> None:
    Allocation.objects.filter(pk=case.allocation.pk).update(reserved=F("granted"))
    with pytest.raises(QuotaExhaustedError, match="Kabupaten Kutai Timur habis: 3 dari 3"):
        quota.hold_for_offer(offer=offer, by=case.officer)
    assert not Movement.objects.filter(offer=offer).exists()


def test_the_new_application_takes_the_place_over_and_sends_without_a_second_one(
    case: Case, offer: Offer
) -> None:
    quota.hold_for_offer(offer=offer, by=case.officer)
    Allocation.objects.filter(pk=case.allocation.pk).update(granted=1)
    taker = Case(
        offer.business,
        case.programme,
        case.allocation,
        offer.business.owner or case.owner,
        case.officer,
        case.companion,
    )
    draft = steps.filled(taker)
    assert quota.take_over_offer(offer=offer, application=draft, by=taker.owner) == case.allocation
    assert case.counters == (1, 0, 0)
    sent = applications.submit(application=draft, by=taker.owner)
    assert sent.allocation == case.allocation
    assert case.counters == (1, 0, 0)
    held = [
        (m.offer_id, m.application_id, m.reserved) for m in Movement.objects.order_by("-pk")[:2]
    ]
    assert held == [(None, draft.pk, 1), (offer.pk, None, -1)]
    Allocation.objects.filter(pk=case.allocation.pk).update(granted=3)
    close(offer, OfferState.ACCEPTED)
    assert list(check()) == []


def test_a_draft_that_took_a_place_over_and_stops_gives_it_back(
    case: Case, offer: Offer, stop_reason: StopReason
) -> None:
    quota.hold_for_offer(offer=offer, by=case.officer)
    draft = make_draft(case.programme, offer.business, case.officer)
    quota.take_over_offer(offer=offer, application=draft, by=case.officer)
    close(offer, OfferState.ACCEPTED)
    assert list(check()) == []
    applications.stop(application=draft, reason=stop_reason, by=case.officer)
    assert case.counters == (0, 0, 0)
    assert list(check()) == []


def test_only_a_held_place_is_taken_over_and_only_once(case: Case, offer: Offer) -> None:
    draft = make_draft(case.programme, offer.business, case.officer)
    with pytest.raises(NoAllocationError):
        quota.take_over_offer(offer=offer, application=draft, by=case.officer)
    quota.hold_for_offer(offer=offer, by=case.officer)
    quota.take_over_offer(offer=offer, application=draft, by=case.officer)
    other = make_draft(case.programme, make_business(), case.officer)
    for application in (draft, other):
        with pytest.raises(NoAllocationError):
            quota.take_over_offer(offer=offer, application=application, by=case.officer)


def test_the_invariants_find_an_offer_without_its_place(case: Case, offer: Offer) -> None:
    assert any("is waiting and holds 0 places" in violation for violation in check())


def test_the_invariants_find_a_closed_offer_that_holds_on(case: Case, offer: Offer) -> None:
    quota.hold_for_offer(offer=offer, by=case.officer)
    close(offer, OfferState.DECLINED)
    assert any("is declined and holds 1 places" in violation for violation in check())


def test_the_invariants_find_a_case_whose_movements_tell_another_story(case: Case) -> None:
    application = steps.submitted(case)
    Movement.objects.create(
        allocation=case.allocation,
        kind="reserve",
        by=case.officer,
        application=application,
        reserved=1,
    )
    assert any("its movements leave (2, 0, 0)" in violation for violation in check())
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_stops_a_case_while_it_is_sent_leaves_no_place_behind(
    case: Case, stop_reason: StopReason
) -> None:
    """The stop waits for the sending, and must then see the place that was held meanwhile."""
    draft = steps.filled(case)
    with transaction.atomic():
        applications.submit(application=draft, by=case.owner)
        stopping = threading.Thread(
            target=lambda: together(
                lambda: applications.stop(application=draft, reason=stop_reason, by=case.officer)
            )
        )
        stopping.start()
        wait_until(lambda: waiting_for_a_lock() == 1)
    stopping.join()
    draft.refresh_from_db()
    assert draft.status == Status.STOPPED
    assert case.counters == (0, 0, 0)
    assert list(check()) == []
