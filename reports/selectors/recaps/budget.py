"""The money of the year's programmes: set aside, paid, and what was done for it."""

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from certification.models import Movement, Payment, Programme
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Share, Table, with_total

COLUMNS = (
    Column(key="programme", label="Program", kind=Kind.TEXT, width=44),
    Column(key="code", label="Rekening", kind=Kind.TEXT, width=20, is_summed=False),
    Column(key="budget", label="Pagu", kind=Kind.RUPIAH, width=18),
    Column(key="paid", label="Realisasi", kind=Kind.RUPIAH, width=18),
    Column(key="remaining", label="Sisa pagu", kind=Kind.RUPIAH, width=18),
    Column(key="paid_share", label="% keuangan", kind=Kind.SHARE, width=12),
    Column(key="quota", label="Kuota", width=10),
    Column(key="used", label="Masuk SiHalal", width=10),
    Column(key="issued", label="Terbit", width=10),
    Column(key="used_share", label="% fisik", kind=Kind.SHARE, width=10),
)
NOTES = (
    "Semua program dinas pada tahun yang sama. % keuangan: realisasi dibagi pagu, hanya untuk "
    "program yang pagunya diisi. % fisik: masuk SiHalal dibagi kuota.",
)


def budget(question: Question) -> Table:
    """One row a programme of the same year and office's province; one query."""
    programmes = (
        Programme.objects.visible_to(question)
        .filter(year=question.programme.year, cancelled_at=None)
        .annotate(paid=_paid(question), **_places(question))
        .order_by("budget_code", "name")
    )
    rows = [_row(programme) for programme in programmes]
    return with_total(COLUMNS, rows, notes=(*NOTES, *question.since_note("Pagu")))


def _paid(question: Question) -> Coalesce:
    paid = Payment.objects.order_by().filter(programme=OuterRef("pk"), paid_on__lte=question.day)
    return Coalesce(Subquery(paid.values("programme").annotate(n=Sum("amount")).values("n")), 0)


def _places(question: Question) -> dict[str, Coalesce]:
    """Sums of the ledger until then; the quota is what came to the programme itself."""
    moves = Movement.objects.order_by().filter(
        allocation__programme=OuterRef("pk"), at__lt=question.moment
    )
    per_programme = moves.values("allocation__programme")
    roots = Q(allocation__parent=None)
    sums = {
        "quota": Sum("granted", filter=roots),
        "used": Sum("used"),
        "issued": Sum("issued"),
    }
    return {
        name: Coalesce(Subquery(per_programme.annotate(n=total).values("n")), 0)
        for name, total in sums.items()
    }


def _row(programme: Programme) -> Row:
    paid, pagu = programme.paid, programme.budget  # type: ignore[attr-defined]
    quota, used, issued = programme.quota, programme.used, programme.issued  # type: ignore[attr-defined]
    values = (
        *(programme.name, programme.budget_code or None, pagu, paid),
        *(None if pagu is None else pagu - paid, Share(paid if pagu else 0, pagu or 0)),
        *(quota, used, issued, Share(used, quota)),
    )
    return Row(values)


RECAP = Recap(
    code="anggaran",
    title="Anggaran",
    sentence="Pagu, realisasi, dan persen keuangan dibanding persen fisik.",
    query=budget,
    has_places=False,
    has_lp3h=False,
    is_money=True,
)
