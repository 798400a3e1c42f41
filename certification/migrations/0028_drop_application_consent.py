"""The mandate says it better."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certification", "0027_consent_becomes_mandate")]
    operations = [
        migrations.RemoveField(model_name="application", name="consent_at"),
        migrations.RemoveField(model_name="application", name="consent_text"),
    ]
