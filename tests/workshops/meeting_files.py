"""Reports of online meetings as the tools write them. Everybody in them is invented."""

import datetime
from collections.abc import Sequence

# Name, e-mail, joined, left.
Stay = tuple[str, str, datetime.datetime, datetime.datetime]

ZOOM_HEADING = (
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,In waiting room"
)
ZOOM_MEETING = (
    "Topic,ID,Host,Duration (minutes),Start time,End time,Participants\n"
    'Bimtek Uji,81700000000,Panitia (panitia@contoh.id),360,"12/01/2026 08:45:00 AM",'
    '"12/01/2026 03:05:00 PM",3\n\n'
)


def zoom(stays: Sequence[Stay], *, meeting: bool = True) -> bytes:
    """With the line about the meeting above it, or without."""
    rows = [
        f'"{name}",{email},{joined:%m/%d/%Y %I:%M:%S %p},{left:%m/%d/%Y %I:%M:%S %p},'
        f"{int((left - joined).total_seconds() // 60)},Yes,No"
        for name, email, joined, left in stays
    ]
    return ((ZOOM_MEETING if meeting else "") + "\n".join([ZOOM_HEADING, *rows])).encode(
        "utf-8-sig"
    )


def zoom_totals(people: Sequence[tuple[str, str, int]]) -> bytes:
    rows = [f"{name},{email},{minutes},Yes" for name, email, minutes in people]
    return "\n".join(["Name (original name),Email,Total duration (minutes),Guest", *rows]).encode()


def meet(stays: Sequence[Stay], durations: Sequence[str] = ()) -> bytes:
    """Hours alone, as Meet's mail has them."""
    rows = ["First name,Last name,Email,Duration,Time joined,Time exited"]
    for place, (name, email, joined, left) in enumerate(stays):
        first, _, last = name.partition(" ")
        minutes = int((left - joined).total_seconds() // 60)
        duration = durations[place] if durations else f"{minutes // 60} hr {minutes % 60} min"
        rows.append(f"{first},{last},{email},{duration},{joined:%I:%M %p},{left:%I:%M %p}")
    return "\n".join(rows).encode()


def teams(stays: Sequence[Stay], *, activities: bool = True) -> bytes:
    """UTF-16 with tabs; in the third part every stay, in the second the first and the last."""
    people: dict[tuple[str, str], list[Stay]] = {}
    for stay in stays:
        people.setdefault((stay[0], stay[1]), []).append(stay)
    lines = ["1. Summary", "Meeting title\tBimtek Uji", "Start time\t12/1/26, 8:45:00 AM", ""]
    lines += [
        "2. Participants",
        "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole",
    ]
    for (name, email), rows in people.items():
        first, last = min(row[2] for row in rows), max(row[3] for row in rows)
        seconds = sum(int((row[3] - row[2]).total_seconds()) for row in rows)
        lines.append(
            f"{name}\t{_moment(first)}\t{_moment(last)}\t{_length(seconds)}\t{email}\t\tAttendee"
        )
    if activities:
        lines += ["", "3. In-Meeting Activities"]
        lines.append("Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole")
        for name, email, joined, left in stays:
            seconds = int((left - joined).total_seconds())
            lines.append(
                f"{name}\t{_moment(joined)}\t{_moment(left)}\t{_length(seconds)}\t{email}\tAttendee"
            )
    return "\r\n".join(lines).encode("utf-16")


def _moment(moment: datetime.datetime) -> str:
    return f"{moment.month}/{moment.day}/{moment:%y}, {moment:%I:%M:%S %p}"


def _length(seconds: int) -> str:
    return f"{seconds // 3600}h {seconds // 60 % 60}m {seconds % 60}s"
