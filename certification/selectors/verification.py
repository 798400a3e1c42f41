"""How far a companion's verification is: its steps in order, what is open, what is not in order."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects
from django.utils import timezone

from certification.enums import (
    DecisionMoment,
    Eligibility,
    MaterialClass,
    MaterialKind,
    MaterialRole,
    UploadKind,
)
from certification.models import (
    Application,
    ChecklistItem,
    Material,
    MaterialFinding,
    Verification,
)
from certification.selectors.eligibility import verdict_of

SURE = frozenset(
    {
        MaterialClass.EXEMPT_NATURAL,
        MaterialClass.EXEMPT_PROCESSED,
        MaterialClass.EXEMPT_MINERAL,
    }
)
HARMFUL = frozenset({MaterialClass.HAZARD, MaterialClass.HARAM})


class StepKind(StrEnum):
    VISIT = "visit"
    PHOTO = "photo"
    CHECK = "check"
    MATERIAL = "material"


class StepState(StrEnum):
    OPEN = "Belum diperiksa"
    DONE = "Sesuai"
    WRONG = "Belum sesuai"


class Question(StrEnum):
    """What is asked about a material."""

    CERTIFICATE = "certificate"
    POSITIVE = "positive"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of the visit. `key` is the code of a duty or the key of a material."""

    kind: StepKind
    title: str
    section: str
    state: StepState
    key: str = ""
    note: str = ""

    @property
    def tone(self) -> str:
        return {StepState.DONE: "done", StepState.WRONG: "wrong"}.get(self.state, "todo")


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps of one verification."""

    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def done_count(self) -> int:
        """Steps that were looked at, whatever was found."""
        return sum(step.state != StepState.OPEN for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if step.state == StepState.OPEN), None)

    @property
    def open(self) -> list[str]:
        return [step.title for step in self.steps if step.state == StepState.OPEN]

    @property
    def wrong(self) -> list[str]:
        return [step.title for step in self.steps if step.state == StepState.WRONG]

    @property
    def is_sound(self) -> bool:
        """Whether everything was looked at and found in order."""
        return all(step.state == StepState.DONE for step in self.steps)


def progress_of(applications: Sequence[Application]) -> dict[int, Progress]:
    """The progress of each application by its key; six queries, however many there are."""
    prefetch_related_objects(
        applications, "verification__answers", "verification__findings", "materials", "uploads"
    )
    items = list(ChecklistItem.objects.all())
    return {application.pk: _progress(application, items) for application in applications}


def visit_of(application: Application) -> Verification | None:
    """The visit of the companion who has the case now; another's is not continued."""
    visit: Verification | None = getattr(application, "verification", None)
    if visit is None or visit.companion_id == application.companion_id or visit.is_final:
        return visit
    return None


def items_on(day: datetime.date, items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    """The duties in force on a day."""
    return [
        item
        for item in items
        if item.valid_from <= day and (item.valid_to is None or item.valid_to >= day)
    ]


def today_at(application: Application) -> datetime.date:
    """Today where the business is."""
    return timezone.localdate(timezone=ZoneInfo(application.regency.time_zone))


def question_of(material: Material) -> Question:
    """What a companion has to say about a material."""
    if material.material_class in HARMFUL:
        return Question.UNSETTLED
    if material.certificate_number:
        return Question.CERTIFICATE
    if material.kind == MaterialKind.CERTIFIED:
        return Question.UNSETTLED  # a logo was seen, its number is still to be written down
    if material.role != MaterialRole.INGREDIENT or material.material_class in SURE:
        return Question.POSITIVE
    return Question.UNSETTLED


def reasons_against(application: Application) -> list[str]:
    """What the rules of its day say against recommending it as it is now, in sentences."""
    verdict = verdict_of(application, moment=DecisionMoment.VERIFIED)
    return [
        sentence
        for finding in verdict.findings
        if finding.outcome != Eligibility.READY
        for sentence in finding.why
    ]


def seen_as(material: Material) -> str:
    """What of a material was looked at: when it changes, another look is due."""
    parts = (
        material.kind,
        material.name,
        material.brand,
        material.producer,
        material.certificate_number,
        material.certificate_until or "",
    )
    return " | ".join(str(part) for part in parts)


def fresh_finding(visit: Verification | None, material: Material) -> MaterialFinding | None:
    """What was found on the material as it is now."""
    if visit is None:
        return None
    findings = {finding.material_id: finding for finding in visit.findings.all()}
    found = findings.get(material.pk)
    return found if found and found.seen_as == seen_as(material) else None


def only_water_and_soap(application: Application) -> bool:
    """A list without a real ingredient: a known pattern of fraud (146/2025 IV.B.7)."""
    materials = application.materials.all()
    real = [
        material
        for material in materials
        if material.role == MaterialRole.INGREDIENT
        and material.name.lower().split()[:1] not in (["air"], ["sabun"], ["es"])
    ]
    return bool(materials) and not real


def _progress(application: Application, items: list[ChecklistItem]) -> Progress:
    visit = visit_of(application)
    answers = {answer.item_id: answer for answer in visit.answers.all()} if visit else {}
    has_photo = any(upload.kind == UploadKind.VISIT for upload in application.uploads.all())
    steps = [
        _there(StepKind.VISIT, "Tanggal dan lokasi", is_there=bool(visit and visit.visited_on)),
        _there(StepKind.PHOTO, "Foto di tempat usaha", is_there=has_photo),
    ]
    for item in items_on(today_at(application), items):
        answer = answers.get(item.pk)
        steps.append(
            Step(
                kind=StepKind.CHECK,
                title=item.text,
                section=item.section,
                key=item.code,
                state=_judged(None if answer is None else answer.is_met),
                note=answer.note if answer else "",
            )
        )
    steps += [_material_step(visit, material) for material in application.materials.all()]
    return Progress(tuple(steps))


def _there(kind: StepKind, title: str, *, is_there: bool) -> Step:
    state = StepState.DONE if is_there else StepState.OPEN
    return Step(kind=kind, title=title, section="Kunjungan", state=state)


def _material_step(visit: Verification | None, material: Material) -> Step:
    found = fresh_finding(visit, material)
    return Step(
        kind=StepKind.MATERIAL,
        title=material.name,
        section="Bahan yang dipakai",
        key=str(material.pk),
        state=_judged(None if found is None else not found.is_doubtful),
        note=found.note if found else "",
    )


def _judged(is_right: bool | None) -> StepState:
    if is_right is None:
        return StepState.OPEN
    return StepState.DONE if is_right else StepState.WRONG
