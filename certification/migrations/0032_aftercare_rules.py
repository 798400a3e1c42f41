"""What holders are told, and a surveillance for each certificate recorded so far."""

import datetime

from django.db import migrations

YEARS = 4
VALID_FROM = datetime.date(2024, 10, 17)
CHANGE_LAW = "UU 33/2014 Pasal 42; Kepkaban BPJPH 76/2023"
RULES = [
    (
        "material",
        "Simpan foto kemasan dan sertifikat halal bahan yang baru. Bila bahannya belum "
        "bersertifikat halal, jangan dipakai dulu sebelum petugas menjawab.",
        CHANGE_LAW,
    ),
    (
        "process",
        "Cara membuat yang baru dilihat dulu oleh petugas, karena sertifikat berlaku selama cara "
        "membuat tetap sama.",
        CHANGE_LAW,
    ),
    (
        "name",
        "Nama baru harus sama dengan yang tertulis di sertifikat. Jangan cetak kemasan baru "
        "sebelum petugas menjawab.",
        CHANGE_LAW,
    ),
    (
        "variant",
        "Varian baru belum ada di sertifikat, jadi biasanya perlu pengajuan pengembangan produk di "
        "SiHalal. Untuk usaha mikro dan kecil tarifnya Rp0.",
        f"{CHANGE_LAW}; tarif PMK 57/PMK.05/2021 Pasal 5",
    ),
    (
        "place",
        "Tempat produksi baru dilihat dulu: bersih dan terpisah dari bahan yang tidak halal.",
        CHANGE_LAW,
    ),
    (
        "supervisor",
        "Penyelia halal yang baru dicatat di SiHalal. Siapkan nama dan KTP-nya untuk petugas.",
        "UU 33/2014 Pasal 28",
    ),
]
SURVEILLANCE = (
    "surveillance",
    "BPJPH melihat lagi tiap 4 tahun. Biaya untuk usaha mikro dan kecil ditanggung negara. "
    "Bila ada yang meminta uang, lapor ke petugas.",
    "PP 42/2024 Pasal 52",
)


def add(apps, schema_editor):
    rule = apps.get_model("certification", "AftercareRule")
    changes = [
        rule(code=code, advice=advice, source=source, valid_from=VALID_FROM)
        for code, advice, source in RULES
    ]
    code, advice, source = SURVEILLANCE
    look = rule(code=code, advice=advice, source=source, years=YEARS, valid_from=VALID_FROM)
    rule.objects.bulk_create([*changes, look], ignore_conflicts=True)


def plan(apps, schema_editor):
    """Again and again without harm: a certificate has one surveillance a day."""
    certificates = apps.get_model("certification", "Certificate").objects
    surveillance = apps.get_model("certification", "Surveillance")
    rows = (
        surveillance(certificate_id=pk, due_on=_years_after(issued_on))
        for pk, issued_on in certificates.filter(surveillances=None)
        .values_list("pk", "issued_on")
        .iterator()
    )
    surveillance.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def _years_after(day):
    try:
        return day.replace(year=day.year + YEARS)
    except ValueError:
        return day.replace(year=day.year + YEARS, day=28)


class Migration(migrations.Migration):
    dependencies = [("certification", "0031_certificate_life")]
    operations = [
        migrations.RunPython(add, migrations.RunPython.noop),
        migrations.RunPython(plan, migrations.RunPython.noop),
    ]
