"""The results of a test as an Excel workbook: the same figures as the page."""

import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import xlsxwriter

from halalportal.lib.worksheets import SAFE_IN_MEMORY
from workshops.knowledge.gain import Summary
from workshops.knowledge.words import headline
from workshops.models import Event
from workshops.selectors.knowledge import PersonResult, Results

_GAIN = ["Pasangan", "Awal (%)", "Akhir (%)", "Naik (poin)", "95% dari", "95% sampai"]
_HAKE = ["Gain ternormalisasi, rata-rata orang", "Gain ternormalisasi, dari rata-rata kelas"]
_WIDTHS = (34, 26, 24)


def write_results(event: Event, found: Results, *, with_people: bool) -> bytes:
    """The workbook.

    Args:
        with_people: add a line for each person; for officers of the event's region only.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE_IN_MEMORY) as book:
        _add(book, "Ringkasan", ["Hal", "Nilai"], _overview(event, found))
        _add(book, "Topik", ["Topik", "Soal", "Benar di tes akhir (%)", *_GAIN], _topics(found))
        _add(book, "Kab-kota", ["Kab/kota", *_GAIN, *_HAKE], _regions(found))
        if with_people:
            heading = ["Nama", "Usaha atau dinas", "Kab/kota", "Awal (%)", "Akhir (%)"]
            gains = ["Naik (poin)", "Gain ternormalisasi"]
            _add(book, "Peserta", [*heading, *gains], map(_person, found.people))
    return buffer.getvalue()


def _add(book: Any, name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, heading, bold)
    for line, row in enumerate(rows, start=1):
        sheet.write_row(line, 0, row)
    sheet.freeze_panes(1, 1)
    for column in range(len(heading)):
        sheet.set_column(column, column, _WIDTHS[column] if column < len(_WIDTHS) else 13)


def _overview(event: Event, found: Results) -> Iterable[Sequence[Any]]:
    yield "Kegiatan", event.title
    yield "Waktu", event.when
    yield "Hasil", headline(found.summary)
    yield "Soal", len(found.items)
    for item in found.struck:
        yield f"Soal {item.position} tidak dihitung", item.struck_reason
    yield "Hanya tes awal", len(found.only_pre)
    yield "Hanya tes akhir", len(found.only_post)
    yield "Tidak ikut tes", len(found.neither)
    yield from zip([*_GAIN, *_HAKE], [*_gain(found.summary), *_hake(found.summary)], strict=True)
    yield "Sudah 100% di tes awal", found.summary.at_ceiling if found.summary else ""
    yield "Catatan", "Angka ini menggambarkan perubahan, bukan bukti sebabnya."


def _topics(found: Results) -> Iterable[Sequence[Any]]:
    for row in found.topics:
        yield row.topic.label, row.questions, _number(row.post_share), *_gain(row.summary)


def _regions(found: Results) -> Iterable[Sequence[Any]]:
    for row in found.regions:
        figures = [row.pairs, *_gain(row.summary)[1:]]
        yield row.region.name, *figures, *_hake(row.summary)


def _person(person: PersonResult) -> Sequence[Any]:
    guest, pair = person.participant, person.pair
    shares = [
        "" if right is None else _number(Fraction(100 * len(right), person.total))
        for right in (person.pre, person.post)
    ]
    gains = [_number(pair.gain), _number(pair.normalised)] if pair else ["", ""]
    return [guest.name, guest.represents, guest.region.name, *shares, *gains]


def _gain(summary: Summary | None) -> list[Any]:
    if summary is None:
        return [""] * len(_GAIN)
    ends = summary.interval or (None, None)
    shares = (summary.pre, summary.post, summary.gain, *ends)
    return [summary.pairs, *map(_number, shares)]


def _hake(summary: Summary | None) -> list[Any]:
    if summary is None:
        return [""] * len(_HAKE)
    return [_number(summary.mean_of_normalised), _number(summary.normalised_of_means)]


def _number(value: Fraction | float | None) -> Any:
    """A number for the cell, with two decimals; empty where there is none."""
    return "" if value is None else round(float(value), 2)
