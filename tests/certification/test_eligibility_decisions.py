"""What the rules say of a real application: kept, refused where it has to be, looked at again."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from certification.eligibility.facts import Evidence
from certification.enums import (
    DecisionMoment,
    Eligibility,
    MaterialClass,
    MaterialKind,
    NameOpinion,
    Settler,
    Status,
    Track,
)
from certification.errors import IncompleteError, NameDecidedError, NotEligibleError
from certification.models import Application, EligibilityDecision, ReturnReason
from certification.selectors.eligibility import facts_of, judged_on, verdict_of
from certification.services import applications, eligibility, parts
from halalportal.audit.models import AuditEntry
from ikm.models import HeldCertificate
from ikm.sizes import Finances
from tests.certification import steps, visits
from tests.certification.conftest import Case

pytestmark = pytest.mark.django_db


def with_material(case: Case, **values: Any) -> Application:
    application = steps.filled(case)
    parts.add_material(application=application, by=case.owner, values=values)
    return Application.objects.with_answers().get(pk=application.pk)


def with_name(case: Case, name: str) -> Application:
    application = steps.filled(case)
    parts.add_product(application=application, by=case.owner, name=name)
    return Application.objects.get(pk=application.pk)


def answered(case: Case, **values: Any) -> Application:
    application = steps.filled(case)
    parts.save_answers(application=application, by=case.owner, values=values)
    return Application.objects.get(pk=application.pk)


def test_sending_keeps_a_decision_with_inputs_and_rule_set(case: Case) -> None:
    application = steps.submitted(case)
    decision = application.decisions.get()
    assert (decision.moment, decision.outcome) == (DecisionMoment.SUBMITTED, Eligibility.READY)
    assert decision.rule_set_id == "kepkaban-146-2025"
    assert decision.by == case.owner
    assert decision.facts["product_class"] == "JP15"
    assert decision.facts["sales"] == "sampai Rp500 juta"
    assert [finding["code"] for finding in decision.findings] == ["SD11"]
    assert decision.is_programme_eligible is True
    assert AuditEntry.objects.filter(action="eligibility.decided").exists()


def test_kept_inputs_hold_neither_rupiah_nor_identifiers(case: Case) -> None:
    case.business.seal_nik("6408012345678901")
    case.business.seal_finances(Finances(sales=123_456_789))
    case.business.save()
    kept = str(steps.submitted(case).decisions.values().get())
    for secret in ("6408012345678901", "123456789", case.business.nib, case.business.owner_name):
        assert secret not in kept


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"touches_haram": True}, "tersentuh yang haram"),
        ({"outlet_count": 2}, "lebih dari satu tempat jualan"),
        ({"product_class_id": "JP08"}, "tidak ada di daftar self declare"),
        ({"product_class_id": "JS03"}, "Ini jasa"),
        ({"product_class_id": None}, "Pilih jenis produk dari daftar"),
        ({"facility_count": None}, "Pilih jumlah tempat produksi"),
        ({"sales": 15_000_000_001}, "lebih dari Rp15.000.000.000"),
    ],
)
def test_what_is_wrong_or_unsaid_refuses_sending(
    case: Case, values: dict[str, Any], sentence: str
) -> None:
    application = answered(case, **values)
    with pytest.raises(IncompleteError) as refused:
        applications.submit(application=application, by=case.owner)
    assert any(sentence in gap.text for gap in refused.value.gaps)  # type: ignore[attr-defined]
    application.refresh_from_db()
    assert (application.status, application.decisions.count()) == (Status.DRAFT, 0)
    assert case.counters == (0, 0, 0)


def test_haram_and_hazard_refuse_sending(case: Case) -> None:
    application = with_material(case, name="Arak masak", kind=MaterialKind.UNKNOWN)
    assert verdict_of(application).outcome == Eligibility.NOT_CERTIFIABLE
    with pytest.raises(IncompleteError):
        applications.submit(application=application, by=case.owner)


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Bubuk ajaib", "kind": MaterialKind.NATURAL},
        {"name": "Margarin", "kind": MaterialKind.UNKNOWN},
        {"name": "Margarin", "kind": MaterialKind.CERTIFIED, "brand": "Fajar"},
    ],
)
def test_what_only_a_look_settles_is_sent_and_waits(case: Case, values: dict[str, Any]) -> None:
    application = with_material(case, **values)
    sent = applications.submit(application=application, by=case.owner)
    decision = sent.decisions.get()
    assert decision.outcome == Eligibility.INCOMPLETE
    (finding,) = [row for row in decision.findings if row["condition"] == "material-unsettled"]
    assert values["name"] in finding["why"][0]
    assert finding["settled_by"] == Settler.COMPANION


def test_a_certificate_that_ran_out_is_missing(case: Case) -> None:
    application = with_material(
        case,
        name="Keju",
        kind=MaterialKind.CERTIFIED,
        brand="Padang",
        certificate_number="ID00419000001090324",
        certificate_until=datetime.date(2024, 1, 1),
    )
    assert facts_of(application).materials[-1].evidence == Evidence.EXPIRED  # type: ignore[index]
    with pytest.raises(IncompleteError, match="1 hal"):
        applications.submit(application=application, by=case.owner)


def test_verification_leaves_nothing_unsettled(case: Case) -> None:
    case.business.seal_finances(Finances())
    application = steps.accepted(case)
    case.business.seal_finances(Finances())
    case.business.save()
    visits.visited(application, by=case.companion)
    application = Application.objects.get(pk=application.pk)
    with pytest.raises(NotEligibleError):
        visits.verification.recommend(application=application, by=case.companion)
    application.refresh_from_db()
    assert application.status == Status.ACCEPTED


def test_a_recommendation_keeps_a_second_decision(case: Case) -> None:
    application = steps.ready(case)
    newest, first = application.decisions.all()
    assert (first.moment, newest.moment) == (DecisionMoment.SUBMITTED, DecisionMoment.VERIFIED)
    assert (newest.outcome, newest.findings, newest.by) == (Eligibility.READY, [], case.companion)


def test_the_day_of_sending_chooses_the_decree(case: Case) -> None:
    application = steps.submitted(case)
    application.submitted_at = datetime.datetime(2025, 7, 7, 23, 30, tzinfo=datetime.UTC)
    # 23.30 in London is the morning of the eighth in Kutai Timur.
    assert judged_on(application) == datetime.date(2025, 7, 8)
    application.submitted_at = datetime.datetime(2025, 7, 1, 3, 0, tzinfo=datetime.UTC)
    verdict = verdict_of(application)
    assert verdict.rule_set == "kepkaban-22-2023"
    application.status = Status.RETURNED
    assert verdict_of(application).rule_set == "kepkaban-146-2025"


def test_the_regular_track_is_not_sent_to_itself(case: Case) -> None:
    application = answered(case, outlet_count=2)
    assert verdict_of(application).outcome == Eligibility.REGULAR
    application.track = Track.REGULAR
    assert verdict_of(application).outcome == Eligibility.READY


def test_a_certificate_elsewhere_changes_the_programme_alone(case: Case) -> None:
    application = steps.filled(case)
    HeldCertificate.objects.create(
        business=case.business, number="ID64110000999990125", source="Daftar BPJPH"
    )
    decision = eligibility.decide(
        application=application, moment=DecisionMoment.SUBMITTED, by=case.officer
    )
    assert (decision.outcome, decision.is_programme_eligible) == (Eligibility.READY, False)
    (finding,) = decision.programme_findings
    assert finding["code"] == "M_PROG_NOT_CERTIFIED"
    assert "ID64110000999990125" in finding["why"]


def test_a_full_quota_is_a_matter_of_the_programme(case: Case) -> None:
    application = steps.filled(case)
    case.allocation.reserved = case.allocation.granted
    case.allocation.save()
    root = case.allocation.parent
    assert root
    root.reserved = root.granted - root.delegated
    root.save()
    decision = eligibility.decide(
        application=application, moment=DecisionMoment.SUBMITTED, by=case.officer
    )
    assert decision.outcome == Eligibility.READY
    assert [row["code"] for row in decision.programme_findings] == ["M_PROG_QUOTA"]


def test_a_flagged_name_is_sent_and_waits_for_an_officer(case: Case) -> None:
    application = with_name(case, "Mie Setan")
    sent = applications.submit(application=application, by=case.owner)
    review = sent.name_reviews.get()
    assert (review.name, review.word, review.opinion) == ("Mie Setan", "setan", "waiting")
    eligibility.review_name(review=review, opinion=NameOpinion.ALLOWED, by=case.officer)
    verdict = verdict_of(Application.objects.get(pk=sent.pk))
    assert not any(finding.condition.startswith("name") for finding in verdict.findings)


def test_a_refused_name_has_to_be_mended(case: Case, return_reason: ReturnReason) -> None:
    sent = applications.submit(application=with_name(case, "Mie Setan"), by=case.owner)
    review = sent.name_reviews.get()
    eligibility.review_name(
        review=review, opinion=NameOpinion.RENAME, note="Ganti.", by=case.officer
    )
    assert verdict_of(sent).outcome == Eligibility.FIX_FIRST
    steps.give_back(sent, return_reason, by=case.officer)
    back = Application.objects.get(pk=sent.pk)
    with pytest.raises(IncompleteError):
        applications.resubmit(application=back, by=case.owner)
    product = back.products.get(name="Mie Setan")
    parts.remove_product(application=back, product=product, by=case.owner)
    assert applications.resubmit(application=back, by=case.owner).status == Status.SUBMITTED


def test_only_the_regions_officer_decides_on_a_name_and_once(
    case: Case, stranger: User, companion: User
) -> None:
    sent = applications.submit(application=with_name(case, "Bir Pletok"), by=case.owner)
    review = sent.name_reviews.get()
    for person in (case.owner, companion, stranger):
        with pytest.raises(PermissionDenied):
            eligibility.review_name(review=review, opinion=NameOpinion.ALLOWED, by=person)
    eligibility.review_name(review=review, opinion=NameOpinion.ALLOWED, by=case.officer)
    with pytest.raises(NameDecidedError, match="boleh dipakai"):
        eligibility.review_name(review=review, opinion=NameOpinion.RENAME, by=case.officer)


def test_materials_are_classed_when_they_are_saved(case: Case) -> None:
    application = with_material(case, name="Ayam potong", kind=MaterialKind.UNKNOWN)
    chicken = application.materials.get(name="Ayam potong")
    assert (chicken.material_class, chicken.is_slaughtered) == (MaterialClass.CRITICAL, True)


def test_facts_take_few_queries(case: Case, django_assert_max_num_queries: Any) -> None:
    pk = with_material(case, name="Bubuk ajaib", kind=MaterialKind.UNKNOWN).pk
    application = Application.objects.with_people().with_answers().get(pk=pk)
    with django_assert_max_num_queries(5):
        facts_of(application)
    with django_assert_max_num_queries(17):
        eligibility.decide(application=application, moment=DecisionMoment.VERIFIED, by=case.officer)
    assert EligibilityDecision.objects.count() == 1
