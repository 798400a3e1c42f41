from django.urls import path

from halalportal.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="job-list"),
    path("<int:pk>/", views.job_detail, name="job-detail"),
    path("<int:pk>/kemajuan/", views.job_progress, name="job-progress"),
    path("<int:pk>/batalkan/", views.job_cancel, name="job-cancel"),
    path("<int:pk>/unduh/", views.job_download, name="job-download"),
]
