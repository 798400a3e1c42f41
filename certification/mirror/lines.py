"""One line of what SiHalal says, and where lines come from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from halalportal.lib.identifiers import read_phone, read_sihalal_number
from halalportal.lib.texts import fold, name_key

# Field → label on the pages. The first eight are SiHalal's inquiry, the others an LP3H's report.
LABELS = {
    "number": "No. daftar",
    "name": "Nama PU",
    "day": "Tanggal",
    "kind": "Jenis",
    "product": "Produk",
    "brand": "Merek",
    "code": "Kode",
    "status": "Status",
    "registration": "ID reg",
    "address": "Alamat",
    "phone": "No. HP",
    "companion": "Pendamping",
}
_MARKS = re.compile(r"[\s./\\_–—-]+")
_SHAPE = re.compile(r"^(SH)-?(\d{4})-?(\d)-(\d{1,10})$")
_NATIONAL_CODE = re.compile(r"^OF\s?\d{1,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MirrorLine:
    """One line, as it came. `place` is its number in the table, `cells` field → text."""

    place: int
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The registration number in its normal form; "" when there is none that could be one."""
        return read_number(self.cells.get("number", ""))

    @property
    def status(self) -> str:
        """SiHalal's text; in its place the code, when the table has only that."""
        text, code = self.cells.get("status", ""), self.cells.get("code", "")
        return text or (code if _NATIONAL_CODE.match(code) else "")

    @property
    def name(self) -> str:
        """The name to compare with that of a business or an owner."""
        return name_key(self.cells.get("name", ""))

    @property
    def brand(self) -> str:
        return fold(self.cells.get("brand", ""))

    @property
    def companion(self) -> str:
        return fold(self.cells.get("companion", ""))

    @property
    def phone(self) -> str:
        """The last eight digits; "" for what is no phone number."""
        return phone_tail(read_phone(self.cells.get("phone", "")).value)


class Source(Protocol):
    """Where lines come from. A connector to SiHalal would be another class with this method."""

    def rows(self) -> Iterable[MirrorLine]:
        """The lines in the order of the table.

        Raises:
            SourceError: they can't be read; its sentence says what to do.
        """


class SourceError(Exception):
    """No lines can be had; the message tells the person what to do."""


def read_number(text: str) -> str:
    """SH2025-1-825659, also where dots, spaces or slashes stand between its parts."""
    joined = _MARKS.sub("-", text.strip().upper()).strip("-")
    shape = _SHAPE.match(joined)
    return read_sihalal_number("{}{}-{}-{}".format(*shape.groups())).value if shape else ""


def phone_tail(phone: str) -> str:
    """What is compared of a phone number."""
    return phone[-8:] if len(phone) >= 8 else ""
