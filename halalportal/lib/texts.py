"""Texts as people and spreadsheets write them: cleaned, readable, folded for comparison."""

import re
import string
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_SMALL_LETTERS = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_LEGAL_FORM = re.compile(r"^(?:ud|cv|pt|pd|firma|koperasi) ")

# Written in capitals also inside a name in readable case.
CAPITALS = frozenset(
    [
        *("UD", "CV", "PT", "PD", "RT", "RW", "KUB", "KWT", "PKK", "TP", "BUMDES", "UPPKS"),
        *("IKM", "UKM", "UMKM", "NTT", "NTB", "DKI", "II", "III", "IV", "VI", "VII"),
    ]
)
# Words that stay small unless they begin the text.
_SMALL = frozenset(["dan", "di", "dari"])


class _Folding(dict[int, str]):
    """For `str.translate`: what is no small Latin letter or digit is a space."""

    def __missing__(self, key: int) -> str:
        return " "


_FOLDING = _Folding({ord(letter): letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789"})


def is_squeezed(text: str) -> bool:
    """Whether `squeeze` would give the text back; False when only a closer look would tell."""
    return (
        text.isascii() and text.isprintable() and "  " not in text and text[-1:] != " " != text[:1]
    )


def squeeze(text: object) -> str:
    """The text in Unicode's composed form, without invisible characters and repeated spaces."""
    plain = str(text)
    if plain.isascii() and plain.isprintable():
        return " ".join(plain.split()) if "  " in plain else plain.strip()
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", plain))
    return " ".join(plain.split())


def readable(text: str) -> str:
    """A text that is all capitals (or all small) with capital initials: "UD. BUNDA" → "UD. Bunda".

    Abbreviations stay capitals, and a text in mixed case is the writer's own and stays as it is.
    """
    text = squeeze(text)
    if not (text.isupper() or text.islower()):
        return text
    if _is_plain(text):
        first, *others = text.split(" ")
        return " ".join([_readable(first, True), *map(_readable, others)])
    return _WORD.sub(lambda match: _readable(match[0], not match.start()), text)


def _is_plain(text: str) -> bool:
    """Whether a text is nothing but Latin letters, digits and spaces; most names are."""
    return text.isascii() and text.replace(" ", "").isalnum()


@lru_cache(maxsize=4_096)
def _readable(word: str, is_first: bool = False) -> str:
    if word.upper() in CAPITALS:
        return word.upper()
    if word.lower() in _SMALL and not is_first:
        return word.lower()
    return word[:1].upper() + word[1:].lower()


def fold(text: str) -> str:
    """What is left to compare: small letters a–z and digits with single spaces."""
    if _is_plain(text):
        return " ".join(text.lower().split())
    # Not `lower()` alone: it makes an "i" of "İ", which PostgreSQL's collation C does not.
    return " ".join(text.translate(_SMALL_LETTERS).translate(_FOLDING).split())


def name_key(name: str) -> str:
    """A business name folded and without its legal form: "UD. BUNDA" and "Bunda" have one key.

    The generated column `Business.match_key` computes the same in SQL.
    """
    folded = fold(name)
    return _LEGAL_FORM.sub("", folded) if folded[:1] in "ucpfk" else folded


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without ".0" or an exponent, dates as 2026-11-21."""
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return squeeze(value)


_EXPONENT = re.compile(r"^\d+(?:[.,]\d+)?[eE]\+?\d{1,2}$")


def is_rounded_number(text: str) -> bool:
    """Whether a cell holds a number that Excel shortened for good, e.g. "8.5E+10"."""
    return bool(_EXPONENT.match(text.strip()))
