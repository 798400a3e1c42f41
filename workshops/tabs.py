"""The pages of an event, as plain data; one whose address doesn't exist is left out."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of an event, and the pages elsewhere that belong to it."""

    label: str
    url_name: str
    more: tuple[str, ...] = ()


# The officer's; readers of the region see the same pages without their buttons.
TABS = (
    Tab("Ringkasan", "workshops:event-detail"),
    Tab("Peserta", "workshops:participant-list"),
    Tab("Undangan", "workshops:invitation-list"),
    Tab("Kehadiran", "workshops:attendance-overview", ("workshops:meeting-list",)),
    Tab("Tes", "workshops:test-detail"),
    Tab("Sertifikat", "workshops:certificate-list"),
    Tab("Hasil", "reports:workshop-funnel"),
    Tab("Notula", "workshops:minutes-detail"),
    Tab("Berkas", "workshops:file-list", ("workshops:survey-results", "workshops:report-detail")),
)


def tab_links(event_id: int, path: str) -> list[tuple[str, str, bool]]:
    """(label, address, whether the page at `path` belongs to it) of each page that exists."""
    found = [(tab.label, urls) for tab in TABS if (urls := _urls(tab, event_id))]
    matching = [url for _, urls in found for url in urls if path.startswith(url)]
    current = max(matching, key=len, default="")
    return [(label, urls[0], current in urls) for label, urls in found]


def _urls(tab: Tab, event_id: int) -> list[str]:
    """The tab's own address first; nothing while its pages don't exist."""
    try:
        return [reverse(name, args=[event_id]) for name in (tab.url_name, *tab.more)]
    except NoReverseMatch:
        return []
