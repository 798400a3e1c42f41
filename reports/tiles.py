"""The tile map: one square for each kab/kota at its relative place, coloured in five classes."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Self

from halalportal.lib.formats import number, percent

TILES = Path(__file__).parent / "data" / "regency_tiles.csv"
SIZE, GAP = 92, 6
# Share of the quota in use, from below: fill and text colour (contrast of at least 4.5).
CLASSES = (
    (20, "#f4e3c1", "#1d2528"),
    (40, "#cfe3d4", "#1d2528"),
    (60, "#8fc4ad", "#1d2528"),
    (80, "#2f7f6b", "#ffffff"),
    (101, "#0b473b", "#ffffff"),
)
LONGEST_WORD = 10


@dataclass(frozen=True, slots=True)
class Tile:
    """One square with its middle in the picture; `share` is "–" without a quota.

    `url` leads to the applications behind the figure, "" on paper.
    """

    code: str
    name: str
    label: str
    x: int
    y: int
    fill: str
    ink: str
    share: str
    figure: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class TileMap:
    tiles: tuple[Tile, ...]
    width: int
    height: int

    @property
    def has_links(self) -> bool:
        """Whether the tiles lead somewhere: then each has a name of its own."""
        return any(each.url for each in self.tiles)

    def on_paper(self) -> Self:
        """The same picture without links."""
        return replace(self, tiles=tuple(replace(each, url="") for each in self.tiles))


@cache
def places() -> dict[str, tuple[int, int]]:
    """Column and row of each kab/kota by its dotted code."""
    with TILES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["col"]), int(row["row"])) for row in csv.DictReader(file)}


def abbreviation(name: str) -> str:
    """Returns a short name for a tile: Kutai Timur → Kutim, Penajam Paser Utara → PPU."""
    words = name.removeprefix("Kabupaten ").removeprefix("Kota ").split()
    if len(words) > 2:
        return "".join(word[0] for word in words).upper()
    if len(words) == 2:
        return f"{words[0][:2]}{words[1][:3]}".capitalize()
    word = "".join(words)
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + "."


def tile(code: str, name: str, *, used: int, quota: int, url: str = "") -> Tile | None:
    """The tile of a kab/kota; None when the map has no place for it."""
    if code not in places():
        return None
    column, row = places()[code]
    fill, ink = colours(used * 100 // quota) if quota else ("url(#tanpa-data)", "#1d2528")
    step = SIZE + GAP
    return Tile(
        code=code,
        name=name,
        label=abbreviation(name),
        x=column * step + SIZE // 2,
        y=row * step + SIZE // 2,
        fill=fill,
        ink=ink,
        share=percent(used, quota),
        figure=f"{number(used)}/{number(quota)}",
        url=url,
    )


def colours(share: int) -> tuple[str, str]:
    """Fill and ink of the class that a share in percent belongs to."""
    return next(((fill, ink) for below, fill, ink in CLASSES if share < below), CLASSES[-1][1:])


def tile_map(tiles: Sequence[Tile]) -> TileMap | None:
    """The map cut to its tiles; None for fewer than two, which is no map."""
    if len(tiles) < 2:
        return None
    return TileMap(
        tiles=tuple(tiles),
        width=max(t.x for t in tiles) + SIZE // 2 + 2,
        height=max(t.y for t in tiles) + SIZE // 2 + 2,
    )
