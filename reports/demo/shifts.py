"""Places that moved on the way: transfers, and requests for more that were decided."""

import datetime

from certification.demo import Grant
from certification.demo.shifts import Answer, ask_for_more, transfer
from certification.enums import Decision
from reports.demo.days import Days
from reports.demo.people import Cast
from reports.demo.story import Nodes
from reports.demo.tables import rows_of

_NOON = 11 * 60 + 20  # minutes after midnight


def make_shifts(name: str, nodes: Nodes, *, cast: Cast, days: Days) -> None:
    """Writes the shifts of a table, which stand there in the order of time."""
    for row in rows_of(name):
        if row["kind"] == "transfer":
            _transfer(row, nodes, cast, days)
        else:
            _top_up(row, nodes, cast, days)


def _transfer(row: dict[str, str], nodes: Nodes, cast: Cast, days: Days) -> None:
    transfer(
        source=nodes[row["region_code"], row["holder"]],
        target=nodes[row["to_region"], row["to_holder"]],
        count=int(row["count"]),
        why=row["reason"],
        how=Grant(_moment(days, row["on"]), cast.province_officer),
    )


def _top_up(row: dict[str, str], nodes: Nodes, cast: Cast, days: Days) -> None:
    granted = int(row["granted"])
    ask_for_more(
        allocation=nodes[row["region_code"], row["holder"]],
        count=int(row["count"]),
        why=row["reason"],
        how=Grant(_moment(days, row["on"]), cast.officer_of(row["region_code"])),
        answer=Answer(
            decision=Decision.APPROVED if granted else Decision.REFUSED,
            at=_moment(days, row["answered_on"]),
            by=cast.province_officer,
            granted=granted,
            note=row["answer"],
        ),
    )


def _moment(days: Days, on: str) -> datetime.datetime:
    return days.moment(days.index(datetime.date.fromisoformat(on)), _NOON)
