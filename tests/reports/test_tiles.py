"""The tile map: places, names, classes of colour."""

import pytest

from reports.tiles import CLASSES, abbreviation, colours, places, tile, tile_map


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kabupaten Kutai Timur", "Kutim"),
        ("Kabupaten Kutai Kartanegara", "Kukar"),
        ("Kabupaten Penajam Paser Utara", "PPU"),
        ("Kota Balikpapan", "Balikpapan"),
        ("Kota Bandar Lampung", "Balam"),
        ("Kabupaten Tulangbawangan", "Tulangbaw."),
    ],
)
def test_short_names(name: str, expected: str) -> None:
    assert abbreviation(name) == expected


def test_every_kabupaten_has_its_own_place_in_its_province() -> None:
    by_province: dict[str, list[tuple[int, int]]] = {}
    for code, place in places().items():
        by_province.setdefault(code[:2], []).append(place)

    assert len(places()) == 514
    assert len(by_province) == 38
    for province, taken in by_province.items():
        assert len(set(taken)) == len(taken), province


@pytest.mark.parametrize(
    ("share", "number"), [(0, 0), (19, 0), (20, 1), (59, 2), (60, 3), (80, 4), (100, 4), (130, 4)]
)
def test_five_classes(share: int, number: int) -> None:
    assert colours(share) == CLASSES[number][1:]


def test_text_on_each_colour_can_be_read() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for _, fill, ink in CLASSES:
        light, dark = sorted((luminance(fill), luminance(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, fill


def test_a_tile_says_the_same_share_as_the_table() -> None:
    samarinda = tile("64.72", "Kota Samarinda", used=86, quota=160)
    empty = tile("64.03", "Kabupaten Berau", used=0, quota=0)

    assert samarinda
    assert (samarinda.share, samarinda.figure) == ("54%", "86/160")
    assert empty
    assert (empty.share, empty.fill) == ("–", "url(#tanpa-data)")
    assert tile("99.99", "Antah Berantah", used=1, quota=1) is None
    assert tile_map([samarinda]) is None
    assert tile_map([samarinda, empty])
