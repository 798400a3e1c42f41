"""Under which name WhatsApp approved the text of a rule."""

from django.db import transaction

from accounts.models import User
from halalportal.audit.services import record
from reports.models import ReminderRule


@transaction.atomic
def name_template(*, rule: ReminderRule, name: str, by: User) -> ReminderRule:
    """Sets the name; "" lets a person send the rule's reminders by hand."""
    locked = ReminderRule.objects.select_for_update().get(pk=rule.pk)
    locked.whatsapp_template = name
    locked.save(update_fields=["whatsapp_template"])
    record(action="reminder_rule.template_named", subject=locked, by=by, template=name)
    return locked
