"""The first wording, and the consents that were noted with a tick as mandates that say so."""

import datetime
import hashlib
from zoneinfo import ZoneInfo

from django.db import migrations

VALID_FROM = datetime.date(2025, 1, 1)
SOURCE = "Rumusan portal; UU 27/2022 Pasal 20 dan 22 (persetujuan tertulis atau terekam)"
BODY = """\
Saya, $owner, pemilik usaha $business di $place, memberi kuasa kepada $helper.

Kuasa ini untuk pengajuan sertifikat halal usaha saya:
$tasks

Kuasa ini berlaku sampai $until.

Saya boleh mencabut kuasa ini kapan saja, tanpa alasan, di akun saya, kepada petugas, atau kepada \
penerima kuasa.

Jawaban diisi sesuai keterangan saya. Semua yang diisi dan dikirim atas nama saya boleh saya lihat.

Bantuan ini gratis. Tidak ada yang boleh meminta uang kepada saya."""
TASKS = {
    "fill": "mengisi data usaha, produk, bahan, proses, dan foto",
    "submit": "mengirim pengajuan dan perbaikannya atas nama saya",
    "sihalal": "memasukkan data pengajuan ke SiHalal, sistem BPJPH",
}
LONGEST = datetime.timedelta(days=365)


def add_wording(apps, schema_editor):
    apps.get_model("certification", "MandateWording").objects.update_or_create(
        code="2025-1",
        defaults={"body": BODY, "valid_from": VALID_FROM, "source": SOURCE, **TASKS},
    )


def convert(apps, schema_editor):
    """One mandate for each consent: for the companion, else for the office of the kab/kota."""
    Mandate = apps.get_model("certification", "Mandate")
    Application = apps.get_model("certification", "Application")
    consented = Application.objects.exclude(consent_at=None)
    related = consented.select_related("regency", "programme").order_by("pk")
    for application in related.iterator(chunk_size=500):
        application.mandate = Mandate.objects.create(**_recorded(application))
        application.save(update_fields=["mandate"])


def _recorded(application):
    zone = ZoneInfo(application.regency.time_zone)
    given_on = application.consent_at.astimezone(zone).date()
    is_companion = application.created_by_id == application.companion_id
    ends_on = min(application.programme.ends_on, given_on + LONGEST)
    return {
        "business_id": application.business_id,
        "holder_id": application.created_by_id,
        "region_id": None if is_companion else application.regency_id,
        "organisation_id": application.organisation_id if is_companion else None,
        "scope": ["fill", "submit"],
        "text": application.consent_text,
        "text_sha256": hashlib.sha256(application.consent_text.encode()).hexdigest(),
        "proof": "recorded",
        "given_on": given_on,
        "ends_on": max(ends_on, given_on),
        "recorded_by_id": application.created_by_id,
        "recorded_at": application.consent_at,
    }


def back(apps, schema_editor):
    """The sentences return to their applications; what papers and codes say has no place there."""
    Mandate = apps.get_model("certification", "Mandate")
    for mandate in Mandate.objects.filter(proof="recorded").iterator(chunk_size=500):
        mandate.applications.update(
            consent_text=mandate.text, consent_at=mandate.recorded_at, mandate=None
        )
        mandate.delete()


class Migration(migrations.Migration):
    dependencies = [("certification", "0026_mandate_wording")]
    operations = [
        migrations.RunPython(add_wording, migrations.RunPython.noop),
        migrations.RunPython(convert, back),
    ]
