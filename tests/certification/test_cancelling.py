"""A cancelled programme: who cancels it and when, and that nothing changes in it any more."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from certification.enums import AdmissionKind, DayBasis, RuleWeight, Status
from certification.errors import CertificationError, PlacesHeldError, ProgrammeCancelledError
from certification.invariants import check
from certification.models import (
    AdmissionRule,
    Application,
    Movement,
    NominationCall,
    NominationRequest,
    Programme,
    StopReason,
)
from certification.services import (
    applications,
    costs,
    nominations,
    programmes,
    quota,
    targets,
    terms,
)
from certification.services.costs import CostDetails, PaymentDetails
from certification.services.nominations import CallDetails
from certification.services.quota import Share
from certification.services.targets import TargetDetails
from certification.services.terms import RuleDetails
from tests.certification.conftest import Case
from tests.certification.steps import draft, filled
from tests.factories import EAST_KUTAI, client_for, make_region

REASON = "anggaran dialihkan"
RULE = RuleDetails(
    kind=AdmissionKind.NIB, weight=RuleWeight.REQUIRED, parameter="", reason="a", source="b"
)


def cancel(programme: Programme, by: User) -> Programme:
    return programmes.cancel_programme(programme=programme, reason=REASON, by=by)


def changes(programme: Programme, by: User) -> dict[str, Callable[[], Any]]:
    """Every way in which the province changes a programme."""
    what: dict[str, Any] = {"programme": programme, "by": by}
    today = timezone.localdate()
    region = make_region(EAST_KUTAI)
    rule = AdmissionRule.objects.create(programme=programme, kind=AdmissionKind.PIRT)
    call = NominationCall.objects.create(
        programme=programme, name="Usulan", due_on=today, created_by=by
    )
    asked = NominationRequest.objects.create(call=call, region=region, places=3)
    target = TargetDetails(
        name="t", quantity=1, starts_on=today, due_on=today, day_basis=DayBasis.CALENDAR
    )
    old = targets.add_target(details=target, **what)
    cost = CostDetails(amount=1, valid_from=today, source="uji")
    letter = CallDetails(name="Usulan", letter_number="", due_on=today, text="")
    return {
        "grant": lambda: quota.grant(count=1, **what),
        "split": lambda: quota.split(region=region, count=1, **what),
        "distribute": lambda: quota.distribute(shares=[Share(region=region, count=2)], **what),
        "target": lambda: targets.add_target(details=target, **what),
        "no target": lambda: targets.remove_target(target=old, by=by),
        "cost": lambda: costs.add_cost(details=cost, **what),
        "budget": lambda: terms.set_budget(budget=1, budget_code="", **what),
        "ready rules": lambda: terms.use_ready_rules(**what),
        "new rule": lambda: terms.add_rule(details=RULE, **what),
        "other rule": lambda: terms.change_rule(rule=rule, details=RULE, by=by),
        "no rule": lambda: terms.remove_rule(rule=rule, by=by),
        "call": lambda: nominations.open_call(details=letter, places={region: 1}, **what),
        "extend": lambda: nominations.extend(
            request=asked, due_on=today + timedelta(days=9), by=by
        ),
        "screen": lambda: nominations.screen(call=call, by=by),
        "cancel again": lambda: cancel(programme, by),
    }


def test_nothing_changes_in_a_cancelled_programme(
    programme: Programme, province_officer: User
) -> None:
    ways = changes(programme, province_officer)
    cancel(programme, province_officer)
    before = (Movement.objects.count(), programme.admission_rules.count())
    for name, change in ways.items():
        with pytest.raises(ProgrammeCancelledError, match="anggaran dialihkan"):
            change()
            pytest.fail(name)
    assert (Movement.objects.count(), programme.admission_rules.count()) == before
    assert programme.calls.count() == 1
    assert list(check()) == []


def test_no_application_begins_or_is_sent_in_it(case: Case, province_officer: User) -> None:
    application = filled(case)
    cancel(case.programme, province_officer)
    with pytest.raises(ProgrammeCancelledError):
        applications.submit(application=application, by=case.owner)
    Application.objects.all().delete()
    with pytest.raises(ProgrammeCancelledError):
        draft(case)
    assert case.counters == (0, 0, 0)


def test_answers_are_no_longer_asked_for(case: Case, province_officer: User) -> None:
    application = draft(case)
    cancel(case.programme, province_officer)
    address = reverse("certification:application-step", args=[application.number, "proses", "cara"])
    answers = {"process": "Pisang dikupas, diiris, digoreng, lalu dikemas dalam plastik."}
    page = client_for(case.owner).post(address, answers, follow=True).content.decode()
    assert "sudah dibatalkan karena anggaran dialihkan" in page
    application.refresh_from_db()
    assert application.process == ""


def test_what_was_issued_is_still_paid(programme: Programme, province_officer: User) -> None:
    cancel(programme, province_officer)
    bill = PaymentDetails(places=1, amount=230_000, paid_on=date(2026, 7, 1), reference="SP2D-9")
    costs.record_payment(programme=programme, details=bill, by=province_officer)
    assert programme.payments.get().amount == 230_000


def test_places_on_their_way_are_stopped_first(
    case: Case, province_officer: User, stop_reason: StopReason
) -> None:
    sent = applications.submit(application=filled(case), by=case.owner)
    with pytest.raises(PlacesHeldError, match="Masih ada 1 tempat"):
        cancel(case.programme, province_officer)
    case.programme.refresh_from_db()
    assert case.programme.cancelled_at is None
    applications.stop(application=sent, reason=stop_reason, by=case.officer)
    assert cancel(case.programme, province_officer).cancelled_reason == REASON


def test_only_the_province_cancels(
    programme: Programme, officer: User, stranger: User, owner: User, head: User
) -> None:
    for user in (officer, stranger, owner, head):
        with pytest.raises(PermissionDenied):
            cancel(programme, user)
    programme.refresh_from_db()
    assert programme.cancelled_at is None


@pytest.mark.django_db(transaction=True)
def test_of_sending_and_cancelling_at_once_one_is_refused(
    case: Case, province_officer: User
) -> None:
    """Whoever comes second sees what the first did: never a held place in a cancelled programme."""
    application = filled(case)
    barrier, refusals = threading.Barrier(2), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except CertificationError as error:
            refusals.append(error)
        finally:
            connection.close()

    acts: list[Callable[[], object]] = [
        lambda: applications.submit(application=application, by=case.owner),
        lambda: cancel(case.programme, province_officer),
    ]
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    application.refresh_from_db()
    case.programme.refresh_from_db()
    is_sent = application.status == Status.SUBMITTED
    assert len(refusals) == 1
    assert is_sent != (case.programme.cancelled_at is not None)
