"""The list as a workbook: what stands in it, what may not, and what it looks like."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from ikm import tasks  # noqa: F401 - registers the jobs
from ikm.models import Business, Permit, Product
from ikm.selectors.exports import HEADINGS
from tests.factories import BATU_TIMBAU, SAMARINDA, assign, client_for, make_business, make_region

HEAD_ROWS = 5


def export(user: User, query: str = "") -> bytes:
    """Presses the button and runs the job."""
    response = client_for(user).post(f"/usaha/unduh/?{query}")
    job = Job.objects.latest("pk")
    assert response["Location"] == f"/pekerjaan/{job.pk}/"
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    assert re.fullmatch(r"usaha-\d{4}-\d\d-\d\d\.xlsx", job.result_name)
    with job.result_file.open("rb") as file:
        content: bytes = file.read()
    return content


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows below the headings, by heading."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Usaha")
    lines = sheet.to_python(skip_empty_area=False)
    assert lines[HEAD_ROWS] == list(HEADINGS)
    return [dict(zip(HEADINGS, map(str, line), strict=True)) for line in lines[HEAD_ROWS + 1 :]]


def parts_of(content: bytes) -> str:
    """All XML of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def rich_business(companion: User) -> Business:
    village = make_region(BATU_TIMBAU)
    business = make_business(
        name="Sinar",
        owner_name="Maria Contoh",
        phone="+6283456789012",
        email="maria@contoh.id",
        nib="9912345678901",
        village=village,
        district=village.parent,
        scale="micro",
    )
    business.seal_nik("6408171503909001")
    business.save()
    for name in ("Abon ikan", "Keripik pisang"):
        Product.objects.create(business=business, name=name)
    Permit.objects.create(business=business, kind="pirt", number="P-IRT 2069900010123-29")
    assign(business, companion)
    return business


def test_a_row_holds_what_the_office_works_with(officer: User, companion: User) -> None:
    rich_business(companion)
    [row] = rows_of(export(officer))
    assert row["Nama usaha"] == "Sinar"
    assert row["Nomor HP"] == "0834-5678-9012"
    assert row["NIB"] == "9912345678901"
    assert row["Desa/kelurahan"] == "Batu Timbau"
    assert row["Kabupaten/kota"] == "Kabupaten Kutai Timur"
    assert row["Produk"] == "Abon ikan, Keripik pisang"
    assert row["P-IRT"] == "P-IRT 2069900010123-29"
    assert row["Pendamping"] == companion.name
    assert (row["Skala usaha"], row["NIK pemilik"], row["Binaan"]) == ("Mikro", "Ada", "Tidak")


def test_personal_data_are_masked_for_those_who_only_read(head: User, companion: User) -> None:
    rich_business(companion)
    content = export(head)
    [row] = rows_of(content)
    assert row["Nomor HP"].endswith("9012")
    assert "0834" not in row["Nomor HP"]
    assert row["Email"] == "m•••@contoh.id"
    for secret in ("6408171503909001", "maria@", "5678-9012"):
        assert secret not in parts_of(content)


def test_no_nik_in_anybodys_workbook(officer: User, companion: User) -> None:
    rich_business(companion)
    assert "6408171503909001" not in parts_of(export(officer))


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", '=HYPERLINK("http://contoh.id")', "+62", "@SUM(A1)", "http://contoh.id", "-1"),
        *("<r><t>a</t></r>", "A & B <C>", " spasi ", "_x0041_"),
    ],
)
def test_what_people_type_stays_text(officer: User, text: str) -> None:
    make_business(name=text, owner_name=text, address=text)
    content = export(officer)
    [row] = rows_of(content)
    assert row["Nama usaha"] == row["Alamat"] == text
    xml = parts_of(content)
    assert "<f>" not in xml
    assert "<hyperlink" not in xml


def test_only_the_filtered_list_of_the_own_region(
    officer: User, stranger: User, companion: User
) -> None:
    make_business(name="Punya NIB", nib="9912345678901")
    make_business(name="Tanpa NIB")
    make_business(name="Samarinda", regency=SAMARINDA)
    assert [row["Nama usaha"] for row in rows_of(export(officer, "nib=tidak"))] == ["Tanpa NIB"]
    assert [row["Nama usaha"] for row in rows_of(export(stranger))] == ["Samarinda"]
    assert rows_of(export(companion)) == []


def test_it_looks_made_by_hand_and_prints_on_folio(officer: User) -> None:
    make_business(is_mentored=True)
    content = export(officer, "binaan=ya")
    xml = parts_of(content)
    for part in (
        'orientation="landscape"',
        'paperSize="14"',
        'state="frozen"',
        "<autoFilter",
        "_xlnm.Print_Area",
        "_xlnm.Print_Titles",
        'fitToHeight="0"',
    ):
        assert part in xml
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Usaha")
    head = [str(line[0]) for line in sheet.to_python(skip_empty_area=False)[:4]]
    assert head[1] == "Daftar usaha Kabupaten Kutai Timur"
    assert head[2] == "Saringan: Binaan: Binaan"
    assert head[3].startswith("1 usaha · data ")


def test_who_took_a_list_stands_in_the_trail(officer: User) -> None:
    make_business()
    export(officer)
    entry = AuditEntry.objects.get(action="business.exported")
    assert (entry.actor, entry.data) == (officer, {"count": 1})


def test_an_owner_exports_nothing(owner: User) -> None:
    assert client_for(owner).post("/usaha/unduh/").status_code == 403
