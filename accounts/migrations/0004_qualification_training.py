import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_profiles_of_companions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Qualification",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=120)),
                (
                    "valid_months",
                    models.PositiveSmallIntegerField(help_text="None: without an end", null=True),
                ),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["label"],
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gained_on", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("evidence", models.CharField(max_length=80)),
                (
                    "qualification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="accounts.qualification",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-gained_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "qualification", "evidence"), name="training_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("gained_on")),
                            _connector="OR",
                        ),
                        name="training_ends_after_start",
                    ),
                ],
            },
        ),
    ]
