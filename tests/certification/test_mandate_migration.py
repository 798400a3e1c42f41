"""The consents of before, noted with a tick, live on as mandates that say so; and back."""

import datetime
import hashlib
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts.models import User
from certification.enums import MandateProof
from certification.models import Application, Mandate, MandateWording
from certification.selectors.mandates import mandate_for
from certification.services import parts
from tests.certification.conftest import Case
from tests.factories import make_application, make_mandate

NAME = "0027_consent_becomes_mandate"
SENTENCE = "Siti setuju data usahanya diisi dan dikirim atas namanya."
TABLE = "certification_application"
step = import_module(f"certification.migrations.{NAME}")


@pytest.fixture
def before(db: None) -> Any:
    """The two columns of then, and the models as they were; the test's transaction ends both."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} ADD consent_text text NOT NULL DEFAULT ''")
        cursor.execute(f"ALTER TABLE {TABLE} ADD consent_at timestamptz")
    loader = MigrationLoader(connection, replace_migrations=False)
    return loader.project_state(("certification", NAME)).apps


def consented(case: Case, by: User) -> Application:
    """A draft of somebody else, with the owner's tick of yesterday."""
    application = make_application(case.business, case.programme, by=by)
    Application.objects.filter(pk=application.pk).update(companion=case.companion)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET consent_text = %s, consent_at = now() - interval '1 day'"
            " WHERE id = %s",
            [SENTENCE, application.pk],
        )
    return application


@pytest.mark.parametrize("who", ["companion", "officer"])
def test_a_tick_becomes_a_mandate_under_which_the_helper_goes_on(
    before: Any, case: Case, who: str, request: pytest.FixtureRequest
) -> None:
    helper = request.getfixturevalue(who)
    application = consented(case, helper)
    step.convert(before, None)
    mandate = Mandate.objects.get()
    application.refresh_from_db()
    assert application.mandate == mandate
    assert (mandate.text, mandate.proof) == (SENTENCE, MandateProof.RECORDED)
    assert mandate.text_sha256 == hashlib.sha256(SENTENCE.encode()).hexdigest()
    assert (mandate.region is None) is (who == "companion")
    assert mandate.ends_on == case.programme.ends_on
    assert mandate_for(case.business, helper, mandate.given_on) == mandate
    values = {"supervisor_name": "Penyelia Rekaan"}
    assert parts.save_answers(application=application, by=helper, values=values)


def test_an_owners_own_application_stays_without(before: Any, case: Case) -> None:
    make_application(case.business, case.programme, by=case.owner)
    step.convert(before, None)
    assert not Mandate.objects.exists()


def test_the_way_back_returns_the_sentence(before: Any, case: Case) -> None:
    application = consented(case, case.companion)
    step.convert(before, None)
    kept = make_mandate(case.business, case.officer)
    step.back(before, None)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT consent_text, mandate_id FROM {TABLE}")
        assert cursor.fetchone() == (SENTENCE, None)
    assert list(Mandate.objects.all()) == [kept]
    assert application.pk


def test_the_first_wording_has_its_source_and_all_its_gaps(db: None) -> None:
    wording = MandateWording.objects.get(code="2025-1")
    assert wording.source
    assert wording.valid_from == datetime.date(2025, 1, 1)
    for gap in ("$owner", "$business", "$place", "$helper", "$tasks", "$until"):
        assert wording.body.count(gap) == 1
    assert all((wording.fill, wording.submit, wording.sihalal))
