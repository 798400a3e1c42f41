"""The words of mandates by version, and who may act under one: a person or an office."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TASKS = [
    ("fill", "Mengisi pengajuan"),
    ("submit", "Mengirim pengajuan"),
    ("sihalal", "Memasukkan data ke SiHalal"),
]


def scope():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(choices=TASKS, max_length=12)
    )


def link(to, *, null=False, **options):
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, to=to, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("ikm", "0011_import_rows_with_columns"),
        ("regions", "0001_initial"),
        ("certification", "0026_identity_is_sealed"),
    ]
    operations = [
        migrations.CreateModel(
            name="MandateWording",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("code", models.SlugField(max_length=20, primary_key=True, serialize=False)),
                (
                    "body",
                    models.TextField(help_text="$owner $business $place $helper $tasks $until"),
                ),
                ("fill", models.CharField(max_length=200)),
                ("submit", models.CharField(max_length=200)),
                ("sihalal", models.CharField(max_length=200)),
            ],
            options={"ordering": ["-valid_from"]},
        ),
        migrations.AddField(
            model_name="mandate",
            name="region",
            field=link("regions.region", null=True, related_name="+"),
        ),
        migrations.AddField(
            model_name="mandate",
            name="wording",
            field=link("certification.mandatewording", null=True),
        ),
        migrations.AlterField(model_name="mandate", name="scope", field=scope()),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proof", "recorded"), ("wording__isnull", False), _connector="OR"
                ),
                name="mandate_says_its_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__len__gte", 1)), name="mandate_is_for_something"
            ),
        ),
        # No code was ever given: the table begins anew with the words that the owner saw.
        migrations.DeleteModel(name="MandateCode"),
        migrations.CreateModel(
            name="MandateCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_index", models.CharField(help_text="keyed hash of the code", max_length=64)),
                ("scope", scope()),
                ("text", models.TextField()),
                (
                    "text_sha256",
                    models.CharField(help_text="the words the owner agreed to", max_length=64),
                ),
                ("ends_on", models.DateField()),
                ("expires_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "business",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandate_codes",
                        to="ikm.business",
                    ),
                ),
                ("holder", link(settings.AUTH_USER_MODEL, null=True, related_name="+")),
                ("made_by", link(settings.AUTH_USER_MODEL, related_name="+")),
                ("region", link("regions.region", null=True, related_name="+")),
                ("wording", link("certification.mandatewording")),
            ],
        ),
        migrations.AddConstraint(
            model_name="mandatecode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder__isnull", False), ("region", None)),
                    models.Q(("holder", None), ("region__isnull", False)),
                    _connector="OR",
                ),
                name="mandate_code_for_one",
            ),
        ),
    ]
