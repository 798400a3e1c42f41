"""What the columns of a report are called, in English and Indonesian.

English as the tools write them today and in older versions (see `zoom`, `meet`, `teams`). The
Indonesian ones are the words of the tools' Indonesian help pages in the forms that a heading can
take; whatever else comes is mapped by hand.
"""

import re
from dataclasses import dataclass

from halalportal.lib.texts import fold

NAME, FIRST, LAST, EMAIL = "name", "first", "last", "email"
JOINED, LEFT = "joined", "left"
MINUTES, LENGTH, TOTAL = "minutes", "length", "total"
ACTION, AT, WAITING, PLACE = "action", "at", "waiting", "place"

_WORDS = {
    NAME: "name original name|name|full name|user name original name|user name|participant name"
    "|nama nama asli|nama|nama lengkap|nama pengguna|nama peserta|nama pengguna nama asli",
    FIRST: "first name|nama depan",
    LAST: "last name|nama belakang",
    EMAIL: "email|user email|e mail|email address|email pengguna|alamat email|surel",
    JOINED: "join time|time joined|first join|first join time|joined at|waktu bergabung"
    "|waktu gabung|waktu masuk|pertama bergabung|bergabung pertama|gabung pertama"
    "|pertama kali bergabung|jam masuk|jam bergabung|join date",
    LEFT: "leave time|time exited|last leave|last leave time|left at|waktu keluar|waktu tinggalkan"
    "|waktu meninggalkan|terakhir keluar|keluar terakhir|terakhir kali keluar|jam keluar"
    "|terakhir meninggalkan",
    MINUTES: "duration minutes|durasi menit|time in session minutes|lama menit",
    LENGTH: "duration|in meeting duration|attendance duration|durasi|durasi dalam rapat"
    "|durasi rapat|lama",
    TOTAL: "total duration minutes|total duration|durasi total menit|total durasi menit"
    "|durasi total|total durasi",
    ACTION: "user action|tindakan pengguna|aksi pengguna|tindakan",
    AT: "timestamp|stempel waktu|tanda waktu|cap waktu",
    WAITING: "in waiting room|di ruang tunggu",
    # Tell one tool from the other.
    PLACE: "participant id upn|id peserta upn",
}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words.split("|")}
# "Join time (GMT+08:00)"
_ZONE = re.compile(r"\(((?:utc|gmt)[^)]*|wib|wita|wit)\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A heading row: field → position, and the time zone if a heading names one."""

    columns: dict[str, int]
    zone: str


def columns_of(row: list[str]) -> Found | None:
    """The columns if the row is a heading row: somebody's name with times or minutes."""
    columns: dict[str, int] = {}
    zone = ""
    for place, text in enumerate(row):
        named = _ZONE.search(text)
        zone = named[1] if named else zone
        field = _FIELDS.get(fold(_ZONE.sub("", text))) if len(text) <= 60 else None
        if field:
            columns.setdefault(field, place)
    return Found(columns, zone) if _is_heading(columns) else None


def _is_heading(columns: dict[str, int]) -> bool:
    has_name = NAME in columns or FIRST in columns
    has_time = {JOINED, LEFT} <= columns.keys() or {ACTION, AT} <= columns.keys()
    return has_name and (has_time or not columns.keys().isdisjoint([MINUTES, LENGTH, TOTAL]))
