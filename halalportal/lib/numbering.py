"""How offices write the numbers of letters and certificates: a pattern with named fields.

`{classification}/{seq:03d}/{unit}/{month}/{year}` gives `000.8.3/012/DISPERIN/XII/2026`.
"""

import datetime
import re
from collections.abc import Collection
from string import Formatter

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_WIDTH = re.compile(r"(0[1-9]d)?")


class PatternError(ValueError):
    """A pattern that can't always be filled in; the text names what to mend."""


def check_pattern(pattern: str, *, offered: Collection[str], required: Collection[str]) -> None:
    """Makes sure that a pattern has only plain fields that are offered, and all required ones.

    Raises `PatternError`.
    """
    try:
        parts = [part[1:] for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError as error:
        raise PatternError(
            "Kurung kurawal di pola ini belum berpasangan. Contoh: {seq:03d}."
        ) from error
    names = [str(name) for name, _, _ in parts]
    unknown = [name for name in names if name not in offered]
    if unknown:
        raise PatternError(f"Isian {_listed(unknown)} tidak dikenal. Pakai {_listed(offered)}.")
    missing = [name for name in required if name not in names]
    if missing:
        raise PatternError(f"Tambahkan {_listed(missing)} agar nomor tidak sama dua kali.")
    if not all(_is_plain(*part) for part in parts):
        raise PatternError("Hanya {seq} boleh punya lebar, misalnya {seq:03d}.")


def filled(pattern: str, sequence: int, *, day: datetime.date, **texts: str) -> str:
    """The number as it is written; `texts` are the other fields, e.g. `unit`."""
    return pattern.format(
        seq=sequence, month=ROMAN_MONTHS[day.month - 1], year=day.year, **texts
    ).strip()


def unit_code(short_name: str, name: str) -> str:
    """The short name of an office, else the first letters of its name."""
    short = short_name or "".join(re.findall(r"\b\w", name))
    return short.upper().replace("/", "-")


def _is_plain(name: str | None, spec: str | None, conversion: str | None) -> bool:
    """Only the running number may have a width."""
    width = _WIDTH.fullmatch(spec or "")
    return not conversion and width is not None and (name == "seq" or not spec)


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
