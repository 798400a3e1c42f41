"""The businesses that received a certificate, one by one."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef

from certification.enums import CertificateState
from certification.models import CertificateProduct
from reports.links import certificate_url
from reports.selectors.overview import short_name
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, LazyRows, Recap, Row, Table

COLUMNS = (
    Column(key="line", label="No", width=7, is_summed=False),
    Column(key="business", label="Nama usaha", kind=Kind.TEXT, width=30),
    Column(key="owner", label="Pemilik", kind=Kind.TEXT, width=24),
    Column(key="place", label="Kab/kota", kind=Kind.TEXT, width=24),
    Column(key="products", label="Produk", kind=Kind.TEXT, width=44),
    Column(key="number", label="Nomor sertifikat", kind=Kind.TEXT, width=24),
    Column(key="issued_on", label="Tanggal terbit", kind=Kind.DATE, width=15),
    Column(key="state", label="Keadaan", kind=Kind.TEXT, width=16),
)
MASKED = "Nama pemilik disamarkan untuk peran Anda."
_FIELDS = (
    *("business__name", "business__owner_name", "regency__name", "product_names"),
    *("certificate__number", "certificate__issued_on", "certificate__state"),
)


def recipients(question: Question) -> Table:
    """One row a certificate, by kab/kota and day of issue; fetched when asked for."""
    names = CertificateProduct.objects.filter(certificate=OuterRef("certificate")).order_by("pk")
    found = (
        question.issued()
        .filter(certificate__isnull=False)
        .annotate(product_names=ArraySubquery(names.values("name")))
        .order_by(F("regency_id"), F("certificate__issued_on"), F("pk"))
        .values_list(*_FIELDS)
    )
    shows_owners = question.shows_owners

    def to_row(line: int, row: tuple[str, str, str, list[str], str, datetime.date, str]) -> Row:
        business, owner, place, products, number, issued_on, state = row
        values = (
            *(line, business, owner if shows_owners else f"{owner[:1]}•••", short_name(place)),
            *(", ".join(products) or None, number, issued_on, str(CertificateState(state).label)),
        )
        return Row(values, {"number": certificate_url(number)})

    notes = () if shows_owners else (MASKED,)
    return Table(
        COLUMNS,
        LazyRows(found, to_row),
        notes=(*notes, *question.since_note("Nama usaha dan keadaan sertifikat")),
    )


RECAP = Recap(
    code="penerima",
    title="Daftar penerima",
    sentence="Usaha yang sertifikatnya sudah terbit, dengan produk, nomor dan tanggalnya.",
    query=recipients,
    is_list=True,
)
