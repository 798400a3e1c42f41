"""Finding entries of a dictionary in a text by whole words: "rum" is not in "rumput"."""

from collections.abc import Iterable
from dataclasses import dataclass

from halalportal.lib.texts import fold


@dataclass(frozen=True, slots=True)
class Hit[E]:
    """An entry and the words of the text, from `start` up to `end`, in which it was found."""

    entry: E
    start: int
    end: int
    phrase: str

    def is_inside(self, other: "Hit[E]") -> bool:
        """Whether the other covers these words and more."""
        is_within = other.start <= self.start and self.end <= other.end
        return is_within and other._length > self._length

    def yields_to(self, other: "Hit[E]") -> bool:
        """Whether the other takes some of the words: it is longer, or as long and comes first."""
        is_apart = other.end <= self.start or self.end <= other.start
        stronger = (other._length, -other.start) > (self._length, -self.start)
        return stronger and not is_apart

    @property
    def _length(self) -> int:
        return self.end - self.start


def hits[E](text: str, entries: Iterable[tuple[str, E]]) -> list[Hit[E]]:
    """Every place where the phrase of an entry stands in the text, word for word."""
    words = fold(text).split()
    found: list[Hit[E]] = []
    for phrase, entry in entries:
        wanted = fold(phrase).split()
        if wanted:
            found.extend(
                Hit(entry, start, start + len(wanted), phrase)
                for start in range(len(words) - len(wanted) + 1)
                if words[start : start + len(wanted)] == wanted
            )
    return found


def longest[E](found: list[Hit[E]]) -> list[Hit[E]]:
    """Without those whose words belong to a longer one: "telur ayam" is no "ayam"."""
    return [hit for hit in found if not any(hit.yields_to(other) for other in found)]
