"""What is typed into SiHalal, in the order of that portal's tabs."""

from dataclasses import dataclass

from certification.enums import MaterialKind
from certification.models import Application
from halalportal.lib.formats import phone
from ikm.enums import Scale


@dataclass(frozen=True, slots=True)
class CopyField:
    """One value to copy. `key` names it on the page."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CopySection:
    """One tab."""

    title: str
    fields: list[CopyField]


def copy_sections(application: Application) -> list[CopySection]:
    """All tabs with what is known; an unknown value is left out."""
    tabs = {
        "Pelaku usaha": _business(application),
        "Pengajuan": _application(application),
        "Penyelia halal": [("Nama penyelia", application.supervisor_name)],
        "Bahan": _materials(application),
        "Produk": [
            (f"Produk {number}", product.name)
            for number, product in enumerate(application.products.all(), 1)
        ],
        "Proses": [("Narasi proses produk halal", application.process)],
    }
    return [
        CopySection(
            title,
            [
                CopyField(f"salin-{tab}-{row}", label, " ".join(value.split()))
                for row, (label, value) in enumerate(pairs)
                if value
            ],
        )
        for tab, (title, pairs) in enumerate(tabs.items())
    ]


def _business(application: Application) -> list[tuple[str, str]]:
    business = application.business
    return [
        ("Nama usaha", business.name),
        ("NIB", business.nib),
        ("Skala usaha", str(Scale(business.scale).label) if business.scale else ""),
        ("Alamat", business.address),
        ("Desa atau kelurahan", business.village.name if business.village else ""),
        ("Kecamatan", business.district.name if business.district else ""),
        ("Kabupaten/kota", application.regency.name),
        ("Penanggung jawab", business.owner_name),
        ("Nomor HP", phone(business.phone) if business.phone else ""),
        ("Email", business.email),
    ]


def _application(application: Application) -> list[tuple[str, str]]:
    companion = application.companion
    return [
        ("Kode fasilitasi", application.programme.facilitation_code),
        ("Jenis produk", application.product_type),
        ("Merek dagang", application.brand or application.business.brand),
        ("Lembaga pendamping", application.organisation.name if application.organisation else ""),
        ("Pendamping", companion.name if companion else ""),
    ]


def _materials(application: Application) -> list[tuple[str, str]]:
    rows = []
    for number, material in enumerate(application.materials.all(), 1):
        rows.append((f"Bahan {number}", material.name))
        if material.kind == MaterialKind.CERTIFIED:
            rows += [
                (f"Merek bahan {number}", material.brand),
                (f"Produsen bahan {number}", material.producer),
                (f"Nomor sertifikat bahan {number}", material.certificate_number),
            ]
    return rows
