"""Reports of all three tools are read as they come; what can't be read says what to do."""

import datetime
import io
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from tests.workshops import meeting_files as files
from tests.workshops.making import DAY, at
from workshops.enums import MeetingTool
from workshops.meetings.errors import (
    DayNeededError,
    MeetingFileError,
    NothingReadError,
    OtherDayError,
    TooMuchError,
    UnclearDateError,
    UnknownLayoutError,
    UnreadableError,
)
from workshops.meetings.moments import Order
from workshops.meetings.reading import Columns, Reading, Setting, read, read_by_hand

ZONE = ZoneInfo("Asia/Makassar")
ONE_DAY = Setting(days=[DAY], zone=ZONE)
WEEK = Setting(days=[DAY + datetime.timedelta(days=n) for n in range(7)], zone=ZONE)
ANI = ("Ani Contoh", "ani@contoh.id", at(9), at(10, 30))
BUDI_TWICE = [
    ("Budi Rekaan", "", at(9, 5), at(9, 45)),
    ("Budi Rekaan", "", at(9, 50), at(10, 30)),
]
STAYS = [ANI, *BUDI_TWICE]


def stays_of(reading: Reading, name: str) -> list[tuple[datetime.datetime, datetime.datetime]]:
    [guest] = [guest for guest in reading.guests if guest.name == name]
    return guest.stays


@pytest.mark.parametrize(
    ("tool", "content"),
    [
        (MeetingTool.ZOOM, files.zoom(STAYS)),
        (MeetingTool.ZOOM, files.zoom(STAYS, meeting=False)),
        (MeetingTool.TEAMS, files.teams(STAYS)),
    ],
    ids=["zoom", "zoom without its meeting", "teams"],
)
def test_every_stay_is_read(tool: MeetingTool, content: bytes) -> None:
    reading = read(content, ONE_DAY)
    assert reading.tool == tool
    assert stays_of(reading, "Ani Contoh") == [(at(9), at(10, 30))]
    assert stays_of(reading, "Budi Rekaan") == [(at(9, 5), at(9, 45)), (at(9, 50), at(10, 30))]
    assert {guest.email for guest in reading.guests} == {"ani@contoh.id", ""}
    assert {guest.minutes for guest in reading.guests} == {None}


def test_meet_gives_hours_on_the_day_of_the_event() -> None:
    reading = read(files.meet([ANI]), ONE_DAY)
    assert reading.tool == MeetingTool.MEET
    assert stays_of(reading, "Ani Contoh") == [(at(9), at(10, 30))]


def test_meet_needs_the_day_when_the_event_has_several() -> None:
    with pytest.raises(DayNeededError):
        read(files.meet([ANI]), WEEK)
    third = DAY + datetime.timedelta(days=2)
    chosen = Setting(days=WEEK.days, zone=ZONE, day=third)
    assert stays_of(read(files.meet([ANI]), chosen), "Ani Contoh")[0][0] == at(9, day=third)


@pytest.mark.parametrize("duration", ["58 min", "58m", "0:58:00", "58 menit", "58"])
def test_a_duration_shorter_than_the_stay_is_a_total_within_it(duration: str) -> None:
    """Meet and the second part of Teams know only when somebody came first and left last."""
    [guest] = read(files.meet([ANI], [duration]), ONE_DAY).guests
    assert (guest.minutes, guest.stays) == (58, [(at(9), at(10, 30))])


def test_teams_without_its_third_part_gives_totals() -> None:
    reading = read(files.teams(STAYS, activities=False), ONE_DAY)
    assert {guest.name: guest.minutes for guest in reading.guests} == {
        "Ani Contoh": None,
        "Budi Rekaan": 80,
    }


def test_the_older_list_of_teams_pairs_joining_with_leaving() -> None:
    text = (
        "Full Name\tUser Action\tTimestamp\n"
        "Ani Contoh\tJoined before\t12/1/2026, 9:00:00 AM\n"
        "Budi Rekaan\tJoined\t12/1/2026, 9:05:00 AM\n"
        "Ani Contoh\tLeft\t12/1/2026, 10:00:00 AM\n"
        "Ani Contoh\tJoined\t12/1/2026, 10:10:00 AM\n"
    )
    reading = read(text.encode("utf-16"), ONE_DAY)
    assert stays_of(reading, "Ani Contoh") == [(at(9), at(10)), (at(10, 10), at(10, 10))]
    assert stays_of(reading, "Budi Rekaan") == [(at(9, 5), at(10, 10))]


def test_zoom_totals_need_no_hours() -> None:
    [guest] = read(files.zoom_totals([("Ani Contoh", "ani@contoh.id", 77)]), ONE_DAY).guests
    assert (guest.minutes, guest.stays) == (77, [])


def test_who_only_waited_outside_was_not_there() -> None:
    rows = files.zoom(STAYS).decode("utf-8-sig").replace("90,Yes,No", "90,Yes,Yes")
    assert [guest.name for guest in read(rows.encode(), ONE_DAY).guests] == ["Budi Rekaan"]


@pytest.mark.parametrize(
    "text",
    [
        "Nama (Nama Asli);Email Pengguna;Waktu Bergabung;Waktu Keluar;Durasi (Menit)\n"
        "Ani Contoh;;01/12/2026 09.00.00;01/12/2026 10.30.00;90",
        "Nama\tPertama Bergabung\tTerakhir Keluar\tDurasi dalam Rapat\tEmail\tID Peserta (UPN)\n"
        "Ani Contoh\t1 Des 2026 09.00\t1 Des 2026 10.30\t1 jam 30 menit\t\t",
        "Name,Email,Join time (UTC),Leave time (UTC)\n"
        "Ani Contoh,,2026-12-01 01:00,2026-12-01 02:30",
        "Name,Email,Duration,Time joined,Time exited\n"
        "Ani Contoh,,90m,2026-12-01T01:00:00Z,2026-12-01T02:30:00Z",
        "Name,Join time (GMT+07:00),Leave time (GMT+07:00)\n"
        "Ani Contoh,12/01/2026 08:00,12/01/2026 09:30",
    ],
    ids=["zoom in Indonesian", "teams in Indonesian", "UTC in the heading", "ISO", "another zone"],
)
def test_languages_orders_and_zones(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        reading = read(text.encode(encoding), ONE_DAY)
        assert stays_of(reading, "Ani Contoh") == [(at(9), at(10, 30))]


def test_a_workbook_with_real_dates_is_read() -> None:
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"default_date_format": "dd/mm/yy hh:mm"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Nama", "Waktu masuk", "Waktu keluar"])
    sheet.write_datetime(1, 1, at(9).replace(tzinfo=None))
    sheet.write_datetime(1, 2, at(10, 30).replace(tzinfo=None))
    sheet.write_string(1, 0, "=Ani Contoh")
    book.close()
    assert stays_of(read(memory.getvalue(), ONE_DAY), "=Ani Contoh") == [(at(9), at(10, 30))]


def dated(day: str) -> bytes:
    return f"Name,Join time,Leave time\nAni Contoh,{day} 09:00,{day} 10:30".encode()


def test_the_event_decides_what_is_the_day_and_what_the_month() -> None:
    for day in ("12/01/2026", "01/12/2026", "2026-12-01", "1.12.2026"):
        assert stays_of(read(dated(day), ONE_DAY), "Ani Contoh")[0][0] == at(9)


def test_a_date_that_is_a_day_of_the_event_both_ways_is_asked_about() -> None:
    days = [datetime.date(2026, 5, 4), datetime.date(2026, 4, 5)]
    with pytest.raises(UnclearDateError, match="04/05/2026"):
        read(dated("04/05/2026"), Setting(days=days, zone=ZONE))
    chosen = Setting(days=days, zone=ZONE, order=Order.MONTH_FIRST)
    start = stays_of(read(dated("04/05/2026"), chosen), "Ani Contoh")[0][0]
    assert start.date() == datetime.date(2026, 4, 5)


def test_a_report_of_another_day_is_refused() -> None:
    with pytest.raises(OtherDayError, match=r"08/03/2027.*01/12/2026"):
        read(dated("08/03/2027"), ONE_DAY)


def test_another_language_is_read_by_hand() -> None:
    text = (
        b"Vergadering;Proef\nNaam van de deelnemer;Adres;Begin;Einde\n"
        b"Ani Contoh;ani@contoh.id;01-12-2026 09:00;01-12-2026 10:30\n"
        b"Budi Rekaan;;weg;weg\n"
    )
    with pytest.raises(UnknownLayoutError):
        read(text, ONE_DAY)
    columns = Columns(name=0, email=1, joined=2, left=3)
    reading = read_by_hand(text, columns, ONE_DAY)
    assert reading.tool == MeetingTool.OTHER
    assert [(guest.name, guest.email, guest.stays) for guest in reading.guests] == [
        ("Ani Contoh", "ani@contoh.id", [(at(9), at(10, 30))])
    ]


def test_a_start_and_a_length_are_enough_by_hand() -> None:
    text = b"Wie;Von;Lang\nAni Contoh;01.12.2026 09:00;90\n"
    reading = read_by_hand(text, Columns(name=0, joined=1, minutes=2), ONE_DAY)
    assert stays_of(reading, "Ani Contoh") == [(at(9), at(10, 30))]


def test_rows_that_make_no_sense_are_counted() -> None:
    rows = [ANI, ("Citra Contoh", "", at(11), at(10))]
    reading = read(files.zoom(rows), ONE_DAY)
    assert ([guest.name for guest in reading.guests], reading.unread) == (["Ani Contoh"], 1)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", UnreadableError),
        (b"\x00\x00\x00", UnreadableError),
        (b"PK\x03\x04broken", UnreadableError),
        (b"%PDF-1.7 ...", UnreadableError),
        (b"Name,Join time\x00,Leave time", UnreadableError),
        (b"x" * (10 * 1024 * 1024 + 1), TooMuchError),
        (b"Name,Email\n" * 60_000, TooMuchError),
        (b"Name,Join time,Leave time\n", NothingReadError),
        (b"Name,Join time,Leave time\nAni,kemarin,tadi\n", NothingReadError),
        (b"halo", UnknownLayoutError),
    ],
)
def test_hostile_and_empty_files_are_refused_plainly(
    content: bytes, error: type[MeetingFileError]
) -> None:
    with pytest.raises(error) as refusal:
        read(content, ONE_DAY)
    assert str(refusal.value).endswith(".")


def test_more_names_than_any_meeting_has_are_refused() -> None:
    people = [(f"Orang Uji {n}", "", 5) for n in range(3_001)]
    with pytest.raises(TooMuchError):
        read(files.zoom_totals(people), ONE_DAY)
