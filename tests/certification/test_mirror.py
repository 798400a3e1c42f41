"""A table of SiHalal: previewed, applied, and taken back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from certification import invariants
from certification.enums import MirrorOutcome, MirrorSource, MirrorState, Status
from certification.errors import MirrorClosedError
from certification.models import Allocation, Application, MirrorBatch, NationalEvent, StatusText
from certification.services.mirror import applying, batches, undoing
from tests.certification import steps
from tests.certification.conftest import Case
from tests.certification.mirror_tables import (
    COMMITTEE,
    ISSUED,
    NUMBER,
    applied,
    at_sihalal,
    finish,
    inquiry,
    number_of,
    paste,
    rows_of,
    snapshot,
    told,
    undone,
)

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def known(allocation: Allocation, companion: User) -> Application:
    """A case in SiHalal, registered there as Submitted."""
    return at_sihalal(
        allocation, by=companion, number=NUMBER, name="UD. Bunda Contoh", companion=companion
    )


def test_looking_changes_nothing(known: Application, companion: User) -> None:
    before = snapshot()
    batch = paste(inquiry(told(NUMBER, COMMITTEE)), by=companion)
    (row,) = rows_of(batch)
    assert batch.state == MirrorState.PREVIEW
    assert (row.application, row.outcome, row.evidence) == (known, "changed", "nomor daftar sama")
    assert row.differences == [["Status SiHalal", "Submitted", COMMITTEE]]
    assert snapshot() == before


def test_what_is_approved_is_written(known: Application, companion: User) -> None:
    batch = applied(paste(inquiry(told(NUMBER, COMMITTEE)), by=companion))
    known.refresh_from_db()
    assert (known.national_status_id, known.sihalal_status_raw) == ("OF74", COMMITTEE)
    assert known.national_checked_at == batch.as_of
    assert (batch.state, batch.counts) == (MirrorState.APPLIED, {"changed": 1})


def test_our_status_follows_a_return(known: Application, companion: User) -> None:
    batch = paste(inquiry(told(NUMBER, "Dikembalikan ke PU")), by=companion)
    assert rows_of(batch)[0].differences[1] == [
        "Keadaan",
        "Diproses BPJPH",
        "Dikembalikan dari SiHalal",
    ]
    applied(batch)
    known.refresh_from_db()
    assert known.status == Status.RETURNED_OUT


def test_a_second_run_changes_nothing(known: Application, companion: User) -> None:
    batch = batches.start_applying(
        batch=paste(inquiry(told(NUMBER, COMMITTEE)), by=companion), by=companion
    )
    applying.apply(batch=batch, by=companion)
    once = snapshot()
    MirrorBatch.objects.filter(pk=batch.pk).update(state=MirrorState.APPLYING)
    applying.apply(batch=batch, by=companion)
    assert snapshot() == once


def test_the_same_table_again_is_the_same(known: Application, companion: User) -> None:
    text = inquiry(told(NUMBER, COMMITTEE))
    applied(paste(text, by=companion))
    events = NationalEvent.objects.count()
    again = paste(text, by=companion)
    assert again.counts == {"same": 1}
    applied(again)
    known.refresh_from_db()
    assert NationalEvent.objects.count() == events
    assert known.national_checked_at == again.as_of


def test_an_older_table_never_overrides(known: Application, companion: User) -> None:
    text = inquiry(told(NUMBER, "Selesai P3H"))
    older = paste(text, by=companion, as_of=timezone.now() - HOUR)
    applied(paste(inquiry(told(NUMBER, COMMITTEE)), by=companion))
    applied(older)
    known.refresh_from_db()
    assert known.national_status_id == "OF74"
    (row,) = rows_of(older)
    assert row.outcome == MirrorOutcome.REFUSED
    assert "Keadaan yang lebih baru" in row.problem
    assert rows_of(paste(text, by=companion, as_of=older.as_of))[0].outcome == "refused"


def test_undoing_restores_everything(known: Application, companion: User) -> None:
    before = snapshot()
    batch = applied(paste(inquiry(told(NUMBER, "Dikembalikan ke PU")), by=companion))
    assert snapshot() != before
    assert undone(batch).state == MirrorState.UNDONE
    assert snapshot() == before


def test_undoing_leaves_who_was_touched_since(known: Application, companion: User) -> None:
    first = applied(paste(inquiry(told(NUMBER, COMMITTEE)), by=companion))
    applied(paste(inquiry(told(NUMBER, "Selesai sidang fatwa")), by=companion))
    undone(first)
    known.refresh_from_db()
    assert known.national_status_id == "OF100"
    (row,) = rows_of(first)
    assert (row.undone_at, row.problem) == (None, undoing.TOUCHED)


def test_a_day_later_nothing_is_taken_back(known: Application, companion: User) -> None:
    batch = applied(paste(inquiry(told(NUMBER, COMMITTEE)), by=companion))
    MirrorBatch.objects.update(applied_at=timezone.now() - 25 * HOUR)
    with pytest.raises(MirrorClosedError):
        batches.start_undoing(batch=batch, by=companion)


def test_a_ready_case_is_entered_and_taken_back(case: Case) -> None:
    ready = steps.ready(case)
    before, counters = snapshot(), case.counters
    text = inquiry(told(NUMBER, "Submitted", name=ready.business.name))
    batch = paste(text, by=case.companion)
    assert rows_of(batch)[0].differences == [
        ["No. daftar", "", NUMBER],
        ["Status SiHalal", "", "Submitted"],
        ["Keadaan", "Siap diajukan", "Diproses BPJPH"],
    ]
    applied(batch)
    ready.refresh_from_db()
    assert (ready.status, ready.sihalal_number) == (Status.IN_SIHALAL, NUMBER)
    assert ready.sihalal_entered_on == datetime.date(2026, 6, 4)
    assert case.counters != counters
    assert list(invariants.check()) == []
    undone(batch)
    assert case.counters == counters
    assert snapshot() == before
    assert list(invariants.check()) == []


def test_a_certificate_is_never_invented(known: Application, companion: User) -> None:
    applied(paste(inquiry(told(NUMBER, ISSUED)), by=companion))
    known.refresh_from_db()
    assert (known.status, known.national_status_id) == (Status.IN_SIHALAL, "OF300")


def test_an_unknown_text_is_kept_and_listed(known: Application, companion: User) -> None:
    batch = paste(inquiry(told(NUMBER, "Menunggu Tanda Tangan")), by=companion)
    assert batch.counts == {"unknown": 1}
    text = StatusText.objects.get(key="menunggu tanda tangan")
    assert text.national is None
    applied(batch)
    known.refresh_from_db()
    assert (known.sihalal_status_raw, known.status) == ("Menunggu Tanda Tangan", "in_sihalal")


def test_rows_that_are_left_out(known: Application, companion: User) -> None:
    batch = paste(inquiry(told(NUMBER, COMMITTEE)), by=companion)
    (row,) = rows_of(batch)
    batches.leave_out(row=row, is_skipped=True, by=companion)
    with pytest.raises(MirrorClosedError):
        batches.start_applying(batch=batch, by=companion)
    batches.leave_out(row=row, is_skipped=False, by=companion)
    applied(batch)
    known.refresh_from_db()
    assert known.national_status_id == "OF74"


def test_only_who_brought_it_in_decides(
    known: Application, companion: User, province_officer: User
) -> None:
    batch = paste(inquiry(told(NUMBER, COMMITTEE)), by=companion)
    with pytest.raises(MirrorClosedError):
        batches.start_applying(batch=batch, by=province_officer)


def test_a_dropped_table_leaves_nothing(known: Application, companion: User) -> None:
    batch = batches.drop(batch=paste(inquiry(told(NUMBER, COMMITTEE)), by=companion), by=companion)
    assert (batch.state, batch.rows.count()) == (MirrorState.DROPPED, 0)
    with pytest.raises(MirrorClosedError):
        batches.start_applying(batch=batch, by=companion)


def test_a_table_that_can_not_be_read_says_why(companion: User) -> None:
    batch = paste("halo", by=companion)
    assert batch.state == MirrorState.REJECTED
    assert "Nomor daftar SiHalal tidak ditemukan" in batch.message


def test_a_long_table_is_read_by_a_worker(known: Application, companion: User) -> None:
    rows = [told(number_of(n), COMMITTEE, name=f"Usaha {n}") for n in range(1_000)]
    batch = paste(inquiry(told(NUMBER, COMMITTEE), *rows), by=companion)
    assert (batch.state, batch.rows.count()) == (MirrorState.READING, 0)
    with batch.file.open("rb") as stored:
        assert b"Usaha" not in stored.read()
    finish(batch)
    assert (batch.state, batch.counts) == (MirrorState.PREVIEW, {"changed": 1, "missing": 1_000})
    assert not batch.file


def test_as_many_questions_for_each_chunk(
    known: Application, allocation: Allocation, companion: User
) -> None:
    for n in range(40):
        at_sihalal(allocation, by=companion, number=number_of(n), companion=companion)

    def queries(count: int) -> int:
        rows = [told(number_of(n), COMMITTEE) for n in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            paste(inquiry(*rows), by=companion)
        return len(captured)

    assert queries(2) == queries(40)


def test_one_case_typed_by_hand(known: Application, companion: User) -> None:
    batch = batches.bring(
        kind=MirrorSource.TYPED,
        content=b'{"number": "SH2026-1-825659", "status": "OF100"}',
        by=companion,
    )
    applied(batch)
    known.refresh_from_db()
    assert known.national_status_id == "OF100"
