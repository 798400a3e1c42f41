"""Tables of SiHalal as tests bring them in, and the cases that they speak of. All invented."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.core import serializers

import certification.tasks  # noqa: F401 - registers the jobs
from accounts.models import User
from certification.enums import MirrorSource, Status
from certification.models import (
    Allocation,
    Application,
    MirrorBatch,
    MirrorRow,
    NationalEvent,
    StatusChange,
)
from certification.services.mirror import batches
from halalportal.jobs.services import run
from tests.factories import make_business

INQUIRY = ["No Daftar", "Nama PU", "Tanggal", "Jenis", "Produk", "Merek", "Kode", "Status"]
REPORT = [
    *("ID Reg", "No.Daftar", "Tanggal Daftar", "Kode Fasilitasi", "Nama PU", "Alamat"),
    *("Merk Dagang", "No. HP", "Nama Pendamping", "Status"),
]
NUMBER = "SH2026-1-825659"
COMMITTEE = "Dikirim ke Komite Fatwa"
ISSUED = "Sertifikat Halal Terbit"


def number_of(index: int) -> str:
    return f"SH2026-1-{900_000 + index}"


def inquiry(*rows: Sequence[str], headings: bool = True) -> str:
    """The inquiry as the clipboard has it."""
    lines = [INQUIRY, *rows] if headings else rows
    return "\r\n".join("\t".join(line) for line in lines)


def told(number: str, status: str, *, name: str = "", brand: str = "") -> list[str]:
    """One row of the inquiry."""
    return [number, name, "04/06/2026", "Self Declare", "Keripik", brand, "A3012", status]


def paste(text: str, *, by: User, **kwargs: Any) -> MirrorBatch:
    return batches.bring(kind=MirrorSource.PASTE, content=text.encode(), by=by, **kwargs)


def rows_of(batch: MirrorBatch) -> list[MirrorRow]:
    return list(batch.rows.select_related("application", "national"))


def workbook(rows: Sequence[Sequence[Any]], merges: Sequence[str] = ()) -> bytes:
    """An xlsx of the rows; of a merged range only the first cell keeps its text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
        for area in merges:
            sheet.merge_range(area, "")
            first = area.split(":")[0]
            row, column = int(first[1:]) - 1, ord(first[0]) - ord("A")
            sheet.write(row, column, rows[row][column])
    return buffer.getvalue()


def at_sihalal(allocation: Allocation, *, by: User, number: str, **business: Any) -> Application:
    """A case in SiHalal, without the way that led there: enough for what is read and written."""
    companion = business.pop("companion", None)
    membership = companion.active_membership if companion else None
    owned = make_business(regency=str(allocation.region_id), **business)
    return Application.objects.create(
        number=f"UJI-{number}",
        programme=allocation.programme,
        business=owned,
        regency_id=allocation.region_id,
        allocation=allocation,
        track=allocation.programme.track,
        companion=companion,
        organisation=membership.organisation if membership else None,
        status=Status.IN_SIHALAL,
        sihalal_number=number,
        sihalal_status_raw="Submitted",
        national_status_id="OF10",
        created_by=by,
    )


def applied(batch: MirrorBatch) -> MirrorBatch:
    """As the person and the worker would do it."""
    return finish(batches.start_applying(batch=batch, by=batch.by))


def undone(batch: MirrorBatch) -> MirrorBatch:
    return finish(batches.start_undoing(batch=batch, by=batch.by))


def finish(batch: MirrorBatch) -> MirrorBatch:
    """Does the job of the batch, as a worker does."""
    assert batch.job
    run(job_id=batch.job.pk)
    batch.refresh_from_db()
    return batch


def snapshot() -> str:
    """Everything that a table may change, as text."""
    kinds = (Application, NationalEvent, StatusChange, Allocation)
    return serializers.serialize("json", [o for kind in kinds for o in kind.objects.order_by("pk")])
