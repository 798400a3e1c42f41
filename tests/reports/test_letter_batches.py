"""Letters made together: drafts of all, then all their numbers at once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pikepdf
import pytest
from django.db import connection, transaction

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.jobs.models import Job, JobStatus
from reports.documents.letters import letter_html
from reports.enums import LetterState
from reports.letter_kinds.parts import Table
from reports.letters.batch_errors import (
    BatchPrintedError,
    NobodyChosenError,
    TooManyLettersError,
)
from reports.letters.errors import MissingFieldsError
from reports.letters.facts import Recipient
from reports.models import Letter, LetterBatch, Letterhead, NumberSeries
from reports.selectors.letter_recipients.parts import Addressee
from reports.services import letters
from reports.services.letters import batches
from tests.reports.letter_batches import kept, make_batch, make_template, numbers_of, run
from tests.reports.letters import FIELDS, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def letterhead(officer: User) -> Letterhead:
    return make_office()


def test_each_draft_has_its_own_values_before_those_of_all(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 2, by=officer)
    first, second = batch.letters.order_by("pk")
    assert "Wilayah 1" in first.facts["blocks"][0]["text"]
    assert "Wilayah 2" in second.facts["blocks"][0]["text"]
    assert "Rina Contoh" in second.facts["blocks"][0]["text"]
    assert {first.state, second.state} == {LetterState.DRAFT}
    assert first.code != second.code
    assert AuditEntry.objects.get(action="letter_batch.made").data["count"] == 2


def test_a_draft_written_again_keeps_its_table_and_its_link(
    letterhead: Letterhead, officer: User
) -> None:
    table = Table("Daftar", ("No.",), (("1",),))
    guest = Addressee(key="i1", lines=("Ani",), link="https://contoh.id/jawab/", table=table)
    batch = batches.make(
        template=make_template(),
        title="Uji",
        addressees=[guest],
        fields=FIELDS,
        letterhead=letterhead,
        signer=letterhead.signers.get(),
        by=officer,
    )
    letter = letters.redraft(
        letter=batch.letters.get(),
        recipient=Recipient("Budi"),
        fields=FIELDS,
        signer=letterhead.signers.get(),
        paper="a4",
        by=officer,
    )
    assert letter.facts["answer_url"] == "https://contoh.id/jawab/"
    assert letter.facts["table"]["title"] == "Daftar"
    assert "contoh.id/jawab" in letter_html(letter)


def test_nothing_is_kept_when_one_cannot_be_written(letterhead: Letterhead, officer: User) -> None:
    chosen: dict[str, Any] = {
        "template": make_template(),
        "title": "Uji",
        "letterhead": letterhead,
        "signer": letterhead.signers.get(),
        "by": officer,
    }
    whole = Addressee(key="a", lines=("Satu",), values={"wilayah": "Satu"})
    lacking = Addressee(key="b", lines=("Dua",))
    fields = {code: text for code, text in FIELDS.items() if code != "wilayah"}
    with pytest.raises(MissingFieldsError):
        batches.make(addressees=[whole, lacking], fields=fields, **chosen)
    with pytest.raises(NobodyChosenError):
        batches.make(addressees=[], fields=fields, **chosen)
    with pytest.raises(TooManyLettersError, match=r"1\.001 penerima"):
        batches.make(addressees=[whole] * 1001, fields=fields, **chosen)
    assert not LetterBatch.objects.exists()
    assert not Letter.objects.exists()


def test_all_get_their_numbers_in_order_and_a_job_prints_them(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 3, by=officer)
    job = run(batches.number_all(batch=batch, by=officer))
    assert numbers_of(batch) == [1, 2, 3]
    assert (job.status, job.done_count, job.total_count) == (JobStatus.DONE, 3, 3)
    assert job.result_url == f"/surat/massal/{batch.pk}/"
    with pikepdf.open(kept(job)) as document, document.open_outline() as outline:
        assert len(document.pages) == 3
        assert [item.title for item in outline.root] == [
            f"{letter.number} {letter.recipient}" for letter in batch.letters.order_by("pk")
        ]


def test_a_second_press_numbers_nothing(letterhead: Letterhead, officer: User) -> None:
    batch = make_batch(letterhead, 2, by=officer)
    batches.number_all(batch=batch, by=officer)
    with pytest.raises(BatchPrintedError):
        batches.number_all(batch=batch, by=officer)
    assert NumberSeries.objects.get().last == 2
    assert Job.objects.count() == 1


def test_numbers_are_free_again_when_the_transaction_fails(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 2, by=officer)
    with pytest.raises(RuntimeError), transaction.atomic():
        batches.number_all(batch=batch, by=officer)
        raise RuntimeError
    assert numbers_of(batch) == [None, None]
    assert not Job.objects.exists()
    batches.number_all(batch=batch, by=officer)
    assert numbers_of(batch) == [1, 2]


def test_drafts_are_thrown_away_and_numbered_letters_stay(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 2, by=officer)
    assert batches.discard(batch=batch, by=officer) == 2
    assert not LetterBatch.objects.exists()
    batch = make_batch(letterhead, 2, by=officer)
    letters.number([batch.letters.order_by("pk")[0]], by=officer)
    assert batches.discard(batch=batch, by=officer) == 1
    assert numbers_of(batch) == [1]
    with pytest.raises(BatchPrintedError):
        batches.discard(batch=batch, by=officer)


@pytest.mark.django_db(transaction=True)
def test_two_officers_press_at_once_and_each_letter_has_one_number(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 5, by=officer)

    def press(_: int) -> str:
        try:
            batches.number_all(batch=batch, by=officer)
        except BatchPrintedError:
            return "late"
        finally:
            connection.close()
        return "first"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == ["first", "late", "late", "late"]
    assert numbers_of(batch) == [1, 2, 3, 4, 5]
    assert Job.objects.count() == 1
