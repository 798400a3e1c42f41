"""Events as an iCalendar file (RFC 5545): full names of time zones, and a number for each move."""

from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from halalportal.lib.formats import short_date
from workshops.models import Event, Session
from workshops.models.periods import hours

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(events: Iterable[Event], *, with_link: Collection[int], name: str = "") -> bytes:
    """The calendar of some events; their sessions and organisers are loaded.

    Args:
        with_link: ids of the events whose online room the reader may know.
        name: how calendar programs call a calendar that they subscribe to.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//halalportal//kegiatan//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event, has_link=event.pk in with_link))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _entry(event: Event, *, has_link: bool) -> Entry:
    entry = Entry()
    entry.add("uid", f"kegiatan-{event.pk}@{urlsplit(settings.PORTAL_URL).hostname}")
    entry.add("sequence", event.revision)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("summary", event.title)
    entry.add("dtstart", event.starts_at.astimezone(event.zone))
    entry.add("dtend", event.ends_at.astimezone(event.zone))
    entry.add("location", event.venue or "Daring")
    entry.add("description", "\n".join(_description(event, has_link=has_link)))
    if has_link and event.online_link:
        entry.add("url", event.online_link)
    return entry


def _description(event: Event, *, has_link: bool) -> Iterable[str]:
    yield f"{event.get_kind_display()}, {event.organiser}"
    yield f"Waktu: {event.when}"
    if event.description:
        yield event.description
    for session in event.sessions.all():
        yield _session_line(event, session)
    if has_link and event.online_link:
        yield f"Rapat daring: {event.online_link}"


def _session_line(event: Event, session: Session) -> str:
    day = short_date(session.starts_at.astimezone(event.zone))
    return f"{day}, {hours(session.starts_at, session.ends_at, event.time_zone)}: {session.title}"
