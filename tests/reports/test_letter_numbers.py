"""Numbers of letters: four ways to count, the year at the office's place, no gap, no double."""

import datetime
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from accounts.models import User
from reports.enums import LetterKind, LetterState, NumberingPolicy
from reports.letter_invariants import check
from reports.letters.errors import (
    LaterDateError,
    LetterMovedError,
    NumberTakenError,
    OtherOfficeError,
    RegisterNumbersError,
    SeriesUsedError,
)
from reports.models import Letter, Letterhead, NumberSeries
from reports.selectors.letters.series import next_number
from reports.services import letters
from reports.services.letters import numbers, offices
from tests.factories import EAST_KUTAI, SAMARINDA, make_officer
from tests.reports.letters import make_draft, make_office, make_template

DAY = datetime.date(2026, 3, 4)
THREADS, EACH, KILLED = 8, 125, 25


def written(drafts: list[Letter], *, by: User, day: datetime.date = DAY) -> list[str]:
    return [letter.number for letter in letters.number(drafts, written_on=day, by=by)]


def test_one_sequence_for_all_letters(officer: User) -> None:
    office = make_office()
    other = make_template(kind=LetterKind.RESULT, classification="600.1")
    drafts = [
        make_draft(office, by=officer),
        make_draft(office, by=officer, template=other),
        make_draft(office, by=officer),
    ]
    assert written(drafts, by=officer) == [
        "500.9.1/001/DISUJI/III/2026",
        "600.1/002/DISUJI/III/2026",
        "500.9.1/003/DISUJI/III/2026",
    ]
    assert next_number(office, day=DAY) == "500.9.1/004/DISUJI/III/2026"
    assert list(check()) == []


def test_a_sequence_for_each_classification(officer: User) -> None:
    office = make_office(policy=NumberingPolicy.CLASSIFICATION)
    other = make_template(classification="600.1")
    drafts = [make_draft(office, by=officer), make_draft(office, by=officer, template=other)]
    assert written(drafts, by=officer) == [
        "500.9.1/001/DISUJI/III/2026",
        "600.1/001/DISUJI/III/2026",
    ]
    assert next_number(office, day=DAY, classification="600.1").startswith("600.1/002/")


def test_a_sequence_for_each_kind(officer: User) -> None:
    office = make_office(policy=NumberingPolicy.KIND, pattern="{kind}-{seq}/{year}")
    other = make_template(kind=LetterKind.RESULT)
    drafts = [make_draft(office, by=officer), make_draft(office, by=officer, template=other)]
    assert written(drafts, by=officer) == ["PB-1/2026", "PH-1/2026"]


def test_numbers_of_the_paper_register(officer: User) -> None:
    office = make_office(policy=NumberingPolicy.REGISTER)
    drafts = [make_draft(office, by=officer) for _ in range(2)]
    for typed in (["A/1"], ["A/1", "A/1"], ["A/1", " "], None):
        with pytest.raises(RegisterNumbersError):
            letters.number(drafts, written_on=DAY, by=officer, register_numbers=typed)
    letters.number(drafts, written_on=DAY, by=officer, register_numbers=["A/1", "A/  2"])
    assert sorted(Letter.objects.values_list("number", flat=True)) == ["A/ 2", "A/1"]
    third = make_draft(office, by=officer)
    with pytest.raises(NumberTakenError, match="A/1 sudah dipakai"):
        letters.number([third], written_on=DAY, by=officer, register_numbers=["A/1"])
    third.refresh_from_db()
    assert third.state == LetterState.DRAFT


def test_the_portal_goes_on_where_the_register_stopped(officer: User) -> None:
    office = make_office()
    offices.begin_after(letterhead=office, year=2026, last=245, by=officer)
    assert written([make_draft(office, by=officer)], by=officer) == ["500.9.1/246/DISUJI/III/2026"]
    with pytest.raises(SeriesUsedError):
        offices.begin_after(letterhead=office, year=2026, last=300, by=officer)
    assert list(check()) == []


@pytest.mark.parametrize(
    ("region", "moment", "day"),
    [
        # A quarter past midnight of New Year: WIB is UTC+7, WITA +8, WIT +9.
        ("31.73", "2026-12-31T17:15:00Z", datetime.date(2027, 1, 1)),
        (EAST_KUTAI, "2026-12-31T16:15:00Z", datetime.date(2027, 1, 1)),
        ("91.71", "2026-12-31T15:15:00Z", datetime.date(2027, 1, 1)),
        # The same moment is still the old year further west.
        ("31.73", "2026-12-31T16:15:00Z", datetime.date(2026, 12, 31)),
        (EAST_KUTAI, "2026-12-31T15:15:00Z", datetime.date(2026, 12, 31)),
    ],
)
@pytest.mark.django_db
def test_the_year_begins_at_the_offices_place(region: str, moment: str, day: datetime.date) -> None:
    by = make_officer(region)
    letter = make_draft(make_office(region), by=by)
    with time_machine.travel(moment, tick=False):
        letters.number([letter], by=by)
    letter.refresh_from_db()
    assert letter.written_on == day
    assert letter.series
    assert letter.series.year == day.year
    assert letter.number.endswith(str(day.year))


def test_what_stands_in_the_way(officer: User, stranger: User) -> None:
    office, foreign = make_office(), make_office(SAMARINDA)
    draft = make_draft(office, by=officer)
    with pytest.raises(LaterDateError, match="belum tiba"):
        letters.number([draft], written_on=datetime.date(2099, 1, 1), by=officer)
    with pytest.raises(PermissionDenied):
        letters.number([draft], by=stranger)
    with pytest.raises(PermissionDenied):
        letters.number([draft, make_draft(foreign, by=stranger)], by=officer)
    letters.number([draft], by=officer)
    with pytest.raises(LetterMovedError, match="bernomor"):
        letters.number([draft], by=officer)
    assert not NumberSeries.objects.filter(letterhead=foreign).exists()
    assert NumberSeries.objects.get().last == 1


def test_two_offices_of_one_region_dont_share_a_batch(officer: User) -> None:
    drafts = [make_draft(make_office(), by=officer), make_draft(make_office(), by=officer)]
    with pytest.raises(OtherOfficeError):
        letters.number(drafts, by=officer)


def test_a_batch_is_numbered_wholly_or_not_at_all(officer: User) -> None:
    office = make_office(pattern="{seq}/{year}")
    drafts = [make_draft(office, by=officer) for _ in range(3)]
    taken = make_draft(office, by=officer)
    office.policy = NumberingPolicy.REGISTER
    office.save()
    letters.number([taken], written_on=DAY, by=officer, register_numbers=["3/2026"])
    office.policy = NumberingPolicy.YEARLY
    office.save()
    with pytest.raises(NumberTakenError, match="3/2026"):
        letters.number(drafts, written_on=DAY, by=officer)
    assert Letter.objects.in_state(LetterState.DRAFT).count() == 3
    assert list(check()) == []


def test_a_few_queries_for_many_letters(
    officer: User, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    office, template = make_office(), make_template()
    drafts = [make_draft(office, by=officer, template=template) for _ in range(20)]
    # One audit row for each, and a dozen for all of them together.
    with django_assert_max_num_queries(20 + 20):
        letters.number(drafts, by=officer)


class KilledError(Exception):
    """Stands for a worker that dies in the middle of its transaction."""


def _number(letter: Letter, by: User, *, is_killed: bool) -> None:
    with transaction.atomic():
        letters.number([letter], written_on=DAY, by=by)
        if is_killed:
            raise KilledError


def _in_threads(shares: list[list[Letter]], by: User) -> list[Exception]:
    """Each share in a thread of its own; its first letters are killed once, and tried again."""
    start, errors = Barrier(len(shares)), list[Exception]()
    note = threading.Lock()

    def run(share: list[Letter]) -> None:
        try:
            start.wait(timeout=60)
            for at, letter in enumerate(share):
                if at < KILLED:
                    with pytest.raises(KilledError):
                        _number(letter, by, is_killed=True)
                _number(letter, by, is_killed=False)
        except Exception as error:
            with note:
                errors.append(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(shares)) as pool:
        list(pool.map(run, shares))
    return errors


@pytest.mark.django_db(transaction=True)
def test_a_thousand_numbers_at_once_with_killed_transactions() -> None:
    by = make_officer()
    office, template = make_office(), make_template()
    one = make_draft(office, by=by, template=template)
    rows = [
        Letter(
            organisation=one.organisation,
            template=template,
            signer=one.signer,
            subject=one.subject,
            recipient=one.recipient,
            paper=one.paper,
            facts=one.facts,
            created_by=by,
        )
        for _ in range(THREADS * EACH - 1)
    ]
    drafts = [one, *Letter.objects.bulk_create(rows)]

    assert _in_threads([drafts[at::THREADS] for at in range(THREADS)], by) == []

    sequences = Letter.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(sequences) == list(range(1, THREADS * EACH + 1))
    assert Letter.objects.values("number").distinct().count() == THREADS * EACH
    assert list(check()) == []


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_numbers_collide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: both have read the same last number."""
    by = make_officer()
    office, template = make_office(), make_template()
    drafts = [make_draft(office, by=by, template=template) for _ in range(2)]
    NumberSeries.objects.create(letterhead=office, year=DAY.year)
    together = Barrier(2)

    def unlocked(letterhead: Letterhead, year: int, key: str) -> NumberSeries:
        series = NumberSeries.objects.get(letterhead=letterhead, year=year, key=key)
        together.wait(timeout=30)
        return series

    monkeypatch.setattr(numbers, "_locked", unlocked)
    monkeypatch.setattr("tests.reports.test_letter_numbers.KILLED", 0)
    errors = _in_threads([[draft] for draft in drafts], by)

    assert [type(error) for error in errors] == [NumberTakenError]
    assert Letter.objects.in_state(LetterState.NUMBERED).count() == 1
