"""Phone, NIB, NIK and e-mail of a row, with what Excel does to long numbers."""

import re
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from halalportal.lib.identifiers import Identifier, read_nib, read_nik, read_phone
from halalportal.lib.texts import cell_text, fold, is_rounded_number, is_squeezed
from ikm.services.imports.drafts import RowDraft

# Folded texts by which a list says that there is nothing.
NOTHING_WRITTEN = frozenset(
    ["", "0", "nihil", "belum", "belum ada", "belum punya", "tidak", "tidak ada", "tdk ada", "n a"]
)
_LONGEST_NOTHING = 20  # "(belum punya)" with some signs around it
# No word of the above begins with these, which spares most cells the folding.
_SOMETHING = frozenset("123456789") | frozenset("acdefghijklmopqrsuvwxyzACDEFGHIJKLMOPQRSUVWXYZ")
_PHONE_LABEL = re.compile(r"^\D*?(?=[+(]?\d)")
_PHONE_SEPARATOR = re.compile(r"[/,;&]|\bdan\b|\batau\b", re.IGNORECASE)
# The usual shapes, which need none of the reading below; what doesn't fit them is read closely.
_MOBILE = re.compile(r"(?:\+62|62|0)[ .-]?(8[0-9]{2})[ .-]?([0-9]{3,4})[ .-]?([0-9]{3,5})")
_NIB = re.compile(r"(?!([0-9])\1{12})[0-9]{13}")
_NIK = re.compile(r"([0-9]{6})([0-9]{4})([0-9]{2})(?!0000)[0-9]{4}")
_EMAIL = re.compile(
    r"[a-z0-9_-]{1,40}(?:\.[a-z0-9_-]{1,40})?@(?:[a-z0-9][a-z0-9-]{0,40}[a-z0-9]\.){1,3}[a-z]{2,20}"
)
_LONGEST_EMAIL = 254
_PRECISE_DIGITS = 15  # of a number in Excel; the sixteenth digit of a NIK becomes 0


def written(cell: object) -> str:
    """A cell as text; what says "none" ("-", "belum ada") is empty."""
    if isinstance(cell, str) and cell[:1] in _SOMETHING and is_squeezed(cell):
        return cell
    text = "" if cell is None else cell_text(cell)
    if len(text) > _LONGEST_NOTHING or text[:1] in _SOMETHING:
        return text
    return "" if fold(text) in NOTHING_WRITTEN else text


def _take(draft: RowDraft, field: str, found: Identifier) -> None:
    draft.refuse(found.problem)
    for warning in found.warnings:
        draft.warn(warning)
    if found.is_valid:
        draft.values[field] = found.value


def clean_phone(draft: RowDraft, cell: object) -> None:
    """Reads "Hp. 0812-…", "0812…/0813…" and numbers that lost their leading 0."""
    if isinstance(cell, str) and (usual := _MOBILE.fullmatch(cell)):
        draft.values["phone"] = "+62" + "".join(usual.groups())
        return
    text = written(cell)
    if is_rounded_number(text) or (isinstance(cell, float) and text.endswith("0000000")):
        draft.refuse(
            f"Nomor HP tersimpan sebagai {text} sehingga sebagian angkanya hilang. "
            "Ubah kolom HP menjadi teks, lalu tulis ulang nomornya."
        )
        return
    numbers = [part for part in _PHONE_SEPARATOR.split(text) if any(map(str.isdigit, part))]
    if len(numbers) > 1:
        draft.warn("Ada lebih dari satu nomor HP. Yang dipakai nomor pertama.")
    if numbers:
        _take(draft, "phone", read_phone(_PHONE_LABEL.sub("", numbers[0].strip())))
    elif text:
        draft.refuse("Nomor HP kurang lengkap. Contoh: 0812-3456-7890.")


def clean_nib(draft: RowDraft, cell: object) -> None:
    """A missing NIB is a remark; a wrong one refuses the row."""
    if isinstance(cell, str) and _NIB.fullmatch(cell):
        draft.values["nib"] = cell
        return
    text = re.sub(r"(?i)^\s*(?:no\W*)?nib\W*", "", written(cell))
    if is_rounded_number(text):
        draft.refuse(
            "NIB terpotong oleh Excel. Ubah kolom NIB menjadi teks, lalu tulis ulang 13 angkanya."
        )
    elif not text:
        draft.warn("Belum ada NIB.")
    else:
        found = read_nib(text)
        _take(draft, "nib", found)
        if found.fault == "length" and isinstance(cell, float) and len(text) < 13:
            draft.refuse("Mungkin angka 0 di depan NIB hilang. Ubah kolom NIB menjadi teks.")


def clean_nik(draft: RowDraft, cell: object) -> None:
    """Keeps the NIK in memory only; it is sealed when the row is stored."""
    if isinstance(cell, str) and _is_usual_nik(cell):
        draft.nik = cell
        return
    text = written(cell)
    is_number = isinstance(cell, float) and len(text) > _PRECISE_DIGITS
    if is_number or is_rounded_number(text):
        draft.refuse(
            "NIK tersimpan sebagai angka sehingga angka terakhirnya hilang. "
            "Ubah kolom NIK menjadi teks, lalu tulis ulang 16 angkanya."
        )
    elif "•" in text:
        draft.warn("NIK disamarkan, jadi tidak dibaca.")
    elif text:
        found = read_nik(text)
        draft.nik = found.value if found.is_valid else ""
        draft.refuse(found.problem)
        for warning in found.warnings:
            draft.warn(warning)


def _is_usual_nik(text: str) -> bool:
    """Whether `read_nik` has nothing to say about it. Its parts are remembered, it is not."""
    found = _NIK.fullmatch(text)
    if not found:
        return False
    region, day, year = found.groups()
    this_year = date.today().year  # noqa: DTZ011 - an age in years needs no time zone
    return (
        _is_right(region, "0101", "90", this_year)
        and _is_right("640817", day, "90", this_year)
        and _is_right("640817", "0101", year, this_year)
    )


@lru_cache(maxsize=16_384)
def _is_right(region: str, day: str, year: str, this_year: int) -> bool:
    found = read_nik(f"{region}{day}{year}0001", today=date(this_year, 12, 31))
    return found.is_valid and not found.warnings


def clean_email(draft: RowDraft, cell: object) -> None:
    """An address without typing errors is kept; a wrong one is no reason to refuse the row."""
    if isinstance(cell, str) and _EMAIL.fullmatch(cell):
        draft.values["email"] = cell
        return
    text = written(cell)
    try:
        if len(text) > _LONGEST_EMAIL:
            raise ValidationError(text)
        if text:
            validate_email(text)
            draft.values["email"] = text.lower()
    except ValidationError:
        draft.warn("Email kurang lengkap, jadi tidak disimpan. Contoh: nama@gmail.com.")
