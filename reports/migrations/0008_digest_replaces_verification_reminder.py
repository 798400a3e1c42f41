"""The companion reads of a verification that is nearly due in the digest, on the same day.

Two e-mails about one case on one morning would be one too many; the rule stays and can be
switched on again.
"""

from django.db import migrations


def switch(apps, is_active):
    rules = apps.get_model("reports", "ReminderRule").objects
    rules.filter(code="verification-due").update(is_active=is_active)


def off(apps, schema_editor):
    switch(apps, False)


def on(apps, schema_editor):
    switch(apps, True)


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_escalation_rules")]
    operations = [migrations.RunPython(off, on)]
