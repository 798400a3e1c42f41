"""Reminders after the certificate: BPJPH's look, and materials whose own certificate ends."""

from django.db import migrations

_LOOK = (
    "Sertifikat halal {nomor} untuk {usaha} dilihat lagi oleh BPJPH sekitar {batas}. Biaya untuk "
    "usaha mikro dan kecil ditanggung negara. Siapkan catatan bahan dan cara membuat. Lihat "
    "sertifikat: {tautan} Balas pesan ini bila perlu bantuan."
)
RULES = [
    {
        "code": "surveillance-90",
        "label": "Pengawasan BPJPH dalam 90 hari",
        "offset_days": -90,
        "day_basis": "calendar",
        "subject": "Pengawasan BPJPH sekitar {batas}",
        "body": _LOOK,
    },
    {
        "code": "surveillance-30",
        "label": "Pengawasan BPJPH dalam 30 hari",
        "offset_days": -30,
        "day_basis": "calendar",
        "subject": "Pengawasan BPJPH sekitar {batas}",
        "body": _LOOK,
    },
    {
        "code": "material-certificate",
        "label": "Sertifikat bahan hampir berakhir",
        "offset_days": -30,
        "day_basis": "calendar",
        "subject": "Sertifikat halal bahan berakhir {batas}",
        "body": "Sertifikat halal bahan {bahan} yang dipakai {usaha} berakhir {batas}. Minta "
        "sertifikat yang baru dari pemasok, lalu catat lewat tautan ini: {tautan} Balas pesan ini "
        "bila perlu bantuan.",
    },
]


def add(apps, schema_editor):
    rules = apps.get_model("reports", "ReminderRule").objects
    for rule in RULES:
        rules.get_or_create(code=rule["code"], defaults=rule)


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_escalation_statuses")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
