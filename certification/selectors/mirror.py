"""Tables of SiHalal as pages show them, and the cases that SiHalal leaves standing."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.models import User
from certification.enums import MirrorOutcome, MirrorState, Status
from certification.mirror.lines import MirrorLine
from certification.models import Application, MirrorBatch, MirrorRow, Obstacle
from certification.models.application import ApplicationQuerySet
from certification.workflow import AT_SIHALAL

ROWS = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """A case that a row may mean."""

    application: Application
    score: int
    evidence: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the preview."""

    row: MirrorRow
    status: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class RowPage:
    """Rows of one outcome; `next_line` leads on, 0 at the end."""

    lines: list[RowLine]
    next_line: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A case that SiHalal has, and how many days it shows the same."""

    application: Application
    days: int
    obstacle: Obstacle | None


def row_page(batch: MirrorBatch, user: User, *, outcome: str = "", after: int = 0) -> RowPage:
    """Fifty rows after a line; cases that the person may not see (any more) stay unnamed."""
    rows = batch.rows.with_outcome(outcome).filter(line__gt=after)
    found = list(rows.select_related("application__business", "national")[: ROWS + 1])
    named = {pk for row in found for pk, _, _ in row.candidates}
    named |= {row.application_id for row in found if row.application_id}
    visible = Application.objects.visible_to(user).filter(pk__in=named)
    cases = {case.pk: case for case in visible.select_related("business", "companion")}
    for row in found:
        if row.application_id not in cases:
            row.application = None
    shown = found[:ROWS]
    return RowPage(
        lines=[
            RowLine(row, MirrorLine(row.line, row.cells).status, _choices(row, cases))
            for row in shown
        ],
        next_line=shown[-1].line if len(found) > ROWS else 0,
    )


def _choices(row: MirrorRow, cases: dict[int, Application]) -> list[Choice]:
    return [
        Choice(cases[pk], score, evidence)
        for pk, score, evidence in row.candidates
        if pk in cases and row.outcome == MirrorOutcome.UNSURE
    ]


def earlier(batch: MirrorBatch) -> MirrorBatch | None:
    """The very same table that the person applied before."""
    same = MirrorBatch.objects.filter(by=batch.by_id, sha256=batch.sha256)
    return same.filter(state=MirrorState.APPLIED).exclude(pk=batch.pk).first()


def at_sihalal(user: User) -> ApplicationQuerySet:
    """The person's cases that SiHalal has and that have no certificate."""
    return Application.objects.visible_to(user).filter(status__in=AT_SIHALAL)


def unchanged(
    cases: ApplicationQuerySet, *, days: int, now: datetime.datetime
) -> ApplicationQuerySet:
    """Those that show the same for so many days, the longest first, as `unchanged_since`."""
    return (
        cases.annotate(unchanged_since=Coalesce("national_since", "status_changed_at"))
        .filter(unchanged_since__lte=now - datetime.timedelta(days=days))
        .select_related("business", "regency", "companion", "organisation", "national_status")
        .order_by("unchanged_since", "pk")
    )


def standings(cases: list[Application], now: datetime.datetime) -> list[Standing]:
    """With the open obstacle of each; one query."""
    found = Obstacle.objects.open().filter(application__in=cases).select_related("cause")
    obstacles = {obstacle.application_id: obstacle for obstacle in found}
    return [
        Standing(case, (now - case.unchanged_since).days, obstacles.get(case.pk))  # type: ignore[attr-defined]
        for case in cases
    ]


def unnumbered(user: User) -> ApplicationQuerySet:
    """Cases whose certificate SiHalal shows as issued, and that have no number here yet."""
    issued = Q(national_status__status=Status.ISSUED)
    cases = Application.objects.visible_to(user).filter(issued, status__in=AT_SIHALAL)
    return cases.select_related("business", "regency", "companion").order_by("national_since", "pk")


def blocked_count(user: User) -> int:
    """How many of the person's cases an outage holds up now."""
    return Obstacle.objects.visible_to(user).open().filter(incident__isnull=False).count()
