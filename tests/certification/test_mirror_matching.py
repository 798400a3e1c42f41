"""Whose case a row of a SiHalal table speaks of, and who may know."""

import pytest

from accounts.models import User
from certification.enums import MirrorOutcome, Status
from certification.errors import MirrorClosedError
from certification.models import Allocation, Application, MirrorBatch
from certification.selectors.mirror_plan import NOT_FOUND
from certification.services.mirror import applying, batches
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.mirror_tables import (
    COMMITTEE,
    ISSUED,
    NUMBER,
    applied,
    at_sihalal,
    inquiry,
    number_of,
    paste,
    rows_of,
    told,
)
from tests.factories import SAMARINDA, make_allocation, make_companion

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(allocation: Allocation, companion: User) -> Application:
    """A case in SiHalal, registered there as Submitted."""
    return at_sihalal(
        allocation, by=companion, number=NUMBER, name="UD. Bunda Contoh", companion=companion
    )


def test_another_persons_case_is_as_unknown_as_none(
    known: Application, allocation: Allocation, companion: User
) -> None:
    other = make_companion()
    at_sihalal(allocation, by=other, number=number_of(1), name="Rahasia", companion=other)
    rows = rows_of(
        paste(
            inquiry(
                told(number_of(1), COMMITTEE, name="Rahasia"),
                told(number_of(2), COMMITTEE, name="Tidak ada"),
            ),
            by=companion,
        )
    )
    assert {(row.outcome, row.problem, row.application_id) for row in rows} == {
        (MirrorOutcome.NOT_FOUND, NOT_FOUND, None)
    }


def test_a_place_of_the_region_counts_for_officers(
    known: Application, officer: User, stranger: User, coordinator: User, province_officer: User
) -> None:
    text = inquiry(told(NUMBER, COMMITTEE))
    for person in (officer, coordinator, province_officer):
        assert paste(text, by=person).counts == {"changed": 1}
    assert paste(text, by=stranger).counts == {"missing": 1}


def test_two_of_a_name_wait_for_a_person(
    known: Application, allocation: Allocation, companion: User
) -> None:
    twin = at_sihalal(allocation, by=companion, number="", name="Bunda Contoh", companion=companion)
    third = at_sihalal(
        allocation, by=companion, number=" ", name="Bunda Contoh", companion=companion
    )
    Application.objects.filter(pk=third.pk).update(sihalal_number="SH2026-1-3")
    text = inquiry(told("", COMMITTEE, name="BUNDA CONTOH"))
    (row,) = rows_of(paste(text, by=companion))
    assert (row.outcome, row.application) == (MirrorOutcome.UNSURE, None)
    assert {pk for pk, _, _ in row.candidates} == {known.pk, twin.pk, third.pk}
    chosen = batches.choose(row=row, application=third, by=companion)
    assert (chosen.outcome, chosen.application) == (MirrorOutcome.CHANGED, third)
    assert MirrorBatch.objects.get(pk=row.batch_id).counts == {"changed": 1}


def test_a_brand_tells_two_of_a_name_apart(
    known: Application, allocation: Allocation, companion: User
) -> None:
    branded = at_sihalal(
        allocation,
        by=companion,
        number="SH2026-1-3",
        name="Bunda Contoh",
        brand="Melati",
        companion=companion,
    )
    text = inquiry(told("", COMMITTEE, name="Bunda Contoh", brand="MELATI"))
    (row,) = rows_of(paste(text, by=companion))
    assert (row.application, row.evidence) == (branded, "nama sama, merek sama")


def test_only_possible_cases_can_be_chosen(
    known: Application, allocation: Allocation, companion: User
) -> None:
    at_sihalal(allocation, by=companion, number="", name="Bunda Contoh", companion=companion)
    stranger = at_sihalal(
        allocation, by=companion, number="SH2026-1-9", name="Lain", companion=companion
    )
    (row,) = rows_of(paste(inquiry(told("", COMMITTEE, name="Bunda Contoh")), by=companion))
    with pytest.raises(MirrorClosedError):
        batches.choose(row=row, application=stranger, by=companion)


def test_a_name_with_another_number_says_so(known: Application, companion: User) -> None:
    (row,) = rows_of(paste(inquiry(told("SH2026-1-5", ISSUED, name="Bunda Contoh")), by=companion))
    assert row.outcome == MirrorOutcome.NOT_FOUND
    assert NUMBER in row.problem


def test_a_case_twice_in_a_table(known: Application, companion: User) -> None:
    rows = rows_of(paste(inquiry(told(NUMBER, ISSUED), told(NUMBER, COMMITTEE)), by=companion))
    assert [row.outcome for row in rows] == ["changed", "refused"]
    assert "baris 2" in rows[1].problem


def test_a_case_elsewhere_has_its_number_kept_secret(case: Case, province_officer: User) -> None:
    elsewhere = make_allocation(case.programme, region=SAMARINDA, granted=1, by=province_officer)
    at_sihalal(elsewhere, by=province_officer, number=NUMBER, name="Usaha Lain")
    ready = steps.ready(case)
    batch = paste(inquiry(told(NUMBER, "Submitted", name=ready.business.name)), by=case.companion)
    applied(batch)
    (row,) = rows_of(batch)
    assert (row.outcome, row.problem) == ("refused", applying.NUMBER_REFUSED)
    ready.refresh_from_db()
    assert ready.status == Status.READY
