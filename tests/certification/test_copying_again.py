"""A field that was copied into SiHalal and then changed asks to be copied again."""

import pytest

from certification.models import Application, CopyTick
from certification.selectors.sihalal import CopyField, copy_sections, fields_of
from certification.services import sihalal
from tests.certification import steps
from tests.certification.conftest import Case
from tests.factories import client_for

pytestmark = pytest.mark.django_db
KEY = "proses-narasi"


@pytest.fixture
def application(case: Case) -> Application:
    return steps.ready(case)


def tick(application: Application, case: Case) -> None:
    sihalal.tick(application=application, ticked={KEY}, unticked=set(), by=case.companion)


def field(application: Application) -> CopyField:
    return fields_of(copy_sections(application))[KEY]


def page(application: Application, case: Case) -> str:
    address = f"/pengajuan/{application.number}/sihalal/"
    return client_for(case.companion).get(address).content.decode()


def test_a_changed_value_asks_to_be_copied_again(case: Case, application: Application) -> None:
    tick(application, case)
    assert field(application).is_ticked
    assert "berubah, salin lagi" not in page(application, case)
    Application.objects.filter(pk=application.pk).update(process="Diiris, lalu dipanggang.")
    application.refresh_from_db()
    assert (field(application).is_ticked, field(application).is_changed) == (False, True)
    assert page(application, case).count("berubah, salin lagi") == 1
    tick(application, case)
    assert (field(application).is_ticked, field(application).is_changed) == (True, False)
    assert "berubah, salin lagi" not in page(application, case)


def test_spaces_alone_are_no_change(case: Case, application: Application) -> None:
    tick(application, case)
    application.process = f"  {application.process}\n"
    assert field(application).is_ticked


def test_ticks_from_before_values_were_kept_stay(case: Case, application: Application) -> None:
    CopyTick.objects.create(application=application, key=KEY, by=case.companion)
    assert field(application).is_ticked


def test_the_tick_tells_nothing_of_the_value(case: Case, application: Application) -> None:
    tick(application, case)
    kept = CopyTick.objects.get().value_index
    assert len(kept) == 64
    assert application.process not in kept
