"""The four ticks of the first version are answers now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certification", "0028_drop_application_consent")]

    operations = [
        migrations.RemoveField(model_name="verification", name="has_clean_tools"),
        migrations.RemoveField(model_name="verification", name="has_halal_materials"),
        migrations.RemoveField(model_name="verification", name="is_hygienic"),
        migrations.RemoveField(model_name="verification", name="is_separated"),
    ]
