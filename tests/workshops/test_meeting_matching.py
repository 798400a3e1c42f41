"""Names of a meeting and participants: what is sure, what a person decides, and why."""

import pytest

from accounts.models import User
from tests import factories
from tests.workshops.making import join, join_person, make_event
from workshops.meetings.names import is_abbreviation, spoken
from workshops.meetings.scoring import SURE, Suggestion
from workshops.models import Event
from workshops.selectors.meeting_matches import Named, matches
from workshops.services import participants

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


def best(event: Event, name: str, email: str = "") -> Suggestion | None:
    found = matches(event, [Named(1, name, email)])[1]
    return found[0] if found else None


@pytest.mark.parametrize(
    "name",
    [
        "Siti Rekayasa",
        "SITI REKAYASA",
        "Hj. Siti Rekayasa, S.Pd., M.Si",
        "Ibu Siti Rekayasa",
        "Rekayasa Siti",
        "Dinas Kab. Uji - Siti Rekayasa",
        "Siti Rekayasa (Kutim)",
        "Kutim_Siti Rekayasa",
        "Siti (Siti Rekayasa)",
        "Siti Rekayasa's iPhone",
        "iPhone Siti Rekayasa",
    ],
)
def test_a_name_is_known_through_what_surrounds_it(event: Event, officer: User, name: str) -> None:
    person = join_person(event, name="Siti Rekayasa", by=officer)
    join_person(event, name="Budi Rekaan", by=officer)
    found = best(event, name)
    assert found
    assert (found.participant_id, found.is_sure) == (person.pk, True)
    assert found.reason.startswith("nama sama 1,00")


@pytest.mark.parametrize(
    "name", ["iPhone", "Galaxy A12", "OPPO A5s", "081234567890", "Zoom User", "HP", "Peserta 7"]
)
def test_a_device_is_nobody(event: Event, officer: User, name: str) -> None:
    join_person(event, name="Oppo Galaxy", by=officer)
    join_person(event, name="Siti Rekayasa", by=officer)
    assert best(event, name) is None


def test_the_same_e_mail_is_enough(event: Event, officer: User) -> None:
    person = join_person(event, name="Siti Rekayasa", email="Siti@contoh.id", by=officer)
    found = best(event, "Galaxy A12", "siti@contoh.id")
    assert found == Suggestion(person.pk, 100, "email sama")


def test_two_people_with_one_name_are_left_to_a_person(event: Event, officer: User) -> None:
    for agency in ("Dinas Uji Satu", "Dinas Uji Dua"):
        join_person(event, name="Siti Rekayasa", agency=agency, by=officer)
    suggestions = matches(event, [Named(1, "Siti Rekayasa", "")])[1]
    assert [one.score < SURE for one in suggestions] == [True, True]
    assert "2 peserta mirip, pilih satu" in suggestions[0].reason


def test_an_e_mail_that_two_people_share_decides_nothing(event: Event, officer: User) -> None:
    for name in ("Siti Rekayasa", "Budi Rekaan"):
        join_person(event, name=name, email="dinas@contoh.id", by=officer)
    found = best(event, "Dinas Contoh", "dinas@contoh.id")
    assert found
    assert not found.is_sure


def test_a_short_or_misspelt_name_is_only_offered(event: Event, officer: User) -> None:
    person = join_person(event, name="Siti Rekayasa", by=officer)
    for name in ("Siti", "Sitti Rekayassa"):
        found = best(event, name)
        assert found
        assert (found.participant_id, found.is_sure) == (person.pk, False)
        assert found.reason.startswith("nama mirip 0,")


def test_the_place_speaks_for_one_of_two_alike(event: Event, officer: User) -> None:
    join_person(event, name="Ani", agency="Dinas Perdagangan Uji", by=officer)
    east = join_person(
        event, name="Ani Contoh", agency="Kantor Rekaan", region=factories.EAST_KUTAI, by=officer
    )
    found = {
        one.participant_id: one for one in matches(event, [Named(1, "Ani Conto (Kutim)", "")])[1]
    }
    assert found[east.pk].reason.endswith("daerah sama")


def test_an_office_without_a_name_is_offered_its_people(event: Event, officer: User) -> None:
    person = join_person(event, name="Ani Contoh", agency="Dinas Perindustrian Berau", by=officer)
    found = best(event, "Dinas Perindustrian Kab. Berau")
    assert found
    assert (found.participant_id, found.is_sure) == (person.pk, False)
    assert "nama orang tidak tertulis" in found.reason


def test_who_declined_is_not_taken_without_a_look(event: Event, officer: User) -> None:
    person = join_person(event, name="Siti Rekayasa", by=officer)
    participants.decline(participant=person, by=officer)
    found = best(event, "Siti Rekayasa")
    assert found
    assert not found.is_sure
    assert "tercatat tidak bisa hadir" in found.reason


def test_an_owner_is_known_by_the_business(event: Event, officer: User) -> None:
    owner = join(event, name="Kripik Uji", owner_name="Maria Rekaan", by=officer)
    found = best(event, "UMKM Kripik Uji - Maria Rekaan")
    assert found
    assert (found.participant_id, found.is_sure) == (owner.pk, True)


def test_nobody_of_another_event_is_offered(event: Event, officer: User) -> None:
    join_person(make_event(by=officer), name="Siti Rekayasa", by=officer)
    assert best(event, "Siti Rekayasa") is None


def test_an_abbreviation_is_made_of_beginnings() -> None:
    assert is_abbreviation("kutim", "kutai timur")
    assert is_abbreviation("kukar", "kutai kartanegara")
    assert not is_abbreviation("ani", "kutai timur")
    assert spoken("Kutim - Ani").persons == ("kutim", "ani", "kutim ani")
