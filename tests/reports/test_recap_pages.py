"""The pages of recaps: who sees which, filters, paper and workbooks as jobs, long lists."""

import datetime
import io
import tracemalloc
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import python_calamine
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import reports.tasks  # noqa: F401 - registers the handlers
from accounts.enums import Role
from accounts.models import User
from certification.models import Application, Certificate
from halalportal.audit.models import AuditEntry
from halalportal.jobs.models import Job, JobStatus
from halalportal.jobs.tasks import run_job
from halalportal.outbox.models import Entry, Queue
from reports.documents.recaps import Answer
from reports.documents.recaps.paper import TooLongForPaperError, pdf_of
from reports.documents.recaps.sheet import write_xlsx
from reports.selectors.overview import province_scope
from reports.selectors.recaps import RECAPS, Question, Table
from reports.selectors.recaps.recipients import COLUMNS
from reports.selectors.recaps.shape import Row
from reports.views.recaps import files
from tests import factories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
URL = "/laporan/cerita-2026/rekap/"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def get(user: User, url: str = URL, **filters: str) -> Any:
    return factories.client_for(user).get(url, filters)


def names(response: Any) -> list[str]:
    """What names the rows of a recap's page."""
    return [cell.text for line in response.context["lines"] for cell in line if cell.is_name]


def coordinator_of(story: Story) -> User:
    return factories.make_user(Role.LP3H_COORDINATOR, organisation=story.lp3h)


def test_who_may_see_them(
    *, story: Story, head: User, auditor: User, officer: User, owner: User, companion: User
) -> None:
    elsewhere = factories.make_officer("73")
    other_lp3h = factories.make_user(
        Role.LP3H_COORDINATOR, organisation=factories.make_organisation()
    )
    for url in (URL, f"{URL}capaian/"):
        for user in (head, auditor, officer, story.by, coordinator_of(story)):
            assert get(user, url).status_code == 200
        assert [get(user, url).status_code for user in (owner, companion)] == [403] * 2
        assert [get(user, url).status_code for user in (elsewhere, other_lp3h)] == [404] * 2
        assert Client().get(url).status_code == 302


def test_files_ask_for_the_same_rights(
    *, story: Story, officer: User, stranger: User, owner: User
) -> None:
    elsewhere = factories.make_officer("73")
    for kind in ("excel", "pdf"):
        url = f"{URL}capaian/{kind}/"
        assert factories.client_for(owner).post(url).status_code == 403
        assert factories.client_for(elsewhere).post(url).status_code == 404
        assert Client().post(url).status_code == 302
        assert factories.client_for(officer).get(url).status_code == 405
    assert not Job.objects.exists()
    content = factories.client_for(stranger).post(f"{URL}capaian/excel/").content
    assert b"Kutai Timur" not in content
    assert "Kota Samarinda" in str(rows_of(content))


def rows_of(content: bytes) -> list[list[Any]]:
    return (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_index(0)
        .to_python()
    )


def test_a_kabupaten_and_an_lp3h_see_their_own_rows(
    story: Story, officer: User, stranger: User
) -> None:
    assert names(get(officer, f"{URL}capaian/")) == ["Kab. Kutai Timur"]
    assert names(get(stranger, f"{URL}capaian/")) == ["Kota Samarinda"]
    assert names(get(stranger, f"{URL}lp3h/")) == ["Tanpa LP3H"]
    coordinator = coordinator_of(story)
    own = get(coordinator, f"{URL}lp3h/")
    assert names(own) == ["LP3H Cerita"]
    assert own.context["found"].table.rows[0].values[1:5] == (4, 0, 0, 2)
    assert get(coordinator, f"{URL}capaian/").context["found"].table.rows[0].values[3] == 4


def test_money_and_indicators_are_for_the_office_of_the_province(
    story: Story, head: User, officer: User
) -> None:
    coordinator = coordinator_of(story)
    assert get(head, f"{URL}anggaran/").status_code == 200
    assert get(officer, f"{URL}anggaran/").status_code == 404
    assert get(coordinator, f"{URL}anggaran/").status_code == 404
    assert get(coordinator, f"{URL}indikator/").status_code == 404
    assert get(officer, f"{URL}indikator/").status_code == 200
    listed = get(officer).content.decode()
    assert "Capaian per kab/kota" in listed
    assert "Anggaran" not in listed


def test_filters_stay_in_the_address(story: Story, head: User) -> None:
    page = get(head, f"{URL}capaian/", kabupaten=factories.SAMARINDA, per="2026-03-30")
    text = page.content.decode()

    assert names(page) == ["Kota Samarinda"]
    assert "data akhir hari 30 Maret 2026 WITA" in text
    assert 'name="kabupaten" value="64.72"' in text
    assert 'name="per" value="2026-03-30"' in text
    assert [chip[1] for chip in page.context["form"].chips()] == ["Kota Samarinda", "30 Maret 2026"]


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"per": "2026-06-03"}, "Pilih tanggal sampai hari ini."),
        ({"per": "kemarin"}, "Tulis tanggal seperti"),
    ],
)
def test_what_is_not_understood_is_explained(
    story: Story, head: User, filters: dict[str, str], words: str
) -> None:
    page = get(head, f"{URL}capaian/", **filters)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert page.context["found"].question.as_of is None


def test_an_unknown_place_is_no_filter(story: Story, head: User) -> None:
    page = get(head, f"{URL}capaian/", kabupaten="99.99")
    assert page.context["found"].question.regency == ""
    assert len(names(page)) == 3


def test_an_unknown_recap_is_not_found(story: Story, head: User) -> None:
    assert get(head, f"{URL}tidak-ada/").status_code == 404


@pytest.mark.parametrize("code", RECAPS)
def test_head_and_staff_within_their_budgets(
    code: str, story: Story, head: User, auditor: User
) -> None:
    for user, most, base in ((head, 16, b"page-head"), (auditor, 25, b"page-staff")):
        client = factories.client_for(user)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{URL}{code}/")
        assert len(queries) <= most
        assert len(response.content) <= 80_000
        assert base in response.content
        assert b"style=" not in response.content
    assert b"<script" not in factories.client_for(head).get(f"{URL}{code}/").content


def certificates(story: Story) -> None:
    for number, application in enumerate(Application.objects.in_status("issued")):
        Certificate.objects.create(
            application=application, number=f"ID{number:017}", issued_on=NOW.date()
        )


def test_a_list_of_businesses_that_leaves_is_written_down(story: Story, officer: User) -> None:
    certificates(story)
    client = factories.client_for(officer)
    client.post(f"{URL}capaian/excel/")
    assert not AuditEntry.objects.filter(action="recap.exported").exists()
    response = client.post(f"{URL}penerima/excel/")

    assert 'filename="penerima-cerita-2026-2026-06-02.xlsx"' in response["Content-Disposition"]
    entry = AuditEntry.objects.get(action="recap.exported")
    assert (entry.actor_id, entry.data["count"]) == (officer.pk, 1)


def run(job: Job) -> Job:
    entry = Entry.objects.get(key=f"job:{job.pk}")
    run_job.run(entry.pk)
    job.refresh_from_db()
    return job


def test_paper_is_made_as_a_job_of_the_person(story: Story, head: User) -> None:
    response = factories.client_for(head).post(f"{URL}capaian/pdf/", {"kertas": "a4"})
    job = Job.objects.get()
    assert response.headers["Location"] == f"/pekerjaan/{job.pk}/"
    assert Entry.objects.get(key=f"job:{job.pk}").queue == Queue.PDF
    job = run(job)

    assert job.status == JobStatus.DONE, job.message
    assert job.result_name == "capaian-cerita-2026-2026-06-02.pdf"
    assert job.result_url == f"{URL}capaian/"
    with job.result_file.open("rb") as file:
        assert file.read(5) == b"%PDF-"


def test_a_role_that_ended_gets_no_file(story: Story, head: User) -> None:
    factories.client_for(head).post(f"{URL}capaian/pdf/")
    head.memberships.update(ended_on=NOW.date())
    job = run(Job.objects.get())
    assert job.status == JobStatus.FAILED
    assert not job.result_file


def test_a_long_workbook_becomes_a_job(
    story: Story, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates(story)
    monkeypatch.setattr(files, "MOST_AT_ONCE", 0)
    factories.client_for(officer).post(f"{URL}penerima/excel/", {"per": "2026-05-30"})
    job = run(Job.objects.get())

    assert job.status == JobStatus.DONE, job.message
    assert job.result_url == f"{URL}penerima/?per=2026-05-30"
    with job.result_file.open("rb") as file:
        line = rows_of(file.read())[6]
    own = Certificate.objects.get(application__regency=factories.EAST_KUTAI)
    assert line[5] == own.number


class Many(Sequence[Row]):
    """So many recipients, each made when it is asked for."""

    def __init__(self, count: int) -> None:
        self._total = count

    def __len__(self) -> int:
        return self._total

    def __getitem__(self, at: Any) -> Any:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Row]:
        day = datetime.date(2026, 5, 4)
        for n in range(1, self._total + 1):
            words = (f"Usaha {n}", f"Pemilik {n}", "Kota Samarinda", f"Produk {n}", f"ID{n:017}")
            yield Row((n, *words, day, "Berlaku"))


def test_83_000_recipients_go_to_excel_in_flat_memory_and_not_to_paper(story: Story) -> None:
    question = Question(programme=story.programme, scope=province_scope(story.programme))
    found = Answer(RECAPS["penerima"], question, Table(COLUMNS, Many(83_000)), ())
    target = io.BytesIO()
    heard: list[int] = []
    with pytest.raises(TooLongForPaperError, match=r"83\.000 baris.*Unduh Excel"):
        pdf_of(found)

    tracemalloc.start()
    write_xlsx(found, target, report=heard.append)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak - len(target.getvalue()) < 30_000_000
    assert heard[-1] == 83_000
    rows = rows_of(target.getvalue())
    assert rows[5 + 83_000][:2] == [83_000.0, "Usaha 83000"]


def test_a_list_too_long_for_paper_is_refused_on_the_page(
    story: Story, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates(story)
    monkeypatch.setattr("reports.documents.recaps.paper.MOST_ROWS", 0)
    client = factories.client_for(officer)
    response = client.post(f"{URL}penerima/pdf/", follow=True)
    assert "PDF paling banyak 0 baris. Unduh Excel" in response.content.decode()
    assert not Job.objects.exists()
