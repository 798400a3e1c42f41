"""Addresses of the registry."""

from django.urls import path

from ikm.views import assignments, businesses, imports, registration, unmasking

app_name = "ikm"
urlpatterns = [
    path("", businesses.business_list, name="business-list"),
    path("tambah/", registration.business_create, name="business-create"),
    path("impor/", imports.import_list, name="import-list"),
    path("impor/baru/", imports.import_create, name="import-create"),
    path("impor/<int:pk>/", imports.import_detail, name="import-detail"),
    path("impor/<int:pk>/kemajuan/", imports.import_progress, name="import-progress"),
    path("impor/<int:pk>/kolom/", imports.import_columns, name="import-columns"),
    path("impor/<int:pk>/terapkan/", imports.import_apply, name="import-apply"),
    path("impor/<int:pk>/batalkan/", imports.import_cancel, name="import-cancel"),
    path("impor/<int:pk>/baris-salah/", imports.import_errors, name="import-errors"),
    path("<int:pk>/", businesses.business_detail, name="business-detail"),
    path("<int:pk>/ubah/", registration.business_update, name="business-update"),
    path("<int:pk>/data-pribadi/", unmasking.business_unmask, name="business-unmask"),
    path("<int:pk>/pendamping/", assignments.assignment_create, name="assignment-create"),
    path("<int:pk>/pendamping/akhiri/", assignments.assignment_end, name="assignment-end"),
]
