"""What the owners answered: products, materials and process, told by the recipe of the product."""

import csv
import datetime
import random
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from certification.demo.plan import Case
from certification.enums import Equipment, Grinding, MarketingArea, MaterialClass, MaterialKind
from certification.models import Application, ApplicationProduct, Material, MaterialEntry
from certification.selectors.dictionary import Dictionary
from ikm.models import Business

_DATA = Path(__file__).parent / "data"
_METHODS = {
    "goreng": "Bahan dicuci dan diiris, digoreng dengan minyak baru, ditiriskan, dibumbui",
    "oven": "Bahan ditimbang, diaduk menjadi adonan, dicetak, dipanggang, didinginkan",
    "ragi": "Kedelai direndam, direbus, dikupas, diberi ragi, dibungkus, didiamkan dua malam",
    "kering": "Bahan dicuci, diolah, dijemur atau dikeringkan dengan alat, dihaluskan bila perlu",
    "saring": "Bahan disaring, diendapkan, diperiksa, dituang ke wadah bersih",
    "masak": "Bahan dicuci dan dipotong, dimasak dengan api kecil sambil diaduk, didinginkan",
}
_PROCESS = (
    "Bahan dibeli di pasar dan toko langganan, disimpan di rak kering. {method}. "
    "Produk dikemas dalam kemasan berlabel dan disimpan di rak produk jadi. "
    "Alat dicuci dengan air bersih setelah dipakai."
)
# The answers of each part, in the order in which a draft is filled.
_PARTS = (
    ("facility_count", "outlet_count"),
    ("supervisor_name", "is_supervisor_eligible"),
    ("product_type", "product_class_id", "is_small_eatery", "marketing_area", "brand"),
    (
        "process",
        "equipment",
        "grinding",
        "is_process_simple",
        "preservation_count",
        "is_separate_from_haram",
        "touches_haram",
    ),
)
_EATERY, _READY_MEALS = "JP17", "JP16"
# Since then small eateries may self-declare (Kepkaban 146/2025); before it they packed meals.
_EATERIES_SINCE = datetime.date(2025, 7, 8)


@lru_cache(maxsize=1)
def recipes() -> dict[str, dict[str, str]]:
    """Product name → its row in `data/recipes.csv`: only products that may be self-declared."""
    return {row["product"]: row for row in _rows("recipes.csv")}


@lru_cache(maxsize=1)
def _certified() -> dict[str, dict[str, str]]:
    return {row["ingredient"]: row for row in _rows("certified.csv")}


@lru_cache(maxsize=1)
def _class_codes() -> dict[str, str]:
    """The jenis produk by name, as the portal's own list has them."""
    return {row["name"]: row["code"] for row in _rows("../../data/product_classes.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def product_types(business: Business) -> list[str]:
    """The product type of each product that may be self-declared, in the order of the products."""
    return [
        recipes()[p.name]["product_type"] for p in business.products.all() if p.name in recipes()
    ]


def class_of(business: Business, day: datetime.date) -> str:
    """The jenis produk under which the business files on a day."""
    code = _class_codes()[product_types(business)[0]]
    is_early = code == _EATERY and day < _EATERIES_SINCE
    return _READY_MEALS if is_early else code


def product_names(case: Case) -> list[str]:
    """The names for the certificate: the business's products of one product type."""
    named = [p.name for p in case.business.products.all() if p.name in recipes()]
    types = product_types(case.business)
    return [name for name, kind in zip(named, types, strict=True) if kind == types[0]]


def fields(case: Case, rng: random.Random) -> dict[str, Any]:
    """The answers that stand in the application itself; a draft lacks the last ones."""
    recipe = recipes()[product_names(case)[0]]
    product_class = class_of(case.business, case.filed_at.date())
    answers: dict[str, Any] = {
        "product_type": recipe["product_type"],
        "product_class_id": product_class,
        "is_small_eatery": product_class == _EATERY,
        "marketing_area": MarketingArea.REGENCY,
        "facility_count": 1,
        "outlet_count": rng.choice((0, 0, 1)),
        "brand": case.business.brand,
        "supervisor_name": case.business.owner_name,
        "is_supervisor_eligible": True,
        "process": _PROCESS.format(method=_METHODS[recipe["method"]]),
        "equipment": rng.choice((Equipment.MANUAL, Equipment.SEMI_AUTOMATIC)),
        "is_process_simple": True,
        "preservation_count": rng.choice((0, 1, 1)),
        "grinding": Grinding.NONE,
        "is_separate_from_haram": True,
        "touches_haram": False,
    }
    if not case.is_complete:
        # Drafts stopped at different parts; the products' part is begun by the registry.
        done = case.business.uuid.int % (len(_PARTS) + 1)
        unanswered = {name for part in _PARTS[done:] for name in part}
        answers = {k: v for k, v in answers.items() if k not in unanswered}
    return answers


def write(pairs: list[tuple[Application, Case]], rng: random.Random) -> None:
    """The products and materials of all applications."""
    ApplicationProduct.objects.bulk_create(
        ApplicationProduct(application=application, name=name)
        for application, case in pairs
        for name in (*product_names(case), *case.more_products)
    )
    materials = [
        _material(application, ingredient)
        for application, case in pairs
        for ingredient in _ingredients(case, rng)
    ]
    materials += [
        Material(application=application, **more)
        for application, case in pairs
        for more in case.more_materials
    ]
    _classify(materials)
    Material.objects.bulk_create(materials)


def _classify(materials: list[Material]) -> None:
    """What the dictionary says of each, looked up once a name."""
    dictionary = Dictionary(timezone.localdate())
    known: dict[str, MaterialEntry | None] = {}
    for material in materials:
        if material.name not in known:
            known[material.name] = dictionary.find(material.name)
        entry = known[material.name]
        material.material_class = entry.material_class if entry else MaterialClass.UNKNOWN
        material.is_slaughtered = entry.is_slaughtered if entry else False


def _ingredients(case: Case, rng: random.Random) -> list[str]:
    names = [i for p in product_names(case) for i in recipes()[p]["ingredients"].split(";")]
    unique = list(dict.fromkeys(names))
    return unique if case.is_complete else unique[: rng.randint(0, len(unique))]


def _material(application: Application, ingredient: str) -> Material:
    known = _certified().get(ingredient)
    if known is None:
        kind = MaterialKind.NATURAL
        return Material(application=application, name=ingredient.capitalize(), kind=kind)
    return Material(
        application=application,
        name=ingredient.capitalize(),
        kind=MaterialKind.CERTIFIED,
        brand=known["brand"],
        producer=known["producer"],
        certificate_number=known["certificate_number"],
    )
