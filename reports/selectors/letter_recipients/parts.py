"""What the recipients of a batch are taken from, and one of them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.models import Organisation, User
from certification.models import NominationCall, Programme, SelectionRound
from reports.letter_kinds.parts import Table
from workshops.models import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was chosen. Everything in it is in the sight of `user`; `office` writes the letters."""

    user: User
    office: Organisation
    today: datetime.date
    phone: str = ""
    programme: Programme | None = None
    event: Event | None = None
    organisation: Organisation | None = None
    region_code: str = ""
    statuses: tuple[str, ...] = ()
    companion_id: int | None = None
    invitation_id: int | None = None
    call: NominationCall | None = None
    round: SelectionRound | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody who gets a letter.

    `key` names the tick box; `lines` stand behind "Yth."; `note` says in the list why it is here;
    `values` are of placeholders. `link` is an address for the recipient alone, drawn as a QR code.
    """

    key: str
    lines: tuple[str, ...]
    note: str = ""
    region_code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    table: Table | None = None
    link: str = ""
    business_id: int | None = None
    application_id: int | None = None
    companion_id: int | None = None

    @property
    def label(self) -> str:
        return self.lines[0]
