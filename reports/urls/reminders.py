"""Reminders."""

from django.urls import path

from reports.views import event_programmes, manual_reminders, reminder_rules, reminders

urlpatterns = [
    path("pengingat/", reminders.reminder_list, name="reminder-list"),
    path("pengingat/tulis/", manual_reminders.reminder_create, name="reminder-create"),
    path("pengingat/batalkan/", reminders.reminder_cancel_many, name="reminder-cancel-many"),
    path("pengingat/<int:pk>/", reminders.reminder_detail, name="reminder-detail"),
    path("pengingat/<int:pk>/ubah/", reminders.reminder_edit, name="reminder-edit"),
    path("pengingat/<int:pk>/tunda/", reminders.reminder_put_off, name="reminder-put-off"),
    path("pengingat/<int:pk>/terkirim/", reminders.reminder_sent, name="reminder-sent"),
    path("pengingat/<int:pk>/batalkan/", reminders.reminder_cancel, name="reminder-cancel"),
    path(
        "pengingat/<int:pk>/kirim-lagi/", reminders.reminder_send_again, name="reminder-send-again"
    ),
    path(
        "laporan/kegiatan/<int:pk>/program/",
        event_programmes.event_programme,
        name="event-programme",
    ),
    path("laporan/<slug:slug>/pengingat/", reminder_rules.rule_list, name="rule-list"),
    path(
        "laporan/<slug:slug>/pengingat/<slug:code>/", reminder_rules.rule_update, name="rule-update"
    ),
    path(
        "laporan/<slug:slug>/pengingat/<slug:code>/ikut-portal/",
        reminder_rules.rule_reset,
        name="rule-reset",
    ),
]
