"""Addresses of the app."""

from reports.urls import (
    letter_batches,
    letters,
    recaps,
    reminders,
    subscriptions,
    summaries,
    whatsapp,
)

app_name = "reports"
urlpatterns = [
    *subscriptions.urlpatterns,
    *summaries.urlpatterns,
    *recaps.urlpatterns,
    *letter_batches.urlpatterns,
    *letters.urlpatterns,
    *reminders.urlpatterns,
    *whatsapp.urlpatterns,
]
