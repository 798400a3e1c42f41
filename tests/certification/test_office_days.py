"""The calendars of offices: their own days, and what they move."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.enums import OrganisationKind
from accounts.models import Organisation, User
from certification.enums import DayBasis
from certification.errors import OfficeDayTakenError
from certification.models import HolidayDecree, OfficeDay, Programme, Target
from certification.selectors import programme_summary
from certification.selectors.calendar import calendars_of
from certification.services import office_days as services
from certification.services.office_days import DayDetails
from halalportal.audit.models import AuditEntry
from tests.factories import (
    EAST_KALIMANTAN,
    EAST_KUTAI,
    SAMARINDA,
    client_for,
    make_organisation,
    make_region,
)

LIST = reverse("certification:office-day-list")
# A plain Friday and the Saturday after it.
FRIDAY, SATURDAY = datetime.date(2026, 1, 9), datetime.date(2026, 1, 10)


def day_details(day: datetime.date = FRIDAY, *, is_working: bool = False) -> DayDetails:
    return DayDetails(
        day=day, is_working=is_working, name="Hari jadi Kutim", source="SE Gubernur 1"
    )


def posted(day: str = "9/1/2026", **fields: object) -> dict[str, object]:
    return {
        "day": day,
        "kind": "closed",
        "name": "Hari jadi Kutim",
        "source": "SE Gubernur 1",
    } | fields


@pytest.fixture
def office(officer: User) -> Organisation:
    """The dinas of Kabupaten Kutai Timur."""
    return make_organisation(kind=OrganisationKind.DINAS, name="Dinas Uji", region=EAST_KUTAI)


def test_an_officer_adds_and_removes_a_day_of_the_own_office(
    officer: User, office: Organisation
) -> None:
    client = client_for(officer)
    page = client.post(LIST, posted(), follow=True).content.decode()
    row = OfficeDay.objects.get()
    assert (row.office, row.day, row.is_working) == (office, FRIDAY, False)
    for words in ("Hari jadi Kutim", "SE Gubernur 1", "Kantor libur", "Dinas Uji"):
        assert words in page
    client.post(reverse("certification:office-day-remove", args=[row.pk]))
    assert not OfficeDay.objects.exists()
    trail = AuditEntry.objects.filter(subject_type="certification.officeday").order_by("pk")
    assert [entry.action for entry in trail] == ["office_day.added", "office_day.removed"]


def test_the_first_day_makes_the_office_of_the_region(stranger: User) -> None:
    client_for(stranger).post(LIST, posted(kind="open"))
    row = OfficeDay.objects.get()
    assert (row.office.region_id, row.is_working) == (SAMARINDA, True)


def test_a_stranger_touches_no_other_office(
    officer: User, office: Organisation, stranger: User, province_officer: User
) -> None:
    row = services.add_office_day(details=day_details(), by=officer)
    remove = reverse("certification:office-day-remove", args=[row.pk])
    for other in (stranger, province_officer):
        assert client_for(other).post(remove).status_code == 404
        with pytest.raises(PermissionDenied):
            services.remove_office_day(row=row, by=other)
        with pytest.raises(PermissionDenied):
            services.add_office_day(details=day_details(SATURDAY), by=other, office=office)
        assert "Hari jadi Kutim" not in client_for(other).get(f"{LIST}?tahun=2026").content.decode()
    assert OfficeDay.objects.count() == 1


@pytest.mark.parametrize("who", ["owner", "companion", "coordinator", "head", "auditor"])
def test_only_officers_keep_a_calendar(who: str, request: pytest.FixtureRequest) -> None:
    assert client_for(request.getfixturevalue(who)).get(LIST).status_code == 403


def test_the_same_day_twice_is_refused(officer: User, office: Organisation) -> None:
    services.add_office_day(details=day_details(), by=officer)
    with pytest.raises(OfficeDayTakenError):
        services.add_office_day(details=day_details(is_working=True), by=officer)
    page = client_for(officer).post(LIST, posted()).content.decode()
    assert "9 Januari 2026 sudah ada di hari kerja kantor." in page
    assert OfficeDay.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"day": "31/2/2026"}, "Tulis tanggal seperti 21/11/2026."),
        ({"day": "1/1/9999"}, "Tulis tahun antara 2014 dan 2100."),
        ({"kind": ""}, "Pilih libur atau bekerja."),
        ({"name": ""}, "Tulis nama hari."),
        ({"source": ""}, "Tulis surat atau keputusan"),
    ],
)
def test_bad_input_is_a_plain_sentence(
    officer: User, fields: dict[str, object], words: str
) -> None:
    page = client_for(officer).post(LIST, posted() | fields).content.decode()
    assert words in page
    assert not OfficeDay.objects.exists()


def test_of_several_offices_the_officer_picks_one_of_the_own(
    officer: User, office: Organisation
) -> None:
    second = make_organisation(kind=OrganisationKind.DINAS, region=EAST_KUTAI)
    foreign = make_organisation(kind=OrganisationKind.DINAS, region=SAMARINDA)
    client = client_for(officer)
    assert "Pilih kantor." in client.post(LIST, posted()).content.decode()
    refused = client.post(LIST, posted(office=foreign.pk)).content.decode()
    assert "Pilih kantor Anda." in refused
    client.post(LIST, posted(office=second.pk))
    assert OfficeDay.objects.get().office == second


@pytest.mark.parametrize("year", ["2025", "2026", "2027"])
def test_the_page_names_the_decree_of_the_year(officer: User, year: str) -> None:
    page = client_for(officer).get(f"{LIST}?tahun={year}").content.decode()
    assert HolidayDecree.objects.get(pk=int(year)).source in page
    assert "Hari Kemerdekaan" in page


def test_a_year_without_a_decree_is_called_an_estimate(officer: User) -> None:
    page = client_for(officer).get(f"{LIST}?tahun=2028").content.decode()
    assert "ditandai perkiraan" in page
    for wrong in ("abc", "999999", "-1"):
        assert client_for(officer).get(f"{LIST}?tahun={wrong}").status_code == 200


def test_own_days_move_the_figures_of_the_programme_and_of_the_region(
    programme: Programme, office: Organisation
) -> None:
    days = {"starts_on": datetime.date(2026, 1, 5), "due_on": datetime.date(2026, 1, 30)}
    whole, regional = (
        Target.objects.create(
            programme=programme,
            name="T",
            quantity=5,
            day_basis=DayBasis.WORKING,
            region=region,
            **days,
        )
        for region in (None, make_region(EAST_KUTAI))
    )

    def left() -> list[int]:
        summary = programme_summary(programme=programme, as_of=datetime.date(2026, 1, 8))
        return [
            t.days_left for pk in (whole.pk, regional.pk) for t in summary.targets if t.pk == pk
        ]

    assert left() == [15, 15]
    own = {"name": "H", "source": "S"}
    OfficeDay.objects.create(office=programme.office, day=FRIDAY, is_working=False, **own)
    assert left() == [14, 14]
    # The kab/kota's own word goes before that of the province.
    OfficeDay.objects.create(office=office, day=FRIDAY, is_working=True, **own)
    OfficeDay.objects.create(office=office, day=SATURDAY, is_working=True, **own)
    assert left() == [14, 16]
    assert calendars_of(programme).of(region_code=EAST_KUTAI).counts(FRIDAY) is False


def test_a_province_officer_keeps_the_calendar_of_the_programmes_office(
    programme: Programme, province_officer: User
) -> None:
    assert programme.office.region_id == EAST_KALIMANTAN
    client_for(province_officer).post(LIST, posted())
    assert OfficeDay.objects.get().office == programme.office
