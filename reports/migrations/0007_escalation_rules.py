"""The default ladders, and the two messages that escalation sends."""

from django.db import migrations

SOURCE = "Tahap awal kantor; batas langkah dari alur pengajuan, 10 hari kerja dari UU 33/2014 Ps33A"
COMPANION, COORDINATOR = "companion", "lp3h_coordinator"
REGENCY, PROVINCE, OWNER = "regency_officer", "province_officer", "owner"

# trigger, status, (role, working days of standstill after which it is told)
LADDERS = [
    ("status", "submitted", [(REGENCY, 4), (PROVINCE, 8)]),
    (
        "status",
        "returned",
        [(COMPANION, 5), (COORDINATOR, 8), (REGENCY, 10), (PROVINCE, 15)],
    ),
    (
        "status",
        "accepted",
        [(COMPANION, 8), (COORDINATOR, 11), (REGENCY, 13), (PROVINCE, 15)],
    ),
    ("status", "ready", [(COMPANION, 3), (COORDINATOR, 5), (REGENCY, 7), (PROVINCE, 10)]),
    ("obstacle", "", [(COMPANION, 3), (COORDINATOR, 6), (REGENCY, 9), (PROVINCE, 12)]),
    ("offer", "", [(OWNER, 2), (REGENCY, 4), (PROVINCE, 7)]),
]
MESSAGES = [
    {
        "code": "escalation-digest",
        "label": "Ringkasan yang tertahan",
        "offset_days": 0,
        "day_basis": "working",
        "subject": "{jumlah} hal tertahan menunggu Anda",
        "body": "{isi}",
    },
    {
        "code": "offer-unanswered",
        "label": "Tawaran belum dijawab",
        "offset_days": 0,
        "day_basis": "working",
        "subject": "Tawaran sertifikasi halal untuk {usaha}",
        "body": "{usaha} ditawari tempat sertifikat halal gratis di {program}. Jawab paling "
        "lambat {batas}. Balas pesan ini bila mau ikut atau tidak.",
    },
]


def add(apps, schema_editor):
    rules = apps.get_model("reports", "EscalationRule").objects
    for trigger, status, steps in LADDERS:
        for step, (role, days) in enumerate(steps, start=1):
            rules.get_or_create(
                programme=None,
                trigger=trigger,
                status=status,
                step=step,
                defaults={"role": role, "after_working_days": days, "source": SOURCE},
            )
    messages = apps.get_model("reports", "ReminderRule").objects
    for message in MESSAGES:
        messages.get_or_create(code=message["code"], defaults=message)


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_escalation")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
