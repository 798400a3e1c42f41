"""The recaps of a programme."""

from django.urls import path

from reports.views.recaps import files, indicators, pages

RECAPS = "laporan/<slug:slug>/rekap/"
urlpatterns = [
    path(RECAPS, pages.recap_list, name="recap-list"),
    path(
        f"{RECAPS}indikator/<slug:indicator>/ubah/",
        indicators.indicator_update,
        name="indicator-update",
    ),
    path(f"{RECAPS}<slug:code>/", pages.recap_detail, name="recap-detail"),
    path(f"{RECAPS}<slug:code>/excel/", files.recap_excel, name="recap-excel"),
    path(f"{RECAPS}<slug:code>/pdf/", files.recap_pdf, name="recap-pdf"),
]
