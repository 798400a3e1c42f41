"""Attendance at a glance, and the papers for the door: badges on A4, signatures on F4."""

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image

from accounts.models import User
from halalportal.jobs.models import Job, JobStatus
from halalportal.jobs.services import run
from tests import factories
from tests.factories import client_for
from tests.workshops.making import at, join, join_person, make_event, make_session
from workshops import door_papers, tasks  # noqa: F401 - registers the job
from workshops.enums import Evidence, Mode
from workshops.models import Event, Session
from workshops.services import attendance, participants, sessions

POINTS_A_MM = 72 / 25.4


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


def address(name: str, event: Event) -> str:
    return reverse(f"workshops:{name}", args=[event.pk])


def text_of(content: bytes, tmp_path: Path) -> str:
    file = tmp_path / "berkas.pdf"
    file.write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of the first page in mm."""
    with pikepdf.open(io.BytesIO(content)) as document:
        left, low, right, high = (float(edge) for edge in document.pages[0].mediabox)
    return round((right - left) / POINTS_A_MM), round((high - low) / POINTS_A_MM)


def test_the_overview_counts_by_session_mode_and_evidence(
    event: Event, session: Session, officer: User
) -> None:
    scanned, noted = join(event, by=officer), join_person(event, by=officer)
    join(event, by=officer)
    attendance.mark(
        session=session, participant=scanned, mode=Mode.ONSITE, by=officer, evidence=Evidence.SCAN
    )
    attendance.mark(session=session, participant=noted, mode=Mode.ONLINE, by=officer)
    page = client_for(officer).get(address("attendance-overview", event))
    cells = " ".join(page.text.split())
    for label, count in (("Terdaftar", 3), ("Di tempat", 1), ("Daring", 1)):
        assert f'<td data-label="{label}" class="num">{count}</td>' in cells
    assert "Kode QR 1, Dicatat petugas 1" in cells
    assert "Pindai kehadiran" in cells


def test_an_office_elsewhere_counts_its_own_people(
    event: Event, session: Session, officer: User, stranger: User
) -> None:
    join(event, by=officer)
    join_person(event, by=officer, region=factories.SAMARINDA)
    page = client_for(stranger).get(address("attendance-overview", event))
    assert '<td data-label="Terdaftar" class="num">1</td>' in page.text
    assert "Pindai kehadiran" not in page.text


def test_who_opens_the_papers(event: Event, stranger: User, head: User, owner: User) -> None:
    for name in ("badge-print", "signature-sheet"):
        assert client_for(stranger).post(address(name, event)).status_code == 404
        assert client_for(owner).post(address(name, event)).status_code == 403
    assert client_for(head).post(address("badge-print", event)).status_code == 403
    paper = client_for(head).post(address("signature-sheet", event))
    assert paper["Content-Type"] == "application/pdf"


def test_badges_are_sorted_eight_a_page_and_readable(
    event: Event, officer: User, tmp_path: Path
) -> None:
    people = [join(event, by=officer, owner_name=f"Orang {9 - number}") for number in range(9)]
    participants.decline(participant=people[0], by=officer)
    answer = client_for(officer).post(address("badge-print", event))
    assert size_of(answer.content) == (210, 297)
    text = text_of(answer.content, tmp_path)
    places = [text.index(f"Orang {number}") for number in range(1, 9)]
    assert places[0] < places[-1]
    assert "Orang 9" not in text
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", str(tmp_path / "berkas.pdf"), str(tmp_path / "kartu")],
        check=True,
    )
    [page] = tmp_path.glob("kartu*.png")
    read = {code.text for code in zxingcpp.read_barcodes(Image.open(page))}
    assert read == {person.badge for person in people[1:]}


def test_the_signature_sheet_is_for_the_hall_on_f4_with_spare_lines(
    event: Event, session: Session, officer: User, tmp_path: Path
) -> None:
    join(event, by=officer, owner_name="Siti Contoh")
    join_person(event, by=officer, name="Ani Daring", mode=Mode.ONLINE)
    answer = client_for(officer).post(address("signature-sheet", event))
    assert size_of(answer.content) == (215, 330)
    text = text_of(answer.content, tmp_path)
    assert "Siti Contoh" in text
    assert "Ani Daring" not in text
    assert "belum ditandatangani" in text
    assert session.title in text


def test_each_day_has_pages_of_twenty_lines_with_its_own_sessions(officer: User) -> None:
    event = make_event(by=officer, ends_at=at(15).replace(day=2))
    second = at(9).replace(day=2)
    make_session(event, by=officer, title="Hari satu")
    sessions.add(
        event=event, title="Hari dua", starts_at=second, ends_at=second.replace(hour=11), by=officer
    )
    for _ in range(20):
        join(event, by=officer)
    sheets = door_papers.signature_sheets(event, officer)
    assert [(sheet.day, len(sheet.lines), sheet.is_last) for sheet in sheets] == [
        ("Selasa, 1 Desember 2026", 20, False),
        ("Selasa, 1 Desember 2026", 5, True),
        ("Rabu, 2 Desember 2026", 20, False),
        ("Rabu, 2 Desember 2026", 5, True),
    ]
    assert [sheet.sessions[0].title for sheet in sheets[::2]] == ["Hari satu", "Hari dua"]
    assert [number for number, person in sheets[1].lines if person is None] == [21, 22, 23, 24, 25]


def test_many_badges_become_a_job(
    event: Event, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_papers, "BADGES_AT_ONCE", 1)
    for _ in range(2):
        join(event, by=officer)
    answer = client_for(officer).post(address("badge-print", event))
    job = Job.objects.get()
    assert answer["Location"] == reverse("jobs:job-detail", args=[job.pk])
    run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, job.result_name) == (JobStatus.DONE, f"kartu-{event.pk}.pdf")


def test_ticks_copied_from_signed_paper_say_so(
    event: Event, session: Session, officer: User
) -> None:
    before, signed = join(event, by=officer), join(event, by=officer)
    attendance.mark(session=session, participant=before, mode=Mode.ONSITE, by=officer)
    client_for(officer).post(
        reverse("workshops:attendance-save", args=[event.pk, session.pk]),
        {"hadir": [before.pk, signed.pk], "semula": [before.pk], "bukti": "signature"},
    )
    known: dict[int, Any] = dict(session.attendances.values_list("participant_id", "evidence"))
    assert known == {before.pk: Evidence.OFFICER, signed.pk: Evidence.SIGNATURE}
