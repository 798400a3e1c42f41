"""The menu of each role, as plain data, and its resolution to links."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

PHONE_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a menu. `icon` is a symbol of static/img/ikon.svg."""

    label: str
    url_name: str
    icon: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry whose address exists."""

    label: str
    url: str
    icon: str
    is_current: bool = False


HOME = Item("Beranda", "reports:home", "house-door")
APPLICATIONS = Item("Pengajuan", "certification:application-list", "clipboard-check")
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

OFFICER = (HOME, APPLICATIONS, BUSINESSES, PROGRAMMES, EVENTS, LETTERS, REPORTS, REMINDERS)
# At most eight each; on a phone the first four, or the first three and "Menu".
MENUS: dict[str, tuple[Item, ...]] = {
    "owner": (HOME, APPLICATIONS, EVENTS, HELP),
    "companion": (HOME, VISITS, APPLICATIONS, BUSINESSES, EVENTS, LETTERS),
    "lp3h_coordinator": (
        HOME,
        BUSINESSES,
        COMPANIONS,
        PROGRAMMES,
        APPLICATIONS,
        OBSTACLES,
        EVENTS,
    ),
    "regency_officer": OFFICER,
    "province_officer": OFFICER,
    "head": (Item("Ringkasan", "reports:home", "bar-chart"), PROGRAMMES, OBSTACLES, REPORTS),
    "auditor": (HOME, APPLICATIONS, BUSINESSES, PROGRAMMES, OBSTACLES, EVENTS, LETTERS, REPORTS),
    "admin": (HOME, JOBS, WHATSAPP, GALLERY),
}


def links(items: tuple[Item, ...], path: str) -> list[Link]:
    """Returns the items whose address exists.

    Current is the one with the longest address that `path` starts with.
    """
    found = [(item, url) for item in items if (url := address(item.url_name))]
    current = max((url for _, url in found if path.startswith(url)), key=len, default="")
    return [Link(item.label, url, item.icon, url == current) for item, url in found]


def address(url_name: str) -> str:
    """Returns the address of a URL name, "" when no such page exists."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
