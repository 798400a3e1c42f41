"""The indicators that performance reports of such offices name most often."""

import datetime

from django.db import migrations

SOURCE = "Indikator yang lazim dalam LKIP dan Renja dinas perindustrian; target diisi tiap dinas"
# code, name, unit, measure
INDICATORS = [
    ("halal-usaha", "IKM yang difasilitasi sertifikasi halal", "usaha", "businesses"),
    ("halal-sertifikat", "Sertifikat halal yang terbit", "sertifikat", "certificates"),
    ("halal-produk", "Produk IKM yang bersertifikat halal", "produk", "products"),
    ("pirt", "IKM yang difasilitasi P-IRT", "usaha", "typed"),
    ("merek", "IKM yang difasilitasi pendaftaran merek", "usaha", "typed"),
    ("uji-mutu", "Produk IKM yang diuji mutunya", "produk", "typed"),
    ("kemasan", "IKM yang difasilitasi desain kemasan", "usaha", "typed"),
]


def add(apps, schema_editor):
    Indicator = apps.get_model("reports", "Indicator")
    for position, (code, name, unit, measure) in enumerate(INDICATORS, start=1):
        fields = {
            "name": name,
            "unit": unit,
            "measure": measure,
            "position": position,
            "valid_from": datetime.date(2020, 1, 1),
            "source": SOURCE,
        }
        Indicator.objects.update_or_create(code=code, defaults=fields)


def remove(apps, schema_editor):
    apps.get_model("reports", "Indicator").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0022_indicators")]
    operations = [migrations.RunPython(add, remove)]
