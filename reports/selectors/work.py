"""The kinds of work of each role, as data: one table from role to queues."""

from collections.abc import Callable
from typing import Any

from django.db.models import DateTimeField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from certification.enums import Status
from certification.models import (
    Application,
    ChangeReport,
    Nomination,
    NominationRequest,
    Obstacle,
    StatusText,
    TopUpRequest,
)
from certification.selectors.handovers import undelivered
from certification.selectors.replacement import unoffered
from certification.selectors.returns import third_returns
from certification.selectors.selection import waiting_to_apply
from certification.selectors.visits import waiting_visits
from halalportal.interface.navigation import address
from ikm.enums import ImportStatus
from ikm.models import Claim, ImportBatch
from reports.enums import LetterState
from reports.links import applications_url
from reports.models import Letter
from reports.selectors.work_kinds import QueueDefinition
from reports.selectors.work_reminders import UNCERTAIN, WHATSAPP
from workshops.models import ActionItem


def _in_status(*statuses: Status) -> Callable[[User], QuerySet[Any]]:
    return lambda user: Application.objects.visible_to(user).in_status(*statuses)


def _sent_again(user: User) -> QuerySet[Any]:
    return Application.objects.visible_to(user).resubmitted()


CHECK = QueueDefinition(
    code="check",
    label="Menunggu pemeriksaan",
    action="Mulai periksa",
    rows=_in_status(Status.SUBMITTED),
    since="status_changed_at",
    url=lambda: applications_url(Status.SUBMITTED),
)
SENT_AGAIN = QueueDefinition(
    code="sent-again",
    label="Perbaikan sudah dikirim",
    action="Buka daftar",
    rows=_sent_again,
    since="status_changed_at",
    url=lambda: applications_url(Status.SUBMITTED, perbaikan="1"),
)
READY = QueueDefinition(
    code="ready",
    label="Siap diajukan",
    action="Salin ke SiHalal",
    rows=_in_status(Status.READY),
    since="status_changed_at",
    url=lambda: applications_url(Status.READY),
)
IMPORTS = QueueDefinition(
    code="imports",
    label="Impor menunggu persetujuan",
    action="Buka impor",
    rows=lambda user: ImportBatch.objects.visible_to(user).filter(status=ImportStatus.CHECKED),
    since="created_at",
    url=lambda: address("ikm:import-list"),
)
CLAIMS = QueueDefinition(
    code="claims",
    label="Permintaan sambung usaha",
    action="Periksa permintaan",
    rows=lambda user: Claim.objects.visible_to(user).waiting(),
    since="created_at",
    url=lambda: address("ikm:claim-list"),
)
NOMINATE = QueueDefinition(
    code="nominate",
    label="Usulan diminta",
    action="Buka permintaan",
    rows=lambda user: NominationRequest.objects.asked_of(user).waiting(),
    since="call__created_at",
    url=lambda: address("certification:request-list"),
)


def _selected(user: User) -> QuerySet[Any]:
    named = Nomination.objects.visible_to(user)
    return waiting_to_apply(timezone.localdate()).filter(nomination__in=named)


SELECTED = QueueDefinition(
    code="selected",
    label="Terpilih, belum mengajukan",
    action="Mulai pengajuan",
    rows=_selected,
    since="round__closed_at",
    url=lambda: address("certification:selected-list"),
    is_rare=True,
)
TOP_UPS = QueueDefinition(
    code="top-ups",
    label="Permintaan tambahan kuota",
    action="Putuskan permintaan",
    rows=TopUpRequest.objects.to_decide,
    since="requested_at",
    url=lambda: address("certification:top-up-waiting"),
    is_rare=True,
)
UNOFFERED = QueueDefinition(
    code="unoffered",
    label="Tempat belum ditawarkan",
    action="Tawarkan tempat",
    rows=unoffered,
    since="opened_at",
    url=lambda: address("certification:replacement-waiting"),
    is_rare=True,
)
VERIFY = QueueDefinition(
    code="verify",
    label="Menunggu verifikasi Anda",
    action="Buka kunjungan",
    rows=waiting_visits,
    since="status_changed_at",
    url=lambda: address("certification:visit-list"),
)
TO_FIX = QueueDefinition(
    code="to-fix",
    label="Perlu diperbaiki",
    action="Buka daftar",
    rows=_in_status(Status.RETURNED),
    since="status_changed_at",
    url=lambda: applications_url(Status.RETURNED),
)
UNVERIFIED = QueueDefinition(
    code="unverified",
    label="Menunggu verifikasi pendamping",
    action="Buka daftar",
    rows=waiting_visits,
    since="status_changed_at",
    url=lambda: address("certification:visit-list"),
)


def _obstacles_of(role: Role) -> QueueDefinition:
    """The open obstacles on which this role acts next."""
    return QueueDefinition(
        code="obstacles",
        label="Kendala yang menunggu Anda",
        action="Tindak lanjuti",
        rows=lambda user: Obstacle.objects.visible_to(user).open().filter(next_actor=role),
        since="since",
        url=lambda: f"{address('certification:obstacle-overview')}?penindak={role.value}",
    )


THIRD_RETURNS = QueueDefinition(
    code="third-returns",
    label="Perbaikan ketiga",
    action="Putuskan perbaikan",
    rows=third_returns,
    since="asked_at",
    url=lambda: address("certification:third-return-list"),
    is_rare=True,
)


def _due_decisions(user: User) -> QuerySet[Any]:
    due = ActionItem.objects.mine(user).visible_to(user).due(timezone.localdate())
    return due.annotate(due_at=Cast("due_on", DateTimeField()))


STATUS_TEXTS = QueueDefinition(
    code="status-texts",
    label="Status SiHalal belum dikenal",
    action="Petakan status",
    rows=lambda user: StatusText.objects.filter(national=None),
    since="first_seen_at",
    url=lambda: address("certification:status-text-list"),
    is_rare=True,
)
CHANGES = QueueDefinition(
    code="changes",
    label="Perubahan sesudah sertifikat",
    action="Jawab laporan",
    rows=lambda user: ChangeReport.objects.visible_to(user).waiting(),
    since="reported_at",
    url=lambda: address("certification:change-list"),
    is_rare=True,
)
UNDELIVERED = QueueDefinition(
    code="undelivered",
    label="Sertifikat terbit, belum diserahkan",
    action="Atur serah terima",
    rows=undelivered,
    since="recorded_at",
    url=lambda: address("certification:handover-list"),
    is_rare=True,
)
DECISIONS = QueueDefinition(
    code="decisions",
    label="Keputusan rapat jatuh tempo",
    action="Laporkan perkembangan",
    rows=_due_decisions,
    since="due_at",
    url=lambda: f"{address('workshops:action-list')}?milik=saya&batas=tiba",
    is_rare=True,
)


def _letters_in(state: LetterState) -> Callable[[User], QuerySet[Any]]:
    return lambda user: Letter.objects.written_by(user).in_state(state)


def _letters_url(state: LetterState) -> str:
    return f"{address('reports:letter-list')}?status={state.value}&dinas=sendiri"


LETTER_DRAFTS = QueueDefinition(
    code="letter-drafts",
    label="Draf surat belum bernomor",
    action="Beri nomor",
    rows=_letters_in(LetterState.DRAFT),
    since="created_at",
    url=lambda: _letters_url(LetterState.DRAFT),
    is_rare=True,
)
LETTERS_TO_SIGN = QueueDefinition(
    code="letters-to-sign",
    label="Surat menunggu tanda tangan",
    action="Cetak atau kirim hasilnya",
    rows=_letters_in(LetterState.NUMBERED),
    since="numbered_at",
    url=lambda: _letters_url(LetterState.NUMBERED),
    is_rare=True,
)
OFFICER_QUEUES = (
    CHECK,
    SENT_AGAIN,
    READY,
    WHATSAPP,
    UNCERTAIN,
    IMPORTS,
    CLAIMS,
    TOP_UPS,
    UNOFFERED,
    CHANGES,
    UNDELIVERED,
    DECISIONS,
    LETTER_DRAFTS,
    LETTERS_TO_SIGN,
)
QUEUES: dict[str, tuple[QueueDefinition, ...]] = {
    Role.REGENCY_OFFICER: (
        *OFFICER_QUEUES,
        NOMINATE,
        SELECTED,
        _obstacles_of(Role.REGENCY_OFFICER),
    ),
    Role.PROVINCE_OFFICER: (
        *OFFICER_QUEUES,
        THIRD_RETURNS,
        STATUS_TEXTS,
        _obstacles_of(Role.PROVINCE_OFFICER),
    ),
    Role.COMPANION: (VERIFY, READY, TO_FIX, DECISIONS, _obstacles_of(Role.COMPANION)),
    Role.LP3H_COORDINATOR: (
        UNVERIFIED,
        READY,
        TO_FIX,
        UNCERTAIN,
        DECISIONS,
        _obstacles_of(Role.LP3H_COORDINATOR),
    ),
}
