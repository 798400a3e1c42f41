"""The pages of a meeting's report: who sees them, what they refuse, and how they work."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import User
from tests.factories import EAST_KUTAI, client_for, make_user
from tests.workshops import meeting_files as files
from tests.workshops.making import at, join, join_person, make_event, make_session
from tests.workshops.test_meeting_marks import send, stay
from workshops.enums import MeetingState
from workshops.models import Attendance, Event, MeetingGuest, MeetingReport, Participant, Session
from workshops.services import meeting_guests

pytestmark = pytest.mark.django_db

LONG = (at(9), at(10, 30))


@pytest.fixture
def event(officer: User) -> Event:
    return make_event(by=officer)


@pytest.fixture
def session(event: Event, officer: User) -> Session:
    return make_session(event, by=officer)


@pytest.fixture
def report(event: Event, session: Session, officer: User) -> MeetingReport:
    """Somebody sure, somebody doubtful, somebody unknown."""
    join_person(event, name="Ani Contoh", by=officer)
    join_person(event, name="Budi Rekaan", by=officer)
    names = ("Ani Contoh", "Budy Reka", "iPhone")
    return send(event, files.zoom([stay(name, *LONG) for name in names]), by=officer)


def address(name: str, report: MeetingReport, *more: int) -> str:
    return reverse(f"workshops:{name}", args=[report.event_id, report.pk, *more])


def post_file(
    client: Client, event: Event, content: bytes, page: str = "meeting-list", **data: Any
) -> Any:
    file = SimpleUploadedFile("rapat.csv", content)
    values = {"file": file, "zone": "Asia/Makassar"} | data
    return client.post(reverse(f"workshops:{page}", args=[event.pk]), values, follow=True)


def text_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_only_officers_of_the_region_come_in(
    report: MeetingReport, officer: User, stranger: User, province_officer: User, client: Client
) -> None:
    event = report.event
    owner = make_user(Role.OWNER)
    join(event, owner=owner, by=officer)
    guest = report.guests.first()
    assert guest
    session = event.sessions.get()
    pages = [
        reverse("workshops:meeting-list", args=[event.pk]),
        address("meeting-detail", report),
        address("meeting-minutes", report, session.pk),
        address("meeting-guest", report, guest.pk),
    ]
    posts = [
        address(name, report)
        for name in (
            "meeting-confirm",
            "meeting-decide",
            "meeting-totals",
            "meeting-apply",
            "meeting-undo",
        )
    ]
    posts.append(address("meeting-guest-add", report, guest.pk))
    for page in pages:
        assert client_for(officer).get(page).status_code == 200
        assert client_for(province_officer).get(page).status_code == 200
        assert client_for(stranger).get(page).status_code == 404
        assert client_for(owner).get(page).status_code == 403
        assert client.get(page).status_code == 302
    for page in posts:
        assert client_for(stranger).post(page).status_code == 404
        assert client_for(owner).post(page).status_code == 403
        assert client.post(page).status_code == 302
    assert not Attendance.objects.exists()
    assert not MeetingGuest.objects.filter(is_confirmed=True).exists()


def test_a_head_of_office_does_not_see_strangers_names(report: MeetingReport) -> None:
    head = make_user(Role.HEAD, region=EAST_KUTAI)
    assert client_for(head).get(address("meeting-detail", report)).status_code == 403


def test_from_the_file_to_presence(event: Event, session: Session, officer: User) -> None:
    people = [join_person(event, name=name, by=officer) for name in ("Ani Contoh", "Budi Rekaan")]
    client = client_for(officer)
    names = ("Ani Contoh", "Budy Reka", "iPhone")
    page = post_file(client, event, files.zoom([stay(name, *LONG) for name in names]))
    assert "3 nama terbaca dari Zoom." in text_of(page)
    report = MeetingReport.objects.get()
    guests = {guest.name: guest.pk for guest in report.guests.all()}

    page = client.post(address("meeting-confirm", report), follow=True)
    assert "1 nama dicocokkan dengan peserta." in text_of(page)
    choices = {f"tamu_{guests['Budy Reka']}": people[1].pk, f"tamu_{guests['iPhone']}": "bukan"}
    page = client.post(address("meeting-decide", report), choices, follow=True)
    assert "2 pilihan tersimpan." in text_of(page)
    assert "Catat 2 kehadiran" in " ".join(text_of(page).split())
    page = client.post(address("meeting-apply", report), follow=True)
    assert "2 kehadiran baru dicatat." in text_of(page)
    assert Attendance.objects.count() == 2

    page = client.post(address("meeting-undo", report), follow=True)
    assert "Laporan dibatalkan, 2 kehadiran dihapus." in text_of(page)
    assert not Attendance.objects.exists()


def test_the_same_file_leads_to_its_report(event: Event, session: Session, officer: User) -> None:
    content = files.zoom([stay("Ani Contoh", *LONG)])
    client = client_for(officer)
    post_file(client, event, content)
    page = post_file(client, event, content)
    report = MeetingReport.objects.get()
    assert page.redirect_chain[-1][0] == address("meeting-detail", report)
    assert "Berkas ini sudah dikirim sebagai rapat.csv." in text_of(page)


def test_another_language_is_mapped_by_hand(event: Event, session: Session, officer: User) -> None:
    join_person(event, name="Ani Contoh", by=officer)
    content = b"Naam;Begin;Einde\nAni Contoh;01/12/2026 09:00;01/12/2026 10:30\n"
    client = client_for(officer)
    page = post_file(client, event, content)
    assert page.status_code == 422
    assert "Susunan berkas ini belum dikenal." in text_of(page)
    assert "Kolom B: Begin" in text_of(page)
    page = post_file(client, event, content, "meeting-columns", name="0")
    assert "Pilih kolom jam masuk, atau kolom lama hadir." in text_of(page)
    columns = {"name": "0", "joined": "1", "left": "2"}
    page = post_file(client, event, content, "meeting-columns", **columns)
    assert "1 nama terbaca dari Lainnya." in text_of(page)
    assert page.redirect_chain
    page = post_file(client, event, b"", "meeting-columns", **columns)
    assert page.status_code == 422


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Berkas kosong."),
        (b"%PDF-1.7", "Berkas ini bukan tabel."),
        (b"a\x00b,c", "Jenis berkas tidak dikenal."),
        (b"Name,Email\n" * 60_000, "lebih dari 50.000 baris"),
        (b"x" * (10 * 1024 * 1024 + 1), "lebih dari 10 MB"),
    ],
)
def test_what_is_no_report_is_refused(
    event: Event, session: Session, officer: User, content: bytes, words: str
) -> None:
    page = post_file(client_for(officer), event, content)
    assert page.status_code == 422
    assert words in text_of(page)
    assert not MeetingReport.objects.exists()


def test_hostile_names_stay_text(event: Event, session: Session, officer: User) -> None:
    content = files.zoom([stay("<script>alert(1)</script>", *LONG), stay("=1+1", *LONG)])
    page = post_file(client_for(officer), event, content)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text_of(page)
    assert "<script>alert" not in text_of(page)


def test_a_guest_becomes_a_participant(report: MeetingReport, officer: User) -> None:
    guest = report.guests.get(name="iPhone")
    client = client_for(officer)
    data = {"name": "Citra Umpama", "agency": "", "region": EAST_KUTAI}
    page = client.post(address("meeting-guest-add", report, guest.pk), data)
    assert "Tulis dinas atau lembaga peserta." in text_of(page)
    data["agency"] = "Dinas Contoh"
    page = client.post(address("meeting-guest-add", report, guest.pk), data, follow=True)
    assert "Citra Umpama ditambahkan sebagai peserta." in text_of(page)
    guest.refresh_from_db()
    assert (guest.participant.name, guest.is_confirmed) == ("Citra Umpama", True)  # type: ignore[union-attr]


def test_full_seats_are_said_at_the_form(report: MeetingReport, officer: User) -> None:
    Event.objects.update(online_seats=2)
    guest = report.guests.get(name="iPhone")
    data = {"name": "Citra Umpama", "agency": "Dinas Contoh", "region": EAST_KUTAI}
    page = client_for(officer).post(address("meeting-guest-add", report, guest.pk), data)
    assert "Kursi daring sudah penuh." in text_of(page)
    assert report.event.participants.count() == 2


def test_a_participant_is_found_by_name(report: MeetingReport, officer: User) -> None:
    guest = report.guests.get(name="iPhone")
    page = client_for(officer).get(address("meeting-guest", report, guest.pk), {"q": "budi"})
    assert "Pilih Budi Rekaan, Dinas Contoh" in text_of(page)
    page = client_for(officer).get(address("meeting-guest", report, guest.pk), {"q": "tiada"})
    assert "Tidak ada peserta dengan nama itu." in text_of(page)


def test_a_participant_of_elsewhere_is_not_taken(report: MeetingReport, officer: User) -> None:
    foreign = join_person(make_event(by=officer), name="Citra Umpama", by=officer)
    guest = report.guests.get(name="iPhone")
    for value in (foreign.pk, "x", ""):
        client_for(officer).post(address("meeting-decide", report), {f"tamu_{guest.pk}": value})
    guest.refresh_from_db()
    assert (guest.participant, guest.is_confirmed) == (None, False)


def test_pages_ask_as_much_for_many_as_for_few(
    report: MeetingReport, officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    event = report.event
    many = [stay(f"Tamu Rekaan {n}", *LONG) for n in range(60)]
    Participant.objects.bulk_create(
        Participant(event=event, name=f"Tamu Rekaan {n}", region_id=EAST_KUTAI, mode="online")
        for n in range(60)
    )
    big = send(event, files.zoom(many), by=officer, name="besar.csv")
    meeting_guests.confirm_sure(report=big, by=officer)
    client = client_for(officer)
    client.get(address("meeting-detail", report))
    for page in (
        reverse("workshops:meeting-list", args=[event.pk]),
        address("meeting-detail", report),
        address("meeting-detail", big),
        address("meeting-minutes", big, event.sessions.get().pk),
        address("meeting-guest", big, big.guests.first().pk),  # type: ignore[union-attr]
    ):
        with django_assert_max_num_queries(25):
            assert client.get(page).status_code == 200


def test_a_report_taken_back_says_so(report: MeetingReport, officer: User) -> None:
    client = client_for(officer)
    client.post(address("meeting-undo", report))
    report.refresh_from_db()
    assert report.state == MeetingState.UNDONE
    page = text_of(client.get(address("meeting-detail", report)))
    assert "Laporan ini dibatalkan." in page
    page = text_of(client.post(address("meeting-apply", report), follow=True))
    assert "Laporan ini sudah dibatalkan." in page
