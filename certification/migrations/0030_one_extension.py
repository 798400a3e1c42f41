"""When an LPH asked for more days, beside until when it got them."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("certification", "0029_remove_verification_ticks")]

    operations = [
        migrations.AddField(
            model_name="regularcase",
            name="extension_asked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="regularcase",
            constraint=models.CheckConstraint(
                condition=Q(extension_asked_on=None, audit_extended_to=None)
                | Q(extension_asked_on__isnull=False, audit_extended_to__isnull=False),
                name="regular_case_one_whole_extension",
            ),
        ),
    ]
