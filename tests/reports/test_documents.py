"""The same figures on the page, in the PDF, in Excel, in the API: equal to the digit."""

import io
import json
import re
import subprocess
from pathlib import Path

import pytest
import python_calamine
import time_machine
from django.core.management import CommandError, call_command

from accounts.models import User
from halalportal.jobs.models import Job, JobStatus
from halalportal.jobs.tasks import run_job
from halalportal.lib import pdf
from halalportal.outbox.models import Entry, Queue
from reports import tasks
from tests import factories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
URL = "/laporan/cerita-2026/"
DAY = "2026-03-30"


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def text_of(content: bytes, folder: Path) -> str:
    """The words of a PDF, as a reader copies them."""
    file = folder / "a.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def result_of(job: Job) -> bytes:
    with job.result_file.open("rb") as file:
        return bytes(file.read())


def words(text: str) -> str:
    return " ".join(text.split())


def run_pdf_job(user: User, per: str = "") -> Job:
    """Asks for the PDF as the page's button does, and lets the worker's task run."""
    client = factories.client_for(user)
    response = client.post(f"{URL}pdf/", {"per": per})
    job = Job.objects.get()
    assert response.headers["Location"] == f"/pekerjaan/{job.pk}/"
    entry = Entry.objects.get(key=f"job:{job.pk}")
    assert entry.queue == Queue.PDF
    run_job.run(entry.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("per", ["", DAY])
def test_pdf_page_and_api_show_the_same(story: Story, head: User, per: str, tmp_path: Path) -> None:
    client = factories.client_for(head)
    with time_machine.travel(NOW, tick=False):
        job = run_pdf_job(head, per)
        page = client.get(URL, {"per": per} if per else {}).context["page"]
        api = client.get(
            f"/api/v1/programmes/cerita-2026/summary/{f'?as_of={per}' if per else ''}"
        ).json()
    assert job.status == JobStatus.DONE, job.message
    text = text_of(result_of(job), tmp_path)
    flat = words(text)

    assert str(page.headline) in flat
    assert page.stamp in flat
    summary = page.summary
    for name in ("quota", "reserved", "used", "issued", "free", "in_process"):
        assert api[name] == getattr(summary, name), name
    assert re.search(rf"\b{summary.quota}\s+{summary.used}\s+{summary.issued}\b", text)
    for row in (*page.regions, *page.organisations):
        found = re.search(rf"{re.escape(row.label)}\s+(\d+)/(\d+)\s+(\d+)", text)
        assert found, row.label
        assert tuple(map(int, found.groups())) == (row.used, row.quota, row.issued)
    for step in page.funnel.steps:
        assert re.search(rf"{re.escape(step.label)}\s+{step.count}\b", text), step.label
    assert [(r["name"], r["used"]) for r in api["regions"]] == [
        (r.name, r.used) for r in summary.regions
    ]


def test_pdf_fits_two_pages_and_is_kept_for_who_asked(
    story: Story, head: User, auditor: User, tmp_path: Path
) -> None:
    with time_machine.travel(NOW, tick=False):
        job = run_pdf_job(head)
        download = f"/pekerjaan/{job.pk}/unduh/"
        response = factories.client_for(head).get(download)
        other = factories.client_for(auditor).get(download)
    file = tmp_path / "b.pdf"
    file.write_bytes(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout

    assert re.search(r"Pages:\s+[12]$", info, re.M)
    assert re.search(r"Tagged:\s+yes", info)
    assert re.search(r"Title:\s+Ringkasan Cerita", info)
    assert job.result_name == "ringkasan-cerita-2026-2026-06-02.pdf"
    assert other.status_code == 404


def test_a_role_that_ended_gets_no_pdf(story: Story, head: User) -> None:
    factories.client_for(head).post(f"{URL}pdf/")
    head.memberships.update(ended_on=NOW.date())
    job = Job.objects.get()

    run_job.run(Entry.objects.get(key=f"job:{job.pk}").pk)

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert not job.result_file


def test_a_renderer_that_fails_is_told_in_plain_words(
    story: Story, head: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(page: object) -> bytes:
        raise pdf.PdfError("not done within 60 s")

    monkeypatch.setattr(tasks, "summary_pdf", fail)

    job = run_pdf_job(head)

    assert job.status == JobStatus.FAILED
    assert "Coba lagi" in job.message


def test_names_are_text_in_the_pdf_and_never_markup(
    story: Story, head: User, tmp_path: Path
) -> None:
    name = '<img src="file:///etc/passwd">Cerita & <b>kawan</b>'
    story.programme.name = name
    story.programme.save(update_fields=["name"])

    job = run_pdf_job(head)

    assert job.status == JobStatus.DONE
    assert name in words(text_of(result_of(job), tmp_path))


def report(**options: str) -> None:
    flags = [f"--{name}={value}" for name, value in options.items()]
    with time_machine.travel(NOW, tick=False):
        call_command("report", "ringkasan", "--programme=cerita-2026", *flags)


def test_command_writes_three_formats_with_the_same_figures(
    story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(format="json")
    data = json.loads(capsys.readouterr().out)
    for kind in ("pdf", "xlsx"):
        report(output=str(tmp_path / f"a.{kind}"))
    book = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO((tmp_path / "a.xlsx").read_bytes())
    )
    front = {row[0]: row[1] for row in book.get_sheet_by_name("Ringkasan").to_python() if row[1:]}
    regions = book.get_sheet_by_name("Kab-kota").to_python()[1:]

    assert (front["Kuota"], front["Terpakai"], front["Terbit"]) == (
        data["quota"],
        data["used"],
        data["issued"],
    )
    assert [tuple(row[1:4]) for row in regions] == [
        (r["quota"], r["used"], r["issued"]) for r in data["regions"]
    ]
    assert "Kota Samarinda 4/20 2" in words(text_of((tmp_path / "a.pdf").read_bytes(), tmp_path))


def test_a_name_like_a_formula_stays_text_in_excel(story: Story, tmp_path: Path) -> None:
    story.lp3h.name = "=HYPERLINK(1)"
    story.lp3h.save(update_fields=["name"])
    report(output=str(tmp_path / "a.xlsx"))

    unpacked = subprocess.run(
        ["unzip", "-p", tmp_path / "a.xlsx", "xl/worksheets/*.xml"],
        capture_output=True,
        check=True,
    )
    assert b"<f>" not in unpacked.stdout


def test_command_for_a_past_day_and_wrong_questions(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    report(**{"format": "json", "as-of": DAY})
    data = json.loads(capsys.readouterr().out)
    assert (data["as_of"], data["used"], data["issued"]) == (DAY, 4, 2)

    with pytest.raises(CommandError, match="future"):
        report(**{"as-of": "2026-06-03"})
    with pytest.raises(CommandError, match="No programme"):
        call_command("report", "ringkasan", programme="tidak-ada")
