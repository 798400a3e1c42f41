"""The rows of the workbook of businesses, one after the other from the server's cursor."""

from collections.abc import Iterator

from django.db.models import OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Left

from accounts.models import User
from halalportal.lib.formats import masked, phone
from ikm import rules
from ikm.enums import BusinessSource, OperationalStatus, PermitKind, Scale
from ikm.models import Assignment, Permit, Product
from ikm.models.business import BusinessQuerySet, small_name
from regions.models import Region

# Heading → width in characters, in the order of the cells: the number of the line, then `rows_of`.
HEADINGS = {
    "No": 7,
    "Nama usaha": 32,
    "Merek": 18,
    "Nama pemilik": 24,
    "Nomor HP": 17,
    "Email": 22,
    "Alamat": 34,
    "Desa/kelurahan": 20,
    "Kecamatan": 20,
    "Kabupaten/kota": 26,
    "NIB": 16,
    "NIK pemilik": 12,
    "KBLI": 8,
    "Skala usaha": 12,
    "Binaan": 9,
    "Keadaan usaha": 18,
    "Terakhir diperiksa": 18,
    "Produk": 36,
    "P-IRT": 22,
    "Pendamping": 24,
    "Asal data": 22,
}
_CHUNK = 2_000
_FIELDS = (
    *("name", "brand", "owner_name", "phone", "email", "address", "village_id", "district_id"),
    *("regency_id", "nib", "nik_index", "kbli_code", "scale", "is_mentored"),
    *("operational_status", "last_verified_at", "product_names", "pirt_numbers"),
    *("companion_name", "source"),
)


def rows_of(businesses: BusinessQuerySet, user: User) -> Iterator[list[str]]:
    """The texts of each business by name, as many in memory as the cursor fetches at once.

    Phone and e-mail are masked as on the screen of the same role; a NIK is never among them.
    """
    places = _names_in(businesses)
    shows_contacts = rules.can_see_contacts(user)
    contact = phone if shows_contacts else masked
    address = str if shows_contacts else masked
    found = with_what_hangs_on_them(businesses).order_by(small_name(), "pk").values_list(*_FIELDS)
    for row in found.iterator(chunk_size=_CHUNK):
        name, brand, owner, tel, email, street, village, district, regency, *rest = row
        nib, nik, kbli, scale, is_mentored, status, seen_at, goods, pirt, companion, source = rest
        yield [
            *(name, brand, owner, contact(tel) if tel else "", email and address(email)),
            *(street, places.get(village, ""), places.get(district, ""), places.get(regency, "")),
            *(nib, "Ada" if nik else "Belum ada", kbli, _SCALES.get(scale, "")),
            *("Ya" if is_mentored else "Tidak", _STATUSES[status]),
            *(
                f"{seen_at:%Y-%m-%d}" if seen_at else "",
                goods or "",
                pirt or "",
                companion or "",
                _SOURCES[source],
            ),
        ]


_SCALES = dict(Scale.choices)
_STATUSES = dict(OperationalStatus.choices)
_SOURCES = dict(BusinessSource.choices)


def with_what_hangs_on_them(businesses: BusinessQuerySet) -> BusinessQuerySet:
    """Products, P-IRT numbers and the companion as texts."""
    of_this = {"business": OuterRef("pk")}
    products = Product.objects.filter(**of_this).order_by().values("business")
    permits = Permit.objects.filter(**of_this, kind=PermitKind.PIRT).order_by().values("business")
    current = Assignment.objects.current().filter(**of_this)
    comma = Value(", ")
    return businesses.annotate(
        product_names=Subquery(
            products.values(names=StringAgg("name", delimiter=comma, order_by="name"))
        ),
        pirt_numbers=Subquery(
            permits.values(numbers=StringAgg("number", delimiter=comma, order_by="number"))
        ),
        companion_name=Subquery(current.values("companion__name")[:1]),
    )


def _names_in(businesses: BusinessQuerySet) -> dict[str, str]:
    """Code → name of the regions of the provinces in which the businesses lie."""
    province = Left("regency_id", 2)
    provinces = businesses.order_by().values_list(province, flat=True).distinct()
    return dict(
        pair
        for code in provinces
        for pair in Region.objects.inside(code).values_list("code", "name")
    )
