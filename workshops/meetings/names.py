"""What is a person's name in the name of a guest, and what is an office, a title or a device."""

import re
from dataclasses import dataclass
from functools import lru_cache

from halalportal.lib.texts import fold

_TITLES = frozenset(
    "dr drs dra ir h hj prof bpk bapak pak ibu bu sdr sdri kak mas mbak haji hajah almarhum"
    " se sh st sp spd spdi sag si ssi skom ssos sip mm msi mpd mp mt mh mkes mba msc phd amd"
    " md apt skm stp spt spi sks sik skep".split()
)
# "S.Pd", "M. Si": folded they are single letters.
_DOTTED = re.compile(r"\b(?:[SMAD]\.\s?[A-Z][A-Za-z]{0,3}(?:\.[A-Z][A-Za-z]*)?\.?)(?=\W|$)")
_OWNERS = re.compile(r"['’]s (?:i ?phone|i ?pad|galaxy|laptop|macbook)\b.*$", re.IGNORECASE)
_DEVICE = re.compile(
    r"^(?:i ?phone|i ?pad|galaxy|samsung|oppo|vivo|redmi|xiaomi|poco|realme|infinix|huawei|nokia"
    r"|asus|acer|lenovo|dell|hp|laptop|desktop|pc|macbook|android|itel|tecno|sm [a-z]\d+|cph\d+"
    r"|m\d{4}[a-z0-9]+|zoom user|user|pengguna|peserta|participant|guest|tamu|admin|host|operator"
    r"|panitia|moderator|caller|penelepon|unknown|anonymous|tanpa nama)\b",
)
_OFFICE = re.compile(
    r"\b(?:dinas|disperin\w*|diskop\w*|dispar\w*|kab|kabupaten|kota|prov|provinsi|kantor|bidang"
    r"|bappeda|plut|lp3h|lph|uptd|kec|kecamatan|desa|upt|balai|kementerian|kemenag|universitas"
    r"|pt|cv|ud|koperasi|ikm|umkm|toko|warung|kelompok)\b"
)
_PARTS = re.compile(r"\s*[()\[\]/|_:;]\s*|\s+[-–—~]\s*|\s*[-–—~]\s+|,\s+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A guest's name taken apart, all folded: what may be the person, and what the place."""

    persons: tuple[str, ...]
    places: tuple[str, ...]


def spoken(name: str) -> Spoken:
    """Takes apart `Dinas Kab. X - Ani`, `ANI (Kutim)`, `Ani Contoh, S.Pd`; devices are nobody."""
    plain = _OWNERS.sub("", _DOTTED.sub(" ", name))
    parts = [part for text in _PARTS.split(plain) if (part := person_key(text))]
    offices = [part for part in parts if _OFFICE.search(part)]
    persons = [who for part in parts if part not in offices and (who := _somebody(part))]
    if len(persons) < 2:
        return Spoken(tuple(persons), tuple(offices))
    # Either part may be the place; the whole may be one name.
    return Spoken(tuple(dict.fromkeys([*persons, person_key(plain)])), (*offices, *persons))


@lru_cache(maxsize=8_192)
def person_key(name: str) -> str:
    """A person's name folded and without titles: "Hj. Ani Contoh, S.Pd" → "ani contoh"."""
    words = fold(_DOTTED.sub(" ", name)).split()
    kept = [word for word in words if word not in _TITLES]
    return " ".join(kept)


def same_words(key: str) -> str:
    """The words of a key in one order: whoever writes the family name first is the same person."""
    return " ".join(sorted(key.split()))


def is_abbreviation(short: str, words: str) -> bool:
    """Whether a folded word is made of the beginnings of the words: kutim ← kutai timur."""
    return 3 <= len(short) <= 12 and _begins(short, words.split())


def _begins(rest: str, words: list[str]) -> bool:
    if not words:
        return not rest
    first, others = words[0], words[1:]
    lengths = (n for n in range(1, len(first) + 1) if rest.startswith(first[:n]))
    return any(_begins(rest[length:], others) for length in lengths)


def _somebody(part: str) -> str:
    """The part without the word for a device; "" for digits, models and roles alone."""
    rest = _DEVICE.sub("", part).strip()
    is_model = rest != part and any(letter.isdigit() for letter in rest)
    return "" if is_model or len(rest) < 2 or rest.replace(" ", "").isdigit() else rest
