"""Reading a table: every line with the case it means and what it would change."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import batched

from django.db import transaction

from accounts.models import User
from certification.enums import MirrorOutcome, MirrorState
from certification.mirror.lines import MirrorLine, Source, SourceError
from certification.mirror.matching import Found, Register
from certification.models import Application, MirrorBatch, MirrorRow, StatusText
from certification.models.application import ApplicationQuerySet
from certification.selectors.mirror_plan import (
    LONGEST_STATUS,
    NOT_FOUND,
    Plan,
    Planner,
    register_of,
)

Report = Callable[[int, int], None]
CHUNK = 500


def silent(done: int, total: int) -> None:
    """A report that nobody reads."""


def read(*, batch: MirrorBatch, source: Source, by: User, report: Report = silent) -> MirrorBatch:
    """Stores every line that the source gives, for a person to look at; no case is changed.

    A source that can't be read rejects the batch. Safe to run twice. Whatever `report` raises
    leaves no row.
    """
    try:
        return _read(batch, source, by, report)
    except SourceError as error:
        MirrorBatch.objects.filter(pk=batch.pk, state=MirrorState.READING).update(
            state=MirrorState.REJECTED, message=str(error)
        )
        batch.refresh_from_db()
        return batch


@transaction.atomic
def _read(batch: MirrorBatch, source: Source, by: User, report: Report) -> MirrorBatch:
    locked = MirrorBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.state != MirrorState.READING:
        return locked
    reader = _Reader(locked, by)
    for lines in batched(source.rows(), CHUNK, strict=False):
        report(0, 0)  # how many will come, nobody knows
        reader.store(lines)
    locked.counts, locked.state = dict(reader.counts), MirrorState.PREVIEW
    locked.save(update_fields=["counts", "state"])
    return locked


class _Reader:
    """Matches and plans lines, a few hundred at a time: so many queries for each, however long."""

    def __init__(self, batch: MirrorBatch, by: User) -> None:
        self.counts: Counter[str] = Counter()
        self._batch, self._by = batch, by
        self._register: Register = register_of(by)
        self._planner = Planner(by, batch.as_of)
        self._places: dict[int, int] = {}  # application → the line that came first

    def store(self, lines: Iterable[MirrorLine]) -> None:
        """Keeps the rows of some lines, and the texts that nobody has seen before."""
        lines = list(lines)
        found = [self._register.find(line) for line in lines]
        cases = {
            case.pk: case
            for case in cases_of(self._by).filter(pk__in=[f.match.pk for f in found if f.match])
        }
        rows = [self._row(line, f, cases) for line, f in zip(lines, found, strict=True)]
        MirrorRow.objects.bulk_create(rows)
        self.counts.update(str(row.outcome) for row in rows)
        StatusText.objects.bulk_create(
            [
                StatusText(key=key, text=text[:LONGEST_STATUS])
                for key, text in self._planner.unknown(lines).items()
            ],
            ignore_conflicts=True,
        )

    def _row(self, line: MirrorLine, found: Found, cases: dict[int, Application]) -> MirrorRow:
        row = MirrorRow(batch=self._batch, line=line.place, cells=line.cells)
        case = cases.get(found.match.pk) if found.match else None
        if case is None:
            row.outcome = MirrorOutcome.UNSURE if found.choices else MirrorOutcome.NOT_FOUND
            row.candidates = [[s.candidate.pk, s.score, s.evidence] for s in found.choices]
            row.problem = "" if found.choices else found.remark or NOT_FOUND
            return row
        row.application, row.evidence = case, found.evidence
        if first := self._places.get(case.pk):
            row.outcome = MirrorOutcome.REFUSED
            row.problem = f"Pengajuan ini sudah ada di baris {first}."
            return row
        self._places[case.pk] = line.place
        put(row, self._planner.plan(line, case))
        return row


def cases_of(user: User) -> ApplicationQuerySet:
    """The cases that the person may update, with what planning looks at."""
    cases = Application.objects.visible_to(user)
    return cases.select_related("business", "regency", "national_status")


def put(row: MirrorRow, plan: Plan) -> None:
    """Writes a plan into its row; the row is not saved."""
    row.outcome, row.national, row.problem = plan.outcome, plan.national, plan.problem
    row.differences = [list(each) for each in plan.differences]


def line_of(row: MirrorRow) -> MirrorLine:
    """The line as it came."""
    return MirrorLine(row.line, row.cells)


def counted(batch: MirrorBatch) -> Iterator[tuple[str, int]]:
    """Outcome and number of rows, as they are now."""
    yield from Counter(batch.rows.order_by().values_list("outcome", flat=True)).items()
