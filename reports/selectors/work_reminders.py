"""The work with reminders: what to tap, and what to decide about."""

from halalportal.interface.navigation import address
from reports.models import Reminder
from reports.selectors.work_kinds import QueueDefinition

WHATSAPP = QueueDefinition(
    code="whatsapp",
    label="Pengingat WhatsApp",
    action="Kirim pengingat",
    rows=lambda user: Reminder.objects.visible_to(user).whatsapp_queue(),
    since="created_at",
    url=lambda: f"{address('reports:reminder-list')}?lewat=whatsapp",
)
UNCERTAIN = QueueDefinition(
    code="uncertain",
    label="Pesan belum pasti terkirim",
    action="Putuskan pesan",
    rows=lambda user: Reminder.objects.visible_to(user).uncertain(),
    since="created_at",
    url=lambda: f"{address('reports:reminder-list')}?keadaan=uncertain",
    is_rare=True,
)
