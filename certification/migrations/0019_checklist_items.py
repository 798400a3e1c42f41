"""The duties that a companion looks at; the four ticks of the first version become answers.

An answer is there or it isn't, and a finding knows what it looked at.
"""

import datetime

from django.db import migrations, models
from django.db.models import F, Q

VALID_FROM = datetime.date(2023, 3, 18)
BEFORE = "sebelum 8 Juli 2025 Kepkaban BPJPH 22/2023"

# code, section, what is looked at, how, chapter of Kepkaban BPJPH 146/2025
ITEMS = [
    (
        "hygiene",
        "Tempat",
        "Tempat produksi bersih dan bebas najis",
        "Lihat lantai, meja, tempat cuci, dan tempat sampah.",
        "III.E",
    ),
    (
        "separate",
        "Tempat",
        "Tempat, alat, dan proses terpisah dari yang tidak halal",
        "Tanya juga masakan lain yang dibuat di dapur yang sama.",
        "II.A dan III.E",
    ),
    (
        "places",
        "Tempat",
        "Paling banyak satu tempat produksi dan satu gerai",
        "Gerai adalah tempat jualan milik sendiri.",
        "II.A",
    ),
    (
        "tools",
        "Alat dan cara membuat",
        "Alat bersih dan tidak tercemar bahan yang tidak halal",
        "Lihat juga kuas, saringan, dan alat yang dipinjam.",
        "III.E",
    ),
    (
        "equipment",
        "Alat dan cara membuat",
        "Alatnya sederhana: dengan tangan atau alat bantu listrik rumahan",
        "Bukan mesin pabrik atau mesin otomatis.",
        "II.A",
    ),
    (
        "process",
        "Alat dan cara membuat",
        "Cara membuat sama dengan isian pengajuan",
        "Minta pemilik bercerita dari membeli bahan sampai mengemas.",
        "IV.B",
    ),
    (
        "preservation",
        "Alat dan cara membuat",
        "Paling banyak satu cara pengawetan",
        "Misalnya hanya dikeringkan, atau hanya dibekukan.",
        "II.A",
    ),
    (
        "materials",
        "Bahan",
        "Semua bahan halal dan buktinya sudah dilihat",
        "Bukti: kemasan, sertifikat, atau nota pembelian.",
        "II.A dan III.E",
    ),
    (
        "materials-complete",
        "Bahan",
        "Daftar bahan sama dengan bahan yang ada di dapur",
        "Lihat lemari, kulkas, dan kemasan bekas.",
        "IV.B",
    ),
    (
        "product-name",
        "Produk",
        "Nama dan merek produk sama dengan di kemasan",
        "Tiap rasa punya nama sendiri.",
        "III.D dan IV.B",
    ),
    (
        "product-photo",
        "Produk",
        "Foto, bentuk, dan kemasan produk sama dengan aslinya",
        "Bandingkan foto di pengajuan dengan produk di tempat.",
        "III.D dan IV.B",
    ),
    (
        "pledge",
        "Pemilik",
        "Pemilik sudah membaca akad atau ikrar halal dan menyetujuinya",
        "Bacakan bila perlu.",
        "IV.B",
    ),
    (
        "supervised",
        "Pemilik",
        "Pemilik bersedia menjaga aturan halal dan diawasi",
        "Jelaskan perubahan yang perlu dilaporkan setelah sertifikat terbit.",
        "III.E",
    ),
]
TICKS = {
    "is_separated": "separate",
    "is_hygienic": "hygiene",
    "has_clean_tools": "tools",
    "has_halal_materials": "materials",
}


def fill(apps, schema_editor):
    item = apps.get_model("certification", "ChecklistItem")
    for position, (code, section, text, hint, chapter) in enumerate(ITEMS, start=1):
        item.objects.create(
            code=code,
            section=section,
            text=text,
            hint=hint,
            position=position,
            valid_from=VALID_FROM,
            source=f"Kepkaban BPJPH 146/2025 {chapter}; {BEFORE}",
        )


def turn_ticks_into_answers(apps, schema_editor):
    """Every verification of the first version was finished with a recommendation."""
    verification = apps.get_model("certification", "Verification")
    answer = apps.get_model("certification", "ChecklistAnswer")
    items = {
        row.code: row for row in apps.get_model("certification", "ChecklistItem").objects.all()
    }
    for tick, code in TICKS.items():
        rows = verification.objects.filter(**{f"{tick}__isnull": False})
        answer.objects.bulk_create(
            (
                answer(verification_id=pk, item=items[code], is_met=is_met)
                for pk, is_met in rows.values_list("pk", tick).iterator()
            ),
            batch_size=1_000,
        )
    verification.objects.filter(is_separated__isnull=False, finished_at=None).update(
        finished_at=F("at"), recommendation="recommended"
    )


def empty(apps, schema_editor):
    apps.get_model("certification", "ChecklistAnswer").objects.all().delete()
    apps.get_model("certification", "ChecklistItem").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("certification", "0018_answer_draft_sealed")]

    operations = [
        migrations.AddField(
            model_name="materialfinding",
            name="seen_as",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="checklistanswer",
            name="is_met",
            field=models.BooleanField(),
        ),
        migrations.AlterField(
            model_name="materialfinding",
            name="is_doubtful",
            field=models.BooleanField(),
        ),
        migrations.AddConstraint(
            model_name="materialfinding",
            constraint=models.CheckConstraint(
                condition=Q(is_doubtful=True)
                | (
                    ~Q(is_number_right=False)
                    & ~Q(is_in_date=False)
                    & ~Q(is_brand_right=False)
                    & ~Q(is_producer_right=False)
                ),
                name="material_finding_sure_when_all_right",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="verification_where_in_pairs",
            ),
        ),
        migrations.RunPython(fill, empty),
        migrations.RunPython(turn_ticks_into_answers, migrations.RunPython.noop),
    ]
