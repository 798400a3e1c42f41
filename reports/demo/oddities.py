"""Cases with something to look at: names, materials, and returns for the same reason."""

from dataclasses import dataclass

from certification.enums import MaterialKind, Status

_CERTIFIED, _UNKNOWN = MaterialKind.CERTIFIED, MaterialKind.UNKNOWN
_BACK = ("submit", "accept", "verify", "enter", "bpjph_return")
_TWICE = ("submit", "return", "resubmit", "return")


@dataclass(frozen=True, slots=True)
class Odd:
    """What a case of this status has besides; its way when it isn't the usual one."""

    status: Status
    products: tuple[str, ...] = ()
    materials: tuple[dict[str, str], ...] = ()
    way: tuple[str, ...] = ()


ODD_ONES = (
    # Twice for the same reason, and a third time asked of the supervisor.
    Odd(Status.RETURNED, way=_TWICE),
    Odd(Status.SUBMITTED, way=(*_TWICE, "resubmit")),
    Odd(Status.SUBMITTED, products=("Mie Setan",)),
    Odd(Status.SUBMITTED, products=("Bir Pletok",)),
    Odd(Status.ACCEPTED, products=("Roti Rum",)),
    Odd(Status.RETURNED, products=("Keripik Iblis",)),
    Odd(Status.ACCEPTED, materials=({"name": "Bumbu racik warung", "kind": _UNKNOWN},)),
    # Mended in SiHalal itself.
    Odd(Status.IN_SIHALAL, way=_BACK),
    Odd(Status.IN_SIHALAL, way=_BACK),
    # Drafts that can't be sent like this: hazardous, without a number, of pork.
    Odd(Status.DRAFT, materials=({"name": "Boraks", "kind": _UNKNOWN},)),
    Odd(Status.DRAFT, materials=({"name": "Gelatin", "kind": _CERTIFIED},)),
    Odd(Status.DRAFT, materials=({"name": "Minyak babi", "kind": _UNKNOWN},)),
)
