"""A recap with the table that answers it and what stands above it: what each writer takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Organisation
from regions.models import Region
from reports.documents.recaps.texts import text_of
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Table


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in words with its column, and the list behind it, "" for none.

    `is_name`: it names the row.
    """

    column: Column
    text: str
    url: str
    is_name: bool

    @property
    def css(self) -> str:
        """The classes of a table's cell."""
        if not self.column.is_number:
            return "text-nowrap" if self.column.kind == Kind.DATE else ""
        return "num wide" if self.column.kind == Kind.RUPIAH else "num"


@dataclass(frozen=True, slots=True)
class Answer:
    """`filters` are the kab/kota and LP3H to which it is narrowed, in words."""

    recap: Recap
    question: Question
    table: Table
    filters: tuple[tuple[str, str], ...]

    @property
    def narrowing(self) -> str:
        """The filters as one line, "" for none."""
        return " · ".join(value for _, value in self.filters)

    @property
    def file_name(self) -> str:
        """The name of a file with it, without its ending."""
        slug = self.question.programme.slug
        return f"{self.recap.code}-{slug}-{self.question.day:%Y-%m-%d}"

    def lines(self, rows: list[Row] | None = None) -> Iterator[list[Cell]]:
        """The rows in words, all of them or those of a page."""
        for row in self.table.rows if rows is None else rows:
            yield cells_of(self.table, row)

    @property
    def total(self) -> list[Cell]:
        return cells_of(self.table, self.table.total) if self.table.total else []


def answer(recap: Recap, question: Question) -> Answer:
    """Asks the recap; at most two queries more than its own for the names of the filters."""
    filters = []
    if question.regency and recap.has_places:
        filters.append(("Kab/kota", Region.objects.get(pk=question.regency).name))
    if question.organisation and recap.has_lp3h:
        filters.append(("LP3H", Organisation.objects.get(pk=question.organisation).name))
    return Answer(recap, question, recap.query(question), tuple(filters))


def cells_of(table: Table, row: Row) -> list[Cell]:
    """A row in words; nothing has no list."""
    cells: list[Cell] = []
    name = table.naming
    for column, value in zip(table.columns, row.values, strict=True):
        text = text_of(value, column.kind)
        cells.append(
            Cell(column, text, row.urls.get(column.key, "") if value else "", column is name)
        )
    return cells
