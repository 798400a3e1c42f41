"""The report of an event: the office's words, figures by themselves, the same on paper."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.enums import OrganisationKind
from accounts.models import User
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry, Queue
from tests import factories
from tests.factories import client_for
from tests.workshops.held import all_marks, came, held_event, photo
from tests.workshops.making import join, join_person
from workshops import tasks  # noqa: F401 - registers the job
from workshops.aftermath_errors import ReportChangedError
from workshops.enums import Evidence, Mode, ParticipantStatus, StopKind
from workshops.event_report_document import REPORT_JOB
from workshops.models import Event, EventReport, Stop
from workshops.selectors.event_report import figures
from workshops.services import event_reports, handouts, photos, surveys
from workshops.services.event_reports import ReportTexts


@pytest.fixture
def event(officer: User) -> Event:
    return held_event(officer)


def texts(**changes: str) -> ReportTexts:
    words = dict.fromkeys(("background", "results", "obstacles", "suggestions"), "")
    return ReportTexts(**(words | changes))


def save(event: Event, by: User, *, seen: str = "", **changes: Any) -> EventReport:
    learned = changes.pop("learned", {})
    return event_reports.save(
        event=event, texts=texts(**changes), learned=learned, seen=seen, by=by
    )


def address(name: str, event: Event) -> str:
    return reverse(f"workshops:{name}", args=[event.pk])


def visit(event: Event, place: str, *, kind: StopKind = StopKind.VISIT) -> Stop:
    return event.stops.create(
        kind=kind, starts_at=event.starts_at, ends_at=event.ends_at, place=place, purpose="Belajar"
    )


def on_paper(event: Event, by: User, folder: Path) -> str:
    """The text of the PDF that a job made for somebody, in one line."""
    membership = by.active_membership
    assert membership
    job = jobs.start(
        kind=REPORT_JOB,
        title="Laporan",
        by=by,
        queue=Queue.PDF,
        event_id=event.pk,
        user_id=by.pk,
        membership_id=membership.pk,
    )
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.DONE, job.message
    path = folder / "laporan.pdf"
    with job.result_file.open("rb") as file:
        path.write_bytes(file.read())
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


# --- Words --------------------------------------------------------------------------------------


def test_the_words_are_kept_as_typed_and_may_wait(event: Event, officer: User) -> None:
    client = client_for(officer)
    words = {"background": "Baris satu\r\n\r\nBaris dua", "seen": ""}
    page = client.post(address("report-edit", event), words, follow=True)
    assert "Laporan tersimpan." in page.text
    assert "<p>Baris dua</p>" in page.text
    report = EventReport.objects.get()
    assert (report.results, report.changed_by) == ("", officer)
    assert "Baris dua" in client.get(address("report-edit", event)).text


def test_saving_again_changes_nothing(event: Event, officer: User) -> None:
    first = save(event, officer, results="Paham")
    again = save(event, officer, results="Paham")
    assert again.changed_at == first.changed_at


def test_nobody_overwrites_what_a_colleague_wrote_meanwhile(
    event: Event, officer: User, province_officer: User
) -> None:
    first = save(event, officer, results="Paham")
    seen = event_reports.version_of(first)
    save(event, province_officer, seen=seen, results="Paham sekali")
    with pytest.raises(ReportChangedError, match=province_officer.name):
        save(event, officer, seen=seen, results="Kurang paham")
    page = client_for(officer).post(
        address("report-edit", event), {"results": "Kurang paham", "seen": seen}
    )
    assert "bandingkan, lalu simpan lagi" in page.text
    assert "Kurang paham" in page.text
    assert EventReport.objects.get().results == "Paham sekali"


def test_what_was_learned_is_written_per_visit(officer: User) -> None:
    event = held_event(officer, kind="study_visit")
    stop, meal = visit(event, "Rumah Kemasan"), visit(event, "Makan", kind=StopKind.MEAL)
    client = client_for(officer)
    page = client.get(address("report-edit", event)).text
    assert "Yang dipelajari di Rumah Kemasan" in page
    assert "Yang dipelajari di Makan" not in page
    answers = {f"stop{stop.pk}": "Kemasan kedap", f"stop{meal.pk}": "Enak", "seen": ""}
    page = client.post(address("report-edit", event), answers, follow=True).text
    stop.refresh_from_db()
    meal.refresh_from_db()
    assert (stop.learned, meal.learned) == ("Kemasan kedap", "")
    assert "Kemasan kedap" in page


def test_a_stop_of_another_event_is_left_alone(event: Event, officer: User) -> None:
    foreign = visit(held_event(officer), "Pabrik lain")
    save(event, officer, learned={foreign.pk: "Salah"})
    foreign.refresh_from_db()
    assert foreign.learned == ""


# --- Figures ------------------------------------------------------------------------------------


def test_people_are_counted_by_place_mode_and_presence(event: Event, officer: User) -> None:
    came(event, by=officer)
    came(event, by=officer, mode=Mode.ONLINE, regency=factories.SAMARINDA)
    join(event, by=officer)
    join(event, by=officer, status=ParticipantStatus.INVITED)
    page = figures(event)
    rows = [(row.name, row.onsite, row.online, row.present) for row in page.places]
    assert rows == [("Kabupaten Kutai Timur", 2, 0, 1), ("Kota Samarinda", 0, 1, 1)]
    assert (page.people.total, page.people.present) == (3, 2)


def test_presence_is_told_by_its_evidence(event: Event, officer: User) -> None:
    for evidence in (Evidence.SIGNATURE, Evidence.SCAN, Evidence.SCAN):
        came(event, by=officer, evidence=evidence)
    [line] = figures(event).sessions
    assert line.evidence == [("Tanda tangan", 1), ("Kode QR", 2)]
    assert line.total == 3


def test_an_empty_event_says_belum_ada_and_guesses_nothing(event: Event, officer: User) -> None:
    text = client_for(officer).get(address("report-detail", event)).text
    for part in ("Peserta", "Tes sebelum dan sesudah", "Survei peserta", "Sertifikat kehadiran"):
        after = text.split(f"<h2>{part}</h2>")[1]
        assert re.match(r"\s*<p>Belum ada\.</p>", after), part
    assert "0 sertifikat" not in text


def filled_event(officer: User, **changes: Any) -> Event:
    event = held_event(officer, **changes)
    people = [came(event, by=officer) for _ in range(6)]
    people.append(came(event, by=officer, mode=Mode.ONLINE, regency=factories.SAMARINDA))
    for person in people[:5]:
        now = event.ends_at + timedelta(minutes=1)
        surveys.answer(participant=person, scores=all_marks(4), texts={}, now=now)
    office = factories.make_organisation(kind=OrganisationKind.DINAS, name="Dinas Penindak")
    event.speakers.create(name="Dr. Contoh", position="LP3H Uji", session=event.sessions.get())
    event.action_items.create(
        position=1, text="Data ulang IKM", office=office, due_on=event.ends_at.date()
    )
    handouts.add_link(event=event, title="Video alur", link="https://contoh.id/v", by=officer)
    file = photo()
    kept = photos.add(event=event, file=file.file, size=file.size or 0, by=officer)
    photos.describe(photo=kept, caption="Peserta di aula", by=officer)
    save(event, officer, background="Dasar kegiatan", suggestions="Lebih lama")
    return event


def test_paper_and_page_say_the_same(officer: User, tmp_path: Path) -> None:
    event = filled_event(officer)
    page = client_for(officer).get(address("report-detail", event)).text
    shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    paper = on_paper(event, officer, tmp_path)
    sentences = [
        "7 peserta, 7 di antaranya hadir paling sedikit satu sesi.",
        "Kabupaten Kutai Timur 6 0 6",
        "Kota Samarinda 0 1 1",
        "5 dari 7 peserta yang hadir menjawab.",
        "Data ulang IKM",
        "Dinas Penindak",
        "Video alur, https://contoh.id/v",
        "Dasar kegiatan",
        "Lebih lama",
        "09.00–15.00 WITA",
    ]
    for sentence in sentences:
        assert sentence in shown, sentence
        assert sentence in paper, sentence
    assert "Kode QR 7" in paper
    assert "4,0 dari 5" in paper
    assert "Dr. Contoh, LP3H Uji" in paper
    assert "Peserta di aula" in paper
    assert "DRAF · belum ditandatangani" in paper


def test_the_report_of_a_visit_has_its_itinerary(officer: User, tmp_path: Path) -> None:
    event = held_event(officer, kind="study_visit")
    stop = visit(event, "Rumah Kemasan Makassar")
    visit(event, "Rumah Potong", kind=StopKind.VISIT)
    save(event, officer, learned={stop.pk: "Kemasan kedap udara"})
    paper = on_paper(event, officer, tmp_path)
    assert "Laporan studi banding" in paper
    assert "Perjalanan dan pelajaran" in paper
    assert "Rumah Kemasan Makassar" in paper
    assert "Kemasan kedap udara" in paper
    assert "Belum ada" in paper.split("Rumah Potong")[1]


def test_a_photo_whose_file_is_gone_is_left_out(officer: User, tmp_path: Path) -> None:
    event = filled_event(officer)
    kept = event.photos.get()
    kept.file.storage.delete(str(kept.file.name))
    paper = on_paper(event, officer, tmp_path)
    assert "Peserta di aula" not in paper
    assert paper.split("Foto kegiatan")[1].startswith(" Belum ada.")


# --- Who may ------------------------------------------------------------------------------------


def test_offices_of_the_region_read_and_its_officers_write(
    event: Event, officer: User, head: User, owner: User, stranger: User
) -> None:
    came(event, by=officer, owner=owner)
    reading, writing = address("report-detail", event), address("report-edit", event)
    expected = ((officer, 200, 200), (head, 200, 403), (stranger, 404, 404), (owner, 403, 403))
    for user, read, write in expected:
        assert client_for(user).get(reading).status_code == read
        assert client_for(user).post(writing, {"results": "", "seen": ""}).status_code in (
            {302} if write == 200 else {write}
        )
    assert Client().get(reading).status_code == 302
    assert Client().post(address("report-pdf", event)).status_code == 302
    with pytest.raises(PermissionDenied):
        save(event, stranger, results="Bukan milik saya")
    join_person(event, by=officer, region=factories.SAMARINDA)
    for name in ("report-detail", "report-pdf"):
        method = client_for(stranger).get if name == "report-detail" else client_for(stranger).post
        assert method(address(name, event)).status_code == 403


def test_the_job_asks_again_who_may(event: Event, officer: User) -> None:
    response = client_for(officer).post(address("report-pdf", event))
    job = Job.objects.get()
    assert str(job.pk) in response["Location"]
    assert Entry.objects.get(key=f"job:{job.pk}").queue == Queue.PDF
    officer.memberships.update(ended_on=event.starts_at.date() - timedelta(days=1))
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.message == "Laporan kegiatan ini tidak bisa Anda buka lagi."


def test_the_page_keeps_its_number_of_queries(
    officer: User, django_assert_max_num_queries: Any
) -> None:
    event = filled_event(officer)
    client = client_for(officer)
    with django_assert_max_num_queries(25):
        client.get(address("report-detail", event))
