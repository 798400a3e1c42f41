"""Facts about banana crisps that both rule sets find ready, to be spoilt one at a time."""

import datetime
from dataclasses import replace
from typing import Any

from certification.eligibility.facts import Evidence, Facts, MaterialFact
from certification.enums import Equipment, MaterialClass, ProductScope
from ikm.enums import Scale

NEW_DAY = datetime.date(2026, 1, 15)
OLD_DAY = datetime.date(2025, 7, 1)
BILLION = 1_000_000_000

BANANA = MaterialFact(
    name="Pisang", material_class=MaterialClass.EXEMPT_NATURAL, evidence=Evidence.NONE
)
SALT = MaterialFact(
    name="Garam", material_class=MaterialClass.EXEMPT_MINERAL, evidence=Evidence.NONE
)
OIL = MaterialFact(
    name="Minyak goreng", material_class=MaterialClass.COMMON, evidence=Evidence.CERTIFICATE
)
CHICKEN = MaterialFact(
    name="Ayam",
    material_class=MaterialClass.CRITICAL,
    evidence=Evidence.CERTIFICATE,
    is_slaughtered=True,
)

READY = Facts(
    day=NEW_DAY,
    province="63",
    has_nib=True,
    scale=Scale.MICRO,
    sales=120_000_000,
    established_year=2019,
    facility_count=1,
    outlet_count=1,
    has_supervisor=True,
    is_supervisor_eligible=True,
    product_class="JP15",
    product_scope=ProductScope.FOOD,
    is_class_listed=True,
    fits_kbli=True,
    is_small_eatery=False,
    name_count=2,
    materials=(BANANA, SALT, OIL),
    is_process_told=True,
    is_process_simple=True,
    touches_haram=False,
    is_separate=True,
    equipment=Equipment.MANUAL,
    preservation_count=1,
    has_product_photo=True,
    has_papers=True,
    is_verified=True,
    is_short_lived=False,
    uses_special_technique=False,
)


def but(**changes: Any) -> Facts:
    """The ready facts with these changes."""
    return replace(READY, **changes)


def with_material(material: MaterialFact, **changes: Any) -> Facts:
    """The ready facts with one more material."""
    return but(materials=(BANANA, SALT, OIL, material), **changes)
