"""All events of a period in one table: the numbers of each event's own page."""

import datetime
import io
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from accounts.models import User
from certification.enums import Status
from certification.models import Programme
from reports.selectors.workshop_funnel import workshop_funnel
from reports.selectors.workshop_overview import EventLine, WorkshopOverview, workshop_overview
from tests import factories
from tests.factories import client_for
from tests.reports.guests import Guests, fill
from tests.workshops.making import at, join, make_event, make_session

PAGE = "/laporan/kegiatan/"
PERIOD = {"dari": "01/11/2026", "sampai": "31/12/2026"}


@pytest.fixture
def programme(province_officer: User) -> Programme:
    return factories.make_programme(by=province_officer, quota=50)


def hold(programme: Programme, by: User) -> Guests:
    """An event on the first of December, to be filled with guests."""
    event = make_event(by=by)
    return Guests(event, make_session(event, by=by), programme, by)


def overview(user: User, regency: str = "") -> WorkshopOverview:
    return workshop_overview(
        user, since=datetime.date(2026, 11, 1), until=datetime.date(2026, 12, 31), regency=regency
    )


def counts(cells: Any) -> list[int]:
    return [cell.count for cell in cells]


def test_each_row_is_the_funnel_of_its_event(programme: Programme, province_officer: User) -> None:
    first, second = (hold(programme, province_officer) for _ in range(2))
    first(Status.ISSUED)
    first(came=False)
    twice = first(Status.SUBMITTED, regency=factories.SAMARINDA)
    assert twice.business
    join(second.event, by=province_officer, business=twice.business)
    fill(second.apply(second(), Status.DRAFT))
    found = overview(province_officer)
    assert {line.event for line in found.lines} == {first.event, second.event}
    for line in found.lines:
        own = workshop_funnel(line.event, province_officer)
        assert counts(line.cells) == [each.total for each in own.lines]
    assert counts(found.total) == [
        sum(column) for column in zip(*(counts(line.cells) for line in found.lines), strict=True)
    ]
    assert counts(found.total) == [
        sum(column)
        for column in zip(*(counts(line.cells) for line in found.regencies), strict=True)
    ]
    assert (found.total[0].count, found.businesses) == (5, 4)


def test_one_regency_has_its_people_only(programme: Programme, province_officer: User) -> None:
    first, second = (hold(programme, province_officer) for _ in range(2))
    first(Status.ISSUED, regency=factories.SAMARINDA)
    first()
    second()
    found = overview(province_officer, factories.SAMARINDA)
    assert [line.event for line in found.lines] == [first.event]
    assert counts(found.total) == [1] * 7
    assert [line.code for line in found.regencies] == [factories.EAST_KUTAI, factories.SAMARINDA]
    assert len(overview(province_officer, "99").lines) == 2


def test_the_period_is_asked_for(programme: Programme, officer: User) -> None:
    event = hold(programme, officer)()
    october = datetime.date(2026, 10, 31)
    early = make_event(by=officer, starts_at=at(9, day=october), ends_at=at(15, day=october))
    join(early, by=officer)
    client = client_for(officer)
    events = [line.event for line in client.get(PAGE, PERIOD).context["overview"].lines]
    assert events == [event.event]
    wide = client.get(PAGE, PERIOD | {"dari": "1 Okt 2026"})
    assert len(wide.context["overview"].lines) == 2
    wrong = client.get(PAGE, {"dari": "1/12/2026", "sampai": "1/11/2026"})
    assert "Tanggal akhir harus sesudah tanggal awal." in wrong.text


def test_numbers_link_to_their_rows(programme: Programme, officer: User) -> None:
    guests = hold(programme, officer)
    guests(Status.SUBMITTED)
    client = client_for(officer)
    text = client.get(PAGE, PERIOD | {"wilayah": factories.EAST_KUTAI}).text
    address = f"{PAGE}{guests.event.pk}/?tahap=dikirim&amp;wilayah={factories.EAST_KUTAI}#daftar"
    assert address in text
    assert len(client.get(address.replace("&amp;", "&")).context["rows"]) == 1


def test_the_workbook_has_the_same_numbers(programme: Programme, officer: User) -> None:
    guests = hold(programme, officer)
    guests(Status.ISSUED)
    guests(came=False)
    content = client_for(officer).get(f"{PAGE}excel/", PERIOD).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    events, regencies = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    assert events[3][0] == guests.event.title
    assert events[3][4:] == [2, 1, 1, 1, 1, 1, 1]
    assert regencies[3] == ["Kabupaten Kutai Timur", 2, 1, 1, 1, 1, 1, 1]


def test_a_coming_event_says_so_instead_of_zeros(officer: User) -> None:
    event = make_event(by=officer)
    for _ in range(2):
        join(event, by=officer)
    since, until = datetime.date(2026, 11, 1), datetime.date(2026, 12, 31)
    second = datetime.timedelta(seconds=1)

    def line(now: datetime.datetime) -> EventLine:
        [found] = workshop_overview(officer, since=since, until=until, now=now).lines
        return found

    coming, begun = line(event.starts_at - second), line(event.starts_at)
    assert (coming.is_coming, counts(coming.figures), len(coming.missing)) == (True, [2], 6)
    assert (begun.is_coming, counts(begun.figures), begun.missing) == (False, [2, *[0] * 6], [])

    with time_machine.travel(event.starts_at - second):
        client = client_for(officer)
        text = client.get(PAGE, PERIOD).text
        content = client.get(f"{PAGE}excel/", PERIOD).content
    assert '<td colspan="6" class="muted">' in text
    assert text.count("Belum berlangsung") == 1
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[3][4:6] == [2, "Belum berlangsung"]
    assert not any(rows[3][6:])
    with time_machine.travel(event.starts_at):
        assert "Jumlah" in client_for(officer).get(PAGE, PERIOD).text
        assert "Belum berlangsung" not in client_for(officer).get(PAGE, PERIOD).text


def test_offices_see_their_people(
    programme: Programme, officer: User, stranger: User, owner: User, companion: User
) -> None:
    hold(programme, officer)()
    assert overview(officer).total[0].count == 1
    assert overview(stranger).lines == []
    assert "Tidak ada kegiatan" in client_for(stranger).get(PAGE, PERIOD).text
    for path in (PAGE, f"{PAGE}excel/"):
        for person in (owner, companion):
            assert client_for(person).get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_many_events_cost_no_more_queries(programme: Programme, province_officer: User) -> None:
    found = []
    for _ in range(2):
        for _ in range(2):
            guests = hold(programme, province_officer)
            guests(Status.SUBMITTED)
            guests(Status.ISSUED, regency=factories.SAMARINDA)
            fill(guests.apply(guests(), Status.DRAFT))
        with CaptureQueriesContext(connection) as captured:
            overview(province_officer)
        found.append(len(captured))
    assert found[0] == found[1] <= 10


def test_an_event_without_businesses_has_no_row(officer: User) -> None:
    make_event(by=officer)
    assert overview(officer).lines == []
