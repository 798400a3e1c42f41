"""Every address of the portal, by app, named as strings: this layer imports no app."""

from django.urls import include, path

urlpatterns = [
    path("", include("halalportal.interface.urls")),
    path("", include("accounts.urls")),
    path("pekerjaan/", include("halalportal.jobs.urls")),
    path("usaha/", include("ikm.urls")),
    path("", include("certification.urls")),
    path("kegiatan/", include("workshops.urls")),
    path("v/", include("reports.verification_urls")),
    path("", include("reports.urls")),
    path("api/v1/", include("reports.api.urls")),
]
