"""Names of regions as lists write them: keys to compare, and what free text says is a village."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from halalportal.lib.texts import fold

_KIND_WORD = re.compile(
    r"^(?:provinsi|prov|kabupaten|kab|kotamadya|kodya|kota|kecamatan|kec|distrik|kelurahan|kel"
    r"|desa|ds|kampung|kp)\s+(?=\S)"
)
_END = r"(?=\s*(?:[,;/]|$|\bkec\b|\bkecamatan\b|\bkab\b|\bkabupaten\b|\brt\b|\brw\b|\bjl\b))"
# "Basirih Kota Banjarmasin" is a village and its city, "Kandangan Kota" the name of one.
_CITY = re.compile(r"\s+kota\b", re.IGNORECASE)
VILLAGE_IN_TEXT = re.compile(
    r"\b(?:desa|ds|kelurahan|kel|kampung)\b[.:]?\s*(?P<name>[^,;/]+?)" + _END, re.IGNORECASE
)
DISTRICT_IN_TEXT = re.compile(
    r"\b(?:kecamatan|kec)\b[.:]?\s*(?P<name>[^,;/]+?)" + _END, re.IGNORECASE
)
REGENCY_IN_TEXT = re.compile(
    r"\b(?P<name>(?:kabupaten|kab|kota)\b[.:]?\s*[^,;/]+?)(?=\s*(?:[,;/]|$|\bprov))", re.IGNORECASE
)


def region_key(name: str) -> str:
    """A region's name without its kind, spaces and signs: "Kec. Batu Ampar" → "batuampar"."""
    return _KIND_WORD.sub("", fold(name)).replace(" ", "")


@dataclass(slots=True)
class NameIndex:
    """Codes by `region_key`, for one level."""

    codes: dict[str, list[str]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "NameIndex":
        codes: dict[str, list[str]] = {}
        for code, name in pairs:
            codes.setdefault(region_key(name), []).append(code)
        return cls(codes)

    def find(self, name: str, inside: list[str]) -> list[str]:
        """Codes of this name inside one of the regions; an empty `inside` means anywhere."""
        found = self.codes.get(region_key(name), [])
        return [c for c in found if not inside or any(c.startswith(f"{i}.") for i in inside)]

    def named(self, pattern: re.Pattern[str], text: str) -> str:
        """As `named`, without the city behind it where no region has the whole name."""
        name = named(pattern, text)
        if _CITY.search(name) and not self.find(name, []):
            return _CITY.split(name)[0]
        return name


def named(pattern: re.Pattern[str], text: str) -> str:
    """The name that follows a word such as "desa" in a text, "" without any."""
    match = pattern.search(text)
    return match["name"].strip(" .") if match else ""


def tails(text: str) -> list[str]:
    """The last four, three, two words and the last word of a text, longest first."""
    words = text.split()
    return [" ".join(words[-count:]) for count in range(min(4, len(words)), 0, -1)]
