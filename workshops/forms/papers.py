"""A room's answers as they are typed in: a row a person, a letter a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

from workshops.models import Participant
from workshops.selectors.papers import PaperRow
from workshops.services.papers import Sheet

OPEN = "-"


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: what stands in it, and whether that is no answer of the question."""

    number: int
    text: str
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A person's line of the table."""

    participant: Participant
    shown: str
    cells: list[Cell]
    is_on_phone: bool = False

    @property
    def wrong_numbers(self) -> list[int]:
        """The questions whose field has to be mended."""
        return [cell.number for cell in self.cells if cell.is_wrong]


@dataclass(frozen=True, slots=True)
class TypedRoom:
    """The page as typed: good rows as `sheets`, the others with their wrong cells marked."""

    rows: list[TypedRow]
    sheets: dict[int, Sheet]


def shown_rows(rows: Iterable[PaperRow], count: int) -> list[TypedRow]:
    """The page as it stands in the database."""
    return [
        TypedRow(
            row.participant,
            row.letters,
            [Cell(n + 1, text) for n, text in enumerate(row.letters or [""] * count)],
            row.is_on_phone,
        )
        for row in rows
    ]


def read_room(
    data: MultiValueDict[str, str], rows: Iterable[PaperRow], letters: Sequence[str]
) -> TypedRoom:
    """Reads `h<participant>` (a letter a question) and `s<participant>` (what stood there before).

    Only rows that were changed on the page become sheets.

    Args:
        letters: the letters that each question has, e.g. ["ABCD", "ABC"].
    """
    typed: list[TypedRow] = []
    sheets: dict[int, Sheet] = {}
    for row in rows:
        person = row.participant
        texts = [text.strip().upper() for text in data.getlist(f"h{person.pk}")]
        shown = data.get(f"s{person.pk}", "")
        if row.is_on_phone or len(texts) != len(letters) or "".join(texts) == shown:
            typed += shown_rows([row], len(letters))
            continue
        cells = _cells(texts, letters)
        typed.append(TypedRow(person, shown, cells))
        if not typed[-1].wrong_numbers:
            answers = ["" if text == OPEN else text for text in texts] if any(texts) else []
            sheets[person.pk] = Sheet(answers, shown)
    return TypedRoom(typed, sheets)


def _cells(texts: Sequence[str], letters: Sequence[str]) -> list[Cell]:
    """A row is all empty (no sheet), or every field holds a letter of its question or a dash."""
    if not any(texts):
        return [Cell(number, "") for number in range(1, len(texts) + 1)]
    return [
        Cell(number, text, is_wrong=len(text) != 1 or text not in known + OPEN)
        for number, (text, known) in enumerate(zip(texts, letters, strict=True), start=1)
    ]
