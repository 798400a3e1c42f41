"""Home pages, figures and reports."""

from django.urls import path

from reports.views import (
    comparisons,
    coverage,
    home,
    ladders,
    meeting,
    sharing,
    summaries,
    workshop_funnel,
    workshop_overview,
)

urlpatterns = [
    path("beranda/", home.home, name="home"),
    path("laporan/", summaries.summary_list, name="summary-list"),
    path("laporan/kegiatan/", workshop_overview.workshop_overview_page, name="workshop-overview"),
    path(
        "laporan/kegiatan/excel/",
        workshop_overview.workshop_overview_excel,
        name="workshop-overview-excel",
    ),
    path(
        "laporan/kegiatan/<int:pk>/",
        workshop_funnel.workshop_funnel,
        name="workshop-funnel",
    ),
    path("laporan/cakupan/", coverage.coverage_page, name="coverage"),
    path("laporan/cakupan/<slug:circle>/", coverage.coverage_list, name="coverage-list"),
    path("laporan/<slug:slug>/", summaries.summary_detail, name="summary-detail"),
    path("laporan/<slug:slug>/eskalasi/", ladders.ladder_update, name="ladder-update"),
    path("laporan/<slug:slug>/pdf/", summaries.summary_pdf, name="summary-pdf"),
    path("laporan/<slug:slug>/excel/", summaries.summary_excel, name="summary-excel"),
    path("laporan/<slug:slug>/bandingkan/", comparisons.summary_compare, name="summary-compare"),
    path(
        "laporan/<slug:slug>/bandingkan/excel/",
        comparisons.summary_compare_excel,
        name="summary-compare-excel",
    ),
    path("laporan/<slug:slug>/rapat/", meeting.meeting, name="summary-meeting"),
    path("laporan/<slug:slug>/bagikan/", sharing.share_link_create, name="share-link-create"),
    path(
        "laporan/<slug:slug>/bagikan/<int:pk>/cabut/",
        sharing.share_link_revoke,
        name="share-link-revoke",
    ),
    path("r/<str:code>/", sharing.share_link_show, name="share-link-show"),
]
