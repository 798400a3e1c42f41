"""The pages of programmes: who sees what, handing places out, and targets."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import OrganisationKind
from accounts.models import User
from certification.invariants import check
from certification.models import Allocation, Programme, Target
from tests.factories import (
    EAST_KALIMANTAN,
    EAST_KUTAI,
    SAMARINDA,
    client_for,
    make_allocation,
    make_organisation,
    make_programme,
    make_region,
    make_user,
)


@pytest.fixture(autouse=True)
def _regencies(db: None) -> None:
    make_region(EAST_KUTAI)
    make_region(SAMARINDA)


def url(action: str, programme: Programme | None = None) -> str:
    return reverse(f"certification:programme-{action}", args=[programme.slug] if programme else [])


def split_data(counts: dict[str, int], **due: str) -> dict[str, object]:
    return {f"own_{code}": count for code, count in counts.items()} | {
        f"due_{code}": due.get(code.replace(".", "_"), "") for code in counts
    }


def test_a_province_officer_opens_divides_and_dates_a_programme(province_officer: User) -> None:
    client = client_for(province_officer)
    response = client.post(
        url("create"),
        {
            "name": "Fasilitasi Self-Declare Kaltim 2026",
            "year": "2026",
            "track": "self_declare",
            "funding_source": "apbd_province",
            "unit_cost": "230000",
            "cost_source": "Peraturan BPJPH 1/2022",
            "quota": "1000",
            "starts_on": "2/1/2026",
            "ends_on": "31/12/2026",
        },
    )
    programme = Programme.objects.get()
    assert programme.slug == "fasilitasi-self-declare-kaltim-2026"
    assert response.headers["Location"] == url("split", programme)
    data = split_data({EAST_KUTAI: 400, SAMARINDA: 300}, **{"64_08": "31/5/2026"})
    assert client.post(url("split", programme), data).status_code == 302
    lp3h = make_organisation()
    client.post(
        url("split-lp3h", programme),
        {"region": EAST_KUTAI, "organisation": lp3h.pk, "count": "40", "due_on": ""},
    )
    client.post(
        url("target", programme),
        {
            "name": "100 hari",
            "quantity": "1000",
            "starts_on": "20/2/2026",
            "due_on": "31/5/2026",
            "day_basis": "calendar",
            "measure": "used",
        },
    )
    page = client.get(url("detail", programme)).content.decode()
    for words in ("1.000", "400", "31 Mei 2026", lp3h.name, "100 hari", "Belum dibagi"):
        assert words in page
    assert Allocation.objects.get(organisation=lp3h).granted == 40
    assert Target.objects.get().quantity == 1_000
    assert list(check()) == []


def test_too_large_a_sum_is_refused_with_the_numbers(
    programme: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    page = client.post(url("split", programme), split_data({EAST_KUTAI: 8, SAMARINDA: 4}))
    assert "Jumlah pembagian 12, sedangkan kuota program 10. Kurangi 2." in page.content.decode()
    assert not Allocation.objects.regencies().exists()


def test_an_lp3h_gets_no_more_than_its_kabupaten_has(
    programme: Programme, allocation: Allocation, province_officer: User
) -> None:
    lp3h = make_organisation()
    page = client_for(province_officer).post(
        url("split-lp3h", programme),
        {"region": EAST_KUTAI, "organisation": lp3h.pk, "count": "4"},
    )
    assert "Kuota Kabupaten Kutai Timur tinggal 3, Anda meminta 4." in page.content.decode()


@pytest.mark.parametrize(
    ("who", "list_status", "change_status"),
    [
        ("province_officer", 200, 200),
        ("officer", 200, 403),
        ("coordinator", 200, 403),
        ("head", 200, 403),
        ("auditor", 200, 403),
        ("owner", 403, 403),
        ("companion", 403, 403),
    ],
)
def test_who_reads_and_who_changes(
    programme: Programme,
    who: str,
    list_status: int,
    change_status: int,
    request: pytest.FixtureRequest,
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get(url("list")).status_code == list_status
    for action in ("split", "split-lp3h", "target"):
        assert client.get(url(action, programme)).status_code == change_status
    assert client.get(url("create")).status_code == change_status


def test_an_officer_of_another_province_sees_no_programme(programme: Programme) -> None:
    foreigner = make_user("province_officer", region="63")
    client = client_for(foreigner)
    assert client.get(url("detail", programme)).status_code == 404
    assert client.get(url("split", programme)).status_code == 404
    assert programme.name not in client.get(url("list")).content.decode()


def test_officers_and_coordinators_see_their_own_rows(
    programme: Programme,
    allocation: Allocation,
    officer: User,
    coordinator: User,
    province_officer: User,
) -> None:
    membership = coordinator.active_membership
    assert membership
    own = membership.organisation
    make_allocation(programme, organisation=own, granted=1, by=province_officer)
    make_allocation(programme, region=SAMARINDA, granted=2, by=province_officer)
    seen = client_for(officer).get(url("detail", programme)).context["rows"]
    assert [row.label for row in seen] == ["Kabupaten Kutai Timur", str(own)]
    mine = client_for(coordinator).get(url("detail", programme)).context["rows"]
    assert [row.label for row in mine] == [f"{own} di Kabupaten Kutai Timur"]


def test_the_office_of_the_province_owns_the_programme(province_officer: User) -> None:
    office = make_organisation(kind=OrganisationKind.DINAS, region=EAST_KALIMANTAN)
    client_for(province_officer).post(
        url("create"),
        {
            "name": "Program Lain",
            "year": "2026",
            "track": "regular",
            "funding_source": "csr",
            "unit_cost": "650000",
            "cost_source": "Kontrak LPH",
            "quota": "5",
            "starts_on": "2/1/2026",
            "ends_on": "1/1/2026",
        },
    )
    assert not Programme.objects.exists()
    assert office.programmes.count() == 0


def test_the_list_has_every_programme_with_its_places_in_a_steady_number_of_queries(
    programme: Programme, allocation: Allocation, province_officer: User
) -> None:
    make_allocation(programme, organisation=make_organisation(), granted=1, by=province_officer)
    Allocation.objects.filter(pk=allocation.pk).update(reserved=1, used=1, issued=1)
    client = client_for(province_officer)
    client.get(url("list"))
    with CaptureQueriesContext(connection) as few:
        (row,) = client.get(url("list")).context["programmes"]
    assert (row.quota, row.reserved, row.used, row.issued, row.free) == (10, 1, 1, 1, 8)
    for _ in range(4):
        make_programme(by=province_officer)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(url("list")).context["programmes"]) == 5
    assert len(many) == len(few)
