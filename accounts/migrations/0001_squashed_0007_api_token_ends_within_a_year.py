"""Accounts as they stand after seven migrations, for an empty database."""

from django.db import migrations

from accounts.migrations import _tables
from halalportal.lib.migrations import CreateModels, steps

ORIGINALS = "accounts.migrations"


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_companion_profiles"),
        ("accounts", "0003_profiles_of_companions"),
        ("accounts", "0004_qualification_training"),
        ("accounts", "0005_qualifications"),
        ("accounts", "0006_api_tokens"),
        ("accounts", "0007_api_token_ends_within_a_year"),
    ]
    dependencies = [
        ("regions", "0001_initial"),
    ]
    operations = [
        CreateModels(_tables.TABLES),
        steps(
            ORIGINALS,
            "0005_qualifications.add",
        ),
    ]
