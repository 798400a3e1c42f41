"""What a kind of letter is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reports.enums import LetterKind


class Answer(StrEnum):
    """How a placeholder is asked for when the portal doesn't know its value."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    AMOUNT = "amount"


class Group(StrEnum):
    """Whom a batch of letters goes to; the names stand in addresses."""

    REGENCIES = "kabkota"
    COMPANIONS = "pendamping"
    ORGANISATIONS = "lp3h"
    INVITED = "undangan"
    APPLICATIONS = "pengajuan"
    BUSINESSES = "usaha"


GROUP_LABELS = {
    Group.REGENCIES: "Dinas kabupaten/kota dalam program",
    Group.COMPANIONS: "Pendamping dalam program",
    Group.ORGANISATIONS: "LP3H dalam program",
    Group.INVITED: "Delegasi dan orang yang diundang ke kegiatan",
    Group.APPLICATIONS: "Pemilik usaha menurut pengajuan",
    Group.BUSINESSES: "Pemilik usaha menurut daftar usaha",
}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A {code} in a template: what is asked, and an example for the preview."""

    code: str
    label: str
    example: str
    answer: Answer = Answer.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """What is attached. `title` stands above; the columns in `numeric` are set to the right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of letter.

    `title` is the heading of a document that has its number below it and addresses nobody
    (Permendagri 1/2023: surat tugas, surat keterangan); "" for a letter with Nomor, Sifat, Hal.
    `counterpart` is who signs at the left: its heading, and the placeholders of position and name.
    """

    code: LetterKind
    groups: tuple[Group, ...]
    placeholders: tuple[Placeholder, ...]
    columns: tuple[str, ...] = ()
    title: str = ""
    counterpart: tuple[str, str, str] | None = None
    _by_code: Mapping[str, Placeholder] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {each.code: each for each in self.placeholders}
        object.__setattr__(self, "_by_code", found)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self._by_code)

    @property
    def examples(self) -> dict[str, str]:
        """A value for each placeholder, to see a template filled in."""
        return {each.code: each.example for each in self.placeholders}

    def placeholder(self, code: str) -> Placeholder:
        """Raises `KeyError` for one that the kind doesn't offer."""
        return self._by_code[code]
