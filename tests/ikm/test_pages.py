"""List, detail, companion: who sees them, what they show, what they cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from ikm.models import Assignment, Business, Permit
from regions.models import Region
from tests.factories import (
    BATU_TIMBAU,
    EAST_KUTAI,
    SAMARINDA,
    assign,
    client_for,
    make_business,
    make_companion,
    make_organisation,
    make_region,
)

Villages = dict[str, Region]
READ = {"owner": 404, "officer": 200, "stranger": 404, "province_officer": 200, "head": 200}
READ |= {"auditor": 200, "companion": 404, "coordinator": 404, "admin_user": 403}


@pytest.mark.parametrize(("who", "status"), READ.items())
def test_who_opens_the_page_of_a_business(
    who: str, status: int, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    business = make_business()
    assert client_for(user).get(f"/usaha/{business.pk}/").status_code == status


def test_owner_companion_and_coordinator_open_their_own(
    owner: User, companion: User, coordinator: User
) -> None:
    business = make_business(owner=owner)
    assign(business, companion)
    for user in (owner, companion, coordinator):
        response = client_for(user).get(f"/usaha/{business.pk}/")
        assert business.name in response.content.decode()


def test_those_who_file_find_the_way_to_an_application(
    owner: User, companion: User, coordinator: User, officer: User
) -> None:
    business = make_business(owner=owner)
    assign(business, companion)
    link = f"/pengajuan/baru/?usaha={business.pk}"
    for user in (owner, companion, officer):
        assert link in client_for(user).get(f"/usaha/{business.pk}/").content.decode()
    assert link not in client_for(coordinator).get(f"/usaha/{business.pk}/").content.decode()


ADDRESSES = ["/usaha/", "/usaha/tambah/", "/usaha/impor/", "/usaha/impor/baru/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_without_signing_in(db: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/masuk/")


@pytest.mark.parametrize(
    "address", ["/usaha/tambah/", "/usaha/impor/", "/usaha/impor/baru/", "/usaha/{}/pendamping/"]
)
@pytest.mark.parametrize("who", ["owner", "companion", "coordinator", "head", "auditor"])
def test_writing_is_for_officers(who: str, address: str, request: pytest.FixtureRequest) -> None:
    user: User = request.getfixturevalue(who)
    business = make_business(owner=user)
    assert client_for(user).get(address.format(business.pk)).status_code == 403


@pytest.mark.parametrize("path", ["ubah/", "pendamping/"])
def test_a_stranger_meets_nothing(stranger: User, path: str) -> None:
    business = make_business()
    assert client_for(stranger).get(f"/usaha/{business.pk}/{path}").status_code == 404
    assert client_for(stranger).post(f"/usaha/{business.pk}/{path}").status_code == 404


def test_contacts_are_masked_for_those_who_only_read(
    officer: User, head: User, auditor: User
) -> None:
    business = make_business(phone="+6283456789012", email="maria@contoh.id")
    for address in ("/usaha/", f"/usaha/{business.pk}/"):
        assert "0834-5678-9012" in client_for(officer).get(address).content.decode()
        for user in (head, auditor):
            page = client_for(user).get(address).content.decode()
            assert "9012" in page
            assert "0834-5678" not in page
            assert "+62834567" not in page
            assert "maria@" not in page


def test_the_page_says_what_is_missing(officer: User) -> None:
    business = make_business(nib="9912345678901")
    page = client_for(officer).get(f"/usaha/{business.pk}/").content.decode()
    assert "Belum ada nomor HP." in page
    assert "Belum ada produk." in page
    assert "Belum ada pendamping." in page
    assert "Belum ada NIB." not in page


def _names(client: Client, address: str) -> list[str]:
    return [business.name for business in client.get(address).context["page"].rows]


def test_filters_live_in_the_address(villages: Villages, officer: User) -> None:
    village = make_region(BATU_TIMBAU)
    make_business(name="A", is_mentored=True, scale="micro", nib="9912345678901")
    make_business(name="B", village=village, district=village.parent)
    make_business(name="C", regency=SAMARINDA, is_mentored=True)
    client = client_for(officer)
    assert _names(client, "/usaha/") == ["A", "B"]
    assert _names(client, "/usaha/?binaan=ya") == ["A"]
    assert _names(client, "/usaha/?binaan=tidak") == ["B"]
    assert _names(client, "/usaha/?skala=micro") == ["A"]
    assert _names(client, "/usaha/?skala=kosong") == ["B"]
    assert _names(client, "/usaha/?nib=tidak") == ["B"]
    assert _names(client, f"/usaha/?wilayah={BATU_TIMBAU[:8]}") == ["B"]
    assert _names(client, "/usaha/?wilayah=99.99&skala=x") == ["A", "B"]


def test_chips_lead_to_the_list_without_them(officer: User) -> None:
    make_business(name="Sinar", is_mentored=True)
    page = client_for(officer).get("/usaha/?q=sinar&binaan=ya").content.decode()
    assert 'href="?q=sinar"' in page
    assert 'href="?binaan=ya"' in page
    assert "Hapus semua saringan" in page


def test_the_province_filters_by_kabupaten(province_officer: User) -> None:
    make_business(name="A", regency=EAST_KUTAI)
    make_business(name="B", regency=SAMARINDA)
    client = client_for(province_officer)
    assert _names(client, f"/usaha/?wilayah={SAMARINDA}") == ["B"]


def test_pages_forward_and_back_show_every_business_once(officer: User) -> None:
    for number in range(60):
        make_business(name=f"Usaha {number // 2:02}")
    client = client_for(officer)
    seen: list[int] = []
    address, pages = "/usaha/", 0
    while address:
        context = client.get(address).context
        seen += [business.pk for business in context["page"].rows]
        address, pages = context["next_url"] and f"/usaha/{context['next_url']}", pages + 1
    expected = list(Business.objects.order_by("name", "pk").values_list("pk", flat=True))
    assert (seen, pages) == (expected, 3)
    back = client.get(f"/usaha/{context['previous_url']}").context
    assert [business.pk for business in back["page"].rows] == expected[25:50]
    first = client.get(f"/usaha/{back['previous_url']}").context
    assert [business.pk for business in first["page"].rows] == expected[:25]
    assert first["previous_url"] == ""


@pytest.mark.parametrize("token", ["x", "e30", "WzFd", "%00", "WyJhIiwgIngiXQ"])
def test_a_broken_page_token_gives_the_first_page(officer: User, token: str) -> None:
    make_business(name="A")
    assert _names(client_for(officer), f"/usaha/?setelah={token}") == ["A"]


def test_the_list_costs_as_many_queries_for_30_rows_as_for_one(
    officer: User, companion: User
) -> None:
    client = client_for(officer)
    village = make_region(BATU_TIMBAU)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/usaha/").status_code == 200
        return len(queries)

    make_business(village=village, district=village.parent)
    one = cost()
    for _ in range(29):
        assign(make_business(village=village, district=village.parent), companion)
    # A list longer than its page is counted in a query of its own.
    assert cost() == one + 1 <= 10


def test_an_officer_assigns_and_replaces_a_companion(officer: User, companion: User) -> None:
    business = make_business()
    membership = companion.memberships.get()
    client = client_for(officer)
    address = f"/usaha/{business.pk}/pendamping/"
    assert companion.name in client.get(address).content.decode()
    client.post(address, {"membership": membership.pk})
    client.post(address, {"membership": membership.pk})
    assert business.assignments.get().companion == companion
    other = make_companion()
    client.post(address, {"membership": other.memberships.get().pk})
    assert business.assignments.current().get().companion == other
    assert business.assignments.count() == 2
    client.post(f"/usaha/{business.pk}/pendamping/akhiri/")
    assert not business.assignments.current().exists()


def test_only_companions_of_the_province_can_be_chosen(officer: User, stranger: User) -> None:
    business = make_business()
    make_region("53.01")
    far = make_companion(make_organisation(region="53"))
    client = client_for(officer)
    for membership in (far.memberships.get(), stranger.memberships.get()):
        response = client.post(f"/usaha/{business.pk}/pendamping/", {"membership": membership.pk})
        assert response.status_code == 422
    assert Assignment.objects.count() == 0
    assert "Pendamping ini tidak aktif lagi." in response.content.decode()


def test_more_filters_and_their_chips(villages: Villages, province_officer: User) -> None:
    village = make_region(BATU_TIMBAU)
    make_business(name="A", kbli_code="10794", kbli_version=2020, operational_status="active")
    with_permit = make_business(name="B", source="import", village=village, district=village.parent)
    Permit.objects.create(business=with_permit, kind="pirt", number="1")
    make_business(name="C", source="import", is_mentored=True)
    client = client_for(province_officer)
    assert _names(client, "/usaha/?kbli=107") == ["A"]
    assert _names(client, "/usaha/?kbli=x") == ["A", "B", "C"]
    assert _names(client, "/usaha/?keadaan=active") == ["A"]
    assert _names(client, "/usaha/?pirt=ada") == ["B"]
    assert _names(client, "/usaha/?pirt=tidak") == ["A", "C"]
    assert _names(client, "/usaha/?lingkaran=terdaftar") == ["A", "C"]
    assert _names(client, "/usaha/?lingkaran=belum") == ["B"]
    district = f"wilayah={EAST_KUTAI}&kecamatan={BATU_TIMBAU[:8]}"
    assert _names(client, f"/usaha/?{district}") == ["B"]
    page = client.get(f"/usaha/?{district}").content.decode()
    assert 'href="?"' in page  # without the kab/kota its kecamatan goes too


def test_columns_stay_chosen_and_travel_in_the_address(officer: User) -> None:
    make_business(name="A", kbli_code="10794", kbli_version=2020)
    client = client_for(officer)
    assert "10794" not in client.get("/usaha/").content.decode()
    page = client.get("/usaha/?kolom=kbli&kolom=jahat&binaan=tidak").content.decode()
    assert 'href="?kolom=kbli"' in page
    assert 'data-label="KBLI"' in page
    assert 'data-label="Pemilik"' not in page
    assert 'data-label="KBLI"' in client.get("/usaha/").content.decode()


def test_a_typing_error_finds_what_is_near_and_says_so(officer: User) -> None:
    make_business(name="Kripik Sinar Ende")
    make_business(name="Tahu Bandung")
    client = client_for(officer)
    page = client.get("/usaha/?q=sinr+ende").content.decode()
    assert "Tidak ada yang persis “sinr ende”" in page
    assert "Kripik Sinar Ende" in page
    assert "Tahu Bandung" not in page
    assert 'name="mirip" value="ya"' in page  # so that all results means these
    assert "Tidak ada yang persis" not in client.get("/usaha/?q=sinar").content.decode()
