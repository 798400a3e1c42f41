"""The timeline tells of mandates and of the visit too, not only of status steps."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from certification.models import Application
from certification.selectors.timeline import timeline
from certification.services import mandates
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import client_for, make_mandate, make_officer

pytestmark = pytest.mark.django_db


def told(application: Application) -> list[str]:
    return [event.text for event in timeline(Application.objects.get(pk=application.pk))]


def test_mandates_given_and_revoked_stand_in_the_timeline(case: Case) -> None:
    mandate = make_mandate(case.business, case.companion)
    application = steps.draft(case, by=case.companion)
    given = f"{case.business.owner_name} memberi kuasa kepada {case.companion.name}"
    revoked = f"{case.owner.name} mencabut kuasa kepada {case.companion.name}"
    assert given in told(application)
    assert revoked not in told(application)
    mandates.revoke(mandate=mandate, by=case.owner, reason="Saya isi sendiri")
    events = timeline(Application.objects.get(pk=application.pk))
    assert events[0].text == revoked
    assert events[0].note == "Saya isi sendiri"
    assert told(application).count(given) == 1


def test_what_came_after_the_end_stays_out(case: Case) -> None:
    application = steps.entered(case)
    steps.issued(case, application)
    make_mandate(case.business, make_officer())
    assert not [text for text in told(application) if "Petugas dinas" in text]


def test_a_mandate_that_ended_before_stays_out(case: Case) -> None:
    old = make_mandate(case.business, case.companion)
    mandates.revoke(mandate=old, by=case.owner)
    application = steps.draft(case)
    assert not [text for text in told(application) if "kuasa" in text]


def test_a_visit_that_waits_is_not_told_yet(case: Case) -> None:
    waiting = steps.accepted(case)
    assert not [text for text in told(waiting) if "mengunjungi" in text]


def test_a_finished_visit_stands_with_its_outcome(case: Case) -> None:
    application = steps.ready(case)
    visits = [text for text in told(application) if "mengunjungi" in text]
    assert len(visits) == 1
    assert visits[0].startswith(f"{case.companion.name} mengunjungi tempat usaha")
    assert visits[0].endswith("Hasil: direkomendasikan")


def test_the_page_of_an_owner_asks_little(
    case: Case, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    application = steps.ready(case)
    owner = client_for(case.owner)
    with django_assert_max_num_queries(15):
        page = owner.get(f"/pengajuan/{application.number}/").content.decode()
    assert "Hasil: direkomendasikan" in page
