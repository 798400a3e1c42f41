"""The list as CSV: the same rows and masks as the workbook, and nothing that Excel would run."""

import csv
import io

import pytest
from django.utils import timezone

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.lib.formats import masked, phone
from ikm.models import Business
from ikm.selectors.exports import HEADINGS, rows_of
from tests.factories import SAMARINDA, client_for, make_business
from tests.ikm.test_workbook import rich_business

PHONES = ["+6283456789012", "+628345678901", "+62834567890", "+62834567890123"]


def take(user: User, query: str = "") -> list[dict[str, str]]:
    """Presses the button and reads the file as Excel would."""
    response = client_for(user).post(f"/usaha/unduh/csv/?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f"usaha-{timezone.localdate():%Y-%m-%d}.csv" in response["Content-Disposition"]
    content = response.getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert lines[0] == list(HEADINGS)
    return [dict(zip(HEADINGS, line, strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("who", ["officer", "province_officer", "head", "auditor"])
def test_the_rows_are_those_of_the_workbook(
    who: str, companion: User, request: pytest.FixtureRequest
) -> None:
    business = rich_business(companion)
    business.last_verified_at = timezone.now()
    business.save()
    for number, text in enumerate(PHONES):
        make_business(name=f"usaha {number}", phone=text, email="", is_mentored=True)
    make_business(name='Ünik; "kutip"', phone="", regency=SAMARINDA)
    user: User = request.getfixturevalue(who)
    rows = take(user)
    expected = rows_of(Business.objects.visible_to(user), user)
    assert [list(row.values())[1:] for row in rows] == list(expected)
    assert [row["No"] for row in rows] == [str(n + 1) for n in range(len(rows))]


def test_personal_data_are_masked_for_those_who_only_read(head: User, companion: User) -> None:
    rich_business(companion)
    [row] = take(head)
    assert row["Nomor HP"] == masked("+6283456789012") == "••••-••••-9012"
    assert row["Email"] == "m•••@contoh.id"
    assert "6408171503909001" not in str(row)


def test_a_landline_loses_its_country_and_a_short_number_everything(
    officer: User, head: User
) -> None:
    make_business(name="A", phone="+62511123456")
    make_business(name="B", phone="12345")
    assert [row["Nomor HP"] for row in take(officer)] == ["0511123456", "12345"]
    assert [row["Nomor HP"] for row in take(head)] == ["••••••3456", "••••"]
    assert phone("+62511123456") == "(0511) 123456"


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_what_people_type_is_no_formula(officer: User, text: str) -> None:
    make_business(name=text, owner_name=text, brand=text, address=text, phone="", email="")
    [row] = take(officer)
    for heading in ("Nama usaha", "Merek", "Nama pemilik", "Alamat"):
        assert row[heading] == f"'{text}"


def test_only_the_filtered_list_of_the_own_region(
    officer: User, stranger: User, companion: User
) -> None:
    make_business(name="Sinar Punya NIB", nib="9912345678901")
    make_business(name="Sinar Tanpa NIB")
    make_business(name="Sinar Samarinda", regency=SAMARINDA)
    assert [row["Nama usaha"] for row in take(officer, "nib=tidak")] == ["Sinar Tanpa NIB"]
    assert [row["Nama usaha"] for row in take(officer, "q=sinar+punya")] == ["Sinar Punya NIB"]
    assert [row["Nama usaha"] for row in take(stranger)] == ["Sinar Samarinda"]
    assert take(companion) == []


def test_who_took_a_list_stands_in_the_trail_before_the_first_byte(officer: User) -> None:
    make_business()
    response = client_for(officer).post("/usaha/unduh/csv/")
    entry = AuditEntry.objects.get(action="business.exported")
    assert (entry.actor, entry.data) == (officer, {"count": 1, "format": "csv"})
    response.close()


def test_an_owner_takes_nothing_and_a_link_gives_nothing(owner: User, officer: User) -> None:
    assert client_for(owner).post("/usaha/unduh/csv/").status_code == 403
    assert client_for(officer).get("/usaha/unduh/csv/").status_code == 405
