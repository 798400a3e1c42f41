"""The circles: what they count, for whom, and that each number equals the list behind it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from certification.enums import Status
from certification.models import StopReason
from ikm.models import Business, HeldCertificate
from reports.selectors.coverage import CoverageRow, coverage
from tests.factories import (
    BATU_TIMBAU,
    EAST_KUTAI,
    SAMARINDA,
    client_for,
    make_business,
    make_programme,
    make_region,
)
from tests.reports.conftest import MakeCase


@pytest.fixture
def registry(officer: User, make_case: MakeCase) -> None:
    """Two kabupaten/kota with a business in each circle, and some that changed their mind."""
    programme = make_programme(by=officer)
    village = make_region(BATU_TIMBAU)

    def here(**fields: Any) -> Business:
        return make_business(village=village, district=village.parent, **fields)

    here(source="import")
    make_case(here(is_mentored=True), programme, by=officer, status=Status.DRAFT)
    reason = StopReason.objects.first()
    make_case(here(), programme, by=officer, status=Status.STOPPED, stop_reason=reason)
    both = here()
    make_case(both, programme, by=officer, status=Status.ISSUED)
    HeldCertificate.objects.create(business=both, number="ID1", source="SEHATI")
    elsewhere = make_business(regency=SAMARINDA)
    HeldCertificate.objects.create(business=elsewhere, number="ID2", source="SEHATI")
    gone = here(merged_into=both)
    assert gone.pk


def counts(row: CoverageRow) -> list[int]:
    return [cell.count for cell in row.counts]


def test_each_circle_counts_businesses_once(registry: None, province_officer: User) -> None:
    total, rows = coverage(province_officer)
    by_name = {row.name: row for row in rows}
    assert counts(by_name["Kabupaten Kutai Timur"]) == [4, 3, 1, 1, 1, 2]
    assert counts(by_name["Kota Samarinda"]) == [1, 1, 0, 0, 1, 0]
    assert counts(total) == [5, 4, 1, 1, 2, 2]
    assert (by_name["Kabupaten Kutai Timur"].share, total.share) == ("50%", "60%")


@pytest.mark.parametrize("who", ["province_officer", "officer", "head", "auditor"])
def test_every_number_is_the_length_of_its_list(
    registry: None, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    client = client_for(user)
    total, rows = coverage(user)
    cells = [cell for row in [total, *rows] for cell in row.counts if cell.url]
    assert len(cells) >= 10
    page = client.get("/laporan/cakupan/").content.decode()
    for cell in cells:
        assert cell.url.replace("&", "&amp;") in page
        assert client.get(cell.url).context["page"].count == cell.count, cell


def test_an_officer_sees_the_own_kecamatan_only(registry: None, officer: User) -> None:
    total, rows = coverage(officer)
    assert counts(total) == [4, 3, 1, 1, 1, 2]
    assert {row.name for row in rows} == {"Batu Ampar"}


def test_a_stranger_finds_nothing_of_another_kabupaten(registry: None, stranger: User) -> None:
    address = f"/laporan/cakupan/dalam-fasilitasi/?wilayah={EAST_KUTAI}"
    assert client_for(stranger).get(address).context["page"].count == 0


@pytest.mark.parametrize("who", ["owner", "companion", "coordinator", "admin_user"])
@pytest.mark.parametrize("address", ["/laporan/cakupan/", "/laporan/cakupan/bersertifikat/"])
def test_it_is_for_those_who_read_reports(
    who: str, address: str, request: pytest.FixtureRequest
) -> None:
    assert client_for(request.getfixturevalue(who)).get(address).status_code == 403


def test_an_unknown_circle_is_not_found(officer: User) -> None:
    assert client_for(officer).get("/laporan/cakupan/lingkaran/").status_code == 404


def test_it_costs_as_many_queries_for_many_as_for_few(
    registry: None, province_officer: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            coverage(province_officer)
        return len(queries)

    assert province_officer.scope.region_code  # the person remembers the own role
    few = cost()
    for code in ("64.01", "64.02", "64.03"):
        make_business(regency=code)
    assert cost() == few == 7
