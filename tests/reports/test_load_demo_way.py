"""The whole way in the demo: every state of both tracks, and work on every page."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from certification.enums import (
    CertificateState,
    ChangeState,
    DecisionMoment,
    Eligibility,
    MandateProof,
    MaterialClass,
    MirrorOutcome,
    MirrorState,
    NameOpinion,
    Status,
    Track,
)
from certification.models import (
    Application,
    Certificate,
    ChangeReport,
    CopyTick,
    EligibilityDecision,
    Handover,
    Mandate,
    Material,
    MirrorBatch,
    NameReview,
    NationalEvent,
    RegularCase,
    StatusText,
    Surveillance,
    ThirdReturn,
    Verification,
)
from certification.selectors.completeness import gaps_of
from reports.demo import current, history, regular
from tests.reports.demo_loading import TODAY, loaded

__all__ = ["loaded"]  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]


@pytest.fixture(autouse=True)
def _demo(loaded: Path) -> None:
    """Every test here looks at the loaded demo."""


def test_the_programme_of_today_has_every_state() -> None:
    found = Application.objects.filter(programme__slug=current.SLUG)
    assert set(found.values_list("status", flat=True)) == set(Status)


def test_the_regular_track_has_every_state_between_sending_and_the_certificate() -> None:
    found = Application.objects.filter(programme__slug=regular.SLUG)
    assert set(found.values_list("track", flat=True)) == {Track.REGULAR}
    stages = {Status.SUBMITTED, Status.RETURNED, Status.READY, Status.IN_SIHALAL}
    assert set(found.values_list("status", flat=True)) == {
        *stages,
        Status.RETURNED_OUT,
        Status.ISSUED,
    }
    seen = set(found.values_list("national_status_id", flat=True))
    assert {"OF50", "OF55", "OF60", "OF75"} <= seen


def test_the_lph_has_been_paid_audits_and_asked_for_more_days() -> None:
    cases = RegularCase.objects
    assert cases.filter(cost=None).exists()
    assert cases.exclude(cost=None).filter(audit_from=None).exists()
    assert cases.exclude(extension_asked_on=None).filter(audit_to=None).exists()
    assert cases.exclude(audit_to=None).exists()


def test_drafts_stopped_at_different_parts() -> None:
    drafts = Application.objects.filter(status=Status.DRAFT)
    named = [len({gap.part for gap in gaps_of(draft)}) for draft in drafts]
    assert len(set(named)) > 2


def test_some_materials_pass_and_some_do_not() -> None:
    classes = Counter(Material.objects.values_list("material_class", flat=True))
    assert classes[MaterialClass.EXEMPT_NATURAL] > 100
    drafts = Material.objects.filter(application__status=Status.DRAFT)
    bad = {MaterialClass.HAZARD, MaterialClass.CRITICAL, MaterialClass.HARAM}
    assert bad <= set(drafts.values_list("material_class", flat=True))


def test_flagged_names_wait_or_were_decided_by_somebody() -> None:
    opinions = dict(NameReview.objects.values_list("name", "opinion"))
    assert opinions["Mie Setan"] == NameOpinion.WAITING
    assert opinions["Bir Pletok"] == NameOpinion.ALLOWED
    assert opinions["Keripik Iblis"] == NameOpinion.RENAME


def test_every_case_was_judged_by_the_decree_of_its_day() -> None:
    old = EligibilityDecision.objects.filter(at__date__lt=date(2025, 7, 8))
    new = EligibilityDecision.objects.filter(at__date__gte=date(2025, 7, 8))
    assert set(old.values_list("rule_set_id", flat=True)) == {"kepkaban-22-2023"}
    assert set(new.values_list("rule_set_id", flat=True)) == {"kepkaban-146-2025"}
    sent = Application.objects.filter(programme__slug=current.SLUG).exclude(status=Status.DRAFT)
    assert not sent.filter(decisions=None).exists()


def test_whoever_was_recommended_met_every_criterion() -> None:
    verified = EligibilityDecision.objects.filter(moment=DecisionMoment.VERIFIED)
    assert verified.count() > 100
    assert set(verified.values_list("outcome", flat=True)) == {Eligibility.READY}


def test_a_third_return_waits_for_the_supervisor() -> None:
    third = ThirdReturn.objects.waiting().get()
    assert third.application.returned_count == 2
    assert third.application.regency_id == "64.08"
    twice = Application.objects.filter(status=Status.RETURNED, returned_count=2)
    assert twice.exists()


def test_the_companion_has_a_visit_half_done_and_one_to_do() -> None:
    mine = Application.objects.filter(companion__email="pendamping@demo.id", status=Status.ACCEPTED)
    begun = Verification.objects.filter(application__in=mine, finished_at=None)
    assert begun.exists()
    assert {visit.answers.count() for visit in begun} == {8}
    assert mine.filter(verification=None).exists()


def test_the_owner_has_one_part_to_mend() -> None:
    application = Application.objects.get(business__owner__email="pemilik@demo.id")
    assert application.status == Status.RETURNED
    assert len(application.returned_parts) == 1


def test_copying_into_sihalal_is_half_done() -> None:
    ticked = Application.objects.filter(copy_ticks__isnull=False).distinct()
    assert CopyTick.objects.exists()
    assert set(ticked.values_list("status", flat=True)) == {Status.READY}


def test_what_sihalal_says_is_kept_and_some_texts_wait_for_a_meaning() -> None:
    entered = Application.objects.exclude(sihalal_number="").filter(national_events=None)
    assert not entered.exists()
    assert StatusText.objects.filter(national=None).count() >= 2
    seen = set(NationalEvent.objects.values_list("national_id", flat=True))
    assert {"OF10", "OF71", "OF72", "OF74", "OF100", "OF120", "OF300", None} <= seen
    for application in Application.objects.exclude(national_status=None):
        newest = application.national_events.order_by("-at", "-pk")[0]
        assert newest.raw == application.sihalal_status_raw


def test_mandates_by_paper_and_code_in_force_over_and_revoked() -> None:
    assert {MandateProof.PAPER, MandateProof.CODE} <= set(
        Mandate.objects.values_list("proof", flat=True)
    )
    assert Mandate.objects.in_force(TODAY).exists()
    assert Mandate.objects.filter(ends_on__lt=TODAY).exists()
    assert Mandate.objects.exclude(revoked_at=None).exists()


def test_one_table_was_applied_and_one_waits_with_lines_to_choose() -> None:
    assert MirrorBatch.objects.filter(state=MirrorState.APPLIED).exists()
    preview = MirrorBatch.objects.get(state=MirrorState.PREVIEW)
    assert preview.by.email == "kab@demo.id"
    outcomes = set(preview.rows.values_list("outcome", flat=True))
    assert {MirrorOutcome.CHANGED, MirrorOutcome.UNSURE, MirrorOutcome.NOT_FOUND} <= outcomes


def test_certificates_have_changes_in_each_state_and_looks_that_come() -> None:
    assert set(ChangeReport.objects.values_list("state", flat=True)) == set(ChangeState)
    assert Certificate.objects.filter(state=CertificateState.CHANGE_REPORTED).exists()
    soon = Surveillance.objects.to_do().filter(due_on__lte=TODAY + timedelta(days=60))
    assert soon.exists()
    assert Surveillance.objects.exclude(done_on=None).exists()
    assert not Certificate.objects.filter(products=None).exists()
    ending = Material.objects.filter(certificate_until__lte=TODAY + timedelta(days=90))
    assert ending.exists()


def test_one_handover_is_signed_and_one_is_open() -> None:
    signed, is_open = (
        Handover.objects.exclude(signed_at=None).get(),
        Handover.objects.get(signed_at=None),
    )
    for handover in (signed, is_open):
        assert handover.items.exclude(received_on=None).exists()
        assert handover.items.filter(received_on=None).exists()
    assert signed.programme.slug == history.SLUG
