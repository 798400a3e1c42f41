"""Letters made together: drafts, numbers all at once, the job that prints, and who may do it."""

import os
import signal
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry
from reports.documents.letters import letter_html
from reports.enums import BatchLayout, LetterKind, LetterState, NumberingPolicy
from reports.letter_kinds.parts import Table
from reports.letters.batch_errors import (
    BatchPrintedError,
    NobodyChosenError,
    NothingToPrintError,
    TooManyLettersError,
)
from reports.letters.errors import LetterError, MissingFieldsError
from reports.letters.facts import Recipient
from reports.models import Letter, LetterBatch, Letterhead, LetterTemplate, NumberSeries
from reports.selectors.letter_recipients.parts import Addressee
from reports.services import letters
from reports.services.letters import batches
from tests import factories
from tests.factories import EAST_KALIMANTAN, EAST_KUTAI, client_for
from tests.reports.letters import FIELDS, make_office, sign
from tests.waiting import wait_until
from tests.workers import running_worker

pytestmark = pytest.mark.django_db
BODY = "Kami memberitahukan hasil {program} di {wilayah}. Narahubung {narahubung} {telepon}."


@pytest.fixture
def letterhead(officer: User) -> Letterhead:
    return make_office()


def make_template() -> LetterTemplate:
    return LetterTemplate.objects.create(
        kind=LetterKind.NOTICE,
        name="Pemberitahuan uji",
        classification="500.9.1",
        subject="Hasil {program}",
        body=BODY,
    )


def make_batch(letterhead: Letterhead, count: int, *, by: User) -> LetterBatch:
    """Drafts to so many."""
    return batches.make(
        template=make_template(),
        title="Pemberitahuan uji",
        addressees=[
            Addressee(
                key=f"r{place}",
                lines=(f"Penerima {place:03d}", "di Sangatta"),
                values={"wilayah": f"Wilayah {place}"},
            )
            for place in range(1, count + 1)
        ],
        fields=FIELDS,
        letterhead=letterhead,
        signer=letterhead.signers.get(),
        by=by,
    )


def run(job: Job) -> Job:
    import_module("reports.tasks")  # as in a worker, which knows all kinds of jobs
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    return job


def kept(job: Job) -> BytesIO:
    with job.result_file.open("rb") as file:
        return BytesIO(file.read())


def numbers_of(batch: LetterBatch) -> list[int | None]:
    return list(batch.letters.order_by("pk").values_list("sequence", flat=True))


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


def test_single_files_in_a_zip_leave_out_what_is_signed_or_withdrawn(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 3, by=officer)
    batches.number_all(batch=batch, by=officer)
    signed, withdrawn, waiting = batch.letters.order_by("pk")
    sign(signed, by=officer)
    letters.withdraw(letter=withdrawn, reason="Salah alamat", by=officer)
    job = run(batches.start_papers(batch=batch, layout=BatchLayout.FILES, by=officer))
    with zipfile.ZipFile(kept(job)) as archive:
        [name] = archive.namelist()
    assert name.endswith("Penerima-003.pdf")
    assert waiting.number.replace("/", "-") in name
    sign(waiting, by=officer)
    with pytest.raises(NothingToPrintError):
        batches.start_papers(batch=batch, layout=BatchLayout.FILES, by=officer)


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


def test_numbers_of_a_register_are_typed_one_a_line(officer: User) -> None:
    letterhead = make_office(policy=NumberingPolicy.REGISTER)
    batch = make_batch(letterhead, 2, by=officer)
    with pytest.raises(LetterError):
        batches.number_all(batch=batch, register_numbers=["500/1"], by=officer)
    page = client_for(officer).post(
        f"/surat/massal/{batch.pk}/nomor/",
        {"written_on": f"{timezone.localdate():%d/%m/%Y}", "register_numbers": "500/7\n500/9\n"},
    )
    assert page.status_code == 302
    assert list(batch.letters.order_by("pk").values_list("number", flat=True)) == [
        "500/7",
        "500/9",
    ]


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


def test_a_cancelled_job_keeps_the_numbers_and_prints_again(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 3, by=officer)
    job = batches.number_all(batch=batch, by=officer)
    Job.objects.update(is_cancel_requested=True)
    assert run(job).status == JobStatus.CANCELLED
    assert numbers_of(batch) == [1, 2, 3]
    again = run(batches.start_papers(batch=batch, layout=BatchLayout.PRINT, by=officer))
    with pikepdf.open(kept(again)) as document:
        assert len(document.pages) == 3


def test_a_run_again_makes_the_same_papers(letterhead: Letterhead, officer: User) -> None:
    batch = make_batch(letterhead, 2, by=officer)
    job = run(batches.number_all(batch=batch, by=officer))
    before = pages_of(job)
    Job.objects.update(status=JobStatus.RUNNING)  # its worker died after it kept the file
    assert run(job).status == JobStatus.DONE
    assert pages_of(job) == before
    assert numbers_of(batch) == [1, 2]


def pages_of(job: Job) -> list[bytes]:
    """What is drawn on each page."""
    with pikepdf.open(kept(job)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_no_gap_and_another_prints_all(
    letterhead: Letterhead, officer: User, tmp_path: Path
) -> None:
    count = 60
    batch = make_batch(letterhead, count, by=officer)
    job = batches.number_all(batch=batch, by=officer)
    with running_worker(tmp_path) as first:
        wait_until(lambda: Job.objects.get(pk=job.pk).done_count >= 1, seconds=120)
        kill_with_children(first.pid)
        first.wait()
    assert Job.objects.get(pk=job.pk).status == JobStatus.RUNNING
    passed = timezone.now() - timedelta(seconds=1)
    Entry.objects.filter(key=f"job:{job.pk}").update(lease_until=passed)
    with running_worker(tmp_path):
        wait_until(lambda: Job.objects.get(pk=job.pk).status == JobStatus.DONE, seconds=240)
    job.refresh_from_db()
    assert numbers_of(batch) == list(range(1, count + 1))
    assert NumberSeries.objects.get().last == count
    with pikepdf.open(kept(job)) as document, document.open_outline() as outline:
        assert len(outline.root) == len(document.pages) == count


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


def kill_with_children(pid: int) -> None:
    """The worker, its pool, and what renders for it."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        kill_with_children(int(child))
    os.kill(pid, signal.SIGKILL)


def test_who_opens_the_page_of_a_batch(
    letterhead: Letterhead, officer: User, stranger: User, province_officer: User, companion: User
) -> None:
    page = f"/surat/massal/{make_batch(letterhead, 1, by=officer).pk}/"
    auditor = factories.make_user(Role.AUDITOR, region=EAST_KALIMANTAN)
    for user in (officer, province_officer, auditor):
        assert client_for(user).get(page).status_code == 200
    assert client_for(stranger).get(page).status_code == 404
    assert client_for(companion).get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_only_the_office_itself_changes_its_batch(
    letterhead: Letterhead, officer: User, stranger: User, province_officer: User, auditor: User
) -> None:
    batch = make_batch(letterhead, 1, by=officer)
    page = f"/surat/massal/{batch.pk}/"
    today = {"written_on": f"{timezone.localdate():%d/%m/%Y}"}
    for act, sent in (("nomor", today), ("cetak", {"layout": "cetak"}), ("hapus", {})):
        assert client_for(stranger).post(f"{page}{act}/", sent).status_code == 404
        assert client_for(province_officer).post(f"{page}{act}/", sent).status_code == 404
        assert client_for(auditor).post(f"{page}{act}/", sent).status_code == 403
    for service in (batches.number_all, batches.discard):
        with pytest.raises(PermissionDenied):
            service(batch=batch, by=stranger)
    assert numbers_of(batch) == [None]
    assert client_for(officer).post(f"{page}nomor/", today).status_code == 302
    assert numbers_of(batch) == [1]


def test_the_work_at_home_equals_the_lists_behind_it(
    letterhead: Letterhead, officer: User, province_officer: User, stranger: User
) -> None:
    make_office(EAST_KALIMANTAN)
    make_batch(letterhead, 3, by=officer)
    batches.number_all(batch=make_batch(letterhead, 2, by=officer), by=officer)
    client = client_for(officer)
    queues = {each.code: each for each in client.get("/beranda/").context["queues"]}
    for code, count in (("letter-drafts", 3), ("letters-to-sign", 2)):
        assert queues[code].count == count
        assert client.get(queues[code].url).context["page"].paginator.count == count
    # What another office has to do is no work of the province's, nor of a stranger's.
    for user in (province_officer, stranger):
        shown = client_for(user).get("/beranda/").context["queues"]
        assert not {"letter-drafts", "letters-to-sign"} & {each.code for each in shown}
    own = client_for(province_officer).get(queues["letter-drafts"].url)
    assert own.context["page"].paginator.count == 0


def test_a_companion_reads_the_own_letter_and_no_other(
    letterhead: Letterhead, officer: User, companion: User
) -> None:
    [mine, other] = (companion, factories.make_companion())
    batch = batches.make(
        template=make_template(),
        title="Tugas",
        addressees=[
            Addressee(key=f"c{each.pk}", lines=(each.name,), companion_id=each.pk)
            for each in (mine, other)
        ],
        fields=FIELDS,
        letterhead=letterhead,
        signer=letterhead.signers.get(),
        by=officer,
    )
    first, second = batch.letters.order_by("pk")
    client = client_for(companion)
    assert client.get(f"/surat/{first.pk}/").status_code == 404  # still a draft
    batches.number_all(batch=batch, by=officer)
    assert client.get(f"/surat/{first.pk}/").status_code == 200
    assert client.get(f"/surat/{second.pk}/").status_code == 404
    assert client.get("/surat/").context["page"].paginator.count == 1
    assert f'href="/surat/{first.pk}/"' in client.get("/beranda/").content.decode()


def test_a_job_does_not_print_for_who_may_no_longer_see_it(
    letterhead: Letterhead, officer: User
) -> None:
    batch = make_batch(letterhead, 1, by=officer)
    job = batches.number_all(batch=batch, by=officer)
    officer.memberships.update(ended_on=timezone.localdate())
    done = run(job)
    assert (done.status, bool(done.result_file)) == (JobStatus.FAILED, False)


def test_the_page_shows_one_letter_after_the_other(letterhead: Letterhead, officer: User) -> None:
    batch = make_batch(letterhead, 3, by=officer)
    client = client_for(officer)
    page = client.get(f"/surat/massal/{batch.pk}/?ke=2").content.decode()
    assert "surat 2 dari 3" in page
    assert "Wilayah 2" in page
    assert "500.9.1/001/DISUJI/" in page
    assert "surat 1 dari 3" in client.get(f"/surat/massal/{batch.pk}/?ke=9").content.decode()


def test_from_template_to_job_in_four_steps(
    letterhead: Letterhead, officer: User, django_assert_max_num_queries: Any
) -> None:
    """Choose the words, make drafts, number and print: the rest is filled in already."""
    programme = factories.make_programme(by=officer)
    factories.make_allocation(programme, region=EAST_KUTAI, granted=5, by=officer)
    client = client_for(officer)
    [template] = LetterTemplate.objects.filter(kind=LetterKind.RESULT)
    with django_assert_max_num_queries(25):
        page = client.get(f"/surat/massal/baru/?templat={template.pk}")
    form = page.context["form"]
    assert page.context["count"] == 1  # the newest running programme, its one kab/kota
    sent = {name: form.initial.get(name, "") for name in form.fields}
    sent |= {"signer": letterhead.signers.get().pk, "isian_telepon": "0549-0001"}
    url = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    unticked = client.post(url, sent)
    assert "Belum ada penerima yang dicentang" in unticked.content.decode()
    made = client.post(url, sent | {"penerima": [f"r{EAST_KUTAI}", "r99.99"]}, follow=True)
    batch = LetterBatch.objects.get()
    assert made.redirect_chain[-1][0] == f"/surat/massal/{batch.pk}/"
    assert batch.programme == programme
    [letter] = batch.letters.all()
    assert ["Kuota", "5"] in letter.facts["blocks"][1]["rows"]
    numbered = client.post(
        f"/surat/massal/{batch.pk}/nomor/", {"written_on": f"{timezone.localdate():%d/%m/%Y}"}
    )
    assert numbered.headers["Location"] == f"/pekerjaan/{Job.objects.get().pk}/"


def test_without_a_letterhead_the_way_leads_to_it(officer: User) -> None:
    page = client_for(officer).get("/surat/massal/baru/?jenis=assignment")
    assert page.headers["Location"] == "/surat/kop/"
