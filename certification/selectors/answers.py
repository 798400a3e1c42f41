"""The answers of an application for reading: frozen once sent, as they stand before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from certification.enums import MaterialKind
from certification.models import Application
from certification.rules import EDITABLE, can_see_contact
from certification.selectors.completeness import PART_TITLES
from certification.selectors.snapshot import snapshot_of
from halalportal.lib.formats import masked, phone
from ikm.enums import Scale

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One part with its answers as (question, answer)."""

    code: str
    title: str
    rows: list[Row]


def sections_of(application: Application, user: User) -> list[Section]:
    """The parts with their answers, but for the photos; contacts are masked for onlookers."""
    is_frozen = application.status not in EDITABLE and application.snapshot
    answers = application.snapshot if is_frozen else snapshot_of(application)
    shown = can_see_contact(user)
    return [
        Section(code, PART_TITLES[code], rows(answers, application, shown))
        for code, rows in _ROWS.items()
    ]


def _business(answers: dict[str, Any], application: Application, shown: bool) -> list[Row]:
    business = answers["business"]
    scale = business["scale"]
    return [
        ("Nama usaha", business["name"]),
        ("Merek", business["brand"]),
        ("NIB", business["nib"] if shown or not business["nib"] else masked(business["nib"])),
        ("Skala usaha", str(Scale(scale).label) if scale else ""),
        ("Alamat", business["address"] if shown or not business["address"] else "disamarkan"),
        ("Kabupaten/kota", application.regency.name),
    ]


def _people(answers: dict[str, Any], application: Application, shown: bool) -> list[Row]:
    people = answers["people"]
    number = people["phone"]
    return [
        ("Pemilik usaha", people["owner_name"]),
        ("Nomor HP", (phone(number) if shown else masked(number)) if number else ""),
        ("Penyelia halal", people["supervisor_name"]),
        ("Penyelia memenuhi syarat", _yes(people["is_supervisor_eligible"])),
    ]


def _products(answers: dict[str, Any], application: Application, shown: bool) -> list[Row]:
    products = answers["products"]
    return [
        ("Jenis produk", products["product_type"]),
        ("Merek di kemasan", products["brand"]),
        ("Nama produk", ", ".join(products["names"])),
    ]


def _materials(answers: dict[str, Any], application: Application, shown: bool) -> list[Row]:
    return [(row["name"], _material(row)) for row in answers["materials"]]


def _material(row: dict[str, str]) -> str:
    details = [row["brand"], row["producer"], row["certificate_number"]]
    return " · ".join([str(MaterialKind(row["kind"]).label), *filter(None, details)])


def _process(answers: dict[str, Any], application: Application, shown: bool) -> list[Row]:
    process = answers["process"]
    count = process["preservation_count"]
    return [
        ("Cara membuat", process["process"]),
        ("Cara pengawetan", "" if count is None else f"{count} cara" if count else "Tidak ada"),
        ("Terpisah dari yang tidak halal", _yes(process["is_separate_from_haram"])),
    ]


def _yes(value: bool | None) -> str:
    return "" if value is None else "Ya" if value else "Tidak"


_ROWS: dict[str, Callable[[dict[str, Any], Application, bool], list[Row]]] = {
    "business": _business,
    "people": _people,
    "products": _products,
    "materials": _materials,
    "process": _process,
}
