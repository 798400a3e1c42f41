"""The stories of Kalimantan Selatan 2019 and of Kendari 2024, told with fewer businesses."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoDbBlocker

from accounts.demo import PASSWORD
from accounts.models import User
from certification.models import Application
from ikm.models import Business, HeldCertificate
from reports.demo import kalsel
from reports.demo.scenarios import SCENARIOS
from tests.reports.demo_loading import load, told

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group(__name__)]


@pytest.fixture(scope="module")
def both(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Loads both into one database, for all tests of this module."""
    kendari: dict[str, object] = {"scenario": "kendari-2024", "businesses": 700}
    kalsel: dict[str, object] = {"scenario": "kalsel-2019", "businesses": 400}
    with told(django_db_blocker, tmp_path_factory.mktemp("files"), kendari, kalsel):
        yield


@pytest.fixture(autouse=True)
def _demo(both: None) -> None:
    """Every test here looks at the loaded stories."""


def test_the_usual_sizes_are_those_of_the_press() -> None:
    sizes = {name: scenario.businesses for name, scenario in SCENARIOS.items()}
    assert (sizes["kalsel-2019"], sizes["kendari-2024"]) == (83_000, 1_000)


def test_the_circles_of_kendari() -> None:
    city = Business.objects.filter(regency="74.71")
    assert city.registered().count() == city.count() == 700
    assert city.mentored().count() == 300
    in_facilitation = Application.objects.open().filter(regency="74.71")
    assert in_facilitation.values("business").distinct().count() == 120
    assert not in_facilitation.filter(business__is_mentored=False).exists()


def test_kalsel_has_all_kabupaten_and_few_mentored() -> None:
    province = Business.objects.filter(regency__code__startswith="63.")
    assert province.count() == 400
    assert province.values("regency").distinct().count() >= 12
    assert province.mentored().count() == 40
    certified = HeldCertificate.objects.filter(business__in=province.mentored())
    assert certified.count() == 20


@pytest.mark.parametrize("email", ["prov.kalsel@demo.id", "kab.kendari@demo.id"])
def test_the_officers_sign_in_and_see_their_own(email: str) -> None:
    user = User.objects.get(email=email)
    assert user.check_password(PASSWORD)
    seen = Business.objects.visible_to(user)
    assert 0 < seen.count() < Business.objects.count()


@pytest.mark.parametrize("app", ["ikm", "certification"])
def test_the_invariants_hold(app: str) -> None:
    assert list(import_module(f"{app}.invariants").check()) == []


def test_a_second_call_changes_nothing() -> None:
    before = Business.objects.count()
    assert "already loaded" in load(scenario="kendari-2024")
    assert "already loaded" in load(scenario="kalsel-2019")
    assert Business.objects.count() == before


def test_too_few_are_refused() -> None:
    HeldCertificate.objects.all().delete()
    with pytest.raises(CommandError, match=str(kalsel.MINIMUM_BUSINESSES)):
        call_command("load_demo", "--scenario=kalsel-2019", "--businesses=50")
