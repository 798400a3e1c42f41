"""Consent by code: the owner's eyes only, once, for minutes, for one helper of one business."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from certification.enums import MandateProof, MandateTask
from certification.errors import CodeRefusedError, MandateDatesError, TooManyCodesError
from certification.models import Mandate, MandateCode
from certification.selectors.mandates import Terms, helpers_for
from certification.services import mandate_codes
from halalportal.audit.models import AuditEntry
from tests.certification.conftest import Case
from tests.certification.test_quota import together
from tests.factories import assign, client_for, make_business, make_companion, make_officer

WRONG = "000000"


def made(case: Case, who: str = "pendamping", *, days: int = 30) -> str:
    """A code of the owner that is not `WRONG`."""
    ends_on = timezone.localdate() + datetime.timedelta(days=days)
    helper = helpers_for(case.business)[who]
    terms = Terms(case.business, helper, tuple(MandateTask.values), ends_on)
    code = mandate_codes.make(terms=terms, by=case.owner)
    return code if code != WRONG else made(case, who, days=days)


def use(case: Case, code: str, by: User | None = None) -> Mandate:
    return mandate_codes.use(business=case.business, code=code, by=by or case.companion)


def test_the_words_beside_the_code_become_the_mandate(case: Case) -> None:
    code = made(case)
    seen = MandateCode.objects.get()
    mandate = use(case, code)
    assert (mandate.text, mandate.text_sha256) == (seen.text, seen.text_sha256)
    assert (mandate.proof, mandate.holder) == (MandateProof.CODE, case.companion)
    assert set(mandate.scope) == set(MandateTask.values)


def test_the_code_stands_nowhere(case: Case) -> None:
    code = made(case)
    kept = MandateCode.objects.values().get()
    assert code not in "".join(str(value) for value in kept.values())
    assert code not in str(list(AuditEntry.objects.values_list("data")))


def test_a_code_works_once(case: Case) -> None:
    code = made(case)
    use(case, code)
    with pytest.raises(CodeRefusedError):
        use(case, code)
    assert Mandate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_type_it_at_once_one_is_refused(case: Case) -> None:
    code = made(case)
    results = together(lambda: use(case, code), lambda: use(case, code))
    assert Mandate.objects.count() == 1
    assert sum(isinstance(result, CodeRefusedError) for result in results) == 1


def test_a_code_dies_after_a_quarter_of_an_hour(case: Case) -> None:
    code = made(case)
    left = MandateCode.objects.get().expires_at - timezone.now()
    assert datetime.timedelta(minutes=14) < left <= datetime.timedelta(minutes=15)
    MandateCode.objects.update(expires_at=timezone.now())
    with pytest.raises(CodeRefusedError):
        use(case, code)


def test_five_wrong_guesses_kill_the_code(case: Case) -> None:
    code = made(case)
    for _ in range(5):
        with pytest.raises(CodeRefusedError):
            use(case, WRONG)
    with pytest.raises(CodeRefusedError):
        use(case, code)
    assert not Mandate.objects.exists()


def test_who_guesses_on_is_stopped_even_with_fresh_codes(case: Case) -> None:
    for _ in range(2):
        made(case)
        for _ in range(5):
            with pytest.raises(CodeRefusedError):
                use(case, WRONG)
    code = made(case)
    with pytest.raises(TooManyCodesError):
        use(case, code)


def test_an_owner_makes_ten_codes_in_a_quarter_of_an_hour(case: Case) -> None:
    for _ in range(10):
        made(case)
    with pytest.raises(TooManyCodesError):
        made(case)


def test_a_new_code_ends_the_earlier_one_for_the_same_helper_only(case: Case) -> None:
    first, office = made(case), made(case, "dinas")
    second = made(case)
    if first != second:
        with pytest.raises(CodeRefusedError):
            use(case, first)
    assert use(case, second).region is None
    assert use(case, office, case.officer).region == case.business.regency


def test_a_code_is_for_one_helper(case: Case, stranger: User) -> None:
    code, office = made(case), made(case, "dinas")
    with pytest.raises(CodeRefusedError):
        use(case, code, case.officer)
    with pytest.raises(CodeRefusedError):
        use(case, office)
    for other in (stranger, make_companion(), case.owner):
        with pytest.raises(PermissionDenied):
            use(case, code, other)
    assert use(case, office, make_officer()).holder != case.officer


def test_a_code_is_for_one_business(case: Case) -> None:
    code = made(case)
    other = make_business(owner=case.owner)
    assign(other, case.companion)
    with pytest.raises(CodeRefusedError):
        use(replace(case, business=other), code)


@pytest.mark.parametrize("who", ["companion", "officer", "stranger", "coordinator", "head"])
def test_only_the_owner_makes_one(case: Case, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        made(replace(case, owner=request.getfixturevalue(who)))


def test_the_last_day_lies_within_a_year(case: Case) -> None:
    with pytest.raises(MandateDatesError):
        made(case, days=400)


def test_nobody_but_the_owner_opens_the_page_with_the_code(case: Case, stranger: User) -> None:
    address = f"/kuasa/kode/?usaha={case.business.pk}&kepada=pendamping"
    for user in (case.companion, case.officer, stranger):
        assert client_for(user).get(address).status_code == 403
    owner = client_for(case.owner)
    assert "Setuju, tampilkan kode" in owner.get(address).content.decode()
    shown = owner.post(address)
    assert shown.headers["Cache-Control"] == "no-store"
    text = shown.content.decode()
    assert "Berlaku 15 menit" in text
    code = text.split('fs-1 fw-bold m-0">')[1][:6]
    assert use(case, code).proof == MandateProof.CODE
    assert code not in owner.get(address).content.decode()
