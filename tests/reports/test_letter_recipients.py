"""Whom a batch of letters goes to: each group, its counts, and who sees whom."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import OrganisationKind
from accounts.models import User
from certification.enums import Outcome, RoundState, Status
from certification.models import (
    Application,
    Candidate,
    Nomination,
    NominationCall,
    NominationRequest,
    Programme,
    SelectionRound,
)
from reports.enums import LetterKind
from reports.letter_kinds.parts import Group
from reports.selectors.letter_recipients.finding import recipients_of
from reports.selectors.letter_recipients.parts import Source
from reports.selectors.letter_values.common import common_values
from reports.selectors.letter_values.each import with_values
from tests import factories
from tests.factories import BATU_TIMBAU, EAST_KUTAI, SAMARINDA
from tests.workshops.inviting import delegate
from tests.workshops.making import make_event

pytestmark = pytest.mark.django_db
MakeCase = Callable[..., Application]


def source(user: User, **chosen: Any) -> Source:
    office = factories.make_organisation(kind=OrganisationKind.DINAS)
    return Source(user=user, office=office, today=timezone.localdate(), **chosen)


@pytest.fixture
def programme(province_officer: User) -> Programme:
    """Places in East Kutai and in Samarinda."""
    programme = factories.make_programme(by=province_officer, quota=30)
    factories.make_allocation(programme, region=EAST_KUTAI, granted=10, by=province_officer)
    factories.make_allocation(programme, region=SAMARINDA, granted=5, by=province_officer)
    return programme


@pytest.fixture
def cases(programme: Programme, companion: User, officer: User, make_case: MakeCase) -> list[Any]:
    """Three in one village of East Kutai, one without a village in Samarinda, one stopped."""
    village = factories.make_region(BATU_TIMBAU)
    membership = companion.active_membership
    assert membership
    fields = {
        "by": officer,
        "status": Status.ACCEPTED,
        "companion": companion,
        "organisation": membership.organisation,
    }
    near = [
        factories.make_business(village=village, district=village.parent, phone="+6283400000009")
        for _ in range(3)
    ]
    far = factories.make_business(regency=SAMARINDA)
    found = [make_case(business, programme, **fields) for business in (*near, far)]
    done = make_case(factories.make_business(), programme, **fields | {"status": Status.ISSUED})
    return [*found, done]


def test_offices_of_a_programme_are_those_with_places(
    programme: Programme, province_officer: User
) -> None:
    factories.make_region("64.01")  # holds none
    factories.make_organisation(
        kind=OrganisationKind.DINAS, name="Disperindag Kutim", region=EAST_KUTAI
    )
    found = recipients_of(Group.REGENCIES, source(province_officer, programme=programme))
    assert [each.key for each in found] == [f"r{EAST_KUTAI}", f"r{SAMARINDA}"]
    assert found[0].lines == ("Kepala Disperindag Kutim", "di Kabupaten Kutai Timur")
    assert found[1].lines[0] == "Kepala dinas yang membidangi perindustrian Kota Samarinda"


def test_an_officer_of_a_kabupaten_writes_to_no_other(programme: Programme, officer: User) -> None:
    found = recipients_of(Group.REGENCIES, source(officer, programme=programme))
    assert [each.region_code for each in found] == [EAST_KUTAI]


@pytest.mark.usefixtures("cases")
def test_a_companion_gets_the_villages_of_open_cases_and_no_phone(
    programme: Programme, province_officer: User, companion: User
) -> None:
    [found] = recipients_of(Group.COMPANIONS, source(province_officer, programme=programme))
    assert found.companion_id == companion.pk
    assert found.values["jumlah"] == "4"
    assert found.values["wilayah"] == "Kabupaten Kutai Timur, Kota Samarinda"
    assert found.table
    assert found.table.rows == (
        ("1", "Batu Timbau", "Batu Ampar", "Kabupaten Kutai Timur", "3"),
        ("2", "Belum tercatat", "Belum tercatat", "Kota Samarinda", "1"),
    )
    assert "834" not in repr(found)


@pytest.mark.usefixtures("cases")
def test_an_office_sees_the_companions_cases_of_its_own_kabupaten(
    programme: Programme, officer: User, stranger: User
) -> None:
    [own] = recipients_of(Group.COMPANIONS, source(officer, programme=programme))
    assert own.values["jumlah"] == "3"
    [other] = recipients_of(Group.COMPANIONS, source(stranger, programme=programme))
    assert other.values["jumlah"] == "1"
    bontang = factories.make_officer("64.74")
    assert recipients_of(Group.COMPANIONS, source(bontang, programme=programme)) == []


def test_without_a_programme_there_are_no_companions(province_officer: User) -> None:
    assert recipients_of(Group.COMPANIONS, source(province_officer)) == []


def test_lp3h_of_a_programme_with_their_places(
    programme: Programme, province_officer: User, officer: User
) -> None:
    lp3h = factories.make_organisation(name="LP3H Uji")
    factories.make_allocation(
        programme, region=EAST_KUTAI, organisation=lp3h, granted=7, by=province_officer
    )
    [found] = recipients_of(Group.ORGANISATIONS, source(officer, programme=programme))
    assert (found.lines[0], found.values["jumlah"]) == ("Pimpinan LP3H Uji", "7")


def test_invited_delegations_and_their_link(province_officer: User) -> None:
    event = make_event(by=province_officer, region="64")
    delegate(event, by=province_officer, count=2, name="Rina Contoh")
    [found] = recipients_of(Group.INVITED, source(province_officer, event=event))
    assert found.lines == ("Bapak/Ibu Rina Contoh", "Kota Samarinda")
    assert found.values["jumlah"] == "2 orang, hadir di tempat"
    assert "/kegiatan/undangan/" in found.link
    values = common_values(LetterKind.INVITATION, source(province_officer, event=event))
    assert values["pukul"] == "09.00–15.00 WITA"
    assert values["hari_tanggal"] == "Selasa, 1 Desember 2026"


@pytest.mark.usefixtures("cases")
def test_owners_by_application_and_by_business(
    programme: Programme, officer: User, stranger: User, cases: list[Application]
) -> None:
    chosen = source(officer, programme=programme)
    assert len(recipients_of(Group.APPLICATIONS, chosen)) == 3
    issued = source(officer, programme=programme, statuses=(Status.ISSUED,))
    [found] = recipients_of(Group.APPLICATIONS, issued)
    assert (found.application_id, found.business_id) == (cases[-1].pk, cases[-1].business_id)
    # A number from elsewhere opens nothing.
    theirs = source(stranger, numbers=(cases[0].number,))
    assert recipients_of(Group.APPLICATIONS, theirs) == []
    assert recipients_of(Group.APPLICATIONS, source(officer, numbers=(cases[0].number,)))


def test_each_office_is_asked_for_its_own_number(
    programme: Programme, province_officer: User
) -> None:
    call = NominationCall.objects.create(
        programme=programme,
        name="Usulan",
        due_on=datetime.date(2026, 12, 1),
        created_by=province_officer,
    )
    later = datetime.date(2026, 12, 9)
    for code, places, due_on in ((EAST_KUTAI, 30, later), (SAMARINDA, 12, None)):
        region = factories.make_region(code)
        NominationRequest.objects.create(call=call, region=region, places=places, due_on=due_on)
    chosen = source(province_officer, programme=programme, call=call)
    found = with_values(LetterKind.CANDIDATES, chosen, recipients_of(Group.REGENCIES, chosen))
    told = [(each.values["jumlah"], each.values["tenggat"]) for each in found]
    assert told == [("30", "9 Desember 2026"), ("12", "1 Desember 2026")]
    assert found[0].table
    assert [row[1:3] for row in found[0].table.rows] == [
        ("Kabupaten Kutai Timur", "30"),
        ("Kota Samarinda", "12"),
    ]


def test_each_office_learns_what_became_of_its_own(
    programme: Programme, province_officer: User
) -> None:
    call = NominationCall.objects.create(
        programme=programme,
        name="Usulan",
        due_on=datetime.date(2026, 12, 1),
        created_by=province_officer,
    )
    round_ = SelectionRound.objects.create(
        programme=programme,
        name="Tahap 1",
        places=2,
        state=RoundState.CLOSED,
        created_by=province_officer,
    )
    wanted = [(EAST_KUTAI, Outcome.SELECTED), (EAST_KUTAI, Outcome.OUT), (SAMARINDA, "reserve")]
    for rank, (code, outcome) in enumerate(wanted, start=1):
        request, _ = NominationRequest.objects.get_or_create(
            call=call, region=factories.make_region(code), defaults={"places": 5}
        )
        nomination = Nomination.objects.create(
            request=request,
            business=factories.make_business(regency=code, name=f"Usaha {rank}"),
            nominated_by=province_officer,
        )
        Candidate.objects.create(round=round_, nomination=nomination, rank=rank, outcome=outcome)
    chosen = source(province_officer, programme=programme, round=round_)
    kutai, samarinda = with_values(
        LetterKind.NOTICE, chosen, recipients_of(Group.REGENCIES, chosen)
    )
    assert (kutai.values["jumlah"], samarinda.values["jumlah"]) == ("1", "0")
    assert kutai.table
    assert samarinda.table
    assert [(row[1], row[3]) for row in kutai.table.rows] == [
        ("Usaha 1", "Terpilih"),
        ("Usaha 2", "Tidak lolos"),
    ]
    # Nobody reads about the businesses of another kabupaten.
    assert [row[1] for row in samarinda.table.rows] == ["Usaha 3"]


def test_results_are_the_figures_of_the_summary(
    programme: Programme, province_officer: User
) -> None:
    chosen = source(province_officer, programme=programme)
    found = with_values(LetterKind.RESULT, chosen, recipients_of(Group.REGENCIES, chosen))
    assert [(each.values["kuota"], each.values["sisa"]) for each in found] == [
        ("10", "10"),
        ("5", "5"),
    ]
    assert found[0].table
    assert [row[:2] for row in found[0].table.rows] == [
        ("Kabupaten Kutai Timur", "10"),
        ("Kota Samarinda", "5"),
    ]


def test_the_number_of_queries_does_not_grow(
    programme: Programme, officer: User, make_case: MakeCase
) -> None:
    chosen = source(officer, programme=programme)
    assert officer.scope.is_regional  # read once

    def count(group: Group, kind: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            with_values(kind, chosen, recipients_of(group, chosen))
        return len(caught)

    lp3h = factories.make_organisation()
    counts = []
    for _ in range(2):
        for _ in range(2):
            make_case(
                factories.make_business(),
                programme,
                by=officer,
                status=Status.ACCEPTED,
                companion=factories.make_companion(lp3h),
                organisation=lp3h,
            )
        counts.append(
            [
                count(Group.COMPANIONS, LetterKind.ASSIGNMENT),
                count(Group.APPLICATIONS, LetterKind.INTRODUCTION),
            ]
        )
    assert counts[0] == counts[1]
