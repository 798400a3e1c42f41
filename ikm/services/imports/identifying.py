"""Phone, NIB, NIK and e-mail of a row, with what Excel does to long numbers."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from halalportal.lib.identifiers import Identifier, read_nib, read_nik, read_phone
from halalportal.lib.texts import cell_text, fold, is_rounded_number
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
_PRECISE_DIGITS = 15  # of a number in Excel; the sixteenth digit of a NIK becomes 0


def written(cell: object) -> str:
    """A cell as text; what says "none" ("-", "belum ada") is empty."""
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


def clean_email(draft: RowDraft, cell: object) -> None:
    """An address without typing errors is kept; a wrong one is no reason to refuse the row."""
    text = written(cell)
    try:
        if text:
            validate_email(text)
            draft.values["email"] = text.lower()
    except ValidationError:
        draft.warn("Email kurang lengkap, jadi tidak disimpan. Contoh: nama@gmail.com.")
