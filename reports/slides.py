"""The slides of a meeting: the figures of a head's page, few on each, large enough for a TV."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched

from reports.selectors.overview import Overview, Row

# Two columns of five lines fit a TV of 1366 × 768 without scrolling, also with long names.
LINES = 10


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `kind` says which part of the template draws it.

    `before` and `after` are the anchors of its neighbours, "" at the ends.
    """

    kind: str
    title: str
    number: int
    before: str = ""
    after: str = ""
    columns: tuple[tuple[Row, ...], ...] = ()
    note: str = ""

    @property
    def anchor(self) -> str:
        return _anchor(self.number)


def slides_of(page: Overview) -> list[Slide]:
    """The slides in the order of a meeting; parts without figures have none."""
    parts = list(_parts(page))
    return [
        Slide(
            kind,
            title,
            number,
            before=_anchor(number - 1) if number > 1 else "",
            after=_anchor(number + 1) if number < len(parts) else "",
            columns=columns,
            note=note,
        )
        for number, (kind, title, columns, note) in enumerate(parts, start=1)
    ]


def _anchor(number: int) -> str:
    return f"hal-{number}"


Part = tuple[str, str, tuple[tuple[Row, ...], ...], str]


def _parts(page: Overview) -> Iterator[Part]:
    yield "headline", page.summary.name, (), ""
    yield "funnel", "Dari pendaftaran ke sertifikat", (), ""
    parts = list(batched(page.regions, LINES))
    for number, rows in enumerate(parts, start=1):
        more = f" ({number} dari {len(parts)})" if len(parts) > 1 else ""
        yield "ranking", f"Kabupaten dan kota, terbelakang dulu{more}", _columns(rows), ""
    if page.tiles:
        yield "map", "Peta kuota terpakai", (), ""
    if page.organisations:
        left = len(page.organisations) - LINES
        note = f"… dan {left} LP3H lain yang lebih maju." if left > 0 else ""
        yield "ranking", "LP3H, terbelakang dulu", _columns(page.organisations[:LINES]), note
    yield "obstacles", "Kendala terbanyak", (), ""


def _columns(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], ...]:
    """One column for a few lines, else two of the same length."""
    return tuple(batched(rows, LINES // 2))
