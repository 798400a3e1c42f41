"""The menu of each role, as plain data, and its resolution to links."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse

PHONE_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a menu, and the entries inside its part of the portal.

    `icon` is a symbol of static/img/ikon.svg.
    """

    label: str
    url_name: str
    icon: str
    inside: "tuple[Item, ...]" = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An entry whose address exists; open while it or one inside it is current."""

    label: str
    url: str
    icon: str
    is_current: bool = False
    inside: "tuple[Link, ...]" = ()

    @property
    def is_open(self) -> bool:
        return self.is_current or any(link.is_open for link in self.inside)


HOME = Item("Beranda", "reports:home", "house-door")
APPLICATIONS = Item("Pengajuan", "certification:application-list", "clipboard-check")
IMPORTS = Item("Impor", "ikm:import-list", "upload")
BUSINESSES = Item("Usaha", "ikm:business-list", "shop")
PROGRAMMES = Item("Program & kuota", "certification:programme-list", "pie-chart")
EVENTS = Item("Kegiatan", "workshops:event-list", "calendar-event")
LETTERS = Item("Surat", "reports:letter-list", "file-earmark-text")
REPORTS = Item("Laporan", "reports:summary-list", "bar-chart")
REMINDERS = Item("Pengingat", "reports:reminder-list", "bell")
JOBS = Item("Pekerjaan", "jobs:job-list", "arrow-repeat")
TOKENS = Item("Token API", "accounts:token-list", "shield-check")
OBSTACLES = Item("Kendala", "certification:obstacle-overview", "exclamation-triangle")
COMPANIONS = Item("Pendamping", "certification:companion-list", "people")
VISITS = Item("Kunjungan", "certification:visit-list", "geo-alt")
WHATSAPP = Item("WhatsApp", "reports:whatsapp-setup", "whatsapp")
HELP = Item("Bantuan", "public:help", "question-circle")
GALLERY = Item("Tampilan", "public:gallery", "eye")

PROGRAMMES_WITH_OBSTACLES = replace(PROGRAMMES, inside=(OBSTACLES,))
OFFICER = (
    HOME,
    APPLICATIONS,
    replace(BUSINESSES, inside=(IMPORTS,)),
    PROGRAMMES_WITH_OBSTACLES,
    EVENTS,
    replace(LETTERS, inside=(REMINDERS,)),
    REPORTS,
)
# At most seven each; on a phone the first four, or the first three and "Menu".
MENUS: dict[str, tuple[Item, ...]] = {
    "owner": (HOME, APPLICATIONS, EVENTS, HELP),
    "companion": (HOME, VISITS, APPLICATIONS, BUSINESSES, EVENTS, LETTERS),
    "lp3h_coordinator": (
        HOME,
        BUSINESSES,
        replace(COMPANIONS, inside=(LETTERS,)),
        PROGRAMMES,
        APPLICATIONS,
        OBSTACLES,
        EVENTS,
    ),
    "regency_officer": OFFICER,
    "province_officer": OFFICER,
    "head": (Item("Ringkasan", "reports:home", "bar-chart"), PROGRAMMES, OBSTACLES, REPORTS),
    "auditor": (
        HOME,
        APPLICATIONS,
        BUSINESSES,
        PROGRAMMES_WITH_OBSTACLES,
        EVENTS,
        LETTERS,
        REPORTS,
    ),
    "admin": (HOME, JOBS, WHATSAPP, GALLERY),
}


def links(items: tuple[Item, ...], path: str) -> list[Link]:
    """Returns the items whose address exists.

    Current is the one with the longest address that `path` starts with.
    """
    addresses = [address(item.url_name) for item in every(items)]
    current = max((url for url in addresses if url and path.startswith(url)), key=len, default="")
    return list(_links(items, current))


def every(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yields the items and those inside them, in the menu's order."""
    for item in items:
        yield item
        yield from every(item.inside)


def _links(items: tuple[Item, ...], current: str) -> Iterator[Link]:
    for item in items:
        if url := address(item.url_name):
            inside = tuple(_links(item.inside, current))
            yield Link(item.label, url, item.icon, url == current, inside)


def address(url_name: str) -> str:
    """Returns the address of a URL name, "" when no such page exists."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
