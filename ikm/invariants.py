"""What must always hold in the registry, beyond what the database itself enforces."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Left

from ikm.enums import ClaimStatus, ImportStatus
from ikm.models import Assignment, Business, Claim, ImportBatch, ImportRow, Merge
from regions.models import Level


def check() -> Iterator[str]:
    """Yields one plain sentence for each violation."""
    yield from _misplaced()
    yield from _half_sealed()
    yield from _assigned_to_others()
    yield from _unfinished_imports()
    yield from _unproved_owners()
    yield from _half_merged()


def _misplaced() -> Iterator[str]:
    """A village lies in its district, and a district in its kab/kota: codes are prefixes."""
    is_elsewhere = (
        (Q(village__isnull=False) & (Q(district=None) | ~Q(district_id=Left("village_id", 8))))
        | (Q(district__isnull=False) & ~Q(regency_id=Left("district_id", 5)))
        | ~Q(regency__level=Level.REGENCY)
    )
    for pk in Business.objects.filter(is_elsewhere).values_list("pk", flat=True):
        yield f"Business {pk}: its village, district and kabupaten/kota don't belong together."


def _half_sealed() -> Iterator[str]:
    """A sealed number has its index, and an index its sealed number."""
    for name, label in (("nik", "NIK"), ("npwp", "NPWP")):
        index, sealed = f"{name}_index", f"{name}_sealed"
        half = (Q(**{index: ""}) & ~Q(**{sealed: b""})) | (~Q(**{index: ""}) & Q(**{sealed: b""}))
        for pk in Business.objects.filter(half).values_list("pk", flat=True):
            yield f"Business {pk}: its {label} has an index but no sealed value, or the reverse."


def _assigned_to_others() -> Iterator[str]:
    """A current companion holds a current membership of the organisation that sent him or her."""
    held = Q(
        companion__memberships__organisation=F("organisation"),
        companion__memberships__ended_on=None,
    )
    members = Assignment.objects.current().filter(held).values("pk")
    for pk in Assignment.objects.current().exclude(pk__in=members).values_list("pk", flat=True):
        yield f"Assignment {pk}: the companion doesn't belong to the organisation."


def _unfinished_imports() -> Iterator[str]:
    """An applied import has a moment, and each row it wrote has its business."""
    applied = ImportBatch.objects.filter(status=ImportStatus.APPLIED)
    for pk in applied.filter(applied_at=None).values_list("pk", flat=True):
        yield f"Import {pk}: applied, but nobody knows when."
    made = Business.objects.filter(uuid=OuterRef("uuid"))
    accepted = ImportRow.objects.accepted().filter(batch__in=applied)
    loose = accepted.filter(~Exists(made), business=None)
    for batch_id, number in loose.values_list("batch_id", "number"):
        yield f"Import {batch_id}, row {number}: written without a business."


def _unproved_owners() -> Iterator[str]:
    """An approved claim made its person the owner."""
    approved = Claim.objects.filter(status=ClaimStatus.APPROVED, business__owner=None)
    for pk in approved.values_list("pk", flat=True):
        yield f"Claim {pk}: approved, but the business has no owner."


def _half_merged() -> Iterator[str]:
    """A merged record leads to a living one, and its merge is on record."""
    merged = Business.objects.exclude(merged_into=None)
    for pk in merged.exclude(merged_into__merged_into=None).values_list("pk", flat=True):
        yield f"Business {pk}: merged into a record that was merged itself."
    known = Merge.objects.filter(undone_at=None).values("absorbed")
    for pk in merged.exclude(pk__in=known).values_list("pk", flat=True):
        yield f"Business {pk}: merged, but nobody knows by whom."
