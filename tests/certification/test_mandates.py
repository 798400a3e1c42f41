"""Acting for an owner: only under a mandate that is in force, names the person and covers it."""

import datetime
import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import MandateProof, MandateTask, Status
from certification.errors import (
    MandateDatesError,
    MandateMissingError,
    MandateOverError,
    MandateTooSmallError,
    WordsChangedError,
)
from certification.models import Application, Mandate, MandateWording
from certification.selectors.mandates import Terms, helper_of, mandate_for, words_for
from certification.services import applications, mandate_papers, mandates, parts
from certification.services.mandates import Paper
from halalportal.audit.models import AuditEntry
from halalportal.lib.uploads import Cleaned, clean_upload
from tests.certification import steps
from tests.certification.conftest import Case, photo_file
from tests.factories import assign, make_companion, make_mandate, make_officer

TASKS = tuple(MandateTask.values)


def in_days(count: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=count)


def terms_of(case: Case, by: User, *tasks: str, days: int = 30) -> Terms:
    return Terms(case.business, helper_of(by), tasks or TASKS, in_days(days))


def photo() -> Cleaned:
    content = photo_file().read()
    return clean_upload(BytesIO(content), len(content))


def grant(case: Case, by: User, *tasks: str, days: int = 30, is_thumb: bool = False) -> Mandate:
    terms = terms_of(case, by, *tasks, days=days)
    words = words_for(terms, timezone.localdate())
    paper = Paper(words.sha256, photo(), is_thumb=is_thumb)
    return mandates.grant(terms=terms, paper=paper, by=by)


def save(application: Application, by: User) -> Application:
    values = {"supervisor_name": "Penyelia Rekaan"}
    return parts.save_answers(application=application, by=by, values=values)


def test_the_paper_keeps_the_exact_words_and_their_hash(case: Case) -> None:
    mandate = grant(case, case.companion)
    assert mandate.text_sha256 == hashlib.sha256(mandate.text.encode()).hexdigest()
    for said in (
        case.business.owner_name,
        case.business.name,
        case.companion.name,
        "mengisi data usaha",
        "mengirim pengajuan",
        "SiHalal",
        "mencabut kuasa ini kapan saja",
        "gratis",
    ):
        assert said in mandate.text
    assert (mandate.proof, mandate.given_on) == (MandateProof.PAPER, timezone.localdate())
    assert grant(case, case.companion, is_thumb=True).proof == MandateProof.THUMB


def test_the_paper_lies_sealed_on_disk_and_each_look_is_written_down(case: Case) -> None:
    mandate = grant(case, case.companion)
    on_disk = Path(mandate.paper.path).read_bytes()
    assert b"JFIF" not in on_disk
    shown = mandate_papers.show(Mandate.objects.get(), by=case.officer)
    assert (shown.sha256, shown.media_type) == (mandate.paper_sha256, "image/jpeg")
    looked = AuditEntry.objects.about(mandate).get(action="mandate.paper_shown")
    assert looked.actor == case.officer


def test_only_the_chosen_tasks_stand_in_the_words(case: Case) -> None:
    mandate = grant(case, case.companion, MandateTask.FILL)
    assert "mengisi data usaha" in mandate.text
    assert "mengirim pengajuan" not in mandate.text


def test_words_that_changed_since_the_print_are_refused(case: Case) -> None:
    terms = terms_of(case, case.companion)
    words = words_for(terms, timezone.localdate())
    case.business.name = "Nama Baru"
    with pytest.raises(WordsChangedError):
        mandates.grant(terms=terms, paper=Paper(words.sha256, photo()), by=case.companion)
    assert not Mandate.objects.exists()


def test_new_words_leave_what_was_agreed_as_it_is(case: Case) -> None:
    mandate = grant(case, case.companion)
    MandateWording.objects.create(
        code="baru",
        body="$owner $business $place $helper $tasks $until lain",
        fill="a",
        submit="b",
        sihalal="c",
        valid_from=timezone.localdate(),
        source="uji",
    )
    later = grant(case, case.companion)
    mandate.refresh_from_db()
    assert (mandate.wording_id, later.wording_id) == ("2025-1", "baru")
    assert mandate.text != later.text


@pytest.mark.parametrize("days", [-1, 366])
def test_a_mandate_ends_within_a_year(case: Case, days: int) -> None:
    with pytest.raises(MandateDatesError):
        grant(case, case.companion, days=days)


@pytest.mark.parametrize(
    "who", ["owner", "stranger", "province_officer", "coordinator", "head", "auditor"]
)
def test_who_may_not_help_records_no_mandate(
    case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        grant(case, request.getfixturevalue(who))


def test_a_companion_of_another_business_records_none(case: Case) -> None:
    with pytest.raises(PermissionDenied):
        grant(case, make_companion())


def test_the_office_acts_as_one_and_the_companion_alone(case: Case) -> None:
    colleague, day = make_officer(), timezone.localdate()
    make_mandate(case.business, case.officer)
    assert mandate_for(case.business, colleague, day)
    assert mandate_for(case.business, case.companion, day) is None
    application = steps.draft(case)
    assert save(application, colleague).supervisor_name == "Penyelia Rekaan"
    with pytest.raises(MandateMissingError):
        save(application, case.companion)


def test_a_new_mandate_takes_the_place_of_the_earlier_one(case: Case) -> None:
    first, office = grant(case, case.companion), make_mandate(case.business, case.officer)
    second = grant(case, case.companion, MandateTask.FILL)
    first.refresh_from_db()
    office.refresh_from_db()
    assert first.revoked_reason == mandates.REPLACED
    assert office.revoked_at is None
    assert mandate_for(case.business, case.companion, timezone.localdate()) == second


def test_a_mandate_for_filling_in_does_not_let_anybody_send(case: Case) -> None:
    make_mandate(case.business, case.companion, MandateTask.FILL)
    application = steps.filled(case)
    save(application, case.companion)
    with pytest.raises(MandateTooSmallError, match="tidak memuat mengirim pengajuan"):
        applications.submit(application=application, by=case.companion)
    assert applications.submit(application=application, by=case.owner).mandate is None


def test_a_mandate_for_sending_does_not_let_anybody_fill_in(case: Case) -> None:
    make_mandate(case.business, case.companion, MandateTask.SUBMIT)
    application = steps.filled(case)
    with pytest.raises(MandateTooSmallError, match="tidak memuat mengisi pengajuan"):
        save(application, case.companion)
    sent = applications.submit(application=application, by=case.companion)
    assert sent.mandate == Mandate.objects.get()


@pytest.mark.parametrize("who", ["companion", "officer"])
def test_after_the_last_day_the_helper_stops_and_the_owner_goes_on(
    case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    helper = request.getfixturevalue(who)
    application = steps.filled(case, by=helper)
    save(application, helper)
    Mandate.objects.update(given_on=in_days(-30), ends_on=in_days(-1))
    with pytest.raises(MandateMissingError):
        save(application, helper)
    with pytest.raises(MandateMissingError):
        applications.submit(application=application, by=helper)
    save(application, case.owner)
    assert applications.submit(application=application, by=case.owner).status == Status.SUBMITTED


def test_a_mandate_revoked_between_form_and_post_stops_the_post(case: Case) -> None:
    application = steps.filled(case, by=case.companion)
    mandates.revoke(mandate=Mandate.objects.get(), by=case.owner)
    with pytest.raises(MandateMissingError):
        applications.submit(application=application, by=case.companion, seen=None)
    application.refresh_from_db()
    assert application.status == Status.DRAFT
    assert case.counters == (0, 0, 0)


@pytest.mark.parametrize("who", ["owner", "officer", "companion", "province_officer"])
def test_who_may_revoke(case: Case, who: str, request: pytest.FixtureRequest) -> None:
    mandate = make_mandate(case.business, case.companion)
    by = request.getfixturevalue(who)
    revoked = mandates.revoke(mandate=mandate, by=by, reason=" Sudah selesai ")
    assert (revoked.revoked_by, revoked.revoked_reason) == (by, "Sudah selesai")
    with pytest.raises(MandateOverError):
        mandates.revoke(mandate=mandate, by=by)


@pytest.mark.parametrize("who", ["stranger", "coordinator", "head", "auditor"])
def test_who_may_not_revoke(case: Case, who: str, request: pytest.FixtureRequest) -> None:
    mandate = make_mandate(case.business, case.companion)
    with pytest.raises(PermissionDenied):
        mandates.revoke(mandate=mandate, by=request.getfixturevalue(who))


def test_a_companion_revokes_only_the_own_mandate(case: Case) -> None:
    office = make_mandate(case.business, case.officer)
    with pytest.raises(PermissionDenied):
        mandates.revoke(mandate=office, by=case.companion)


def test_two_helpers_at_once_and_one_of_them_loses_the_mandate(case: Case) -> None:
    application = steps.draft(case, by=case.companion)
    office = make_mandate(case.business, case.officer)
    save(application, case.officer)
    mandates.revoke(mandate=office, by=case.owner)
    save(application, case.companion)
    with pytest.raises(MandateMissingError):
        save(application, case.officer)


def test_a_companion_who_follows_another_needs_an_own_mandate(case: Case) -> None:
    application = steps.draft(case, by=case.companion)
    other = make_companion()
    case.business.assignments.update(ended_on=timezone.localdate())
    assign(case.business, other)
    Application.objects.update(companion=other)
    with pytest.raises(MandateMissingError):
        save(application, other)
    with pytest.raises(PermissionDenied):
        save(application, case.companion)


def test_verification_is_the_companions_own_duty(case: Case) -> None:
    application = steps.ready(case)
    assert application.status == Status.READY
    assert not Mandate.objects.exists()


def test_the_database_wants_words_and_paper(case: Case) -> None:
    mandate = make_mandate(case.business, case.companion)
    wrongs: list[dict[str, Any]] = [
        {"wording": None},
        {"scope": []},
        {"proof": MandateProof.PAPER},
    ]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.filter(pk=mandate.pk).update(**wrong)
