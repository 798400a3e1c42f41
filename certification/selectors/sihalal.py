"""What is typed into SiHalal, in the order of that portal's tabs (domain.md §3.2, §3.3, §3.5)."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from certification.enums import MarketingArea, MaterialKind, MaterialRole, Track
from certification.models import Application, CopyTick
from halalportal.lib.encryption import keyed_index
from halalportal.lib.formats import phone
from ikm.enums import Scale

_DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class CopyField:
    """One value to copy. `key` names it for good; `is_choice`: SiHalal has a list there.

    `is_changed`: it was copied, and says something else since then.
    """

    key: str
    label: str
    value: str
    is_choice: bool = False
    is_ticked: bool = False
    is_changed: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.value) > 80


@dataclass(frozen=True, slots=True)
class CopySection:
    """One tab. `note` says what to do there besides copying."""

    code: str
    title: str
    fields: list[CopyField]
    note: str = ""

    @property
    def ticked_count(self) -> int:
        return sum(field.is_ticked for field in self.fields)

    @property
    def is_done(self) -> bool:
        """Whether all of the tab is copied; a tab without fields is read, so it stays open."""
        return bool(self.fields) and self.ticked_count == len(self.fields)


Row = tuple[str, str, str] | tuple[str, str, str, bool]  # key, label, value, is it a list there
Rows = Iterator[Row]
Tab = tuple[str, str, Callable[[Application], Rows], str]


def copy_sections(application: Application) -> list[CopySection]:
    """All tabs of the application's track with what is known; an unknown value is left out."""
    ticks = CopyTick.objects.filter(application=application)
    ticked = dict(ticks.values_list("key", "value_index"))
    tabs = _REGULAR if application.track == Track.REGULAR else _SELF_DECLARE
    return [
        CopySection(
            code=code,
            title=title,
            fields=[_field(code, row, ticked) for row in rows(application) if row[2]],
            note=note,
        )
        for code, title, rows, note in tabs
    ]


def keys_of(sections: list[CopySection]) -> set[str]:
    """The names of all fields."""
    return set(fields_of(sections))


def fields_of(sections: list[CopySection]) -> dict[str, CopyField]:
    """All fields by their names."""
    return {field.key: field for section in sections for field in section.fields}


def index_of(value: str) -> str:
    """What a tick keeps of the value that was copied: tells a change, and nothing else."""
    return keyed_index(value, field="copy_tick.value")


def suggested_letter(application: Application, day: datetime.date) -> str:
    """The next number of a letter of the business, e.g. "002/SE/XI/2026" for Sinar Ende."""
    letters = Application.objects.filter(business=application.business_id).exclude(letter_number="")
    words = [word for word in application.business.name.split() if word[0].isalpha()]
    initials = "".join(word[0] for word in words[:4]).upper() or "UMK"
    return f"{letters.count() + 1:03d}/{initials}/{_ROMAN[day.month - 1]}/{day.year}"


def _field(code: str, row: Row, ticked: dict[str, str]) -> CopyField:
    key, label, value, *rest = row
    name, text = f"{code}-{key}", " ".join(value.split())
    copied = ticked.get(name)
    is_changed = bool(copied) and copied != index_of(text)
    is_ticked = copied is not None and not is_changed
    return CopyField(name, label, text, bool(rest), is_ticked, is_changed)


def _business(application: Application) -> Rows:
    business = application.business
    village, district = business.village, business.district
    yield "nama", "Nama usaha", business.name
    yield "nib", "NIB", business.nib
    yield "skala", "Skala usaha", str(Scale(business.scale).label) if business.scale else "", True
    yield "alamat", "Alamat", business.address
    yield "desa", "Desa atau kelurahan", village.name if village else "", True
    yield "kecamatan", "Kecamatan", district.name if district else "", True
    yield "kabupaten", "Kabupaten/kota", application.regency.name, True
    yield "kodepos", "Kode pos", village.postal_code if village else ""
    yield "hp", "Nomor HP", phone(business.phone) if business.phone else ""
    yield "email", "Email", business.email
    yield "pemilik", "Penanggung jawab", business.owner_name
    yield "jabatan", "Jabatan penanggung jawab", "Pemilik"
    yield from _supervisor(application)


def _supervisor(application: Application) -> Rows:
    yield "penyelia", "Nama penyelia halal", application.supervisor_name
    if application.is_supervisor_eligible:
        yield "agama", "Agama penyelia halal", "Islam", True


def _application(application: Application) -> Rows:
    companion, organisation = application.companion, application.organisation
    kind = application.product_class.name if application.product_class else ""
    area = application.marketing_area
    yield "jalur", "Jenis pendaftaran", "Fasilitasi", True
    yield "kode", "Kode fasilitasi", application.programme.facilitation_code
    yield "surat", "Nomor surat permohonan", application.letter_number
    on = application.letter_on
    yield "tanggal", "Tanggal surat permohonan", on.strftime(_DAY) if on else ""
    yield "jenis", "Jenis produk", kind or application.product_type, True
    yield "merek", "Nama usaha atau merek", application.brand or application.business.brand
    yield "pasar", "Area pemasaran", str(MarketingArea(area).label) if area else "", True
    yield "lp3h", "Lembaga pendamping", organisation.name if organisation else "", True
    yield "pendamping", "Pendamping", companion.name if companion else "", True


def _places(application: Application) -> Rows:
    business = application.business
    yield "nama", "Nama pabrik", business.name
    yield "alamat", "Alamat pabrik", business.address
    yield "lokasi", "Lokasi pabrik", "Dalam negeri", True
    outlets = application.outlet_count
    yield "outlet", "Jumlah outlet", "" if outlets is None else str(outlets)


def _materials(application: Application) -> Rows:
    for number, material in enumerate(application.materials.all(), 1):
        key, name = str(material.pk), f"bahan {number}"
        yield f"{key}-nama", f"Nama {name}", material.name
        yield f"{key}-jenis", f"Jenis {name}", str(MaterialRole(material.role).label), True
        if material.kind == MaterialKind.CERTIFIED:
            until = material.certificate_until
            yield f"{key}-merek", f"Merek {name}", material.brand
            yield f"{key}-produsen", f"Produsen {name}", material.producer
            yield f"{key}-nomor", f"Nomor sertifikat {name}", material.certificate_number
            yield f"{key}-sampai", f"Berlaku sampai {name}", until.strftime(_DAY) if until else ""


def _products(application: Application) -> Rows:
    brand = application.brand or application.business.brand
    for number, product in enumerate(application.products.all(), 1):
        yield f"{product.pk}-nama", f"Nama produk {number}", product.name
        yield f"{product.pk}-merek", f"Merek produk {number}", brand


def _process(application: Application) -> Rows:
    yield "narasi", "Narasi proses produk halal", application.process


def _nothing(application: Application) -> Rows:
    yield from ()


_ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
_PHOTOS = "Foto tiap produk ada di berkas ZIP."
_SELF_DECLARE: tuple[Tab, ...] = (
    ("pu", "Pelaku usaha", _business, "NIK hanya bila SiHalal memintanya, lihat di bawah."),
    ("pengajuan", "Pengajuan", _application, ""),
    ("tempat", "Pabrik dan outlet", _places, ""),
    ("bahan", "Bahan", _materials, ""),
    ("produk", "Produk", _products, _PHOTOS),
    ("proses", "Proses", _process, ""),
    ("pernyataan", "Pernyataan", _nothing, "Baca bersama pemilik, lalu centang di SiHalal."),
)
_REGULAR: tuple[Tab, ...] = (
    ("pu", "Pelaku usaha", _business, "NIK hanya bila SiHalal memintanya, lihat di bawah."),
    ("pengajuan", "Data pengajuan", _application, ""),
    ("tim", "Komitmen dan tanggung jawab", _supervisor, "Tulis tim manajemen halal di sana."),
    ("bahan", "Bahan", _materials, ""),
    ("proses", "Proses", _process, ""),
    ("tempat", "Pabrik dan outlet", _places, ""),
    ("produk", "Produk", _products, _PHOTOS),
    ("pantau", "Pemantauan dan evaluasi", _nothing, "Kirim catatan audit internal di sana."),
    ("dokumen", "Dokumen", _nothing, "Berkasnya ada di ZIP."),
)
