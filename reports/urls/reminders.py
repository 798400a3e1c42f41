"""Reminders."""

from django.urls import path

from reports.views import reminders

urlpatterns = [
    path("pengingat/", reminders.reminder_list, name="reminder-list"),
    path("pengingat/<int:pk>/terkirim/", reminders.reminder_sent, name="reminder-sent"),
    path("pengingat/<int:pk>/batalkan/", reminders.reminder_cancel, name="reminder-cancel"),
    path(
        "pengingat/<int:pk>/kirim-lagi/", reminders.reminder_send_again, name="reminder-send-again"
    ),
]
