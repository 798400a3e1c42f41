"""SiHalal's statuses with their texts, the days of each step, and what returns named so far."""

import datetime

from django.db import migrations

from halalportal.lib.texts import fold

VALID_FROM = datetime.date(2025, 5, 1)
LAW_FROM = datetime.date(2022, 12, 30)
OWN_FROM = datetime.date(2025, 1, 1)
SOURCE = "Kode layar SiHalal di repositori publik, Mei 2025; teks yang tampil sekarang bisa berbeda"
CANCELLED = (
    "cancelled",
    "Dibatalkan di SiHalal",
    "Tanya petugas apakah usaha bisa diusulkan lagi.",
)
SD, R = "self_declare", "regular"
BOTH, IN, OUT = (SD, R), "in_sihalal", "returned_out"

# code, label, our name for it, the portal's status it goes with, who acts, tracks, sentence
STATUSES = [
    ("OF1", "Draft", "draft", "", "companion", BOTH, "Masih draf di SiHalal, belum dikirim."),
    ("OF10", "Submitted", "submitted", IN, "companion", BOTH,
     "Sudah terdaftar di SiHalal dan menunggu pemeriksaan."),
    ("OF11", "Verification", "under_verification", IN, "bpjph", BOTH, "Sedang diperiksa BPJPH."),
    ("OF12", "Verifikasi LPH", "lph_verification", IN, "lph", (R,), "Sedang diperiksa LPH."),
    ("OF15", "Verified", "verified", IN, "bpjph", BOTH, "Sudah diperiksa BPJPH dan lengkap."),
    ("OF2", "Returned", "returned_by_bpjph", OUT, "owner", BOTH,
     "Dikembalikan BPJPH. Perbaiki bersama pendamping di SiHalal."),
    ("OF5", "Invoice issued", "invoiced", IN, "payer", BOTH,
     "Tagihan sudah terbit. Peserta program fasilitasi tidak membayar."),
    ("OF50", "Dikirim ke LPH", "sent_to_lph", IN, "lph", (R,), "Dikirim ke LPH."),
    ("OF55", "Penetapan biaya", "cost_setting", IN, "lph", (R,),
     "LPH sedang menetapkan biaya pemeriksaan."),
    ("OF56", "Pembayaran", "awaiting_payment", IN, "payer", BOTH,
     "Menunggu pembayaran. Peserta program fasilitasi tidak membayar."),
    ("OF60", "Proses di LPH", "audit", IN, "lph", (R,),
     "Sedang diaudit LPH. Siapkan tempat usaha untuk kunjungan auditor."),
    ("OF70", "Selesai di LPH", "audit_done", IN, "bpjph", (R,), "Selesai diaudit LPH."),
    ("OF71", "Selesai P3H", "companion_done", IN, "bpjph", (SD,),
     "Selesai diperiksa pendamping dan menunggu BPJPH."),
    ("OF72", "Verifikasi LP3H", "lp3h_check", IN, "lp3h", (SD,), "Sedang diperiksa LP3H."),
    ("OF74", "Dikirim ke Komite Fatwa", "fatwa_committee_queue", IN, "committee", BOTH,
     "Dikirim ke Komite Fatwa dan menunggu sidang."),
    ("OF75", "Dikirim ke Komisi Fatwa", "mui_queue", IN, "mui", (R,),
     "Dikirim ke Komisi Fatwa MUI dan menunggu sidang."),
    ("OF80", "Diterima Komisi Fatwa", "mui_received", IN, "mui", (R,),
     "Diterima Komisi Fatwa MUI dan menunggu sidang."),
    ("OF100", "Selesai sidang fatwa", "fatwa_done", IN, "bpjph", BOTH,
     "Selesai sidang fatwa dan menunggu sertifikat."),
    ("OF120", "Penerbitan sertifikat", "issuing", IN, "bpjph", BOTH,
     "Sertifikat sedang diterbitkan BPJPH."),
    ("OF280", "Dikembalikan ke PU", "returned_to_owner", OUT, "owner", BOTH,
     "Dikembalikan untuk diperbaiki. Perbaiki bersama pendamping di SiHalal."),
    ("OF285", "Dikembalikan oleh Fatwa", "returned_by_fatwa", OUT, "owner", BOTH,
     "Dikembalikan sidang fatwa. Perbaiki bersama pendamping di SiHalal."),
    ("OF290", "Ditolak", "rejected", "stopped", "owner", BOTH,
     "Ditolak. Bicarakan langkah berikutnya dengan petugas."),
    ("OF300", "Sertifikat Halal Terbit", "certified", "issued", "office", BOTH,
     "Sertifikat halal sudah terbit di SiHalal."),
    ("OF320", "Code issued", "quota_code_issued", "", "office", BOTH,
     "Kode fasilitasi sudah terbit."),
    ("OF900", "Dibatalkan", "cancelled", "stopped", "office", BOTH,
     "Dibatalkan di SiHalal. Tanya petugas apakah usaha bisa diusulkan lagi."),
]  # fmt: skip
STOPS = {"OF290": "rejected", "OF900": "cancelled"}
# Other spellings seen for the same status.
SPELLINGS = {"Pengajuan": "OF10", "Sertifikat terbit": "OF300", "Terbit SH": "OF300"}
# What practitioners call normal, apart from the law (working days, February 2026).
USUAL = {"OF74": (7, 14)}

SD_LAW = "UU 33/2014 Pasal 33A(3) dalam UU 6/2023 Pasal 48"
FATWA_LAW = "UU 33/2014 Pasal 33A(2) dalam UU 6/2023 Pasal 48; Kepkaban BPJPH 146/2025 IV.D"
ISSUE_LAW = "Kepkaban BPJPH 146/2025 IV.E"
OWN = "Sasaran kerja dinas"
# track, our status, national code, step, days, by law, source
LEVELS = [
    *(
        level
        for track in BOTH
        for level in (
            (track, "submitted", None, "Pemeriksaan petugas", 3, False, OWN),
            (track, "returned", None, "Perbaikan oleh pemilik", 5, False, OWN),
            (track, "ready", None, "Pengajuan ke SiHalal", 3, False, OWN),
            (track, OUT, None, "Perbaikan di SiHalal", 5, False, OWN),
        )
    ),
    (SD, "accepted", None, "Verifikasi pendamping", 10, True, SD_LAW),
    (SD, "", "OF74", "Penetapan kehalalan", 1, True, FATWA_LAW),
    (SD, "", "OF100", "Penerbitan sertifikat", 1, True, ISSUE_LAW),
    (SD, "", "OF120", "Penerbitan sertifikat", 1, True, ISSUE_LAW),
    (R, "", "OF10", "Pemeriksaan BPJPH", 1, True, "UU 33/2014 Pasal 29(3)"),
    (R, "", "OF11", "Pemeriksaan BPJPH", 1, True, "UU 33/2014 Pasal 29(3)"),
    (R, "", "OF15", "Penetapan LPH", 1, True, "UU 33/2014 Pasal 30"),
    (R, "", "OF60", "Pemeriksaan LPH", 15, True, "UU 33/2014 Pasal 31"),
    (R, "", "OF75", "Fatwa MUI", 3, True, "UU 33/2014 Pasal 33"),
    (R, "", "OF80", "Fatwa MUI", 3, True, "UU 33/2014 Pasal 33"),
    (R, "", "OF74", "Fatwa Komite", 2, True, "UU 33/2014 Pasal 33"),
    (R, "", "OF100", "Penerbitan sertifikat", 1, True, "UU 33/2014 Pasal 35"),
    (R, "", "OF120", "Penerbitan sertifikat", 1, True, "UU 33/2014 Pasal 35"),
]


def add(apps, schema_editor):
    model = _models(apps)
    code, label, advice = CANCELLED
    defaults = {"label": label, "advice": advice, "valid_from": OWN_FROM, "source": SOURCE}
    model("StopReason").objects.get_or_create(code=code, defaults=defaults)
    _statuses(model("NationalStatus"))
    _texts(model("StatusText"))
    level = model("ServiceLevel")
    level.objects.bulk_create(
        [
            level(
                track=track,
                status=status,
                national_id=national,
                step=step,
                days=days,
                is_statutory=by_law,
                source=source,
                valid_from=LAW_FROM if by_law else OWN_FROM,
            )
            for track, status, national, step, days, by_law, source in LEVELS
        ],
        ignore_conflicts=True,
    )
    _items(model("StatusChange"), model("ReturnItem"))


def _models(apps):
    return lambda name: apps.get_model("certification", name)


def _statuses(status_model):
    status_model.objects.bulk_create(
        [
            status_model(
                code=code,
                label=label,
                state=state,
                status=status,
                ball=ball,
                tracks=list(tracks),
                sentence=sentence,
                position=position,
                stop_reason_id=STOPS.get(code),
                usual_from=USUAL.get(code, (None, None))[0],
                usual_to=USUAL.get(code, (None, None))[1],
                valid_from=VALID_FROM,
                source=SOURCE,
            )
            for position, (code, label, state, status, ball, tracks, sentence) in enumerate(
                STATUSES
            )
        ],
        ignore_conflicts=True,
    )


def _texts(text_model):
    texts = {row[1]: row[0] for row in STATUSES} | {row[0]: row[0] for row in STATUSES}
    text_model.objects.bulk_create(
        [
            text_model(key=fold(text), text=text, national_id=code)
            for text, code in (texts | SPELLINGS).items()
        ],
        ignore_conflicts=True,
    )


def _items(change_model, item_model):
    """The one reason of each return so far becomes its one item."""
    named = change_model.objects.filter(return_reason__isnull=False, items=None)
    rows = named.values_list("pk", "return_reason_id", "return_reason__part")
    item_model.objects.bulk_create(
        (
            item_model(change_id=change, reason_id=reason, part=part)
            for change, reason, part in rows.iterator()
        ),
        batch_size=1_000,
    )


class Migration(migrations.Migration):
    dependencies = [("certification", "0020_national_status_details")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
