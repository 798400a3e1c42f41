"""Batches of letters for tests, and their jobs."""

from importlib import import_module
from io import BytesIO

from accounts.models import User
from halalportal.jobs import services as jobs
from halalportal.jobs.models import Job
from reports.enums import LetterKind
from reports.models import LetterBatch, Letterhead, LetterTemplate
from reports.selectors.letter_recipients.parts import Addressee
from reports.services.letters import batches
from tests.reports.letters import FIELDS

BODY = "Kami memberitahukan hasil {program} di {wilayah}. Narahubung {narahubung} {telepon}."


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
