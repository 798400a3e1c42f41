"""The six parts of an application and what is still missing in each."""

from collections.abc import Callable
from dataclasses import dataclass

from certification.enums import MaterialKind, UploadKind
from certification.models import Application
from ikm.enums import Scale

# Kepkaban BPJPH 146/2025 III.A: names with their variants on one certificate.
MAX_PRODUCT_NAMES = 10
SHORTEST_PROCESS = 30

PART_TITLES = {
    "business": "Data usaha",
    "people": "Pemilik dan penyelia halal",
    "products": "Produk",
    "materials": "Bahan",
    "process": "Proses pembuatan",
    "photos": "Foto",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to mend, with the part where that is done."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part as the task list shows it."""

    code: str
    title: str
    gaps: tuple[Gap, ...]
    is_started: bool

    @property
    def is_done(self) -> bool:
        return not self.gaps

    @property
    def status(self) -> str:
        if self.is_done:
            return "Selesai"
        return "Sedang diisi" if self.is_started else "Belum diisi"

    @property
    def tone(self) -> str:
        """How loud the status is, in the words of the component."""
        if self.is_done:
            return "done"
        return "waiting" if self.is_started else "todo"


def parts_of(application: Application) -> list[Part]:
    """The six parts in order; three queries at most."""
    return [
        Part(
            code=code,
            title=title,
            gaps=tuple(Gap(code, text) for text in _CHECKS[code](application)),
            is_started=_STARTED[code](application),
        )
        for code, title in PART_TITLES.items()
    ]


def gaps_of(application: Application) -> list[Gap]:
    """Everything that stands in the way of sending, in the order of the parts."""
    return [gap for part in parts_of(application) for gap in part.gaps]


def _missing(pairs: list[tuple[bool, str]]) -> list[str]:
    """The sentences whose condition does not hold."""
    return [text for is_there, text in pairs if not is_there]


def _business(application: Application) -> list[str]:
    business = application.business
    return _missing(
        [
            (bool(business.nib), "Tulis NIB. Belum punya? Petugas membantu membuatnya."),
            (
                business.scale in (Scale.MICRO, Scale.SMALL),
                "Pilih skala usaha. Self declare untuk usaha mikro dan kecil.",
            ),
            (bool(business.address), "Tulis alamat tempat produksi."),
            (bool(business.phone), "Tulis nomor HP pemilik usaha."),
        ]
    )


def _people(application: Application) -> list[str]:
    return _missing(
        [
            (bool(application.supervisor_name), "Tulis nama penyelia halal."),
            (
                application.is_supervisor_eligible is True,
                "Pastikan penyelia halal beragama Islam dan mengerti cara pembuatan halal.",
            ),
        ]
    )


def _products(application: Application) -> list[str]:
    count = len(application.products.all())
    return _missing(
        [
            (bool(application.product_type), "Tulis jenis produk."),
            (count > 0, "Tulis paling sedikit satu nama produk."),
            (
                count <= MAX_PRODUCT_NAMES,
                f"Satu pengajuan memuat paling banyak {MAX_PRODUCT_NAMES} nama produk. Ada "
                f"{count}. Hapus {count - MAX_PRODUCT_NAMES} nama, atau tanya petugas "
                f"jalur reguler.",
            ),
        ]
    )


def _materials(application: Application) -> list[str]:
    materials = list(application.materials.all())
    if not materials:
        return ["Tulis semua bahan, juga minyak, air, dan penyedap."]
    return [
        f"Tulis merek atau nomor sertifikat halal untuk {material.name}."
        for material in materials
        if material.kind == MaterialKind.CERTIFIED
        and not (material.brand or material.certificate_number)
    ]


def _process(application: Application) -> list[str]:
    return _missing(
        [
            (
                len(application.process) >= SHORTEST_PROCESS,
                "Ceritakan cara membuat produk dari membeli bahan sampai mengemas.",
            ),
            (application.preservation_count is not None, "Pilih cara pengawetan."),
            (
                (application.preservation_count or 0) <= 1,
                "Self declare hanya untuk satu cara pengawetan. Tanya petugas jalur reguler.",
            ),
            (
                application.is_separate_from_haram is True,
                "Pastikan tempat dan alat terpisah dari bahan yang tidak halal.",
            ),
        ]
    )


def _photos(application: Application) -> list[str]:
    kinds = {photo.kind for photo in application.uploads.all()}
    return _missing([(UploadKind.PRODUCT in kinds, "Kirim foto produk di dalam kemasan.")])


_CHECKS: dict[str, Callable[[Application], list[str]]] = {
    "business": _business,
    "people": _people,
    "products": _products,
    "materials": _materials,
    "process": _process,
    "photos": _photos,
}
_STARTED: dict[str, Callable[[Application], bool]] = {
    "business": lambda application: bool(application.business.nib or application.business.address),
    "people": lambda application: bool(application.supervisor_name),
    "products": lambda application: bool(
        application.product_type or len(application.products.all())
    ),
    "materials": lambda application: bool(len(application.materials.all())),
    "process": lambda application: bool(application.process),
    "photos": lambda application: bool(len(application.uploads.all())),
}
