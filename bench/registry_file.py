"""An office's list as Excel: 20 columns, 3 % bad rows, 5 % duplicates, everybody invented."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

HEADINGS = [
    *("No", "Nama Usaha", "Nama Pemilik", "NIK", "Jenis Kelamin", "Alamat", "RT/RW", "Desa"),
    *("Kecamatan", "Kabupaten/Kota", "No. HP", "NIB", "Email", "Produk", "Merek", "KBLI"),
    *("Skala Usaha", "Binaan", "Tenaga Kerja", "Keterangan"),
]
BAD_SHARE, TWICE_SHARE, FREE_TEXT_SHARE = 0.03, 0.05, 0.10
_GOODS = "Keripik Pisang|Amplang|Sambal|Abon|Kue Kering|Madu|Gula Aren|Tahu|Tempe|Roti".split("|")
_NAMES = "Siti|Ahmad|Nurul|Rudi|Dewi|Hendra|Ratna|Syamsul|Halimah|Budi|Wati|Joko".split("|")
_FAMILIES = "Rekaan|Fiktif|Contoh|Karangan|Misalan|Umpama|Tiruan|Andaian".split("|")
_KBLI = "10794|10710|10391|10799|10772".split("|")


@dataclass(frozen=True, slots=True)
class Village:
    """A village's dotted code and the names above it."""

    code: str
    name: str
    district: str
    regency: str


def rows(count: int, villages: list[Village], *, seed: int = 1) -> Iterator[list[object]]:
    """Yields `count` rows under `HEADINGS`; the same seed gives the same rows."""
    chance = random.Random(seed)
    earlier: list[list[object]] = []
    for number in range(1, count + 1):
        if earlier and chance.random() < TWICE_SHARE:
            row = [number, *chance.choice(earlier)[1:]]
        else:
            row = _business(number, chance.choice(villages), chance)
            if chance.random() < BAD_SHARE:
                _spoil(row, chance)
            elif len(earlier) < 5_000:
                earlier.append(row)
        yield row


def _business(number: int, village: Village, chance: random.Random) -> list[object]:
    goods, owner = chance.choice(_GOODS), f"{chance.choice(_NAMES)} {chance.choice(_FAMILIES)}"
    street = f"Jl. Contoh {number % 400} No. {number % 90}"
    place = [village.name, village.district, village.regency]
    if chance.random() < FREE_TEXT_SHARE:
        street += f", DESA {village.name.upper()}, KEC. {village.district.upper()}"
        place = ["", "", ""]
    born = f"{1 + number % 28:02}0{1 + number // 10_000 % 9}85"
    nik = f"{village.code[:8].replace('.', '')}{born}{number % 9999 + 1:04}"
    return [
        *(number, f"{goods} {owner} {number}".upper(), f"{owner} {number}", nik),
        *(chance.choice("LP"), street, f"{number % 9:03}/{number % 7:03}", *place),
        *(
            f"0834-{number // 10000:04}-{number % 10000:04}",
            f"99{number:011}",
            f"usaha{number}@contoh.id",
        ),
        *(f"{goods}, {chance.choice(_GOODS)}", f"Merek {number}", chance.choice(_KBLI), "Mikro"),
        *(chance.choice(["Ya", ""]), chance.randint(1, 9), ""),
    ]


def _spoil(row: list[object], chance: random.Random) -> None:
    """One mistake that refuses the row: no owner, a short phone, NIB or NIK."""
    place, value = chance.choice([(2, ""), (10, "0812"), (11, "99123"), (3, "6308")])
    row[place] = value


def write_xlsx(path: Path, count: int, villages: list[Village], *, seed: int = 1) -> None:
    """Writes the rows as a workbook with a heading row."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Data IKM")
        page.write_row(0, 0, HEADINGS)
        for place, row in enumerate(rows(count, villages, seed=seed), start=1):
            page.write_row(place, 0, row)
