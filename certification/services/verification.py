"""The companion's visit, kept step by step until it ends in a recommendation or a return."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from certification.enums import (
    DecisionMoment,
    Eligibility,
    MaterialClass,
    MaterialKind,
    Recommendation,
)
from certification.errors import (
    CertificateNeededError,
    DuplicateRowError,
    NotEligibleError,
    ReasonNeededError,
    VerificationOpenError,
    VisitDayError,
)
from certification.models import (
    Application,
    ChecklistItem,
    EligibilityDecision,
    Material,
    MaterialFinding,
    Verification,
)
from certification.selectors.dictionary import class_in_dictionary
from certification.selectors.verification import HARMFUL, SURE, progress_of, seen_as, today_at
from certification.services import answer_drafts, eligibility
from certification.services.status import claim, move
from halalportal.audit import services as audit

Seen = datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FourThings:
    """What a companion confirms of a certificate, as SiHalal asks for it."""

    is_number_right: bool
    is_in_date: bool
    is_brand_right: bool
    is_producer_right: bool

    @property
    def all_right(self) -> bool:
        return all(asdict(self).values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The certificate of a material as it stands on the package."""

    number: str
    brand: str
    producer: str
    until: datetime.date | None = None


@transaction.atomic
def record_visit(
    *,
    application: Application,
    by: User,
    visited_on: datetime.date,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    note: str = "",
) -> Verification:
    """Keeps when and where the companion was.

    Raises:
        VisitDayError: the day lies in the future.
        AlreadyMovedError: the application waits for no verification any more.
    """
    locked, visit = _open(application, by)
    if visited_on > today_at(locked):
        raise VisitDayError
    visit.visited_on, visit.note = visited_on, note
    visit.latitude, visit.longitude = latitude, longitude
    visit.save(update_fields=["visited_on", "note", "latitude", "longitude"])
    audit.record(action="verification.visited", subject=locked, by=by)
    return visit


@transaction.atomic
def answer(
    *, application: Application, by: User, item: ChecklistItem, is_met: bool, note: str = ""
) -> None:
    """Keeps whether a duty is met."""
    locked, visit = _open(application, by)
    visit.answers.update_or_create(item=item, defaults={"is_met": is_met, "note": note})
    audit.record(
        action="verification.answered", subject=locked, by=by, item=item.code, is_met=is_met
    )


@transaction.atomic
def confirm_certificate(
    *, application: Application, by: User, material: Material, things: FourThings, note: str = ""
) -> MaterialFinding:
    """Keeps the four things about a certified material; it is sure when all are right."""
    _, visit = _open(application, by)
    return _find(visit, material, by, is_doubtful=not things.all_right, note=note, **asdict(things))


@transaction.atomic
def confirm_positive(
    *, application: Application, by: User, material: Material, is_pure: bool, note: str = ""
) -> MaterialFinding:
    """Keeps whether a material that needs no certificate is what its name says."""
    _, visit = _open(application, by)
    return _find(visit, material, by, is_doubtful=not is_pure, note=note)


@transaction.atomic
def settle_class(
    *,
    application: Application,
    by: User,
    material: Material,
    material_class: MaterialClass,
    note: str = "",
) -> MaterialFinding:
    """Says what a material is that nobody knew; only those of the positive list are sure.

    Raises:
        CertificateNeededError: the dictionary calls it critical.
        ReasonNeededError: the dictionary says otherwise, and there is no note.
    """
    _, visit = _open(application, by)
    is_sure = material_class in SURE
    known = class_in_dictionary(material.name, today_at(application))
    if is_sure and known == MaterialClass.CRITICAL:
        raise CertificateNeededError(material.name)
    if is_sure and known in _SUSPECT and not note:
        raise ReasonNeededError(material.name, str(known.label))
    material.material_class, material.kind = material_class, _KIND[is_sure]
    material.save(update_fields=["material_class", "kind"])
    return _find(visit, material, by, is_doubtful=not is_sure, note=note)


@transaction.atomic
def add_certificate(
    *, application: Application, by: User, material: Material, shown: Certificate, note: str = ""
) -> MaterialFinding:
    """Writes down the certificate that the companion saw on the package.

    Raises:
        DuplicateRowError: the same material of the same brand is on the list already.
        ReasonNeededError: the dictionary calls it haram or hazardous, and there is no note.
    """
    _, visit = _open(application, by)
    known = class_in_dictionary(material.name, today_at(application))
    if known in HARMFUL and not note:
        raise ReasonNeededError(material.name, str(known.label))
    material.kind, material.material_class = MaterialKind.CERTIFIED, MaterialClass.CERTIFIED
    material.certificate_number, material.brand = shown.number, shown.brand
    material.producer, material.certificate_until = shown.producer, shown.until
    _save_once(material, _CERTIFICATE_FIELDS)
    is_in_date = shown.until is None or shown.until >= today_at(application)
    things = FourThings(
        is_number_right=True, is_in_date=is_in_date, is_brand_right=True, is_producer_right=True
    )
    return _find(visit, material, by, is_doubtful=not is_in_date, note=note, **asdict(things))


@transaction.atomic
def recommend(*, application: Application, by: User, seen: Seen = None) -> Application:
    """Recommends the application: it is ready for SiHalal.

    Raises:
        VerificationOpenError: something was not looked at or is not in order.
        NotEligibleError: the criteria are not met with what was found.
    """
    locked, visit = _open(application, by, seen=seen)
    progress = progress_of([locked])[locked.pk]
    if not progress.is_sound:
        raise VerificationOpenError(open_=progress.open, wrong=progress.wrong)
    _finish(visit, Recommendation.RECOMMENDED)
    answer_drafts.drop_visit(locked)
    decision = eligibility.decide(application=locked, moment=DecisionMoment.VERIFIED, by=by)
    _refuse_worse(decision)
    return move(locked, "verify", by=by)


def end_with_return(application: Application) -> None:
    """Notes that the visit ended in a return; whoever calls it has claimed the application.

    What was found stays: the companion goes on from there when the application comes back.
    """
    visit = Verification.objects.filter(application=application).first()
    answer_drafts.drop_visit(application)
    if visit and visit.visited_on:
        _finish(visit, Recommendation.RETURNED)


_CERTIFICATE_FIELDS = (
    "kind",
    "material_class",
    "certificate_number",
    "brand",
    "producer",
    "certificate_until",
)
_SUSPECT = HARMFUL | {MaterialClass.COMMON}
_KIND = {True: MaterialKind.NATURAL, False: MaterialKind.UNKNOWN}


def _open(
    application: Application, by: User, *, seen: Seen = None
) -> tuple[Application, Verification]:
    """The locked application and the visit of this companion, begun or taken up again."""
    locked = claim(application, "verify", by=by, seen=seen)
    visit, is_new = Verification.objects.get_or_create(
        application=locked, defaults={"companion": by}
    )
    if not is_new and visit.companion_id != by.pk:
        # Each companion answers for what he or she saw: nothing of another's visit is taken over.
        visit.delete()
        visit = Verification.objects.create(application=locked, companion=by)
        audit.record(action="verification.taken_over", subject=locked, by=by)
    if visit.finished_at:
        visit.finished_at, visit.recommendation = None, ""
        visit.save(update_fields=["finished_at", "recommendation"])
    return locked, visit


def _find(
    visit: Verification,
    material: Material,
    by: User,
    *,
    is_doubtful: bool,
    note: str,
    **things: bool,
) -> MaterialFinding:
    if material.application_id != visit.application_id:
        raise PermissionDenied
    blank = dict.fromkeys(FourThings.__dataclass_fields__)
    found, _ = visit.findings.update_or_create(
        material=material,
        defaults={
            **blank,
            **things,
            "is_doubtful": is_doubtful,
            "note": note,
            "seen_as": seen_as(material),
        },
    )
    audit.record(
        action="verification.material_found",
        subject=visit.application,
        by=by,
        material=material.pk,
        is_doubtful=is_doubtful,
        material_class=material.material_class,
    )
    return found


def _save_once(material: Material, fields: Iterable[str]) -> None:
    try:
        with transaction.atomic():
            material.save(update_fields=fields)
    except IntegrityError as error:
        raise DuplicateRowError(material.name) from error


def _finish(visit: Verification, recommendation: Recommendation) -> None:
    visit.finished_at, visit.recommendation = timezone.now(), recommendation
    visit.save(update_fields=["finished_at", "recommendation"])


def _refuse_worse(decision: EligibilityDecision) -> None:
    if decision.outcome == Eligibility.READY:
        return
    reasons = [sentence for finding in decision.findings for sentence in finding["why"]]
    raise NotEligibleError(Eligibility(decision.outcome).label, list(dict.fromkeys(reasons)))
