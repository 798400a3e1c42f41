"""What every recap is made of: columns, rows of typed values, a total, notes."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, overload

from django.db.models import QuerySet

from reports.selectors.recaps.question import Question


class Kind(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    RUPIAH = "rupiah"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, shown in percent with one digit behind the comma."""

    part: int
    whole: int

    @property
    def per_mille(self) -> int | None:
        """Tenths of a percent; None of an empty whole.

        Only nothing is 0,0% and only everything is 100,0%.
        """
        if not self.whole:
            return None
        rounded = (self.part * 2000 + self.whole) // (self.whole * 2)
        if self.part and not rounded:
            return 1
        return 999 if rounded == 1000 and self.part < self.whole else rounded


Value = str | int | datetime.date | Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `width` is in characters of a worksheet; `is_summed`: the total adds it up."""

    key: str
    label: str
    kind: Kind = Kind.NUMBER
    width: int = 11
    is_summed: bool = True

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.SHARE, Kind.RUPIAH)


@dataclass(frozen=True, slots=True)
class Row:
    """The values in the order of the columns; `urls` leads from a column's key to its list."""

    values: tuple[Value, ...]
    urls: Mapping[str, str] = field(default_factory=dict)


class LazyRows[Found](Sequence[Row]):
    """Rows that are fetched when somebody asks for them: a page, or one after the other.

    `to_row` gets the number of the line, from 1 on, and what the queryset yields.
    """

    def __init__(
        self, found: QuerySet[Any, Found], to_row: Callable[[int, Found], Row], chunk: int = 2_000
    ) -> None:
        self._found, self._to_row, self._chunk = found, to_row, chunk
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = self._found.count()
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first = at.start or 0
        return [self._to_row(n, row) for n, row in enumerate(self._found[at], start=first + 1)]

    def __iter__(self) -> Iterator[Row]:
        rows = self._found.iterator(chunk_size=self._chunk)
        return (self._to_row(n, row) for n, row in enumerate(rows, start=1))


@dataclass(frozen=True, slots=True)
class Table:
    """A recap's answer. `total` is None where adding up says nothing."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: Row | None = None
    notes: tuple[str, ...] = ()

    @property
    def naming(self) -> Column:
        """The column that names a row: the first of words."""
        return next(column for column in self.columns if column.kind == Kind.TEXT)


def with_total(
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    notes: Iterable[str] = (),
    urls: Mapping[str, str] | None = None,
    label: str = "Jumlah",
) -> Table:
    """The table with the sums of its rows; the first text column carries the label."""
    rows = list(rows)
    totals = [_total([row.values[at] for row in rows], col) for at, col in enumerate(columns)]
    texts = [at for at, column in enumerate(columns) if column.kind == Kind.TEXT]
    if texts:
        totals[texts[0]] = label
    return Table(columns, rows, Row(tuple(totals), urls or {}) if rows else None, tuple(notes))


def _total(values: list[Value], column: Column) -> Value:
    if not column.is_summed:
        return ""
    if column.kind == Kind.SHARE:
        shares = [value for value in values if isinstance(value, Share)]
        return Share(sum(s.part for s in shares), sum(s.whole for s in shares))
    if column.kind in (Kind.NUMBER, Kind.RUPIAH):
        known = [value for value in values if isinstance(value, int)]
        return sum(known) if known else None
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """One recap as data. `sentence` says what it answers.

    `has_places` and `has_lp3h`: whether it can be narrowed to a kab/kota or an LP3H. `is_money`:
    only the province's own office sees it. `is_list`: as many rows as there are businesses.
    """

    code: str
    title: str
    sentence: str
    query: Callable[[Question], Table]
    has_places: bool = True
    has_lp3h: bool = True
    is_money: bool = False
    is_regional: bool = False
    is_list: bool = False

    def is_open_to(self, question: Question) -> bool:
        """Whether who asks may see it at all."""
        if self.is_money:
            return question.scope.covers(question.programme.region_id)
        return question.scope.is_regional or not self.is_regional
