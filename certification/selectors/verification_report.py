"""A visit as it is read afterwards: who, when, where, what was found."""

from dataclasses import dataclass

from certification.enums import UploadKind
from certification.models import (
    Application,
    ChecklistAnswer,
    MaterialFinding,
    Upload,
    Verification,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything about one visit; `findings` are those on materials that are still on the list."""

    visit: Verification
    registration_number: str
    answers: list[ChecklistAnswer]
    findings: list[MaterialFinding]
    photos: list[Upload]


def report_of(application: Application) -> Report | None:
    """The visit of an application once it ended; four queries."""
    visits = Verification.objects.filter(application=application, finished_at__isnull=False)
    visit = visits.select_related("companion__companion_profile").first()
    if visit is None:
        return None
    profile = getattr(visit.companion, "companion_profile", None)
    return Report(
        visit=visit,
        registration_number=profile.registration_number if profile else "",
        answers=list(visit.answers.select_related("item")),
        findings=list(visit.findings.select_related("material")),
        photos=list(application.uploads.filter(kind=UploadKind.VISIT)),
    )
