"""Products by SiHalal's classes and by KBLI: businesses, names, certificates."""

from collections.abc import Iterable

from django.db.models import Count, Q

from certification.models import ProductClass
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Table, with_total

COUNTS = (
    Column(key="businesses", label="Usaha", width=10),
    Column(key="products", label="Produk", width=10),
    Column(key="certificates", label="Sertifikat", width=11),
    Column(key="certified_products", label="Produk bersertifikat", width=14),
)
CLASS_COLUMNS = (
    Column(key="code", label="Kode", kind=Kind.TEXT, width=9, is_summed=False),
    Column(key="name", label="Jenis produk", kind=Kind.TEXT, width=48),
    *COUNTS,
)
KBLI_COLUMNS = (Column(key="kbli", label="KBLI", kind=Kind.TEXT, width=16), *COUNTS)
NOTES = (
    "Dihitung dari pengajuan yang sudah dikirim dan tidak dihentikan. Produk: nama produk pada "
    "pengajuan; produk bersertifikat: nama produk pada sertifikat.",
)
PRESENT = "Jenis, KBLI dan nama produk"


def by_class(question: Question) -> Table:
    """One row a class that has a case, and one for cases without a class."""
    counts = _counts(question, "product_class_id")
    names = dict(ProductClass.objects.filter(pk__in=counts).values_list("pk", "name"))
    rows = [
        Row((code or None, names.get(code, "Jenis produk belum diisi"), *counts[code]))
        for code in sorted(counts, key=lambda code: (not code, code))
    ]
    return with_total(CLASS_COLUMNS, rows, notes=_notes(question))


def by_kbli(question: Question) -> Table:
    """One row a KBLI code of a business with a case."""
    counts = _counts(question, "business__kbli_code")
    rows = [
        Row((code or "KBLI belum diisi", *counts[code]))
        for code in sorted(counts, key=lambda code: (not code, code))
    ]
    return with_total(KBLI_COLUMNS, rows, notes=_notes(question))


def _notes(question: Question) -> Iterable[str]:
    return (*NOTES, *question.since_note(PRESENT))


def _counts(question: Question, field: str) -> dict[str, tuple[int, ...]]:
    """Businesses, products, certificates and their products by the field, "" unknown."""
    is_issued = Q(pk__in=question.issued().order_by().values("pk"))
    rows = (
        question.standing()
        .order_by()
        .values_list(field)
        .annotate(
            businesses=Count("business", distinct=True),
            names=Count("products", distinct=True),
            certificates=Count("certificate", filter=is_issued, distinct=True),
            certified=Count("certificate__products", filter=is_issued, distinct=True),
        )
    )
    return {code or "": tuple(counts) for code, *counts in rows}


RECAPS = (
    Recap(
        code="produk",
        title="Jenis produk",
        sentence="Berapa usaha, produk dan sertifikat pada tiap jenis produk.",
        query=by_class,
    ),
    Recap(
        code="kbli",
        title="KBLI",
        sentence="Berapa usaha, produk dan sertifikat pada tiap kode KBLI.",
        query=by_kbli,
    ),
)
