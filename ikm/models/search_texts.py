"""What a search text asks of a business, as conditions for a query."""

import re

from django.db.models import Q
from django.db.models.functions import Collate, Lower, Reverse
from django.db.models.lookups import StartsWith

from halalportal.lib.texts import fold
from ikm.models.words import Lexemes, conjunction, nearly_all, query_of, readings

# With fewer letters a text is the beginning of a name, not a word.
_SHORTEST_WORD = 3
# Shorter numbers beside words belong to a name: "Warung 98".
_SHORTEST_NUMBER = 4
_NOTHING = Q(pk__in=[])


def holding(text: str) -> Q:
    """The name, owner and brand have all words of the text, or words that these begin.

    Digits are the beginning of a NIB or of a phone; less than three letters that of a name.
    """
    needle = fold(text)
    if digits := _digits(text):
        return _begins_with(digits)
    if len(needle) < _SHORTEST_WORD:
        return _name_begins_with(needle) if text.strip() else Q()
    numbers, words = _numbers_and_words(needle)
    return Q(words=query_of(words)) & numbers if words else numbers


def matching(text: str, *, widely: bool = False) -> Q:
    """As `holding`, or it nearly holds the text: a wrong letter, the last digits only.

    Only the words that stand in no record are guessed; `widely`, all of them if none is such.
    Asks the table of words at once.
    """
    if digits := _digits(text):
        return _begins_with(digits) | _ends_with(digits)
    numbers, words = _numbers_and_words(fold(text))
    if not words or not is_by_words(text):
        return holding(text)
    query = conjunction(readings(words, widely=widely))
    return Q(words=Lexemes(query)) & numbers if query else _NOTHING


def resembling(name: str) -> Q:
    """It may be the business of this name: one word of three may be another."""
    query = nearly_all(readings(fold(name).split(), widely=True))
    return Q(words=Lexemes(query)) if query else _NOTHING


def is_by_words(text: str) -> bool:
    """Whether a search for the text asks the index of words."""
    return not _digits(text) and len(fold(text)) >= _SHORTEST_WORD


def _digits(text: str) -> str:
    """The digits of a NIB or phone as people write them, "" when it is no number."""
    digits = re.sub(r"[\s.+()-]", "", text)
    return digits if digits.isdecimal() and digits.isascii() else ""


def _numbers_and_words(needle: str) -> tuple[Q, list[str]]:
    """What a text of both asks for: "siti 0812345" is a word and the beginning of a number."""
    parts, numbers = needle.split(), Q()
    long = [part for part in parts if part.isdecimal() and len(part) >= _SHORTEST_NUMBER]
    for number in long:
        numbers &= _begins_with(number)
    return numbers, [part for part in parts if part not in long]


def _begins_with(digits: str) -> Q:
    """A phone is stored as +62812…; people begin it with 0, 62 or 8."""
    phone = re.sub(r"^(62|0)", "", digits)
    return Q(nib__startswith=digits) | Q(phone__startswith=f"+62{phone}")


def _ends_with(digits: str) -> Q:
    back = digits[::-1]
    return Q(StartsWith(Reverse("nib"), back)) | Q(StartsWith(Reverse("phone"), back))


def _name_begins_with(needle: str) -> Q:
    """A needle without a letter or digit finds nothing."""
    if not needle:
        return _NOTHING
    return Q(StartsWith(Collate(Lower("name"), "C"), needle))
