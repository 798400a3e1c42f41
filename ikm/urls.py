"""Addresses of the registry."""

from django.urls import path

from ikm.enums import BulkKind
from ikm.views import (
    assignments,
    bulk,
    businesses,
    claims,
    filters,
    imports,
    listing,
    own,
    registration,
    unmasking,
    visits,
)

app_name = "ikm"
urlpatterns = [
    path("", listing.business_list, name="business-list"),
    path("unduh/", listing.business_export, name="business-export"),
    path("rencana-kunjungan/", visits.visit_plan_page, name="visit-plan"),
    path("saringan/", filters.filter_list, name="filter-list"),
    path("saringan/simpan/", filters.filter_create, name="filter-create"),
    path("saringan/<int:pk>/bagikan/", filters.filter_share, name="filter-share"),
    path("saringan/<int:pk>/hapus/", filters.filter_delete, name="filter-delete"),
    path("massal/binaan/", bulk.bulk_create, {"kind": BulkKind.MENTORED}, "bulk-mentored"),
    path("massal/keadaan/", bulk.bulk_create, {"kind": BulkKind.STATUS}, "bulk-status"),
    path("massal/pendamping/", bulk.bulk_create, {"kind": BulkKind.COMPANION}, "bulk-companion"),
    path("massal/<int:pk>/", bulk.bulk_detail, name="bulk-detail"),
    path("massal/<int:pk>/batalkan/", bulk.bulk_undo, name="bulk-undo"),
    path("tambah/", registration.business_create, name="business-create"),
    path("impor/", imports.import_list, name="import-list"),
    path("impor/baru/", imports.import_create, name="import-create"),
    path("impor/<int:pk>/", imports.import_detail, name="import-detail"),
    path("impor/<int:pk>/kemajuan/", imports.import_progress, name="import-progress"),
    path("impor/<int:pk>/kolom/", imports.import_columns, name="import-columns"),
    path("impor/<int:pk>/terapkan/", imports.import_apply, name="import-apply"),
    path("impor/<int:pk>/batalkan/", imports.import_cancel, name="import-cancel"),
    path("impor/<int:pk>/baris-salah/", imports.import_errors, name="import-errors"),
    path("saya/", own.claim_start, name="claim-start"),
    path("saya/baru/", own.business_create_own, name="business-create-own"),
    path("saya/<uuid:uuid>/", own.claim_proof, name="claim-proof"),
    path("saya/<uuid:uuid>/kode/", own.claim_redeem, name="claim-redeem"),
    path("saya/<uuid:uuid>/minta/", own.claim_create, name="claim-create"),
    path("klaim/", claims.claim_list, name="claim-list"),
    path("klaim/<int:pk>/setujui/", claims.claim_approve, name="claim-approve"),
    path("klaim/<int:pk>/tolak/", claims.claim_refuse, name="claim-refuse"),
    path("<int:pk>/kode/", claims.claim_code_create, name="claim-code-create"),
    path("<int:pk>/", businesses.business_detail, name="business-detail"),
    path("<int:pk>/ubah/", registration.business_update, name="business-update"),
    path("<int:pk>/data-pribadi/", unmasking.business_unmask, name="business-unmask"),
    path("<int:pk>/pendamping/", assignments.assignment_create, name="assignment-create"),
    path("<int:pk>/pendamping/akhiri/", assignments.assignment_end, name="assignment-end"),
]
