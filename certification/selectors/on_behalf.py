"""What others did in the owner's name, from the audit trail, in plain words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from certification.models import Application, Mandate
from certification.wording import PAST
from halalportal.audit.models import AuditEntry
from ikm.models import Business

MOST = 100
_WORDS: dict[str, str] = {
    "application.created": "membuat pengajuan",
    "application.created_despite_elsewhere": "membuat pengajuan walau tercatat di program lain",
    "application.answered": "mengisi jawaban",
    "application.product_added": "menambah nama produk",
    "application.product_removed": "menghapus nama produk",
    "application.material_added": "menambah bahan",
    "application.material_changed": "mengubah bahan",
    "application.material_removed": "menghapus bahan",
    "application.upload_added": "menambah foto atau berkas",
    "application.upload_removed": "menghapus foto atau berkas",
    # As written before files of other kinds were kept.
    "application.photo_added": "menambah foto",
    "application.photo_removed": "menghapus foto",
    "application.letter_noted": "menulis nomor dan tanggal surat permohonan",
    "application.sihalal_number": "mencatat nomor daftar SiHalal",
    "application.material_renewed": "memperbarui sertifikat bahan",
    "application.companion_set": "menyamakan pendamping dengan data usaha",
    "business.answered": "mengubah data usaha",
    "mandate.given": "mencatat kuasa dari Anda",
    "mandate.revoked": "mencabut kuasa dari Anda",
    "mandate.paper_shown": "melihat foto surat kuasa Anda",
    **{f"application.{step}": words for step, words in PAST.items()},
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody else did."""

    at: datetime.datetime
    text: str
    number: str


def acts_for(owner: User) -> list[Act]:
    """What others did with the owner's applications, mandates and answers; the latest first.

    Four queries, at most `MOST` acts.
    """
    numbers = _numbers(owner)
    mandates = Mandate.objects.visible_to(owner).values_list("pk", flat=True)
    businesses = Business.objects.visible_to(owner).values_list("pk", flat=True)
    about = (
        _about("certification.application", numbers)
        | _about("certification.mandate", mandates)
        | _about("ikm.business", businesses)
    )
    entries = AuditEntry.objects.filter(about, action__in=_WORDS).exclude(actor=owner)
    latest = entries.exclude(actor=None).select_related("actor").order_by("-at", "-pk")[:MOST]
    return [_act(entry, numbers) for entry in latest]


def acts_on(application: Application) -> list[Act]:
    """The same for one application, whoever reads it; one query."""
    entries = AuditEntry.objects.about(application).filter(action__in=_WORDS)
    others = entries.exclude(actor=None).exclude(actor_id=application.business.owner_id)
    numbers = {str(application.pk): application.number}
    return [_act(entry, numbers) for entry in others.select_related("actor")[:MOST]]


def _numbers(owner: User) -> dict[str, str]:
    own = Application.objects.visible_to(owner)
    return {str(pk): number for pk, number in own.values_list("pk", "number")}


def _about(subject_type: str, keys: Iterable[object]) -> Q:
    return Q(subject_type=subject_type, subject_id__in=[str(key) for key in keys])


def _act(entry: AuditEntry, numbers: dict[str, str]) -> Act:
    is_application = entry.subject_type == "certification.application"
    return Act(
        at=entry.at,
        text=f"{entry.actor} {_WORDS[entry.action]}",
        number=numbers.get(entry.subject_id, "") if is_application else "",
    )
