"""What a form or another app knows about a business before it is written."""

from dataclasses import dataclass, field
from datetime import date

from ikm.sizes import Finances

KBLI_VERSION = 2020


@dataclass(frozen=True, slots=True)
class BusinessFacts:
    """Values in their normal form; "" is unknown. `nik` "" leaves a known NIK as it is."""

    name: str
    owner_name: str
    regency_id: str
    district_id: str = ""
    village_id: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    brand: str = ""
    nib: str = ""
    nik: str = ""
    kbli_code: str = ""
    kbli_version: int = KBLI_VERSION
    scale: str = ""
    is_mentored: bool = False
    operational_status: str = "unknown"
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """One permit as somebody wrote it down."""

    kind: str
    number: str
    issued_on: date | None = None
    expires_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The rest of the record. `npwp` "", unknown amounts and `permits` None leave what is known."""

    npwp: str = ""
    finances: Finances = field(default_factory=Finances)
    workers_male: int | None = None
    workers_female: int | None = None
    established_year: int | None = None
    siinas_id: str = ""
    permits: tuple[PermitFacts, ...] | None = None
