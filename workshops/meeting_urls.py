"""Addresses of reports of online meetings, below /kegiatan/."""

from django.urls import path

from workshops.views import meeting_decisions as decisions
from workshops.views import meetings

LIST = "<int:pk>/laporan-rapat/"
REPORT = f"{LIST}<int:report_pk>/"
GUEST = f"{REPORT}tamu/<int:guest_pk>/"
urlpatterns = [
    path(LIST, meetings.meeting_list, name="meeting-list"),
    path(f"{LIST}kolom/", meetings.meeting_columns, name="meeting-columns"),
    path(REPORT, meetings.meeting_detail, name="meeting-detail"),
    path(f"{REPORT}sesi/<int:session_pk>/", meetings.meeting_minutes, name="meeting-minutes"),
    path(f"{REPORT}cocokkan/", decisions.meeting_confirm, name="meeting-confirm"),
    path(f"{REPORT}putuskan/", decisions.meeting_decide, name="meeting-decide"),
    path(f"{REPORT}jumlah-menit/", decisions.meeting_totals, name="meeting-totals"),
    path(f"{REPORT}catat/", decisions.meeting_apply, name="meeting-apply"),
    path(f"{REPORT}batalkan/", decisions.meeting_undo, name="meeting-undo"),
    path(GUEST, decisions.meeting_guest, name="meeting-guest"),
    path(f"{GUEST}tambah/", decisions.meeting_guest_add, name="meeting-guest-add"),
]
