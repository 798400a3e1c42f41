"""The meeting of 4 June 2025 with its five decisions, and the two meetings that follow it."""

import datetime
import random
from typing import Any

from accounts.models import Organisation, User
from halalportal.lib.working_days import add_days, is_working_day
from regions.models import Region
from reports.demo.history import TOLD_ON
from reports.demo.people import Cast
from workshops.demo import FIRST_NAMES, LAST_NAMES
from workshops.demo_meeting import Decided, Meeting, Told, write_meeting
from workshops.enums import ActionState, Mode
from workshops.models import Event

_DOING, _DONE = ActionState.DOING, ActionState.DONE
_HOME_OF_ACCOUNTS, _CITY = "64.08", "64.72"
_VENUE = "Ruang Rapat Dinas, Samarinda"
_CHAIR = "Kepala Dinas"
_REVIEW_AGO, _NEXT_IN = 15, 12  # calendar days from today
_MINUTES_2025 = """\
Dari 1.000 kuota self declare, 320 sudah terpakai dan 58 sertifikat terbit. Target 100 hari kerja \
pada 31 Mei sudah lewat.

Kendala yang dibahas: usaha sudah bersertifikat dari program lain, SiHalal sering tidak bisa \
dibuka, pemilik usaha belum terbiasa dengan komputer, pendamping aktif sedikit, usaha tidak \
menjawab, dan koordinasi antarkantor lemah.

Rapat menyepakati lima keputusan."""
_MINUTES_REVIEW = """\
Lima keputusan rapat Juni 2025 sudah selesai. Pengajuan tahun ini yang masih perlu diperbaiki \
dibahas per kabupaten/kota.

Dua hal perlu dikerjakan sebelum rapat berikutnya."""


def hold_meetings(
    *, province: Region, cast: Cast, today: datetime.date, rng: random.Random
) -> None:
    """Writes the meeting of 2025, a recent one that looked back on it, and the next one."""
    people = _people(cast, rng)
    common: dict[str, Any] = {
        "region": province,
        "organiser": cast.office,
        "venue": _VENUE,
        "people": people,
    }
    by = cast.province_officer
    first = write_meeting(
        Meeting(
            title="Rapat Koordinasi Fasilitasi Sertifikasi Halal",
            day=TOLD_ON,
            chair=_CHAIR,
            minutes=_MINUTES_2025,
            decided=_five_decisions(cast),
            **common,
        ),
        by=by,
    )
    review = _review(first, cast, today, common, by)
    upcoming = _working_day(today + datetime.timedelta(days=_NEXT_IN))
    title = "Rapat Tindak Lanjut Sertifikasi Halal"
    write_meeting(Meeting(title=title, day=upcoming, follows=review, **common), by=by)


def _review(
    first: Event, cast: Cast, today: datetime.date, common: dict[str, Any], by: User
) -> Event:
    day = _working_day(today - datetime.timedelta(days=_REVIEW_AGO))
    home = cast.regency_offices[_HOME_OF_ACCOUNTS]
    decided = [
        Decided(
            text="Hubungi pemilik usaha yang pengajuannya perlu diperbaiki lebih dari dua minggu.",
            office=home,
            due_on=_working_day(today - datetime.timedelta(days=2)),
            reports=[
                Told(
                    on=add_days(day, 3, "working"),
                    state=_DOING,
                    text="Separuh sudah dihubungi lewat telepon.",
                    by=cast.officer_of(_HOME_OF_ACCOUNTS),
                )
            ],
        ),
        Decided(
            text="Susun jadwal pendampingan bersama LP3H sampai akhir tahun.",
            office=cast.office,
            due_on=_working_day(today + datetime.timedelta(days=4)),
        ),
    ]
    meeting = Meeting(
        title="Rapat Evaluasi Sertifikasi Halal",
        day=day,
        chair=_CHAIR,
        minutes=_MINUTES_REVIEW,
        decided=decided,
        follows=first,
        **common,
    )
    return write_meeting(meeting, by=by)


def _five_decisions(cast: Cast) -> list[Decided]:
    """As the press of that day tells them; who did what until when is invented."""
    office, officer = cast.office, cast.province_officer
    city, home = cast.regency_offices[_CITY], cast.regency_offices[_HOME_OF_ACCOUNTS]
    return [
        Decided(
            text="Bagi kuota per kabupaten/kota dan LP3H, masing-masing dengan tenggat.",
            office=office,
            due_on=datetime.date(2025, 6, 13),
            reports=[
                _told(10, _DOING, "Usulan pembagian dibahas dengan sepuluh dinas.", officer),
                _told(13, _DONE, "Pembagian dan tenggat sudah dikirim.", officer),
            ],
        ),
        Decided(
            text="Ganti calon yang sudah bersertifikat dari program lain.",
            office=city,
            due_on=datetime.date(2025, 6, 20),
            reports=[_told(18, _DONE, "Semua diganti dari daftar cadangan.", _of(cast, _CITY))],
        ),
        Decided(
            text="Buka permintaan tambahan kuota untuk daerah yang tempatnya habis.",
            office=office,
            due_on=datetime.date(2025, 6, 20),
            reports=[_told(19, _DONE, "Permintaan bisa diajukan lewat portal.", officer)],
        ),
        Decided(
            text="Kirim surat resmi supaya pendamping diterima saat datang dari rumah ke rumah.",
            office=office,
            due_on=datetime.date(2025, 6, 11),
            reports=[_told(12, _DONE, "Surat dikirim ke semua LP3H.", officer)],
        ),
        Decided(
            text="Bagikan data usaha yang belum terjangkau dari semua dinas.",
            office=home,
            due_on=datetime.date(2025, 6, 30),
            reports=[
                _told(24, _DOING, "Data tiga kecamatan sudah masuk.", _of(cast, _HOME_OF_ACCOUNTS)),
                _told(30, _DONE, "Data lengkap, sudah digabung.", _of(cast, _HOME_OF_ACCOUNTS)),
            ],
        ),
    ]


def _told(day: int, state: ActionState, text: str, by: User) -> Told:
    return Told(on=datetime.date(2025, 6, day), state=state, text=text, by=by)


def _of(cast: Cast, code: str) -> User:
    return cast.officer_of(code)


def _people(cast: Cast, rng: random.Random) -> list[tuple[str, Organisation, Mode]]:
    """Two of the province, one of each kab/kota: the nearest in the room, the others online."""
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    rng.shuffle(names)
    offices = sorted(cast.regency_offices.items())
    rows = [(names.pop(), cast.office, Mode.ONSITE) for _ in range(2)]
    near = (_CITY, _HOME_OF_ACCOUNTS)
    modes = {code: Mode.ONSITE if code in near else Mode.ONLINE for code, _ in offices}
    return rows + [(names.pop(), office, modes[code]) for code, office in offices]


def _working_day(day: datetime.date) -> datetime.date:
    return day if is_working_day(day) else add_days(day, 1, "working")
