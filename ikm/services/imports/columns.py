"""Which column holds what: the header row found, and its headings matched with our fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from halalportal.lib.spreadsheets import Row, Sheet
from halalportal.lib.texts import cell_text, fold

# Field → label on the page, in the order of the page.
LABELS = {
    "name": "Nama usaha",
    "owner_name": "Nama pemilik",
    "brand": "Merek",
    "phone": "Nomor HP",
    "nib": "NIB",
    "nik": "NIK",
    "email": "Email",
    "address": "Alamat",
    "village": "Desa/kelurahan",
    "district": "Kecamatan",
    "regency": "Kabupaten/kota",
    "products": "Produk",
    "kbli": "KBLI",
    "scale": "Skala usaha",
    "mentored": "Binaan",
}

# Folded headings that offices use, per field. A heading may also contain one as whole words.
SYNONYMS = {
    "name": "nama usaha|nama ikm|nama umkm|nama ukm|nama ikm umkm|nama perusahaan|nama toko"
    "|nama kelompok|nama unit usaha|nama badan usaha|nama industri|usaha|perusahaan|nama pu",
    "owner_name": "nama pemilik|nama pelaku usaha|nama pengusaha|nama lengkap|nama penanggung jawab"
    "|penanggung jawab|pemilik|pelaku usaha|pengusaha|nama pimpinan|nama sesuai ktp|nama ktp"
    "|nama pemilik usaha|nama",
    "brand": "merek|merk|nama merek|merek dagang|merk dagang|brand",
    "phone": "no hp|nomor hp|hp|no telp|no telepon|nomor telepon|telepon|telp|no wa|nomor wa|wa"
    "|whatsapp|no whatsapp|no kontak|kontak|handphone|no handphone|no hp wa|nomor handphone|no tlp"
    "|tlp",
    "nib": "nib|no nib|nomor nib|nomor induk berusaha|no induk berusaha|nib oss",
    "nik": "nik|no nik|nomor nik|no ktp|nomor ktp|ktp|nik ktp|no ktp nik|nik pemilik",
    "email": "email|e mail|alamat email|surel",
    "address": "alamat|alamat usaha|alamat lengkap|alamat tempat usaha|alamat produksi|lokasi"
    "|alamat perusahaan|alamat rumah|jalan",
    "village": "desa|kelurahan|desa kelurahan|kelurahan desa|kel desa|desa kel|kampung|nama desa",
    "district": "kecamatan|kec|nama kecamatan|distrik",
    "regency": "kabupaten|kab kota|kabupaten kota|kota|kab|nama kabupaten|kota kabupaten",
    "products": "produk|nama produk|jenis produk|produk yang dihasilkan|hasil produksi|komoditi"
    "|jenis produksi|produk utama|produksi|komoditas",
    "kbli": "kbli|kode kbli|no kbli|kbli 2020|kode klu",
    "scale": "skala|skala usaha|kelas usaha|klasifikasi usaha|kriteria usaha",
    "mentored": "binaan|ikm binaan|status binaan|status pembinaan",
}
HEADER_DEPTH = 30
_NAMING = {"name", "owner_name"}
# Headings that only look like one of ours.
_OTHER = re.compile(
    r"\b(tanggal|tgl|jenis kelamin|status halal|foto|lampiran|penyelia|pendamping)\b"
)


class NoHeaderError(Exception):
    """No row of the sheet names the columns; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are. `columns` gives field → position; data begins behind `last_row`."""

    headings: list[str]
    columns: dict[str, int]
    last_row: int


def find_layout(sheet: Sheet) -> Layout:
    """Finds the row, or pair of rows, that names most fields.

    Raises:
        NoHeaderError: when no row among the first thirty names a business or an owner.
    """
    best: Layout | None = None
    for number, headings in _candidates(sheet.rows[:HEADER_DEPTH]):
        columns = suggest(headings)
        is_header = len(columns) >= 2 and _NAMING & columns.keys()
        if is_header and (best is None or len(columns) > len(best.columns)):
            best = Layout(headings, columns, number)
    if best is None:
        raise NoHeaderError(
            "Baris judul tidak ditemukan. Beri judul kolom, misalnya Nama usaha, Nama pemilik, "
            "Alamat, Nomor HP, NIB. Lalu kirim lagi."
        )
    return best


def _candidates(rows: Sequence[tuple[int, Row]]) -> list[tuple[int, list[str]]]:
    """Each row as headings, and each pair of rows as headings with sub-headings (merged cells)."""
    found = []
    for position, (number, row) in enumerate(rows):
        found.append((number, headings_of(row)))
        if position + 1 < len(rows):
            below_number, below = rows[position + 1]
            width = max(len(row), len(below))
            upper, lower = _texts(row, width), _texts(below, width)
            pairs = [low or up for up, low in zip(upper, lower, strict=True)]
            if suggest(upper) and suggest(lower):
                found.append((below_number, headings_of(pairs)))
    return found


def _texts(row: Row, width: int) -> list[str]:
    return [cell_text(cell) if cell is not None else "" for cell in row] + [""] * (width - len(row))


def headings_of(row: Row) -> list[str]:
    """The headings of a row, each unique: an empty one is named by its letter ("Kolom C")."""
    seen: dict[str, int] = {}
    headings = []
    for position, text in enumerate(_texts(row, len(row))):
        heading = text[:80] or f"Kolom {_letter(position)}"
        seen[heading] = seen.get(heading, 0) + 1
        headings.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return headings


def _letter(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA, as Excel names columns."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def suggest(headings: Sequence[str]) -> dict[str, int]:
    """Field → position of the heading that fits best; each heading serves one field."""
    scored = sorted(
        (
            (score, -position, field)
            for position, heading in enumerate(headings)
            for field, score in _scores(fold(heading)).items()
        ),
        reverse=True,
    )
    chosen: dict[str, int] = {}
    for _, negative, field in scored:
        if field not in chosen and -negative not in chosen.values():
            chosen[field] = -negative
    return chosen


def _scores(heading: str) -> dict[str, int]:
    """How well a folded heading names each field: equal beats contained, longer beats shorter."""
    scores = {}
    for field, synonyms in SYNONYMS.items():
        for synonym in synonyms.split("|"):
            if heading == synonym:
                scores[field] = 1000 + len(synonym)
            elif synonym != "nama" and f" {synonym} " in f" {heading} " and not _is_other(heading):
                scores[field] = max(scores.get(field, 0), len(synonym))
    return scores


def _is_other(heading: str) -> bool:
    return bool(_OTHER.search(heading)) or len(heading) > 60


def chosen_by_hand(headings: Sequence[str], chosen: dict[str, str]) -> dict[str, int]:
    """The columns that a person chose, field → heading, as positions; unknown headings are left."""
    places = {heading: position for position, heading in enumerate(headings)}
    return {f: places[h] for f, h in chosen.items() if f in LABELS and h in places}
