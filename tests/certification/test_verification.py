"""The companion's visit: every step kept, a finding for each material, then a recommendation."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from certification.enums import MaterialClass, MaterialKind, Recommendation, Status
from certification.errors import (
    AlreadyMovedError,
    CertificateNeededError,
    DuplicateRowError,
    NotEligibleError,
    ReasonNeededError,
    VerificationOpenError,
    VisitDayError,
)
from certification.models import Application, ChecklistItem, Material, MaterialFinding
from certification.selectors.verification import StepState, progress_of
from certification.services import applications, verification
from certification.services.verification import Certificate, FourThings
from halalportal.audit.models import AuditEntry
from tests.certification import steps, visits
from tests.certification.conftest import Case
from tests.factories import assign, make_companion

SEEN = Certificate(number="ID64110000123450626", brand="Uji", producer="PT Rekaan")


@pytest.fixture
def waiting(case: Case) -> Application:
    return steps.accepted(case)


def fresh(application: Application) -> Application:
    return Application.objects.with_people().get(pk=application.pk)


def states(application: Application) -> dict[str, StepState]:
    application = fresh(application)
    return {step.title: step.state for step in progress_of([application])[application.pk].steps}


def material_of(application: Application, name: str, **fields: object) -> Material:
    values = {"kind": MaterialKind.UNKNOWN, "material_class": MaterialClass.UNKNOWN} | fields
    return Material.objects.create(application=application, name=name, **values)


def test_each_step_is_kept_by_itself(waiting: Application, case: Case) -> None:
    item = ChecklistItem.objects.get(code="hygiene")
    assert set(states(waiting).values()) == {StepState.OPEN}
    verification.answer(
        application=waiting, by=case.companion, item=item, is_met=False, note="Lantai kotor."
    )
    after = states(waiting)
    assert after[item.text] == StepState.WRONG
    assert list(after.values()).count(StepState.OPEN) == len(after) - 1
    verification.answer(application=waiting, by=case.companion, item=item, is_met=True)
    assert states(waiting)[item.text] == StepState.DONE
    assert waiting.verification.answers.get().note == ""


def test_where_and_when(waiting: Application, case: Case) -> None:
    visit = verification.record_visit(
        application=waiting,
        by=case.companion,
        visited_on=visits.DAY,
        latitude=Decimal("0.538"),
        longitude=Decimal("117.127"),
        note="Pagi hari.",
    )
    visit.refresh_from_db()
    assert (visit.latitude, visit.longitude) == (Decimal("0.538"), Decimal("117.127"))
    with pytest.raises(VisitDayError):
        verification.record_visit(
            application=waiting, by=case.companion, visited_on=datetime.date(2999, 1, 1)
        )
    assert waiting.verification.visited_on == visits.DAY


def test_a_sound_visit_makes_it_ready(waiting: Application, case: Case) -> None:
    visits.visited(waiting, by=case.companion)
    assert set(states(waiting).values()) == {StepState.DONE}
    moved = verification.recommend(application=waiting, by=case.companion)
    assert moved.status == Status.READY
    visit = fresh(waiting).verification
    assert visit.is_final
    assert visit.companion == case.companion
    decision = waiting.decisions.first()
    assert decision
    assert decision.moment == "verified"
    with pytest.raises(AlreadyMovedError):
        verification.record_visit(application=waiting, by=case.companion, visited_on=visits.DAY)


def test_nothing_is_recommended_while_something_is_open(waiting: Application, case: Case) -> None:
    with pytest.raises(VerificationOpenError) as refusal:
        verification.recommend(application=waiting, by=case.companion)
    assert "Foto di tempat usaha" in str(refusal.value)
    assert fresh(waiting).status == Status.ACCEPTED


def test_nothing_is_recommended_that_is_not_in_order(waiting: Application, case: Case) -> None:
    visits.visited(waiting, by=case.companion)
    item = ChecklistItem.objects.get(code="separate")
    verification.answer(application=waiting, by=case.companion, item=item, is_met=False, note="x")
    with pytest.raises(VerificationOpenError) as refusal:
        verification.recommend(application=waiting, by=case.companion)
    assert refusal.value.titles == [item.text]
    assert "Minta perbaikan" in str(refusal.value)
    visit = fresh(waiting).verification
    assert (visit.finished_at, visit.recommendation) == (None, "")


def test_the_criteria_are_asked_once_more(waiting: Application, case: Case) -> None:
    """What the owner said in between is judged with what was found; a refusal changes nothing."""
    visits.visited(waiting, by=case.companion)
    Application.objects.filter(pk=waiting.pk).update(outlet_count=2)
    before = waiting.decisions.count()
    with pytest.raises(NotEligibleError) as refusal:
        verification.recommend(application=waiting, by=case.companion)
    assert "lewat jalur reguler" in str(refusal.value)
    assert waiting.decisions.count() == before
    assert fresh(waiting).status == Status.ACCEPTED
    assert not fresh(waiting).verification.finished_at


def test_four_things_right_leave_no_doubt(waiting: Application, case: Case) -> None:
    oil = material_of(
        waiting, "Minyak goreng", kind=MaterialKind.CERTIFIED, certificate_number=SEEN.number
    )
    three = FourThings(
        is_number_right=True, is_in_date=True, is_brand_right=False, is_producer_right=True
    )
    by = case.companion
    found = verification.confirm_certificate(
        application=waiting, by=by, material=oil, things=three, note="Mereknya lain."
    )
    assert found.is_doubtful
    assert states(waiting)["Minyak goreng"] == StepState.WRONG
    found = verification.confirm_certificate(
        application=waiting, by=by, material=oil, things=visits.ALL_RIGHT
    )
    assert not found.is_doubtful
    assert states(waiting)["Minyak goreng"] == StepState.DONE
    with pytest.raises(IntegrityError), transaction.atomic():
        MaterialFinding.objects.update(is_number_right=False)


def test_a_changed_material_asks_for_another_look(waiting: Application, case: Case) -> None:
    oil = material_of(
        waiting, "Minyak goreng", kind=MaterialKind.CERTIFIED, certificate_number=SEEN.number
    )
    visits.settle(waiting, oil, by=case.companion)
    assert states(waiting)["Minyak goreng"] == StepState.DONE
    Material.objects.filter(pk=oil.pk).update(brand="Merek lain")
    assert states(waiting)["Minyak goreng"] == StepState.OPEN


def test_an_unknown_material_is_settled_by_its_certificate(
    waiting: Application, case: Case
) -> None:
    essence = material_of(waiting, "Perisa pandan")
    verification.add_certificate(
        application=waiting, by=case.companion, material=essence, shown=SEEN
    )
    essence.refresh_from_db()
    assert essence.kind == MaterialKind.CERTIFIED
    assert essence.certificate_number == SEEN.number
    assert states(waiting)["Perisa pandan"] == StepState.DONE


def test_an_old_certificate_leaves_a_doubt(waiting: Application, case: Case) -> None:
    essence = material_of(waiting, "Perisa pandan")
    old = Certificate(number="LPPOM-1", brand="A", producer="B", until=datetime.date(2024, 1, 1))
    found = verification.add_certificate(
        application=waiting, by=case.companion, material=essence, shown=old
    )
    assert found.is_doubtful
    assert found.is_in_date is False


def test_the_same_material_of_a_brand_stands_once(waiting: Application, case: Case) -> None:
    material_of(waiting, "Perisa", brand=SEEN.brand)
    other = material_of(waiting, "Perisa")
    with pytest.raises(DuplicateRowError):
        verification.add_certificate(
            application=waiting, by=case.companion, material=other, shown=SEEN
        )


def settle(application: Application, case: Case, name: str, note: str = "") -> MaterialFinding:
    return verification.settle_class(
        application=application,
        by=case.companion,
        material=material_of(application, name),
        material_class=MaterialClass.EXEMPT_NATURAL,
        note=note,
    )


def test_a_critical_material_is_never_natural(waiting: Application, case: Case) -> None:
    with pytest.raises(CertificateNeededError, match="wajib bersertifikat"):
        settle(waiting, case, "Gelatin", note="Kelihatannya alami.")


def test_other_than_the_dictionary_needs_a_word(waiting: Application, case: Case) -> None:
    with pytest.raises(ReasonNeededError, match="kamus bahan"):
        settle(waiting, case, "Madu")
    Material.objects.filter(name="Madu").delete()
    assert not settle(waiting, case, "Madu", note="Dari sarang sendiri.").is_doubtful


def test_a_harmful_material_stays_in_doubt(waiting: Application, case: Case) -> None:
    found = verification.settle_class(
        application=waiting,
        by=case.companion,
        material=material_of(waiting, "Pengeras"),
        material_class=MaterialClass.HAZARD,
    )
    assert found.is_doubtful
    visits_left = states(waiting)["Pengeras"]
    assert visits_left == StepState.WRONG


def test_another_application_s_material_is_refused(waiting: Application, case: Case) -> None:
    from dataclasses import replace

    from tests.factories import make_business

    other = replace(case, business=make_business(owner=case.owner, nib="9" * 13, scale="micro"))
    draft = steps.draft(other)
    with pytest.raises(PermissionDenied):
        verification.confirm_positive(
            application=waiting,
            by=case.companion,
            material=material_of(draft, "Garam"),
            is_pure=True,
        )


def test_a_return_keeps_what_was_found(waiting: Application, case: Case) -> None:
    """The visit goes on when the application comes back, without doing all of it again."""
    from certification.models import ReturnReason

    visits.visited(waiting, by=case.companion)
    reason = ReturnReason.objects.get(code="product-photo")
    steps.give_back(waiting, reason, note="Foto buram.", by=case.companion)
    visit = fresh(waiting).verification
    assert visit.recommendation == Recommendation.RETURNED
    assert visit.finished_at
    applications.resubmit(application=waiting, by=case.owner)
    applications.accept(application=waiting, by=case.officer)
    assert set(states(waiting).values()) == {StepState.DONE}
    assert verification.recommend(application=waiting, by=case.companion).status == Status.READY


def test_nobody_continues_another_s_visit(waiting: Application, case: Case) -> None:
    """The scope ends with the assignment; the next companion looks at everything again."""
    visits.visited(waiting, by=case.companion)
    case.business.assignments.update(ended_on=datetime.date(2026, 1, 20))
    successor = make_companion()
    assign(case.business, successor)
    applications.refresh_companion(application=waiting, by=case.officer)
    with pytest.raises(PermissionDenied):
        verification.recommend(application=waiting, by=case.companion)
    checks = [item.text for item in ChecklistItem.objects.all()]
    assert {states(waiting)[text] for text in checks} == {StepState.OPEN}
    verification.record_visit(application=waiting, by=successor, visited_on=visits.DAY)
    visit = fresh(waiting).verification
    assert visit.companion == successor
    assert visit.answers.count() == 0
    assert AuditEntry.objects.filter(action="verification.taken_over").count() == 1


@pytest.mark.parametrize("role", ["owner", "officer"])
def test_only_companions_write(waiting: Application, case: Case, role: str) -> None:
    with pytest.raises(PermissionDenied):
        verification.record_visit(
            application=waiting, by=getattr(case, role), visited_on=visits.DAY
        )
    with pytest.raises(PermissionDenied):
        verification.record_visit(application=waiting, by=make_companion(), visited_on=visits.DAY)
