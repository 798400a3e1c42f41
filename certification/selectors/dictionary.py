"""What the dictionaries of materials and of names say on a day."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from certification.eligibility.dictionary import hits, longest
from certification.eligibility.facts import NameFact
from certification.enums import MaterialClass, WordKind
from certification.models import Material, MaterialEntry, NameWord

# Of several words in a name the gravest counts: "pisang rum" is rum.
_GRAVITY = (
    MaterialClass.EXEMPT_NATURAL,
    MaterialClass.EXEMPT_PROCESSED,
    MaterialClass.EXEMPT_MINERAL,
    MaterialClass.UNKNOWN,
    MaterialClass.CERTIFIED,
    MaterialClass.COMMON,
    MaterialClass.CRITICAL,
    MaterialClass.HAZARD,
    MaterialClass.HARAM,
)


class Dictionary:
    """The entries of a day, read once for any number of names."""

    def __init__(self, day: datetime.date) -> None:
        self._words = [
            (word, entry)
            for entry in MaterialEntry.objects.valid_on(day)
            for word in (entry.name, *entry.synonyms)
        ]

    def find(self, name: str) -> MaterialEntry | None:
        """The gravest entry whose words stand in the name, None for an unknown material."""
        found = [hit.entry for hit in longest(hits(name, self._words))]
        return max(found, key=_gravity, default=None)


def _gravity(entry: MaterialEntry) -> tuple[int, bool]:
    return _GRAVITY.index(MaterialClass(entry.material_class)), entry.is_slaughtered


def classify(name: str, day: datetime.date | None = None) -> MaterialEntry | None:
    """The entry of the dictionary for a material's name on a day; one query."""
    return Dictionary(day or timezone.localdate()).find(name)


def class_in_dictionary(name: str, day: datetime.date) -> MaterialClass | None:
    """The class of a material by its name, None when the dictionary doesn't know it."""
    entry = classify(name, day)
    return MaterialClass(entry.material_class) if entry else None


def look_up(material: Material) -> None:
    """Sets, without saving, what the dictionary of today says of the material."""
    entry = classify(material.name)
    material.material_class = entry.material_class if entry else MaterialClass.UNKNOWN
    material.is_slaughtered = bool(entry and entry.is_slaughtered)


def flagged_names(names: Iterable[str], day: datetime.date) -> list[NameFact]:
    """The names with a word that a person has to look at; one query."""
    words = [(word.word, word) for word in NameWord.objects.valid_on(day)]
    return [fact for name in names if (fact := _flag(name, words))]


def _flag(name: str, words: list[tuple[str, NameWord]]) -> NameFact | None:
    found = hits(name, words)
    warned = next((hit for hit in found if hit.entry.kind == WordKind.WARN), None)
    if warned is None:
        return None
    customary = (hit for hit in found if hit.entry.kind == WordKind.ALLOWED)
    excuse = next((hit.entry for hit in customary if warned.is_inside(hit)), None)
    reason = f"Biasanya boleh: {excuse.reason}" if excuse else warned.entry.reason
    return NameFact(name=name, word=warned.phrase, reason=reason)
