"""Addresses of the app."""

from django.urls import URLPattern, path

from reports.views import workshop_funnel

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path(
        "laporan/kegiatan/<int:pk>/",
        workshop_funnel.workshop_funnel,
        name="workshop-funnel",
    ),
]
