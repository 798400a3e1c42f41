"""The tables of the demo data, from the CSV files beside: who there is, and what happened where."""

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path

from certification.enums import Status

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Branch:
    """One node of a programme's quota tree, and how many applications it saw.

    `holder` is the LP3H that holds the places, "" for the kab/kota itself; `lp3h` is the one whose
    companions work there, "" where nobody does. `counts` is status → number of applications. The
    first of them is filed after `opens_on`.
    """

    region_code: str
    holder: str
    lp3h: str
    quota: int
    split_on: datetime.date
    opens_on: datetime.date
    last_on: datetime.date | None
    counts: dict[Status, int]


@dataclass(frozen=True, slots=True)
class Role:
    """A row of the people's table: somebody's name and one of the roles held."""

    email: str
    name: str
    role: str
    region_code: str
    lp3h: str


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in this folder's `data/`, as dictionaries."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def people_of(name: str) -> list[Role]:
    """The people's table, in its order."""
    return [Role(**row) for row in rows_of(name)]


def branches_of(name: str) -> list[Branch]:
    """The split of a programme; a kab/kota's own row stands before those of its LP3H."""
    return [_branch(row) for row in rows_of(name)]


def _branch(row: dict[str, str]) -> Branch:
    last_on = row.get("last_on")
    return Branch(
        region_code=row["region_code"],
        holder=row["holder"],
        lp3h=row["lp3h"],
        quota=int(row["quota"]),
        split_on=datetime.date.fromisoformat(row["split_on"]),
        opens_on=datetime.date.fromisoformat(row.get("opens_on") or row["split_on"]),
        last_on=datetime.date.fromisoformat(last_on) if last_on else None,
        counts={status: int(row[status]) for status in Status if int(row.get(status) or 0)},
    )
