"""An event of yesterday with one session, and people who were there."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import User
from tests.workshops.making import at, join, make_event
from workshops.enums import Evidence, Mode
from workshops.models import Event, Participant, SurveyQuestion
from workshops.services import attendance


def held_event(by: User, **changes: Any) -> Event:
    """From 09.00 to 15.00 WITA of yesterday; its session is over."""
    day = timezone.localdate() - timedelta(days=1)
    event = make_event(by=by, starts_at=at(9, day=day), ends_at=at(15, day=day), **changes)
    event.sessions.create(title="Sesi Uji", starts_at=at(9, day=day), ends_at=at(12, day=day))
    return event


def came(
    event: Event,
    *,
    by: User,
    mode: Mode = Mode.ONSITE,
    evidence: Evidence = Evidence.SCAN,
    **who: Any,
) -> Participant:
    """Somebody who was in every session."""
    person = join(event, by=by, mode=mode, **who)
    for session in event.sessions.all():
        attendance.mark(session=session, participant=person, mode=mode, evidence=evidence, by=by)
    return person


def all_marks(mark: int) -> dict[int, int]:
    """The same mark for every scale of the survey."""
    scales = SurveyQuestion.objects.active().filter(kind="scale")
    return dict.fromkeys(scales.values_list("pk", flat=True), mark)


def photo(
    name: str = "aula.jpg", *, color: str = "orange", size: tuple[int, int] = (640, 480)
) -> SimpleUploadedFile:
    """A picture as a browser would send it."""
    buffer = BytesIO()
    Image.new("RGB", size, color).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")
