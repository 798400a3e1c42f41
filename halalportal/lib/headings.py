"""Which column holds what: the header row found, and its headings matched with known words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from halalportal.lib.spreadsheets import Row, Sheet
from halalportal.lib.texts import cell_text, fold

HEADER_DEPTH = 30


class NoHeaderError(Exception):
    """No row of the sheet names the columns; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The headings that a kind of table uses.

    `synonyms` gives field → folded headings with "|" between them; a heading may also contain one
    as whole words, unless `lookalike` is found in it or it is among `whole` (equal or nothing).
    A header row names at least two fields, one of them among `naming`; else `refusal` is said.
    """

    synonyms: Mapping[str, str]
    naming: frozenset[str]
    refusal: str
    lookalike: re.Pattern[str]
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are. `columns` gives field → position; data begins behind `last_row`."""

    headings: list[str]
    columns: dict[str, int]
    last_row: int


def find_layout(sheet: Sheet, vocabulary: Vocabulary) -> Layout:
    """Finds the row, or pair of rows, that names most fields.

    Raises:
        NoHeaderError: when no row among the first thirty is a header row.
    """
    best: Layout | None = None
    for number, headings in _candidates(sheet.rows[:HEADER_DEPTH], vocabulary):
        columns = suggest(headings, vocabulary)
        is_header = len(columns) >= 2 and vocabulary.naming & columns.keys()
        if is_header and (best is None or len(columns) > len(best.columns)):
            best = Layout(headings, columns, number)
    if best is None:
        raise NoHeaderError(vocabulary.refusal)
    return best


def _candidates(
    rows: Sequence[tuple[int, Row]], vocabulary: Vocabulary
) -> list[tuple[int, list[str]]]:
    """Each row as headings, and each pair of rows as headings with sub-headings (merged cells)."""
    found = []
    for position, (number, row) in enumerate(rows):
        found.append((number, headings_of(row)))
        if position + 1 < len(rows):
            below_number, below = rows[position + 1]
            width = max(len(row), len(below))
            upper, lower = _texts(row, width), _texts(below, width)
            pairs = [low or up for up, low in zip(upper, lower, strict=True)]
            if suggest(upper, vocabulary) and suggest(lower, vocabulary):
                found.append((below_number, headings_of(pairs)))
    return found


def _texts(row: Row, width: int) -> list[str]:
    return [cell_text(cell) if cell is not None else "" for cell in row] + [""] * (width - len(row))


def headings_of(row: Row) -> list[str]:
    """The headings of a row, each unique: an empty one is named by its letter ("Kolom C")."""
    seen: dict[str, int] = {}
    headings = []
    for position, text in enumerate(_texts(row, len(row))):
        heading = text[:80] or f"Kolom {_letter(position)}"
        seen[heading] = seen.get(heading, 0) + 1
        headings.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return headings


def _letter(position: int) -> str:
    """0 → A, 25 → Z, 26 → AA, as Excel names columns."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def suggest(headings: Sequence[str], vocabulary: Vocabulary) -> dict[str, int]:
    """Field → position of the heading that fits best; each heading serves one field."""
    scored = sorted(
        (
            (score, -position, field)
            for position, heading in enumerate(headings)
            for field, score in _scores(fold(heading), vocabulary).items()
        ),
        reverse=True,
    )
    chosen: dict[str, int] = {}
    for _, negative, field in scored:
        if field not in chosen and -negative not in chosen.values():
            chosen[field] = -negative
    return chosen


def _scores(heading: str, vocabulary: Vocabulary) -> dict[str, int]:
    """How well a folded heading names each field: equal beats contained, longer beats shorter."""
    scores = {}
    for field, synonyms in vocabulary.synonyms.items():
        for synonym in synonyms.split("|"):
            if heading == synonym:
                scores[field] = 1000 + len(synonym)
            elif _is_within(synonym, heading, vocabulary):
                scores[field] = max(scores.get(field, 0), len(synonym))
    return scores


def _is_within(synonym: str, heading: str, vocabulary: Vocabulary) -> bool:
    if synonym not in heading or synonym in vocabulary.whole or len(heading) > 60:
        return False
    return f" {synonym} " in f" {heading} " and not vocabulary.lookalike.search(heading)
