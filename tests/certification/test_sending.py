"""Sending an application: what stands in the way, and what is frozen then."""

import threading
from dataclasses import replace

import pytest
from django.db.models import F

from certification.enums import Status
from certification.errors import (
    IncompleteError,
    NotEditableError,
    QuotaExhaustedError,
)
from certification.models import (
    Allocation,
    Application,
    StatusChange,
    Upload,
)
from certification.selectors.completeness import gaps_of
from certification.services import applications, parts
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.test_quota import together
from tests.factories import (
    assign,
    make_business,
)


def test_sending_lists_every_gap_with_its_part(case: Case) -> None:
    application = steps.draft(case)
    with pytest.raises(IncompleteError) as caught:
        applications.submit(application=application, by=case.owner)
    gaps = caught.value.gaps
    assert gaps == gaps_of(application)
    assert {gap.part for gap in gaps_of(application)} == {
        "business",
        "people",
        "products",
        "materials",
        "process",
        "photos",
    }
    assert case.counters == (0, 0, 0)


def test_more_than_ten_names_are_refused_without_advice_to_split(case: Case) -> None:
    application = steps.filled(case)
    for number in range(10):
        parts.add_product(application=application, by=case.owner, name=f"Keripik {number}")
    with pytest.raises(IncompleteError) as caught:
        applications.submit(application=application, by=case.owner)
    (gap,) = gaps_of(application)
    assert len(caught.value.gaps) == 1
    assert "paling banyak 10 nama produk. Ada 11" in gap.text
    assert "pecah" not in gap.text
    assert "bagi" not in gap.text


def test_without_a_product_photo_nothing_is_sent(case: Case) -> None:
    application = steps.filled(case)
    Upload.objects.all().delete()
    with pytest.raises(IncompleteError):
        applications.submit(application=application, by=case.owner)


def test_sent_answers_are_frozen(case: Case) -> None:
    application = steps.submitted(case)
    with pytest.raises(NotEditableError):
        parts.add_product(application=application, by=case.owner, name="Susulan")
    application.refresh_from_db()
    assert application.snapshot["products"]["names"] == ["Keripik Pisang Asin"]


def test_a_full_quota_leaves_the_draft_a_draft(case: Case) -> None:
    Allocation.objects.update(reserved=F("granted") - F("delegated"))
    application = steps.filled(case)
    with pytest.raises(QuotaExhaustedError, match="Kutai Timur habis: 3 dari 3 terpakai"):
        applications.submit(application=application, by=case.owner)
    application.refresh_from_db()
    assert application.status == Status.DRAFT
    assert not StatusChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_for_the_last_place(case: Case) -> None:
    Allocation.objects.roots().update(granted=3, delegated=3)
    Allocation.objects.filter(pk=case.allocation.pk).update(reserved=2)
    drafts = []
    for number in range(2):
        business = make_business(
            nib=f"123456789013{number}", scale="micro", phone="+6281200000009", address="J"
        )
        assign(business, case.companion)
        drafts.append(steps.filled(replace(case, business=business), by=case.companion))
    barrier = threading.Barrier(2)

    def submit(application: Application) -> Application:
        barrier.wait()
        return applications.submit(application=application, by=case.companion)

    results = together(lambda: submit(drafts[0]), lambda: submit(drafts[1]))
    assert sum(isinstance(result, Application) for result in results) == 1, results
    assert sum(isinstance(result, QuotaExhaustedError) for result in results) == 1
    assert case.counters[0] == 3
