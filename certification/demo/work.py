"""Work that is half done: visits, ticks, a third return, names to decide on, a mandate's end."""

import datetime
from collections.abc import Iterable

from accounts.models import User
from certification.demo import trail
from certification.enums import MaterialKind, NameOpinion
from certification.models import (
    Application,
    ApplicationProduct,
    ChecklistAnswer,
    ChecklistItem,
    CopyTick,
    Mandate,
    MaterialFinding,
    NameReview,
    ReturnReason,
    ThirdReturn,
    Verification,
)
from certification.selectors.dictionary import flagged_names
from certification.selectors.sihalal import copy_sections
from certification.selectors.verification import items_on, seen_as
from halalportal.lib.formats import long_date

_ANSWERED = 8  # of the duties of the day
_DECIDED = {
    "Bir Pletok": NameOpinion.ALLOWED,
    "Roti Rum": NameOpinion.ALLOWED,
    "Keripik Iblis": NameOpinion.RENAME,
}
_WHY = {
    NameOpinion.ALLOWED: "Namanya sudah lazim, tanpa alkohol. Daftar bahannya sudah dilihat.",
    NameOpinion.RENAME: "Ganti namanya, misalnya Keripik Level Lima.",
}


def open_visits(cases: Iterable[Application], *, at: datetime.datetime) -> None:
    """The companion was there, looked at some duties and at the first material."""
    items = items_on(at.date(), list(ChecklistItem.objects.all()))
    for case in cases:
        if case.companion is None:
            continue
        visit = Verification.objects.create(
            application=case, companion=case.companion, visited_on=at.date(), at=at
        )
        ChecklistAnswer.objects.bulk_create(
            ChecklistAnswer(verification=visit, item=item, is_met=place != _ANSWERED - 1)
            for place, item in enumerate(items[:_ANSWERED])
        )
        material = case.materials.filter(kind=MaterialKind.NATURAL).first()
        if material:
            MaterialFinding.objects.create(
                verification=visit, material=material, is_doubtful=False, seen_as=seen_as(material)
            )
        entry = trail.entry(at=at, by=case.companion, action="verification.visited", subject=case)
        trail.keep([entry])


def tick_half(case: Application, *, by: User, at: datetime.datetime) -> None:
    """The first half of the fields is copied into SiHalal, and its letter has a number."""
    case.letter_number, case.letter_on = f"{case.pk % 90 + 10:03d}/SH/2026", at.date()
    case.save(update_fields=["letter_number", "letter_on"])
    keys = [field.key for section in copy_sections(case) for field in section.fields]
    unique = list(dict.fromkeys(keys))
    CopyTick.objects.bulk_create(
        CopyTick(application=case, key=key, by=by, at=at) for key in unique[: len(unique) // 2]
    )


def ask_third(case: Application, *, by: User, at: datetime.datetime) -> None:
    """SiHalal cancels after three returns for one reason: a supervisor is asked first."""
    last = case.status_changes.exclude(return_reason=None).last()
    if last is None or last.return_reason is None:
        return
    reason: ReturnReason = last.return_reason
    note = f"Sudah diminta dua kali, terakhir {long_date(last.at.date())}."
    ThirdReturn.objects.create(
        application=case,
        reason=reason,
        transition="return",
        items=[{"reason": reason.pk, "note": last.note}],
        note=note,
        asked_by=by,
        asked_at=at,
    )
    entry = trail.entry(
        at=at, by=by, action="application.third_return_ask", subject=case, reason=reason.pk
    )
    trail.keep([entry])


def review_names(cases: Iterable[Application], *, by: User, at: datetime.datetime) -> None:
    """Each flagged name waits for a person, but for those that one has decided on."""
    by_pk = {case.pk: case for case in cases if case.submitted_at}
    for product in ApplicationProduct.objects.filter(application__in=by_pk).order_by("pk"):
        for flagged in flagged_names([product.name], at.date()) if _is_odd(product.name) else ():
            opinion = _DECIDED.get(product.name, NameOpinion.WAITING)
            is_decided = opinion != NameOpinion.WAITING
            NameReview.objects.create(
                application=by_pk[product.application_id],
                name=flagged.name,
                word=flagged.word,
                reason=flagged.reason,
                opinion=opinion,
                note=_WHY.get(opinion, ""),
                by=by if is_decided else None,
                at=at if is_decided else None,
            )


def revoke(mandate: Mandate, *, at: datetime.datetime) -> None:
    """The owner ends it."""
    mandate.revoked_at, mandate.revoked_by = at, mandate.business.owner
    mandate.revoked_reason = "Sertifikat sudah terbit."
    mandate.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    trail.keep(
        [
            trail.entry(
                at=at,
                by=mandate.revoked_by,
                action="mandate.revoked",
                subject=mandate,
                business=mandate.business_id,
            )
        ]
    )


def _is_odd(name: str) -> bool:
    return name in (*_DECIDED, "Mie Setan")
