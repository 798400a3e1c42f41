"""The business classification KBLI as data: codes by version, and where a code of 2020 went.

`reference_data/` holds three tables: the versions with their validity, source and what is covered,
the codes with their titles, and the moves from 2020 to 2025. A code alone says nothing: 56102 is a
warung in KBLI 2020 and a stall without a building in KBLI 2025.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from halalportal.lib.texts import fold

_DATA = Path(__file__).parent / "reference_data"
_CODE = re.compile(r"^\W*(?:kbli\W+(?:20\d\d\W+)?)?(\d[\d .-]*)", re.IGNORECASE)
_VERSION = re.compile(r"\bKBLI\W*(20\d\d)\b", re.IGNORECASE)
# What people in this field choose from; the other codes are known, but not offered.
_OFFERED = ("10", "11", "2102", "20232", "56")
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Version:
    """One edition. `covers` are the beginnings of codes of which every code is in the table."""

    number: int
    valid_from: date
    valid_until: date | None
    covers: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code of five digits in one version."""

    version: int
    code: str
    title: str

    def __str__(self) -> str:
        return f"{self.code} – {self.title} (KBLI {self.version})"


@cache
def versions() -> Mapping[int, Version]:
    """The editions by their number."""
    return {
        int(row["version"]): Version(
            int(row["version"]),
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
            tuple(row["covers"].split()),
            row["source"],
        )
        for row in _rows("kbli_versions.csv")
    }


@cache
def codes() -> Mapping[tuple[int, str], Code]:
    """Every known code by version and code."""
    found = (Code(int(r["version"]), r["code"], r["title"]) for r in _rows("kbli_codes.csv"))
    return {(code.version, code.code): code for code in found}


def title_of(version: int | None, code: str) -> str:
    """What a code means in its version, "" when the table doesn't know it."""
    found = codes().get((version or 0, code))
    return found.title if found else ""


@lru_cache(maxsize=4_096)
def warning_about(version: int, code: str) -> str:
    """One sentence about a code that does not fit its version, "" when there is nothing to say.

    Never a reason to refuse: the document of the NIB is right, not our table.
    """
    if not code or (version, code) in codes():
        return ""
    if heirs := _moved().get(code) if version == 2025 else None:
        named = " atau ".join(f"{heir} ({title_of(2025, heir)})" for heir in heirs)
        return f"Kode {code} adalah KBLI 2020. Di KBLI 2025 menjadi {named}. Cek dokumen NIB."
    for other in sorted(versions()):
        if other != version and (other, code) in codes() and _is_covered(version, code):
            return f"Kode {code} ada di KBLI {other}, bukan KBLI {version}. Cek dokumen NIB."
    if _is_covered(version, code):
        return f"Kode {code} tidak ada di KBLI {version}. Cocokkan dengan dokumen NIB."
    return ""


def _is_covered(version: int, code: str) -> bool:
    return version in versions() and code.startswith(versions()[version].covers or ("-",))


@cache
def _moved() -> Mapping[str, tuple[str, ...]]:
    """Code of 2020 → its codes of 2025, where they differ."""
    heirs: dict[str, list[str]] = defaultdict(list)
    for row in _rows("kbli_moves.csv"):
        heirs[row["code_2020"]].append(row["code_2025"])
    return {code: tuple(found) for code, found in heirs.items()}


@cache
def offered() -> tuple[str, ...]:
    """Lines to choose from: food, drink, food service, herbs and cosmetics."""
    return tuple(str(code) for code in codes().values() if code.code.startswith(_OFFERED))


def version_in(text: str) -> int | None:
    """The version that a text such as "10794 – Industri kerupuk (KBLI 2020)" names."""
    found = _VERSION.search(text)
    return int(found[1]) if found and int(found[1]) in versions() else None


def code_in(text: str) -> str:
    """The number at the beginning of a text as it was written, "" when it begins with words."""
    found = _CODE.match(text.strip())
    return found[1].strip(" .-") if found else ""


def search(words: str, version: int | None = None) -> list[Code]:
    """The codes whose titles hold every word, or its beginning; offered ones before all others."""
    wanted = fold(words).split()
    found = [
        code
        for code in codes().values()
        if version in (None, code.version)
        and all(any(part.startswith(word) for part in _parts(code)) for word in wanted)
    ]
    return [code for code in found if code.code.startswith(_OFFERED)] or found


@cache
def _parts(code: Code) -> tuple[str, ...]:
    """The words of a title, without those it excludes ("… bukan kecap, tempe dan tahu")."""
    return tuple(re.split(r"\b(?:bukan|selain)\b", fold(code.title))[0].split())


def name_some(found: list[Code]) -> str:
    """The first few of the codes in one line."""
    named = "; ".join(f"{code.code} {code.title}" for code in found[:_MOST_NAMED])
    return f"{named}; …" if len(found) > _MOST_NAMED else named


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
