"""Addresses of what stays of an event: files, survey, report; below /kegiatan/."""

from django.urls import path

from workshops.views import event_reports, files, surveys

FILES = "<int:pk>/berkas/"
PHOTO = f"{FILES}foto/<int:photo_pk>/"
urlpatterns = [
    path(FILES, files.file_list, name="file-list"),
    path(f"{FILES}materi/", files.handout_add, name="handout-add"),
    path(f"{FILES}<int:handout_pk>/", files.handout_show, name="handout-show"),
    path(f"{FILES}<int:handout_pk>/hapus/", files.handout_remove, name="handout-remove"),
    path(f"{FILES}foto/", files.photo_add, name="photo-add"),
    path(PHOTO, files.photo_show, name="photo-show"),
    path(f"{PHOTO}kecil/", files.photo_thumbnail, name="photo-thumbnail"),
    path(f"{PHOTO}keterangan/", files.photo_describe, name="photo-describe"),
    path(f"{PHOTO}hapus/", files.photo_remove, name="photo-remove"),
    path("<int:pk>/survei/", surveys.survey_results, name="survey-results"),
    path("<int:pk>/laporan/", event_reports.report_detail, name="report-detail"),
    path("<int:pk>/laporan/ubah/", event_reports.report_edit, name="report-edit"),
    path("<int:pk>/laporan/pdf/", event_reports.report_pdf, name="report-pdf"),
    path("p/<str:token>/survei/", surveys.participant_survey, name="participant-survey"),
    path(
        "p/<str:token>/materi/<int:handout_pk>/",
        surveys.participant_handout,
        name="participant-handout",
    ),
]
