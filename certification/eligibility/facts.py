"""What the engine is asked about. None (and "") is unknown, and unknown never passes."""

import datetime
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from certification.enums import (
    Equipment,
    Grinding,
    MaterialClass,
    MaterialRole,
    NameOpinion,
    ProductScope,
)
from ikm.enums import Scale

MILLION = 1_000_000
# Letters that the story of the process has at least.
SHORTEST_PROCESS = 30
# What is kept of an amount: the band it lies in, with its upper end included.
_SALES_BANDS = (
    (500 * MILLION, "sampai Rp500 juta"),
    (2_000 * MILLION, "di atas Rp500 juta sampai Rp2 miliar"),
    (15_000 * MILLION, "di atas Rp2 miliar sampai Rp15 miliar"),
    (50_000 * MILLION, "di atas Rp15 miliar sampai Rp50 miliar"),
)


class Evidence(StrEnum):
    """How the halal status of a material is proven."""

    CERTIFICATE = "certificate"
    BRAND = "brand"  # A halal logo was seen and the brand is written; its number is still missing.
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    CLAIMED = "claimed"  # Said to be certified, with neither brand nor number.
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFact:
    """One material as it counts for the rules."""

    name: str
    material_class: MaterialClass = MaterialClass.UNKNOWN
    role: MaterialRole = MaterialRole.INGREDIENT
    evidence: Evidence = Evidence.UNKNOWN
    is_slaughtered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFact:
    """A product name with a word that a person has to look at, and what the person said."""

    name: str
    word: str
    reason: str
    opinion: NameOpinion = NameOpinion.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFact:
    """What one condition of the programme says; it never changes the scheme."""

    code: str
    criterion: str
    has_passed: bool | None
    why: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All inputs of a decision on a day.

    `sales` in rupiah is for comparing only: `as_json` keeps a band. `names` holds the flagged
    names; `name_count` counts all of them.
    """

    day: datetime.date
    province: str = ""
    # The business
    has_nib: bool | None = None
    scale: Scale | None = None
    sales: int | None = field(default=None, repr=False)
    established_year: int | None = None
    facility_count: int | None = None
    outlet_count: int | None = None
    # People
    has_supervisor: bool | None = None
    is_supervisor_eligible: bool | None = None
    # The product
    product_class: str = ""
    product_scope: ProductScope | None = None
    is_class_listed: bool | None = None
    fits_kbli: bool | None = None
    is_small_eatery: bool | None = None
    name_count: int | None = None
    names: tuple[NameFact, ...] = ()
    # Materials and process; None is an answer nobody gave
    materials: tuple[MaterialFact, ...] | None = None
    is_process_told: bool | None = None
    is_process_simple: bool | None = None
    touches_haram: bool | None = None
    is_separate: bool | None = None
    equipment: Equipment | None = None
    preservation_count: int | None = None
    grinding: Grinding | None = None
    has_grinding_evidence: bool | None = None
    has_product_photo: bool | None = None
    # Letter, statement, pledge and manual: SiHalal makes them of these answers.
    has_papers: bool | None = None
    is_verified: bool | None = None
    # Asked by the older decrees only
    is_short_lived: bool | None = None
    has_slhs: bool | None = None
    uses_special_technique: bool | None = None
    programme: tuple[ProgrammeFact, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The inputs as a decision keeps them: no rupiah, no identifier of a person."""
        kept = asdict(self)
        kept["sales"] = sales_band(self.sales)
        kept["day"] = self.day.isoformat()
        return kept


def sales_band(sales: int | None) -> str:
    """The band of an amount in rupiah, "" when unknown."""
    if sales is None:
        return ""
    return next((name for most, name in _SALES_BANDS if sales <= most), "di atas Rp50 miliar")
