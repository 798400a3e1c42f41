"""From the file of another programme to entries; read and cleaned as an import is."""

import re
from collections.abc import Iterable, Iterator

from halalportal.lib.days import read_date
from halalportal.lib.encryption import keyed_index
from halalportal.lib.headings import Layout, NoHeaderError, find_layout
from halalportal.lib.identifiers import read_certificate_number
from halalportal.lib.merged_cells import filled_down
from halalportal.lib.spreadsheets import Row, SpreadsheetError, read_sheets
from halalportal.lib.texts import fold
from ikm.models import OtherEntry, OtherList, match_key_of
from ikm.selectors.villages import VillageFinder
from ikm.services.imports.cleaning import clean_row
from ikm.services.imports.columns import BUSINESSES
from ikm.services.imports.identifying import written

# Field → folded headings, beside those that an import knows.
_SYNONYMS = {
    "certificate": "no sertifikat|nomor sertifikat|no sertifikat halal|nomor sertifikat halal"
    "|sertifikat halal|no sh|nomor sh|no sertifikat bpjph|nomor sertifikat bpjph|id sertifikat",
    "issued": "tanggal terbit|tgl terbit|tanggal sertifikat|tgl sertifikat|tanggal sertifikat halal"
    "|tanggal terbit sertifikat|tgl terbit sertifikat|terbit|tanggal penetapan",
}
_EXTRA_FIELDS = ("name", "owner_name", "nib", "phone", "regency_id", "village_id")


def read_entries(content: bytes, other_list: OtherList) -> Iterator[OtherEntry]:
    """Yields an unsaved entry for each row that names a business or a certificate.

    A part that is wrong is left out: another office's mistake is no reason to lose the row.

    Raises:
        SpreadsheetError, NoHeaderError: when the file can't be read.
    """
    rows, layout = _table(content)
    extra = _extra_columns(layout.headings)
    finder = VillageFinder(other_list.region_id)
    for number, row in rows:
        if number <= layout.last_row:
            continue
        draft = clean_row(number, row, layout.headings, layout.columns, finder)
        values = {name: draft.values[name] for name in _EXTRA_FIELDS if draft.values.get(name)}
        entry = OtherEntry(source_list=other_list, number=number, **values)
        entry.nik_index = keyed_index(draft.nik, field="nik") if draft.nik else ""
        entry.match_key = match_key_of(entry.name, entry.owner_name) if entry.name else ""
        entry.certificate_number = _certificate(_cell(row, extra.get("certificate")))
        entry.issued_on = read_date(_cell(row, extra.get("issued")))
        if entry.name or entry.nib or entry.nik_index or entry.certificate_number:
            yield entry


def _table(content: bytes) -> tuple[Iterable[tuple[int, Row]], Layout]:
    """The first sheet that has a header row."""
    refusal: Exception = SpreadsheetError("Berkas kosong. Pilih berkas yang berisi daftar.")
    for sheet in read_sheets(content):
        try:
            layout = find_layout(sheet, BUSINESSES)
            return filled_down(sheet.rows, sheet.merges, below=layout.last_row), layout
        except NoHeaderError as error:
            refusal = error
    raise refusal


def _extra_columns(headings: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, synonyms in _SYNONYMS.items():
        for place, heading in enumerate(headings):
            if fold(heading) in synonyms.split("|"):
                found.setdefault(field, place)
    return found


def _cell(row: Row, place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else None


def _certificate(cell: object) -> str:
    """A certificate's number in its normal form; an older one, of another shape, as it is."""
    text = written(cell)
    found = read_certificate_number(text)
    compact = re.sub(r"\s", "", text).upper()
    is_older = any(map(str.isdigit, compact)) and len(compact) <= 19
    return found.value or (compact if is_older else "")
