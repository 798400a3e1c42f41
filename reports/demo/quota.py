"""Opens a programme with its quota split as the table of branches says."""

import datetime
from collections.abc import Iterable

from certification.demo import Grant, grant, split
from certification.models import Programme
from reports.demo.days import Days
from reports.demo.people import Cast
from reports.demo.story import Nodes
from reports.demo.tables import Branch

_MORNING = 9 * 60  # minutes after midnight


def open_quota(
    programme: Programme,
    branches: Iterable[Branch],
    *,
    cast: Cast,
    days: Days,
    due_on: datetime.date,
    quota: int | None = None,
) -> Nodes:
    """Grants the quota on the programme's first day, splits it, and returns the nodes.

    Without a `quota` it is all that the kab/kota get. The nodes' keys are
    (region code, LP3H code), with "" for the kab/kota's own node.
    """
    branches = list(branches)
    by = cast.province_officer
    quota = quota or sum(branch.quota for branch in branches if not branch.holder)
    opened = Grant(days.moment(days.index(programme.starts_on), _MORNING), by, due_on)
    nodes = {("", ""): grant(programme=programme, quota=quota, how=opened)}
    for number, branch in enumerate(branches):
        at = days.moment(days.index(branch.split_on), _MORNING + number)
        parent = nodes[branch.region_code if branch.holder else "", ""]
        nodes[branch.region_code, branch.holder] = split(
            parent=parent,
            region_code=branch.region_code,
            organisation=cast.lp3h.get(branch.holder),
            quota=branch.quota,
            how=Grant(at, by, due_on),
        )
    return nodes
