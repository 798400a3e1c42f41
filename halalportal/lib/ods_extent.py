"""What an ODS file's tables reach over, read from its XML before anything else opens it.

The format writes a cell or a row once and says how often it is repeated, so a small file can ask
its reader for billions of cells.
"""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from halalportal.lib.merged_cells import Range

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_CHUNK = 1024 * 1024


@dataclass
class TableExtent:
    """`cells` from A1 to the last filled row and column; `merges` are counted from 0."""

    name: str
    rows: int = 0
    columns: int = 0
    merges: list[Range] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def ods_extents(archive: zipfile.ZipFile) -> list[TableExtent]:
    """The extent of every table of the file.

    Raises:
        ValueError: when its XML is broken, or declares a document type.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        with archive.open("content.xml") as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return reader.tables


class _Reader:
    """Follows the position in the table that is being read."""

    def __init__(self) -> None:
        self.tables: list[TableExtent] = []
        self._row = self._column = self._row_repeats = 0
        self._is_row_filled = False

    def refuse(self, *_: object) -> None:
        raise ValueError("a document type is declared")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self.tables.append(TableExtent(attributes.get(f"{_TABLE} name", "")))
            self._row = 0
        elif name == f"{_TABLE} table-row":
            self._column, self._is_row_filled = 0, False
            self._row_repeats = _number(attributes, "number-rows-repeated")
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell") and self.tables:
            self._read_cell(attributes)

    def _read_cell(self, attributes: dict[str, str]) -> None:
        table = self.tables[-1]
        place = self._column
        self._column += _number(attributes, "number-columns-repeated")
        if any(key.startswith(_OFFICE) for key in attributes):
            table.columns = max(table.columns, self._column)
            self._is_row_filled = True
        if (height := _number(attributes, "number-rows-spanned")) > 1:
            width = _number(attributes, "number-columns-spanned")
            last = (self._row + height - 1, place + width - 1)
            table.merges.append(((self._row, place), last))

    def end(self, name: str) -> None:
        if name == f"{_TABLE} table-row" and self.tables:
            self._row += self._row_repeats
            if self._is_row_filled:
                self.tables[-1].rows = self._row


def _number(attributes: dict[str, str], name: str) -> int:
    """How often, or over how many; 1 when nothing is said."""
    return int(attributes.get(f"{_TABLE} {name}", "1"))
