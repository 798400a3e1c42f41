"""The main pages of every role: accessible, within the screen, light, without a broken policy."""

from typing import Any

import pytest
from django.db.models import QuerySet

from accounts.demo import PASSWORD
from accounts.models import CompanionProfile, User
from certification.enums import RoundState, Status
from certification.models import (
    Application,
    AssignmentProposal,
    Candidate,
    NominationCall,
    Obstacle,
    Offer,
    SelectionRound,
    TopUpRequest,
)
from certification.selectors.replacement import unoffered
from ikm.models import Business
from reports.models import Letter, LetterBatch, LetterTemplate
from tests.journeys.conftest import SignIn
from tests.journeys.looking import looks_wrong
from tests.journeys.steps import load_demo
from tests.journeys.weighing import HEAD, PUBLIC, STAFF, Weights, weighs_too_much
from workshops.models import Event, Session

pytestmark = pytest.mark.django_db(transaction=True)

SLUG, NOW = "self-declare-kaltim-2025", "self-declare-kaltim-2026"
PAGES = {
    "pemilik": """/ /bantuan/ /beranda/ /pengajuan/ /pengajuan/{returned}/ /kegiatan/
        /pengajuan/{returned}/bagian/usaha/ /pengajuan/{returned}/bagian/produk/
        /pengajuan/{returned}/bagian/bahan/ /pengajuan/{returned}/bagian/foto/
        /pengajuan/{returned}/periksa/""",
    "pendamping": """/beranda/ /pengajuan/ /pengajuan/{accepted}/ /usaha/ /usaha/{business}/
        /pengajuan/{accepted}/verifikasi/ /pengajuan/{accepted}/kendala/ /cermin/ /cermin/baru/
        /cermin/ketik/ /cermin/belum-berubah/ /cermin/sertifikat/""",
    "lp3h": """/beranda/ /pengajuan/ /program/{slug}/ /program/{now}/riwayat/ /pendamping/
        /pendamping/usulan/ /pendamping/usulan/{proposal}/ /pendamping/{companion}/
        /pendamping/{companion}/kecamatan/ /kendala/ /program/{now}/bagi-pendamping/""",
    "kab": """/beranda/ /usaha/ /usaha/{business}/ /usaha/tambah/ /usaha/impor/ /usaha/impor/baru/
        /pengajuan/ /pengajuan/{submitted}/ /pengajuan/{submitted}/minta-perbaikan/
        /pengajuan/{issued}/ /kegiatan/ /pengingat/ /pengingat/whatsapp/ /pengingat/whatsapp/hasil/
        /pengingat/tidak-mau/ /pekerjaan/ /usulan/ /program/{now}/
        /program/{now}/usulan/{call}/64.08/ /program/{now}/penggantian/ /tawaran/{offer}/
        /kendala/ /kendala/macet/ /kendala/{obstacle}/selesai/ /program/{now}/tambahan/""",
    "prov": """/beranda/ /program/ /program/{slug}/ /program/{slug}/bagi/
        /program/{slug}/bagi-lp3h/ /program/baru/ /kegiatan/baru/ /kegiatan/{event}/
        /kegiatan/{event}/peserta/ /kegiatan/{event}/sesi/{session}/kehadiran/
        /laporan/kegiatan/{event}/ /laporan/ /laporan/{slug}/ /pengajuan/{ready}/sihalal/
        /program/{now}/syarat/ /program/{now}/usulan/ /program/{now}/usulan/{call}/
        /program/{now}/usulan/baru/ /program/{now}/seleksi/ /program/{now}/seleksi/baru/
        /seleksi/{round}/ /seleksi/calon/{candidate}/ /program/{now}/penggantian/
        /penggantian/{open}/tawarkan/ /program/{now}/kendala/ /program/{now}/riwayat/
        /program/{now}/pindah/ /program/{now}/menganggur/ /program/{now}/tambahan/
        /program/{now}/tambahan/{request}/ /program/{now}/tenggat/ /pendamping/ /kendala/
        /pengaturan/hari-kerja/ /surat/ /surat/{letter}/ /surat/baru/ /surat/kop/ /surat/templat/
        /surat/templat/{template}/ /surat/massal/ /surat/massal/{batch}/
        /surat/massal/baru/?jenis=assignment
        /laporan/{slug}/rekap/ /laporan/{slug}/rekap/capaian/ /laporan/{slug}/rekap/lp3h/
        /laporan/{slug}/rekap/pendamping/ /laporan/{slug}/rekap/produk/
        /laporan/{slug}/rekap/kbli/ /laporan/{slug}/rekap/umur/ /laporan/{slug}/rekap/kendala/
        /laporan/{slug}/rekap/kegiatan/ /laporan/{slug}/rekap/indikator/
        /laporan/{slug}/rekap/anggaran/ /laporan/{slug}/rekap/penerima/
        /laporan/{slug}/bandingkan/ /laporan/{slug}/pengingat/ /laporan/{slug}/eskalasi/
        /laporan/{slug}/bagikan/ /laporan/langganan/ /laporan/cakupan/""",
    "kepala": """/beranda/ /laporan/ /laporan/{slug}/ /program/ /program/{slug}/
        /program/{slug}/kendala/ /program/{slug}/syarat/ /program/{slug}/riwayat/ /kendala/""",
    "auditor": """/beranda/ /pengajuan/ /usaha/ /program/{slug}/riwayat/ /program/{slug}/syarat/
        /program/{slug}/usulan/ /program/{slug}/tambahan/ /program/{slug}/seleksi/
        /program/{slug}/penggantian/""",
    "admin": "/beranda/ /pekerjaan/ /pengaturan/whatsapp/",
}


BUDGETS = {"pemilik": PUBLIC, "kepala": HEAD}
# Each with a demo of its own, so that processes can share the longest test.
GROUPS = {
    "those who apply": ("pemilik", "pendamping", "lp3h", "kab"),
    "the province": ("prov",),
    "those who look on": ("kepala", "auditor", "admin"),
}


@pytest.mark.parametrize("accounts", GROUPS.values(), ids=GROUPS)
def test_every_role_can_use_its_pages(sign_in: SignIn, accounts: tuple[str, ...]) -> None:
    load_demo()
    wrong: list[str] = []
    weights: Weights = {}
    for account in accounts:
        user = User.objects.get(email=f"{account}@demo.id")
        page = sign_in(f"{account}@demo.id", phone=True, password=PASSWORD)
        budget = BUDGETS.get(account, STAFF)
        for path in PAGES[account].format(**things_of(user)).split():
            answer = page.goto(path)
            assert answer
            assert answer.status == 200, f"{account} {path}"
            found = [*looks_wrong(page), *weighs_too_much(page, budget, weights)]
            wrong += [f"{account} {path} {text}" for text in found]
    assert wrong == []


def things_of(user: User) -> dict[str, object]:
    """One of each kind that the person may open; None where the role has none."""
    found: dict[str, object] = {"slug": SLUG}
    for status in (Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED, Status.READY, Status.ISSUED):
        rows = Application.objects.visible_to(user).in_status(status).order_by("pk")
        found[status] = rows.values_list("number", flat=True).first()
    found["business"] = Business.objects.visible_to(user).values_list("pk", flat=True).first()
    event = Event.objects.visible_to(user).order_by("starts_at").first()
    session = Session.objects.filter(event=event).first()
    found |= {"event": event and event.pk, "session": session and session.pk}
    return found | depth_of(user)


def depth_of(user: User) -> dict[str, object]:
    """One waiting record of each kind in the programme of today."""
    calls = NominationCall.objects.visible_to(user).filter(programme__slug=NOW)
    marked = SelectionRound.objects.filter(state=RoundState.PUBLISHED)
    rows: dict[str, QuerySet[Any]] = {
        "call": calls.filter(requests__answered_at=None).order_by("-pk"),
        "round": marked,
        "candidate": Candidate.objects.filter(round__in=marked),
        "offer": Offer.objects.visible_to(user).waiting(),
        "open": unoffered(user),
        "request": TopUpRequest.objects.visible_to(user).waiting(),
        "obstacle": Obstacle.objects.visible_to(user).open(),
        "proposal": AssignmentProposal.objects.visible_to(user),
        "companion": CompanionProfile.objects.visible_to(user),
        "letter": Letter.objects.visible_to(user).order_by("-pk"),
        "template": LetterTemplate.objects.visible_to(user).order_by("pk"),
        "batch": LetterBatch.objects.visible_to(user).order_by("-pk"),
    }
    found = {name: row.first() for name, row in rows.items()}
    return {"now": NOW} | {name: row and row.pk for name, row in found.items()}
