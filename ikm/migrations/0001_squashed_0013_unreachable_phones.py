"""The registry as it stands after thirteen migrations, for an empty database."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from halalportal.lib.migrations import CreateModels, text
from ikm.migrations import _tables_registry, _tables_work

ORIGINALS = "ikm.migrations"


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("ikm", "0001_initial"),
        ("ikm", "0002_match_key_and_import_columns"),
        ("ikm", "0003_registry_of_trust"),
        ("ikm", "0004_unmasking_append_only"),
        ("ikm", "0005_bulk_edits"),
        ("ikm", "0006_business_search_indexes"),
        ("ikm", "0007_reason_of_a_claims_decision"),
        ("ikm", "0008_states_of_undoing"),
        ("ikm", "0009_words_of_the_registry"),
        ("ikm", "0010_one_order_of_names"),
        ("ikm", "0011_import_rows_with_columns"),
        ("ikm", "0012_one_index_of_products"),
        ("ikm", "0013_unreachable_phones"),
    ]
    dependencies = [
        ("accounts", "0001_squashed_0007_api_token_ends_within_a_year"),
        ("jobs", "0001_initial"),
        ("regions", "0001_initial"),
    ]
    operations = [
        TrigramExtension(),
        CreateModels(
            [
                *_tables_registry.TABLES,
                *_tables_work.TABLES,
            ]
        ),
        migrations.RunSQL(
            text(ORIGINALS, "0004_unmasking_append_only.FORWARD"),
            text(ORIGINALS, "0004_unmasking_append_only.BACKWARD"),
        ),
        migrations.RunSQL(
            text(ORIGINALS, "0009_words_of_the_registry.FORWARD"),
            text(ORIGINALS, "0009_words_of_the_registry.BACKWARD"),
        ),
    ]
