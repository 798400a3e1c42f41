"""The paper: what stands on it, its QR code followed, all papers of an event as a job."""

import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest
import zxingcpp
from django.test import Client
from PIL import Image

import workshops.tasks  # noqa: F401 - registers the handler of the job
from accounts.models import User
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from halalportal.lib.pdf import PdfError
from tests.workshops.certificates import DAY, entitled, past_event
from workshops import certificate_batch
from workshops.certificate_paper import certificate_pdf
from workshops.models import AttendanceCertificate, Event
from workshops.services import certificates as services


@pytest.fixture
def event(officer: User) -> Event:
    return past_event(by=officer)


@pytest.fixture
def certificate(event: Event, officer: User) -> AttendanceCertificate:
    entitled(event, 1, by=officer)
    [made] = services.issue(event=event, by=officer)
    return made


def text_of(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    found = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    )
    return " ".join(found.stdout.split())


def run(job: Job) -> Job:
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    return job


def kept(job: Job) -> BytesIO:
    """The file of a job."""
    with job.result_file.open("rb") as file:
        return BytesIO(file.read())


def test_the_paper_is_a_draft_until_the_office_has_signed(
    certificate: AttendanceCertificate, event: Event, officer: User, tmp_path: Path
) -> None:
    draft = text_of(certificate_pdf(certificate), tmp_path)
    services.sign(event=event, signed_on=DAY, name="Kepala Dinas Uji", by=officer)
    certificate.refresh_from_db()
    signed = text_of(certificate_pdf(certificate), tmp_path)

    for fact in (certificate.number, certificate.name, event.title, event.organiser.name, "5 JP"):
        assert fact in draft
        assert fact in signed
    assert "Alur sertifikasi" in draft
    assert "DRAF – belum ditandatangani" in draft
    assert "DRAF" not in signed
    assert "Kepala Dinas Uji" in signed


def test_the_code_on_the_paper_leads_to_the_page_that_verifies_it(
    certificate: AttendanceCertificate, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(certificate_pdf(certificate))
    subprocess.run(
        ["pdftoppm", "-r", "110", "-png", "-singlefile", tmp_path / "a.pdf", tmp_path / "a"],
        check=True,
    )
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.width > picture.height
        [code] = zxingcpp.read_barcodes(picture)

    response = Client().get(urlsplit(code.text).path)

    assert response.status_code == 200
    assert certificate.number in response.content.decode()


def test_all_papers_in_one_file_with_a_bookmark_each(event: Event, officer: User) -> None:
    entitled(event, 3, by=officer)
    made = services.issue(event=event, by=officer)
    services.withdraw(certificate=made[1], reason="Ganda", by=officer)

    job = run(services.start_papers(event=event, layout="cetak", by=officer))

    assert (job.status, job.done_count, job.total_count) == (JobStatus.DONE, 2, 2)
    with pikepdf.open(kept(job)) as document, document.open_outline() as outline:
        assert len(document.pages) == 4
        assert [item.title for item in outline.root] == [
            f"{each.number}-{each.name}" for each in (made[0], made[2])
        ]


def test_all_papers_as_single_files(event: Event, officer: User) -> None:
    entitled(event, 2, by=officer)
    services.issue(event=event, by=officer)

    job = run(services.start_papers(event=event, layout="berkas", by=officer))

    with zipfile.ZipFile(kept(job)) as archive:
        first, second = archive.namelist()
        assert archive.read(first).startswith(b"%PDF-")
    assert first.startswith("001-SERT-")
    assert second.startswith("002-SERT-")


def test_without_certificates_the_job_says_what_to_do(event: Event, officer: User) -> None:
    job = run(services.start_papers(event=event, layout="cetak", by=officer))
    assert job.status == JobStatus.FAILED
    assert "Terbitkan sertifikatnya dulu" in job.message


def failing(documents: Any) -> Iterator[bytes | PdfError]:
    """The engine, with a second document that can't be made."""
    for position, _ in enumerate(documents):
        yield PdfError("rusak") if position == 1 else BLANK


BLANK = b""


@pytest.fixture
def _broken_second(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = BytesIO()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(buffer)
    monkeypatch.setattr("tests.workshops.test_certificate_papers.BLANK", buffer.getvalue())
    monkeypatch.setattr(certificate_batch, "render_many", failing)


@pytest.mark.usefixtures("_broken_second")
def test_a_paper_that_fails_is_named_and_the_others_are_made(event: Event, officer: User) -> None:
    entitled(event, 3, by=officer)
    made = services.issue(event=event, by=officer)

    job = run(services.start_papers(event=event, layout="cetak", by=officer))

    assert job.status == JobStatus.DONE
    assert job.message.startswith("2 sertifikat siap. 1 gagal dibuat:")
    assert made[1].number in job.message


@pytest.mark.usefixtures("_broken_second")
def test_a_cancelled_job_keeps_no_file(
    event: Event, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    entitled(event, 3, by=officer)
    services.issue(event=event, by=officer)
    job = services.start_papers(event=event, layout="cetak", by=officer)
    Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)

    run(job)

    assert job.status == JobStatus.CANCELLED
    assert not job.result_file


def test_a_job_whose_worker_died_runs_again_and_leaves_one_file(
    event: Event, officer: User, settings: Any
) -> None:
    entitled(event, 1, by=officer)
    services.issue(event=event, by=officer)
    job = run(services.start_papers(event=event, layout="cetak", by=officer))
    # The worker was killed after the file was kept and before the job ended.
    Job.objects.filter(pk=job.pk).update(status=JobStatus.RUNNING)

    run(job)

    assert job.status == JobStatus.DONE
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / "pekerjaan"
    assert len(list(folder.rglob("*.pdf"))) == 1
