"""Addresses of events, below /kegiatan/."""

from django.urls import include, path

from workshops.views import actions, attendance, events, minutes, participants, sessions

app_name = "workshops"
SHEET = "<int:pk>/sesi/<int:session_pk>/kehadiran/"
urlpatterns = [
    path("", events.event_list, name="event-list"),
    path("baru/", events.event_new, name="event-new"),
    path("", include("workshops.door_urls")),
    path("", include("workshops.invitation_urls")),
    path("", include("workshops.meeting_urls")),
    path("", include("workshops.certificate_urls")),
    path("", include("workshops.aftermath_urls")),
    path("", include("workshops.calendar_urls")),
    path("", include("workshops.knowledge_urls")),
    path("<int:pk>/", events.event_detail, name="event-detail"),
    path("<int:pk>/ubah/", events.event_edit, name="event-edit"),
    path("<int:pk>/salin/", events.event_copy, name="event-copy"),
    path("<int:pk>/sesi/baru/", sessions.session_new, name="session-new"),
    path("<int:pk>/sesi/<int:session_pk>/ubah/", sessions.session_edit, name="session-edit"),
    path("<int:pk>/sesi/<int:session_pk>/hapus/", sessions.session_remove, name="session-remove"),
    path("<int:pk>/peserta/", participants.participant_list, name="participant-list"),
    path(
        "<int:pk>/peserta/tambah-usaha/",
        participants.participant_add_businesses,
        name="participant-add-businesses",
    ),
    path(
        "<int:pk>/peserta/tambah-orang/",
        participants.participant_add_person,
        name="participant-add-person",
    ),
    path(
        "<int:pk>/peserta/<int:participant_pk>/daftarkan/",
        participants.participant_register,
        name="participant-register",
    ),
    path(
        "<int:pk>/peserta/<int:participant_pk>/tidak-hadir/",
        participants.participant_decline,
        name="participant-decline",
    ),
    path(
        "<int:pk>/peserta/<int:participant_pk>/dahulukan/",
        participants.participant_prefer,
        name="participant-prefer",
    ),
    path(
        "<int:pk>/peserta/<int:participant_pk>/hapus/",
        participants.participant_remove,
        name="participant-remove",
    ),
    path(SHEET, attendance.attendance_sheet, name="attendance-sheet"),
    path(f"{SHEET}simpan/", attendance.attendance_save, name="attendance-save"),
    path(f"{SHEET}semua/", attendance.attendance_mark_all, name="attendance-mark-all"),
    path(f"{SHEET}batalkan/", attendance.attendance_undo_batch, name="attendance-undo-batch"),
    path(f"{SHEET}<int:participant_pk>/catat/", attendance.attendance_mark, name="attendance-mark"),
    path(
        f"{SHEET}<int:participant_pk>/batalkan/",
        attendance.attendance_undo,
        name="attendance-undo",
    ),
    path("<int:pk>/notula/", minutes.minutes_detail, name="minutes-detail"),
    path("<int:pk>/notula/tulis/", minutes.minutes_edit, name="minutes-edit"),
    path("<int:pk>/notula/pdf/", minutes.minutes_print, name="minutes-print"),
    path("<int:pk>/notula/keputusan/baru/", minutes.action_new, name="action-new"),
    path("<int:pk>/notula/keputusan/<int:item_pk>/ubah/", minutes.action_edit, name="action-edit"),
    path(
        "<int:pk>/notula/keputusan/<int:item_pk>/hapus/",
        minutes.action_remove,
        name="action-remove",
    ),
    path("tindak-lanjut/", actions.action_list, name="action-list"),
    path("tindak-lanjut/<int:pk>/", actions.action_detail, name="action-detail"),
    path("tindak-lanjut/<int:pk>/lapor/", actions.action_report, name="action-report"),
]
