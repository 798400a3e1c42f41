"""Certificates and signed lists are kept with their own records, not among the uploads."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0033_material_certificate_ends"),
    ]

    operations = [
        migrations.AlterField(
            model_name="upload",
            name="kind",
            field=models.CharField(
                choices=[
                    ("product", "Foto produk dalam kemasan"),
                    ("place", "Foto tempat produksi"),
                    ("identity", "KTP pemilik"),
                    ("nib", "Lembar NIB"),
                    ("grinding", "Bukti penggilingan daging"),
                    ("material", "Sertifikat atau kemasan bahan"),
                    ("other", "Lainnya"),
                    ("visit", "Foto kunjungan pendamping"),
                ],
                max_length=12,
            ),
        ),
    ]
