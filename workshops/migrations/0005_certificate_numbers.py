"""The pattern of a number is data; a number is one office's; signed and withdrawn say by whom."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("workshops", "0004_effect_of_events")]
    operations = [
        migrations.AddField(
            model_name="certificateseries",
            name="pattern",
            field=models.CharField(default="{seq:03d}/SERT/{unit}/{month}/{year}", max_length=60),
        ),
        migrations.AlterField(
            model_name="attendancecertificate",
            name="number",
            field=models.CharField(max_length=120),
        ),
        migrations.AddConstraint(
            model_name="attendancecertificate",
            constraint=models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="attendance_certificate_withdrawn_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendancecertificate",
            constraint=models.UniqueConstraint(
                fields=["series", "number"], name="attendance_certificate_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendancecertificate",
            constraint=models.CheckConstraint(
                condition=Q(signed_on=None, signed_by_name="")
                | (Q(signed_on__isnull=False) & ~Q(signed_by_name="")),
                name="attendance_certificate_signed_by",
            ),
        ),
    ]
