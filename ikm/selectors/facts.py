"""What a form or another app knows about a business before it is written."""

from dataclasses import dataclass


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
    scale: str = ""
    is_mentored: bool = False
    operational_status: str = "unknown"
    products: tuple[str, ...] = ()
