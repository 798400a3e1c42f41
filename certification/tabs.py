"""The pages of one programme, as plain data: a row of links above each of them."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.enums import OFFICERS, READERS, Role

LP3H = (Role.LP3H_COORDINATOR,)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a programme and the roles that may open it.

    `also` are the beginnings of other addresses below it; "+" stands for the programme's own.
    """

    label: str
    url_name: str
    roles: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TabLink:
    label: str
    url: str
    is_current: bool


TABS = (
    Tab("Kuota", "certification:programme-detail", (*READERS, *LP3H)),
    Tab("Syarat & biaya", "certification:programme-terms", READERS),
    Tab("Usulan", "certification:call-list", (*OFFICERS, Role.AUDITOR)),
    Tab("Seleksi", "certification:round-list", (*OFFICERS, Role.AUDITOR), ("/seleksi/",)),
    Tab("Penggantian", "certification:replacement-list", (*OFFICERS, *LP3H, Role.AUDITOR)),
    Tab("Kendala", "certification:obstacle-list", (*READERS, *LP3H)),
    Tab(
        "Riwayat kuota",
        "certification:movement-list",
        (*READERS, *LP3H),
        ("+tambahan/", "+pindah/", "+menganggur/"),
    ),
    Tab("Rekap", "reports:recap-list", (*READERS, *LP3H)),
)


def programme_tabs(slug: str, role: str, path: str) -> list[TabLink]:
    """The tabs that the role may open. Current is the one with the longest address in `path`."""
    found = [(tab, url) for tab in TABS if role in tab.roles and (url := _address(tab, slug))]
    home = _address(TABS[0], slug)
    matches = [
        (len(start), url)
        for tab, url in found
        for start in (url, *(also.replace("+", home) for also in tab.also))
        if path.startswith(start)
    ]
    _, current = max(matches, default=(0, ""))
    return [TabLink(tab.label, url, url == current) for tab, url in found]


def _address(tab: Tab, slug: str) -> str:
    try:
        return reverse(tab.url_name, args=[slug])
    except NoReverseMatch:
        return ""
