"""Addresses of the app."""

from reports.urls import letters, reminders, summaries

app_name = "reports"
urlpatterns = [*summaries.urlpatterns, *letters.urlpatterns, *reminders.urlpatterns]
