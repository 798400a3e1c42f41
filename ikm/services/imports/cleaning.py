"""From the cells of a row to values, each wrong one with the sentence that says what to do."""

import re
from functools import lru_cache

from halalportal.lib.formats import masked
from halalportal.lib.identifiers import read_kbli
from halalportal.lib.spreadsheets import Row
from halalportal.lib.texts import cell_text, fold, readable
from ikm.enums import Scale
from ikm.kbli import warning_about
from ikm.models import match_key_of
from ikm.selectors.villages import VillageFinder
from ikm.services.imports.drafts import RowDraft
from ikm.services.imports.identifying import (
    NOTHING_WRITTEN,
    clean_email,
    clean_nib,
    clean_nik,
    clean_phone,
    written,
)

KBLI_VERSION = 2020
_SIXTEEN_DIGITS = re.compile(r"\d(?:[ .-]?\d){15}")
_PRODUCT_SEPARATOR = re.compile(r"[,;/\n&+]|\bdan\b", re.IGNORECASE)
_SCALES = {"mikro": Scale.MICRO, "kecil": Scale.SMALL, "menengah": Scale.MEDIUM}
_SCALES |= {"micro": Scale.MICRO, "besar": Scale.LARGE}
_YES = frozenset(["ya", "y", "v", "x", "1", "binaan", "sudah", "aktif", "true"])
_LENGTHS = {"name": 160, "owner_name": 120, "brand": 120, "address": 300}

Cells = dict[str, object]


def clean_row(
    number: int,
    row: Row,
    headings: list[str],
    columns: dict[str, int],
    finder: VillageFinder,
    *,
    keep_raw: bool = False,
) -> RowDraft:
    """Cleans one row; nothing is looked up among the businesses yet.

    Args:
        keep_raw: keep the original cells of a right row too; those of a wrong one always are.
    """
    draft = RowDraft(number)
    cells = {field: row[place] for field, place in columns.items() if place < len(row)}
    _clean_names(draft, cells, has_name_column="name" in columns)
    clean_phone(draft, cells.get("phone"))
    clean_nib(draft, cells.get("nib"))
    clean_nik(draft, cells.get("nik"))
    clean_email(draft, cells.get("email"))
    _clean_scale(draft, _text(cells, "scale"))
    _clean_kinds(draft, cells)
    _clean_place(draft, cells, finder)
    if draft.is_wrong or keep_raw:
        draft.raw = _raw(row, headings, columns)
    if not draft.is_wrong:
        names = draft.values["name"], draft.values["owner_name"]
        draft.values["match_key"] = match_key_of(*names)
    return draft


def _raw(row: Row, headings: list[str], columns: dict[str, int]) -> dict[str, str]:
    """The cells as written, by heading; a NIK (or any 16 digits) shows its last four only."""
    raw = {}
    for place, heading in enumerate(headings):
        text = cell_text(row[place])[:300] if place < len(row) and row[place] is not None else ""
        if text:
            is_nik = place == columns.get("nik")
            raw[heading] = masked(text) if is_nik else _SIXTEEN_DIGITS.sub(_hide, text)
    return raw


def _hide(match: re.Match[str]) -> str:
    return masked(match[0])


def _text(cells: Cells, field: str) -> str:
    return written(cells[field]) if field in cells else ""


def _keep(draft: RowDraft, field: str, text: str, label: str) -> None:
    limit = _LENGTHS[field]
    if len(text) > limit:
        draft.refuse(f"{label} terlalu panjang. Ringkas sampai {limit} huruf.")
    elif text:
        draft.values[field] = text


def _clean_names(draft: RowDraft, cells: Cells, *, has_name_column: bool) -> None:
    name, owner = readable(_text(cells, "name")), readable(_text(cells, "owner_name"))
    if not name and owner and not has_name_column:
        name = f"Usaha {owner}"
        draft.warn("Berkas tidak memuat nama usaha, jadi dipakai nama pemilik.")
    if not name:
        draft.refuse("Tulis nama usaha.")
    if not owner:
        draft.refuse("Tulis nama pemilik.")
    _keep(draft, "name", name, "Nama usaha")
    _keep(draft, "owner_name", owner, "Nama pemilik")
    _keep(draft, "brand", readable(_text(cells, "brand")), "Merek")
    _keep(draft, "address", readable(_text(cells, "address")), "Alamat")


def _clean_scale(draft: RowDraft, text: str) -> None:
    if scale := _scale_of(text):
        draft.values["scale"] = scale
    elif text:
        draft.warn("Skala usaha tidak dikenal. Tulis mikro, kecil, menengah, atau besar.")


@lru_cache(maxsize=256)
def _scale_of(text: str) -> str:
    """ "" for what names no scale, or more than one."""
    words = fold(text).split()
    found = {str(value) for word, value in _SCALES.items() if word in words}
    return found.pop() if len(found) == 1 else ""


def _clean_kinds(draft: RowDraft, cells: Cells) -> None:
    """KBLI, products, and whether the office mentors the business."""
    kbli, is_valid = _kbli_of(_text(cells, "kbli"))
    if is_valid:
        draft.values["kbli_code"], draft.values["kbli_version"] = kbli, KBLI_VERSION
        draft.warn(warning_about(KBLI_VERSION, kbli))
    elif kbli:
        draft.warn("Kode KBLI terdiri dari 5 angka, jadi tidak disimpan.")
    if products := _products_of(_text(cells, "products")):
        draft.values["products"] = products
    if _is_yes(_text(cells, "mentored")):
        draft.values["is_mentored"] = True


@lru_cache(maxsize=64)
def _is_yes(text: str) -> bool:
    return fold(text) in _YES


@lru_cache(maxsize=1024)
def _kbli_of(text: str) -> tuple[str, bool]:
    """The first number in a text such as "10794 - Industri kerupuk", and if it is a KBLI code."""
    number = re.search(r"\d+", text)
    return (number[0], read_kbli(number[0]).is_valid) if number else ("", False)


@lru_cache(maxsize=4_096)
def _products_of(text: str) -> tuple[str, ...]:
    return tuple(split_products(text))


def split_products(text: str) -> list[str]:
    """Product names of a text such as "Keripik pisang, abon dan sambal", each once."""
    names: dict[str, str] = {}
    for part in _PRODUCT_SEPARATOR.split(text):
        name = part.strip(" .-*")[:120]
        name = name.capitalize() if name.isupper() or name.islower() else name
        if fold(name) and fold(name) not in NOTHING_WRITTEN:
            names.setdefault(name.lower(), name)
    return list(names.values())


def _clean_place(draft: RowDraft, cells: Cells, finder: VillageFinder) -> None:
    place = finder.find(
        address=_text(cells, "address"),
        village=_text(cells, "village"),
        district=_text(cells, "district"),
        regency=_text(cells, "regency"),
    )
    draft.refuse(place.problem)
    draft.warn(place.warning)
    if place.regency:
        draft.values["regency_id"] = place.regency
    if place.district:
        draft.values["district_id"] = place.district
    if place.village:
        draft.values["village_id"] = place.village
