"""The answers of an application for reading: frozen once sent, as they stand before."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from certification.enums import Equipment, Grinding, MarketingArea, MaterialKind, MaterialRole
from certification.models import Application
from certification.rules import EDITABLE, can_see_contact
from certification.selectors.snapshot import snapshot_of
from certification.steps import PART_TITLES
from halalportal.lib.formats import long_date, masked, phone
from ikm.enums import Scale

# Question, answer, and the page that asks it: "usaha/nib".
Row = tuple[str, str, str]
Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One part with its answers."""

    code: str
    title: str
    rows: list[Row]


def sections_of(application: Application, user: User) -> list[Section]:
    """The parts with their answers, but for the photos; contacts are masked for onlookers."""
    answers = _answers(application)
    shown = can_see_contact(user)
    return [
        Section(code, PART_TITLES[code], rows(answers, application, shown))
        for code, rows in _ROWS.items()
    ]


def statement_of(application: Application) -> list[str]:
    """What was declared when it was sent, in the exact words; what will be declared before."""
    return list(_answers(application).get("statement", []))


def _answers(application: Application) -> Answers:
    is_frozen = application.status not in EDITABLE and application.snapshot
    return application.snapshot if is_frozen else snapshot_of(application)


def _business(answers: Answers, application: Application, shown: bool) -> list[Row]:
    business = answers["business"]
    address = " · ".join(filter(None, [business["address"], business.get("village_name")]))
    return [
        ("Nama usaha", business["name"], ""),
        ("NIB", business["nib"] if shown or not business["nib"] else masked(business["nib"]), _NIB),
        ("Skala usaha", _label(Scale, business["scale"]), _NIB),
        ("Alamat", address if shown or not address else "disamarkan", "usaha/alamat"),
        ("Kabupaten/kota", application.regency.name, ""),
        ("Tempat produksi", _places(business.get("facility_count")), _PLACES),
        ("Tempat jualan sendiri", _places(business.get("outlet_count")), _PLACES),
        ("Penjualan setahun", business.get("sales_band", ""), _PLACES),
    ]


def _people(answers: Answers, application: Application, shown: bool) -> list[Row]:
    people = answers["people"]
    number = people["phone"]
    shown_number = (phone(number) if shown else masked(number)) if number else ""
    return [
        ("Pemilik usaha", people["owner_name"], ""),
        ("Nomor HP", shown_number, "usaha/alamat"),
        ("Penyelia halal", people["supervisor_name"], _PEOPLE),
        ("Penyelia memenuhi syarat", _yes(people["is_supervisor_eligible"]), _PEOPLE),
    ]


def _products(answers: Answers, application: Application, shown: bool) -> list[Row]:
    products = answers["products"]
    return [
        ("Produk", products["product_type"], "produk/jenis"),
        ("Merek di kemasan", products["brand"], "produk/jenis"),
        ("Dijual sampai", _label(MarketingArea, products.get("marketing_area")), "produk/jenis"),
        ("Jenis produk", products.get("product_class_name", ""), "produk/kelompok"),
        ("Warung makan kecil", _yes(products.get("is_small_eatery")), "produk/kelompok"),
        ("Nama produk", ", ".join(products["names"]), "produk/nama"),
    ]


def _materials(answers: Answers, application: Application, shown: bool) -> list[Row]:
    return [
        (row["name"], _material(row), f"bahan/{row['pk']}/nama" if "pk" in row else "")
        for row in answers["materials"]
    ]


def _material(row: dict[str, str]) -> str:
    role, until = row.get("role", ""), row.get("certificate_until")
    is_ingredient = role in ("", MaterialRole.INGREDIENT)
    details = [
        "" if is_ingredient else _label(MaterialRole, role),
        _label(MaterialKind, row["kind"]),
        row["brand"],
        row["producer"],
        row["certificate_number"],
        f"sampai {long_date(datetime.date.fromisoformat(until))}" if until else "",
    ]
    return " · ".join(filter(None, details))


def _process(answers: Answers, application: Application, shown: bool) -> list[Row]:
    process = answers["process"]
    count = process["preservation_count"]
    methods = "" if count is None else f"{count} cara" if count else "Tidak ada"
    rows = [
        ("Cara membuat", process["process"], "proses/cara"),
        ("Alat", _label(Equipment, process.get("equipment")), _TOOLS),
        ("Cara membuat sederhana", _yes(process.get("is_process_simple")), _TOOLS),
        ("Cara pengawetan", methods, _TOOLS),
        ("Terpisah dari yang tidak halal", _yes(process["is_separate_from_haram"]), _APART),
        ("Pernah kena yang haram", _yes(process.get("touches_haram")), _APART),
    ]
    if process.get("grinding"):
        rows.append(("Penggilingan daging", _label(Grinding, process["grinding"]), "proses/daging"))
    return rows


def _yes(value: bool | None) -> str:
    return "" if value is None else "Ya" if value else "Tidak"


def _places(count: int | None) -> str:
    return "" if count is None else str(count) if count else "Tidak ada"


def _label(choices: Any, value: str | None) -> str:
    return str(choices(value).label) if value else ""


_NIB, _PLACES, _PEOPLE = "usaha/nib", "usaha/ukuran", "pemilik/penyelia"
_TOOLS, _APART = "proses/alat", "proses/pisah"
_ROWS: dict[str, Callable[[Answers, Application, bool], list[Row]]] = {
    "business": _business,
    "people": _people,
    "products": _products,
    "materials": _materials,
    "process": _process,
}
