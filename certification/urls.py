"""Addresses of programmes (/program/) and applications (/pengajuan/)."""

from django.urls import path

from certification.views import (
    applications,
    companion_profiles,
    companions,
    decisions,
    filing,
    idle,
    incidents,
    ledger,
    obstacle_report,
    obstacles,
    office_days,
    parts,
    programmes,
    proposals,
    rows,
    targets,
    top_ups,
)

app_name = "certification"
TOP_UP = "program/<slug:slug>/tambahan/"
TARGET = "program/<slug:slug>/tenggat/"
CASE = "pengajuan/<str:number>/"
PART = f"{CASE}bagian/"
COMPANION = "pendamping/<int:pk>/"
urlpatterns = [
    path("program/", programmes.programme_list, name="programme-list"),
    path("program/baru/", programmes.programme_create, name="programme-create"),
    path("program/<slug:slug>/", programmes.programme_detail, name="programme-detail"),
    path("program/<slug:slug>/bagi/", programmes.programme_split, name="programme-split"),
    path(
        "program/<slug:slug>/bagi-lp3h/",
        programmes.programme_split_lp3h,
        name="programme-split-lp3h",
    ),
    path(TARGET, targets.programme_target, name="programme-target"),
    path(f"{TARGET}tanggal/", targets.target_dates, name="target-dates"),
    path(f"{TARGET}<int:pk>/", targets.target_change, name="target-change"),
    path(f"{TARGET}<int:pk>/tanggal/", targets.target_dates, name="target-change-dates"),
    path(f"{TARGET}<int:pk>/hapus/", targets.target_remove, name="target-remove"),
    path("program/<slug:slug>/riwayat/", ledger.movement_list, name="movement-list"),
    path("program/<slug:slug>/pindah/", ledger.allocation_transfer, name="allocation-transfer"),
    path(
        "program/<slug:slug>/bagi-pendamping/",
        ledger.programme_split_companion,
        name="programme-split-companion",
    ),
    path("program/<slug:slug>/menganggur/", idle.idle_list, name="idle-list"),
    path("program/<slug:slug>/menganggur/<int:pk>/tarik/", idle.idle_recall, name="idle-recall"),
    path(TOP_UP, top_ups.top_up_list, name="top-up-list"),
    path(f"{TOP_UP}baru/", top_ups.top_up_create, name="top-up-create"),
    path(f"{TOP_UP}<int:pk>/", top_ups.top_up_detail, name="top-up-detail"),
    path(f"{TOP_UP}<int:pk>/setujui/", top_ups.top_up_approve, name="top-up-approve"),
    path(f"{TOP_UP}<int:pk>/tolak/", top_ups.top_up_refuse, name="top-up-refuse"),
    path(f"{TOP_UP}<int:pk>/tarik/", top_ups.top_up_withdraw, name="top-up-withdraw"),
    path("pengaturan/hari-kerja/", office_days.office_day_list, name="office-day-list"),
    path(
        "pengaturan/hari-kerja/<int:pk>/hapus/",
        office_days.office_day_remove,
        name="office-day-remove",
    ),
    path("pengajuan/", applications.application_list, name="application-list"),
    path("pengajuan/baru/", filing.application_create, name="application-create"),
    path(CASE, applications.application_detail, name="application-detail"),
    path(f"{CASE}periksa/", filing.application_check, name="application-check"),
    path(f"{CASE}kirim/", filing.application_submit, name="application-submit"),
    path(f"{CASE}terkirim/", filing.application_receipt, name="application-receipt"),
    path(f"{PART}usaha/", parts.part_business, name="application-part-business"),
    path(f"{PART}pemilik/", parts.part_people, name="application-part-people"),
    path(f"{PART}produk/", parts.part_products, name="application-part-products"),
    path(f"{PART}produk/tambah/", rows.product_add, name="application-product-add"),
    path(f"{PART}produk/<int:pk>/hapus/", rows.product_remove, name="application-product-remove"),
    path(f"{PART}bahan/", rows.part_materials, name="application-part-materials"),
    path(f"{PART}bahan/tambah/", rows.material_add, name="application-material-add"),
    path(f"{PART}bahan/<int:pk>/ubah/", rows.material_change, name="application-material-change"),
    path(f"{PART}bahan/<int:pk>/hapus/", rows.material_remove, name="application-material-remove"),
    path(f"{PART}proses/", parts.part_process, name="application-part-process"),
    path(f"{PART}foto/", rows.part_photos, name="application-part-photos"),
    path(f"{PART}foto/<int:pk>/hapus/", rows.photo_remove, name="application-photo-remove"),
    path(f"{CASE}foto/<int:pk>/", rows.photo_show, name="application-photo"),
    path(f"{CASE}terima/", decisions.application_accept, name="application-accept"),
    path(f"{CASE}minta-perbaikan/", decisions.application_return, name="application-return"),
    path(f"{CASE}verifikasi/", decisions.application_verify, name="application-verify"),
    path(f"{CASE}sihalal/", decisions.application_sihalal, name="application-sihalal"),
    path(f"{CASE}sertifikat/", decisions.application_certificate, name="application-certificate"),
    path(f"{CASE}hentikan/", decisions.application_stop, name="application-stop"),
    path(
        f"{CASE}pendamping/", decisions.application_set_companion, name="application-set-companion"
    ),
    path(f"{CASE}kendala/", obstacles.obstacle_create, name="obstacle-create"),
    path("program/<slug:slug>/kendala/", obstacle_report.obstacle_list, name="obstacle-list"),
    path("kendala/", obstacle_report.obstacle_overview, name="obstacle-overview"),
    path("kendala/macet/", obstacle_report.stall_list, name="stall-list"),
    path(
        "kendala/<int:pk>/tindak-lanjut/", obstacles.obstacle_follow_up, name="obstacle-follow-up"
    ),
    path("kendala/<int:pk>/selesai/", obstacles.obstacle_resolve, name="obstacle-resolve"),
    path("kendala/gangguan/baru/", incidents.incident_create, name="incident-create"),
    path("kendala/gangguan/<int:pk>/tambah/", incidents.incident_block, name="incident-block"),
    path("kendala/gangguan/<int:pk>/selesai/", incidents.incident_end, name="incident-end"),
    path("pendamping/", companions.companion_list, name="companion-list"),
    path("pendamping/lp3h/", companions.companion_organisations, name="companion-organisations"),
    path("pendamping/tambah/", companion_profiles.companion_create, name="companion-create"),
    path("pendamping/usulan/", proposals.proposal_list, name="proposal-list"),
    path("pendamping/usulan/susun/", proposals.proposal_create, name="proposal-create"),
    path("pendamping/usulan/<int:pk>/", proposals.proposal_detail, name="proposal-detail"),
    path("pendamping/usulan/<int:pk>/simpan/", proposals.proposal_change, name="proposal-change"),
    path("pendamping/usulan/<int:pk>/terima/", proposals.proposal_accept, name="proposal-accept"),
    path("pendamping/usulan/<int:pk>/batalkan/", proposals.proposal_drop, name="proposal-drop"),
    path(COMPANION, companions.companion_detail, name="companion-detail"),
    path(f"{COMPANION}ubah/", companion_profiles.companion_update, name="companion-update"),
    path(
        f"{COMPANION}kecamatan/", companion_profiles.companion_districts, name="companion-districts"
    ),
    path(f"{COMPANION}keluar/", companion_profiles.companion_leave, name="companion-leave"),
    path(f"{COMPANION}alih-tugas/", proposals.proposal_handover, name="proposal-handover"),
]
