"""The six parts of an application and their pages: one question, or up to three, a page."""

from dataclasses import dataclass

PART_TITLES = {
    "business": "Data usaha",
    "people": "Pemilik dan penyelia halal",
    "products": "Produk",
    "materials": "Bahan",
    "process": "Proses pembuatan",
    "photos": "Foto dan berkas",
}
# As they stand in addresses.
PART_PATHS = {
    "business": "usaha",
    "people": "pemilik",
    "products": "produk",
    "materials": "bahan",
    "process": "proses",
    "photos": "foto",
}
PARTS_BY_PATH = {path: part for part, path in PART_PATHS.items()}


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a part. Materials and photos are lists, with pages of their own."""

    part: str
    slug: str
    title: str

    @property
    def page(self) -> str:
        """The page's name among the drafts, and the end of its address: "usaha/nib"."""
        return f"{PART_PATHS[self.part]}/{self.slug}"


STEPS: dict[str, tuple[Step, ...]] = {
    "business": (
        Step("business", "nib", "NIB dan skala usaha"),
        Step("business", "alamat", "Alamat dan nomor HP"),
        Step("business", "ukuran", "Tempat usaha dan penjualan"),
    ),
    "people": (Step("people", "penyelia", "Pemilik dan penyelia halal"),),
    "products": (
        Step("products", "jenis", "Produk Anda"),
        Step("products", "kelompok", "Jenis produk"),
        Step("products", "nama", "Nama produk"),
    ),
    "process": (
        Step("process", "cara", "Cara membuat"),
        Step("process", "alat", "Alat dan pengawetan"),
        Step("process", "pisah", "Terpisah dari yang tidak halal"),
        Step("process", "daging", "Penggilingan daging"),
    ),
}
# The short pages of one material, after its name.
MATERIAL_STEPS = {
    "nama": "Nama bahan",
    "kehalalan": "Kehalalan bahan",
    "sertifikat": "Sertifikat bahan",
    "masa": "Masa berlaku sertifikat",
}


def step_of(part: str, slug: str) -> Step | None:
    """The step of a part, None when there is no such page."""
    return next((step for step in STEPS.get(part, ()) if step.slug == slug), None)


# The page on which the answer behind a condition of the rules is given; none for the lists.
STEP_OF_CONDITION = {
    "nib-missing": "nib",
    "scale-missing": "nib",
    "scale-not-small": "nib",
    "sales-over-cap": "ukuran",
    "too-many-facilities": "ukuran",
    "too-many-outlets": "ukuran",
    "supervisor-missing": "penyelia",
    "supervisor-not-eligible": "penyelia",
    "outside-food-and-drink": "kelompok",
    "class-not-listed": "kelompok",
    "kbli-mismatch": "kelompok",
    "small-eatery": "kelompok",
    "eatery-not-small": "kelompok",
    "too-many-names": "nama",
    "names-missing": "nama",
    "name-refused": "nama",
    "name-waiting": "nama",
    "process-untold": "cara",
    "process-complex": "alat",
    "factory-equipment": "alat",
    "many-preservations": "alat",
    "not-separate": "pisah",
    "touches-haram": "pisah",
    "grinding-unproven": "daging",
}
