"""A target counts places in SiHalal or certificates: the reminder's figure names which."""

from django.db import migrations

BEFORE, AFTER = "{jumlah} pengajuan", "{jumlah}"


def name_the_unit(apps, schema_editor):
    for rule in apps.get_model("reports", "ReminderRule").objects.filter(code="target-due"):
        rule.body = rule.body.replace(BEFORE, AFTER)
        rule.save(update_fields=["body"])


def fix_the_unit(apps, schema_editor):
    for rule in apps.get_model("reports", "ReminderRule").objects.filter(code="target-due"):
        rule.body = rule.body.replace(AFTER, BEFORE)
        rule.save(update_fields=["body"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_alter_reminderrule_day_basis")]
    operations = [migrations.RunPython(name_the_unit, fix_the_unit)]
