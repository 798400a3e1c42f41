"""The pages of an event, as plain data; one whose address doesn't exist is left out."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of an event."""

    label: str
    url_name: str


# The officer's; readers of the region see the same pages without their buttons.
TABS = (
    Tab("Ringkasan", "workshops:event-detail"),
    Tab("Peserta", "workshops:participant-list"),
    Tab("Undangan", "workshops:invitation-list"),
    Tab("Kehadiran", "workshops:attendance-overview"),
    Tab("Tes", "workshops:test-detail"),
    Tab("Sertifikat", "workshops:certificate-list"),
    Tab("Hasil", "reports:workshop-funnel"),
    Tab("Notula", "workshops:minutes-detail"),
    Tab("Berkas", "workshops:file-list"),
)


def tab_links(event_id: int, path: str) -> list[tuple[str, str, bool]]:
    """(label, address, whether it is the page at `path`) of each page that exists."""
    found = []
    for tab in TABS:
        try:
            url = reverse(tab.url_name, args=[event_id])
        except NoReverseMatch:
            continue
        found.append((tab.label, url))
    current = max((url for _, url in found if path.startswith(url)), key=len, default="")
    return [(label, url, url == current) for label, url in found]
