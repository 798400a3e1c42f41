"""Which participants the guests of an online meeting may be."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from django.db import connection

from halalportal.lib.texts import fold
from workshops.enums import ParticipantStatus
from workshops.meetings.names import (
    Spoken,
    is_abbreviation,
    person_key,
    same_words,
    spoken,
)
from workshops.meetings.scoring import Evidence, Suggestion, suggestions
from workshops.models import Event, Participant

# How many people are offered for one guest, and from which likeness on.
OFFERED = 5
ALIKE = 0.4
SAME_OFFICE = 0.6
# A word within a longer name is less than the whole name.
WITHIN = 0.85

# By (key of the guest, id of the participant): 0 to 1.
Likeness = dict[tuple[int, int], float]

# All in one statement: hundreds of guests against hundreds of participants.
_LIKENESS = """
WITH pairs AS (
       SELECT text, name, greatest(
                similarity(text, name),
                %(within)s * strict_word_similarity(text, name),
                %(within)s * strict_word_similarity(name, text))::float AS alike
       FROM unnest(%(texts)s::text[]) AS s(text) CROSS JOIN unnest(%(names)s::text[]) AS k(name)),
     ranked AS (
       SELECT *, row_number() OVER (PARTITION BY text ORDER BY alike DESC, name) AS place
       FROM pairs WHERE alike >= %(least)s)
SELECT text, name, alike FROM ranked WHERE place <= %(offered)s
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A guest as the report names it; `key` is the caller's own."""

    key: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class _Known:
    pk: int
    name: str
    office: str
    region: str
    email: str
    has_declined: bool


def matches(event: Event, guests: Sequence[Named]) -> dict[int, list[Suggestion]]:
    """Key of each guest → participants that it may be, the best first; an empty list for nobody."""
    people = [_known(person) for person in event.participants.select_related("business", "region")]
    said = {guest.key: spoken(guest.name) for guest in guests}
    names = _likeness(
        ((key, text) for key, one in said.items() for text in one.persons),
        [(person.pk, person.name) for person in people if person.name],
        least=ALIKE,
    )
    offices = _likeness(
        ((key, text) for key, one in said.items() for text in one.places),
        [(person.pk, person.office) for person in people if person.office],
        least=SAME_OFFICE,
    )
    found: dict[int, list[Evidence]] = defaultdict(list)
    for guest in guests:
        for person in _candidates(guest, people, names, offices):
            found[guest.key].append(_evidence(guest, said[guest.key], person, names, offices))
    return {guest.key: suggestions(found[guest.key])[:OFFERED] for guest in guests}


def _known(person: Participant) -> _Known:
    return _Known(
        person.pk,
        person_key(person.name),
        fold(person.represents),
        fold(person.region.name.removeprefix("Kabupaten ").removeprefix("Kota ")),
        person.email.lower(),
        person.status == ParticipantStatus.DECLINED,
    )


def _candidates(
    guest: Named, people: list[_Known], names: Likeness, offices: Likeness
) -> list[_Known]:
    return [
        person
        for person in people
        if (guest.key, person.pk) in names
        or (guest.key, person.pk) in offices
        or (guest.email and guest.email == person.email)
    ]


def _evidence(
    guest: Named, said: Spoken, person: _Known, names: Likeness, offices: Likeness
) -> Evidence:
    return Evidence(
        person.pk,
        name=names.get((guest.key, person.pk), 0),
        office=offices.get((guest.key, person.pk), 0),
        same_email=bool(guest.email) and guest.email == person.email,
        same_region=any(_names_region(place, person.region) for place in said.places),
        has_declined=person.has_declined,
    )


def _names_region(place: str, region: str) -> bool:
    """`kab kutai timur`, or short `kutim`."""
    return f" {region} " in f" {place} " or is_abbreviation(place, region)


def _likeness(
    said: Iterable[tuple[int, str]], known: Iterable[tuple[int, str]], *, least: float
) -> Likeness:
    """The likeness of the best pairs from `least` on; nothing for the others.

    Who says exactly somebody's words is compared with nobody else: nothing else comes near, and
    most guests are such.
    """
    people = _by_words((text, pk) for pk, text in known)
    texts = _by_words((text, key) for key, text in said)
    found = {
        (key, pk): 1.0
        for words, keys in texts.items()
        for key in keys
        for pk in people.get(words, ())
    }
    equal = {key for key, _ in found}
    asked = [words for words, keys in texts.items() if not equal.issuperset(keys)]
    for words, name, alike in _alike(asked, list(people), least=least):
        for pair in product(texts[words], people[name]):
            found[pair] = max(found.get(pair, 0), alike)
    return found


def _by_words(pairs: Iterable[tuple[str, int]]) -> defaultdict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for text, key in pairs:
        found[same_words(text)].append(key)
    return found


def _alike(texts: list[str], names: list[str], *, least: float) -> list[tuple[str, str, float]]:
    """(text, name, likeness) of the best pairs; both lists without repetition."""
    if not texts or not names:
        return []
    parameters = {
        "texts": texts,
        "names": names,
        "within": WITHIN,
        "least": least,
        "offered": OFFERED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIKENESS, parameters)  # type: ignore[arg-type]  # lists become arrays
        return [(text, name, alike) for text, name, alike in cursor.fetchall()]
