"""Cells merged over several rows: Excel keeps their text in the first of them only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Row = Sequence[object]
# ((first row, first column), (last row, last column)), all counted from 0
Range = tuple[tuple[int, int], tuple[int, int]]
# The first row's number → (position in the row, the last row's number)
Merges = Mapping[int, Sequence[tuple[int, int]]]


def merges_of(ranges: Iterable[Range] | None, first_column: int) -> Merges:
    """The ranges that reach over rows, by the number that Excel shows for their first row."""
    merges: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in ranges or ():
        if bottom > top and left >= first_column:
            merges.setdefault(top + 1, []).append((left - first_column, bottom + 1))
    return merges


def filled_down(
    rows: Iterable[tuple[int, Row]], merges: Merges, *, below: int
) -> Iterator[tuple[int, Row]]:
    """The rows, with the text of a merged cell in each row that it reaches over.

    Ranges that begin in row `below` or above it are headings, and stay as they are.
    """
    held: dict[int, tuple[object, int]] = {}
    for number, row in rows:
        held = {place: kept for place, kept in held.items() if number <= kept[1]}
        yield number, (_with(row, held) if held else row)
        if number > below:
            held |= {
                place: (row[place], last)
                for place, last in merges.get(number, ())
                if place < len(row)
            }


def _with(row: Row, held: Mapping[int, tuple[object, int]]) -> Row:
    filled = list(row)
    for place, (cell, _) in held.items():
        if place < len(filled) and filled[place] in ("", None):
            filled[place] = cell
    return filled
