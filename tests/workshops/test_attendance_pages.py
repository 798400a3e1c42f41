"""Presence is noted on the sheet, by ticks and by taps."""

import pytest

from accounts.models import User
from tests.factories import client_for
from tests.workshops.making import join, make_event, make_session
from tests.workshops.pages import address
from workshops.enums import Mode
from workshops.models import Event, Session
from workshops.services import attendance


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


def test_ticks_are_saved_without_javascript(event: Event, session: Session, officer: User) -> None:
    first, second = join(event, by=officer), join(event, by=officer)
    attendance.mark(session=session, participant=first, mode=Mode.ONSITE, by=officer)
    client = client_for(officer)
    page = client.get(address("attendance-sheet", event.pk, session.pk))
    assert f'name="semula" value="{first.pk}"' in page.text
    assert f'name="semula" value="{second.pk}"' not in page.text
    data = {"semula": [first.pk], "hadir": [second.pk], f"cara_{second.pk}": "online"}
    for _ in range(2):
        client.post(address("attendance-save", event.pk, session.pk), data)
    assert dict(session.attendances.values_list("participant", "mode")) == {second.pk: "online"}


def test_one_tap_marks_one_person_and_answers_with_the_row(
    event: Event, session: Session, officer: User
) -> None:
    person = join(event, by=officer, owner_name="Siti Contoh")
    client = client_for(officer)
    mark = address("attendance-mark", event.pk, session.pk, person.pk)
    undo = address("attendance-undo", event.pk, session.pk, person.pk)
    row = client.post(mark, {f"cara_{person.pk}": "online"}, headers={"HX-Request": "true"})
    assert "Siti Contoh" in row.text
    assert undo in row.text
    assert "<html" not in row.text
    assert session.attendances.get().mode == "online"
    assert client.post(undo).headers["Location"] == address(
        "attendance-sheet", event.pk, session.pk
    )
    assert not session.attendances.exists()


def test_everybody_at_once_and_back(event: Event, session: Session, officer: User) -> None:
    for _ in range(3):
        join(event, by=officer)
    client = client_for(officer)
    client.post(address("attendance-mark-all", event.pk, session.pk))
    assert session.attendances.count() == 3
    page = client.get(address("attendance-sheet", event.pk, session.pk))
    assert "Batalkan 3 tanda hadir" in page.text
    moment = page.context["batch"].at.isoformat()
    client.post(address("attendance-undo-batch", event.pk, session.pk), {"waktu": moment})
    assert not session.attendances.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"hadir": ["x", "", "99999999999999999999"]},
        {"hadir": ["999999"], "cara_999999": "terbang"},
        {"semula": ["-1", "²"]},
    ],
)
def test_a_spoilt_sheet_changes_nothing(
    event: Event, session: Session, officer: User, data: dict[str, list[str]]
) -> None:
    client = client_for(officer)
    response = client.post(address("attendance-save", event.pk, session.pk), data)
    assert response.status_code == 302
    response = client.post(
        address("attendance-undo-batch", event.pk, session.pk), {"waktu": "kemarin"}
    )
    assert response.status_code == 302
    assert not session.attendances.exists()


def test_a_session_belongs_to_the_event_of_the_address(
    event: Event, session: Session, officer: User
) -> None:
    other = make_event(by=officer)
    url = address("attendance-sheet", other.pk, session.pk)
    assert client_for(officer).get(url).status_code == 404


def test_the_sheet_finds_a_person_by_name_or_business(
    event: Event, session: Session, officer: User
) -> None:
    join(event, by=officer, name="Dapur Melati", owner_name="Siti Contoh")
    join(event, by=officer, name="Kedai Kenanga", owner_name="Maria Contoh")
    client = client_for(officer)
    for text in ("siti", "melati", "dapur siti"):
        page = client.get(address("attendance-sheet", event.pk, session.pk), {"cari": text})
        assert "Siti Contoh" in page.text
        assert "Maria Contoh" not in page.text
