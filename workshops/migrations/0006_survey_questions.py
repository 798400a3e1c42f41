"""What every survey of an event asks."""

from django.db import migrations

# position, kind, text
QUESTIONS = [
    (1, "scale", "Materi mudah dipahami"),
    (2, "scale", "Narasumber menjelaskan dengan baik"),
    (3, "scale", "Tempat nyaman, atau sambungan daring lancar"),
    (4, "scale", "Waktu cukup dan tepat"),
    (5, "scale", "Kegiatan ini bermanfaat bagi usaha atau pekerjaan saya"),
    (6, "text", "Apa yang paling berguna?"),
    (7, "text", "Apa saran Anda?"),
]


def add_questions(apps, schema_editor):
    questions = apps.get_model("workshops", "SurveyQuestion").objects
    for position, kind, text in QUESTIONS:
        questions.get_or_create(text=text, defaults={"position": position, "kind": kind})


class Migration(migrations.Migration):
    dependencies = [("workshops", "0005_certificate_numbers")]

    operations = [migrations.RunPython(add_questions, migrations.RunPython.noop)]
