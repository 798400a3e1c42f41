"""The grid kab/kota × LP3H: sums, reasons, two people at once, and the way through Excel."""

import io
from collections.abc import Mapping, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from accounts.models import Organisation, User
from certification.invariants import check
from certification.models import Allocation, Movement, Programme
from certification.selectors.quota_grid import quota_grid
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


@pytest.fixture
def lp3h(db: None) -> Organisation:
    return make_organisation(name="LP3H Rekaan")


@pytest.fixture
def divided(programme: Programme, lp3h: Organisation, province_officer: User) -> Programme:
    """Ten places: East Kutai has 4, of which the LP3H 3; Samarinda has 2."""
    make_allocation(programme, granted=4, by=province_officer)
    make_allocation(programme, organisation=lp3h, granted=3, by=province_officer)
    make_allocation(programme, region=SAMARINDA, granted=2, by=province_officer)
    return programme


def address(programme: Programme, action: str = "split", *lp3h: Organisation) -> str:
    query = "&".join(f"lp3h={organisation.pk}" for organisation in lp3h)
    return reverse(f"certification:programme-{action}", args=[programme.slug]) + f"?{query}"


def boxes(programme: Programme, values: Mapping[str, object], **others: str) -> dict[str, object]:
    """What the browser sends: the saved numbers with these typed over."""
    data: dict[str, object] = {"seen": quota_grid(programme).version, "reason": ""}
    for row in quota_grid(programme).rows:
        data[f"own_{row.region.pk}"] = row.own.count
        data |= {f"lp3h_{row.region.pk}_{pk}": cell.count for pk, cell in row.cells.items()}
    return {**data, **values, **others}


def granted() -> dict[tuple[str | None, int | None], int]:
    nodes = Allocation.objects.all()
    return {(node.region_id, node.organisation_id): node.granted for node in nodes}


def test_one_save_moves_places_between_lp3h_and_kabupaten(
    divided: Programme, lp3h: Organisation, province_officer: User
) -> None:
    other = make_organisation(name="LP3H Kedua")
    values = {
        f"lp3h_{EAST_KUTAI}_{lp3h.pk}": "",
        f"lp3h_{EAST_KUTAI}_{other.pk}": "1",
        f"own_{EAST_KUTAI}": "0",
        f"lp3h_{SAMARINDA}_{lp3h.pk}": "6",
        f"own_{SAMARINDA}": "3",
        f"due_{SAMARINDA}": "31/12/2026",
    }
    data = boxes(divided, values, reason="Rapat 4 Juni")
    response = client_for(province_officer).post(address(divided, "split", other), data)
    assert response.status_code == 302
    assert granted() == {
        (None, None): 10,
        (EAST_KUTAI, None): 1,
        (EAST_KUTAI, lp3h.pk): 0,
        (EAST_KUTAI, other.pk): 1,
        (SAMARINDA, None): 9,
        (SAMARINDA, lp3h.pk): 6,
    }
    said = Movement.objects.filter(note="Rapat 4 Juni", by=province_officer)
    assert {m.allocation.region_id for m in said} >= {EAST_KUTAI, SAMARINDA}
    assert list(check()) == []


def test_a_sum_above_the_quota_is_said_with_the_numbers_and_keeps_what_was_typed(
    divided: Programme, province_officer: User
) -> None:
    data = boxes(divided, {f"own_{SAMARINDA}": "7"})
    page = client_for(province_officer).post(address(divided), data).content.decode()
    assert "Jumlah pembagian 11, sedangkan kuota program 10. Kurangi 1." in page
    assert 'value="7"' in page
    assert "lebih 1, kurangi dulu" in page
    assert granted()[SAMARINDA, None] == 2


def test_fewer_than_are_taken_is_refused_at_the_box(
    divided: Programme, lp3h: Organisation, province_officer: User
) -> None:
    Allocation.objects.filter(organisation=lp3h).update(reserved=2)
    data = boxes(divided, {f"lp3h_{EAST_KUTAI}_{lp3h.pk}": "1"}, reason="Terlalu banyak")
    page = client_for(province_officer).post(address(divided), data).content.decode()
    assert "Kabupaten Kutai Timur, LP3H Rekaan: paling sedikit 2" in page
    assert granted()[EAST_KUTAI, lp3h.pk] == 3


def test_taking_places_away_needs_a_reason(divided: Programme, province_officer: User) -> None:
    client = client_for(province_officer)
    data = boxes(divided, {f"own_{SAMARINDA}": "1"})
    assert "Tulis alasan" in client.post(address(divided), data).content.decode()
    assert client.post(address(divided), data | {"reason": "Sepi"}).status_code == 302
    assert granted()[SAMARINDA, None] == 1


def test_two_at_once_the_second_is_told_and_keeps_the_numbers(
    divided: Programme, province_officer: User
) -> None:
    mine = boxes(divided, {f"own_{SAMARINDA}": "5"})
    theirs = boxes(divided, {f"own_{EAST_KUTAI}": "2"})
    colleague = client_for(make_user("province_officer", region=EAST_KALIMANTAN))
    assert colleague.post(address(divided), theirs).status_code == 302
    client = client_for(province_officer)
    page = client.post(address(divided), mine)
    text = page.content.decode()
    assert "sudah diubah orang lain" in text
    assert 'value="5"' in text
    assert granted()[SAMARINDA, None] == 2
    again = mine | {"seen": page.context["form"]["seen"].value(), f"own_{EAST_KUTAI}": "2"}
    assert client.post(address(divided), again).status_code == 302
    assert granted()[SAMARINDA, None] == 5


@pytest.mark.parametrize("typed", ["dua", "-1", "2,5", "9" * 30, "²"])
def test_what_is_no_number_is_said(divided: Programme, province_officer: User, typed: str) -> None:
    data = boxes(divided, {f"own_{SAMARINDA}": typed})
    page = client_for(province_officer).post(address(divided), data)
    assert page.status_code == 200
    assert page.context["form"].errors[f"own_{SAMARINDA}"]
    assert granted()[SAMARINDA, None] == 2


def upload(client: Client, programme: Programme, content: bytes) -> str:
    file = SimpleUploadedFile("kuota.xlsx", content)
    return client.post(address(programme, "split-upload"), {"file": file}).content.decode()


def test_excel_out_and_back_changes_nothing_until_it_is_saved(
    divided: Programme, lp3h: Organisation, province_officer: User
) -> None:
    client = client_for(province_officer)
    response = client.get(address(divided, "split-download"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0)
    table = rows.to_python()
    assert table[2] == [
        *("Kode", "Kabupaten/kota", "LP3H Rekaan", "Tanpa LP3H", "Jumlah", "Terikat", "Tenggat")
    ]
    assert table[3][:5] == [EAST_KUTAI, "Kabupaten Kutai Timur", 3, 1, 4]
    table[3][2], table[4][3] = 2, 5
    page = upload(client, divided, workbook(table))
    assert "Periksa, lalu simpan" in page
    assert 'value="5"' in page
    assert granted()[SAMARINDA, None] == 2


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([["Kode", "LP3H Lain"], [EAST_KUTAI, 1]], "bukan LP3H di tabel ini"),
        ([["Kode", "Tanpa LP3H"], ["99.01", 1]], "Kode 99.01 bukan kabupaten/kota program ini."),
        ([["Nama", "Jumlah"], ["Kutai", 1]], "Kolom Kode tidak ditemukan"),
    ],
)
def test_a_sheet_of_another_shape_is_refused_in_words(
    divided: Programme, province_officer: User, table: list[list[object]], words: str
) -> None:
    assert words in upload(client_for(province_officer), divided, workbook(table))


def test_a_file_that_is_no_table_is_refused(divided: Programme, province_officer: User) -> None:
    page = upload(client_for(province_officer), divided, b"PK\x03\x04 nothing")
    assert "error-summary" in page


def workbook(table: Sequence[Sequence[object]]) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


@pytest.mark.parametrize("who", ["owner", "officer", "stranger", "companion", "coordinator"])
@pytest.mark.parametrize("action", ["split", "split-download", "split-upload"])
def test_only_the_province_reaches_the_grid(
    divided: Programme, who: str, action: str, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(who))
    ask = client.post if action == "split-upload" else client.get
    assert ask(address(divided, action)).status_code == 403


def test_another_province_finds_nothing(divided: Programme) -> None:
    client = client_for(make_user("province_officer", region="63"))
    assert client.get(address(divided)).status_code == 404
    assert client.post(address(divided), {}).status_code == 404


def test_the_page_asks_the_database_as_often_for_many_lp3h(
    divided: Programme, province_officer: User
) -> None:
    client = client_for(province_officer)
    client.get(address(divided))
    with CaptureQueriesContext(connection) as few:
        client.get(address(divided))
    for _ in range(5):
        make_allocation(
            divided, organisation=make_organisation(kind="lp3h"), granted=0, by=province_officer
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address(divided))
    assert len(many) == len(few)


counts = st.integers(min_value=0, max_value=6)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(own=st.tuples(counts, counts), given_away=st.tuples(counts, counts))
def test_any_grid_is_saved_whole_or_not_at_all(
    own: tuple[int, int], given_away: tuple[int, int], province_officer: User, lp3h: Organisation
) -> None:
    programme = make_programme(by=province_officer)
    make_allocation(programme, granted=3, by=province_officer)
    make_allocation(programme, organisation=lp3h, granted=2, by=province_officer)
    values: dict[str, object] = {}
    for code, kept, away in zip((EAST_KUTAI, SAMARINDA), own, given_away, strict=True):
        values |= {f"own_{code}": kept, f"lp3h_{code}_{lp3h.pk}": away}
    data = boxes(programme, values, reason="Uji")
    status = client_for(province_officer).post(address(programme), data).status_code
    fits = sum(own) + sum(given_away) <= 10
    assert status == (302 if fits else 200)
    saved = [(row.own.count, row.cell(lp3h.pk).count) for row in quota_grid(programme).rows]
    wanted = list(zip(own, given_away, strict=True)) if fits else [(1, 2), (0, 0)]
    assert saved == wanted
    assert list(check()) == []
