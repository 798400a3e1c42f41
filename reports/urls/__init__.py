"""Addresses of the app."""

from reports.urls import letter_batches, letters, recaps, reminders, summaries, whatsapp

app_name = "reports"
urlpatterns = [
    *summaries.urlpatterns,
    *recaps.urlpatterns,
    *letter_batches.urlpatterns,
    *letters.urlpatterns,
    *reminders.urlpatterns,
    *whatsapp.urlpatterns,
]
