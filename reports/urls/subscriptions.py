"""Monthly reports by e-mail; before the programmes, whose slugs take any word."""

from django.urls import path

from reports.views import subscriptions

urlpatterns = [
    path("laporan/langganan/", subscriptions.subscription_list, name="subscription-list"),
    path(
        "laporan/langganan/<slug:slug>/mulai/",
        subscriptions.subscription_start,
        name="subscription-start",
    ),
    path(
        "laporan/langganan/<slug:slug>/berhenti/",
        subscriptions.subscription_end,
        name="subscription-end",
    ),
    path(
        "laporan/langganan/<int:pk>/kirim-lagi/",
        subscriptions.monthly_report_send_again,
        name="monthly-report-send-again",
    ),
]
