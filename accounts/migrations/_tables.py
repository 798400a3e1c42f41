"""Offices, people and what they may do.

The end state of the originals; columns stand in the order in which they came.
"""

import datetime

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="User",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("password", models.CharField(max_length=128, verbose_name="password")),
            ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
            ("name", models.CharField(max_length=120)),
            ("email", models.EmailField(max_length=254, null=True, unique=True)),
            ("phone", models.CharField(help_text="E.164", max_length=16, null=True, unique=True)),
            ("is_active", models.BooleanField(default=True)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    django.db.models.functions.text.Lower("email"), name="user_email_any_case"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("email__isnull", False), ("phone__isnull", False), _connector="OR"
                    ),
                    name="user_has_email_or_phone",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Organisation",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("dinas", "Dinas"),
                        ("lp3h", "LP3H"),
                        ("lph", "LPH"),
                        ("plut", "PLUT"),
                        ("other", "Lainnya"),
                    ],
                    max_length=10,
                ),
            ),
            ("name", models.CharField(max_length=160)),
            ("short_name", models.CharField(blank=True, max_length=40)),
            ("phone", models.CharField(blank=True, max_length=16)),
            ("email", models.EmailField(blank=True, max_length=254)),
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="organisations",
                    to="regions.region",
                ),
            ),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.UniqueConstraint(fields=("kind", "name"), name="organisation_kind_name")
            ],
        },
    ),
    migrations.CreateModel(
        name="Membership",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "role",
                models.CharField(
                    choices=[
                        ("owner", "Pemilik usaha"),
                        ("companion", "Pendamping"),
                        ("lp3h_coordinator", "Koordinator LP3H"),
                        ("regency_officer", "Petugas kab/kota"),
                        ("province_officer", "Petugas provinsi"),
                        ("head", "Kepala dinas"),
                        ("auditor", "Inspektorat"),
                        ("admin", "Admin sistem"),
                    ],
                    max_length=20,
                ),
            ),
            ("started_on", models.DateField(default=django.utils.timezone.localdate)),
            ("ended_on", models.DateField(blank=True, null=True)),
            (
                "created_at",
                models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
            ),
            (
                "region",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="regions.region",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="memberships",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="memberships",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            (
                                "role__in",
                                ["auditor", "head", "province_officer", "regency_officer"],
                            ),
                            _negated=True,
                        ),
                        ("region__isnull", False),
                        _connector="OR",
                    ),
                    name="membership_regional_role_has_region",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("role__in", ["companion", "lp3h_coordinator"]), _negated=True),
                        ("organisation__isnull", False),
                        _connector="OR",
                    ),
                    name="membership_organisation_role_has_organisation",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_on", None)),
                    fields=("user", "role", "region", "organisation"),
                    name="membership_once",
                    nulls_distinct=False,
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CompanionProfile",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("registration_number", models.CharField(blank=True, max_length=40)),
            ("trained_on", models.DateField(blank=True, null=True)),
            ("trained_until", models.DateField(blank=True, null=True)),
            ("capacity", models.PositiveSmallIntegerField(default=20)),
            ("left_on", models.DateField(blank=True, null=True)),
            (
                "districts",
                models.ManyToManyField(blank=True, related_name="+", to="regions.region"),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="companion_profiles",
                    to="accounts.organisation",
                ),
            ),
            (
                "user",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="companion_profile",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["user__name"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("registration_number", ""), _negated=True),
                    fields=("registration_number",),
                    name="companion_registration_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("trained_until", None),
                        ("trained_on", None),
                        ("trained_until__gte", models.F("trained_on")),
                        _connector="OR",
                    ),
                    name="companion_training_ends_after_start",
                ),
            ],
        },
    ),
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
            ("evidence", models.CharField(max_length=300)),
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
    migrations.CreateModel(
        name="ApiToken",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=80)),
            (
                "prefix",
                models.CharField(
                    help_text="the start of the token, to know it again", max_length=12
                ),
            ),
            ("digest", models.BinaryField(max_length=32, unique=True)),
            ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("expires_at", models.DateTimeField()),
            ("last_used_on", models.DateField(null=True)),
            ("revoked_at", models.DateTimeField(null=True)),
            (
                "membership",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="api_tokens",
                    to="accounts.membership",
                ),
            ),
        ],
        options={
            "ordering": ["-created_at", "-pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("name", ""), _negated=True), name="api_token_has_name"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("expires_at__gt", models.F("created_at")),
                        (
                            "expires_at__lte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("created_at"),
                                "+",
                                models.Value(datetime.timedelta(days=366)),
                            ),
                        ),
                    ),
                    name="api_token_ends_within_a_year",
                ),
            ],
        },
    ),
]
