"""Certification as it stands after 43 migrations, for an empty database."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

from certification.migrations import (
    _tables_applications,
    _tables_outcomes,
    _tables_programmes,
    _tables_rules,
    _tables_selection,
)
from halalportal.lib.migrations import CreateModels, steps, text

ORIGINALS = "certification.migrations"


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("certification", "0001_initial"),
        ("certification", "0002_movements_append_only"),
        ("certification", "0003_number_sequence_and_sender"),
        ("certification", "0004_reasons"),
        ("certification", "0005_programmes_in_depth"),
        ("certification", "0006_unit_cost_periods"),
        ("certification", "0007_remove_programme_unit_cost"),
        ("certification", "0008_obstacle_causes"),
        ("certification", "0009_top_up_by_another"),
        ("certification", "0010_movement_newest"),
        ("certification", "0011_tree_adds_up"),
        ("certification", "0012_holiday_decrees"),
        ("certification", "0013_nomination_who_and_when"),
        ("certification", "0014_nomination_call_once"),
        ("certification", "0015_replacement_answer_days"),
        ("certification", "0016_photo_becomes_upload"),
        ("certification", "0017_certificate_way"),
        ("certification", "0018_answer_draft_sealed"),
        ("certification", "0019_checklist_items"),
        ("certification", "0020_national_status_details"),
        ("certification", "0021_national_statuses"),
        ("certification", "0022_mirror_keeps_what_it_wrote"),
        ("certification", "0023_third_return_step"),
        ("certification", "0024_who_settles_a_rule"),
        ("certification", "0025_rules_and_dictionaries"),
        ("certification", "0026_identity_is_sealed"),
        ("certification", "0026_mandate_wording"),
        ("certification", "0027_consent_becomes_mandate"),
        ("certification", "0028_drop_application_consent"),
        ("certification", "0029_remove_verification_ticks"),
        ("certification", "0030_one_extension"),
        ("certification", "0031_certificate_life"),
        ("certification", "0032_aftercare_rules"),
        ("certification", "0033_material_certificate_ends"),
        ("certification", "0034_fewer_kinds_of_files"),
        ("certification", "0035_mandate_paper_goes"),
        ("certification", "0036_copy_tick_value"),
        ("certification", "0037_programme_required_qualification"),
        ("certification", "0038_tallies"),
        ("certification", "0039_status_deltas_append_only"),
        ("certification", "0040_fill_status_deltas"),
        ("certification", "0041_application_moved"),
        ("certification", "0042_obstacle_of_programme"),
    ]
    dependencies = [
        ("accounts", "0001_squashed_0007_api_token_ends_within_a_year"),
        ("ikm", "0001_squashed_0013_unreachable_phones"),
        ("jobs", "0001_initial"),
        ("regions", "0001_initial"),
    ]
    operations = [
        BtreeGistExtension(),
        CreateModels(
            [
                *_tables_programmes.TABLES,
                *_tables_selection.TABLES,
                *_tables_rules.TABLES,
                *_tables_applications.TABLES,
                *_tables_outcomes.TABLES,
            ]
        ),
        migrations.RunSQL(
            text(ORIGINALS, "0002_movements_append_only.FORWARD"),
            text(ORIGINALS, "0002_movements_append_only.BACKWARD"),
        ),
        migrations.RunSQL(
            text(ORIGINALS, "0011_tree_adds_up.FORWARD"),
            text(ORIGINALS, "0011_tree_adds_up.BACKWARD"),
        ),
        migrations.RunSQL(
            text(ORIGINALS, "0039_status_deltas_append_only.FORWARD"),
            text(ORIGINALS, "0039_status_deltas_append_only.BACKWARD"),
        ),
        steps(
            ORIGINALS,
            "0004_reasons.add",
            "0008_obstacle_causes.add",
            "0012_holiday_decrees.add",
            "0019_checklist_items.fill",
            "0021_national_statuses.add",
            "0025_rules_and_dictionaries.seed_rules",
            "0025_rules_and_dictionaries.seed_classes",
            "0025_rules_and_dictionaries.seed_dictionaries",
            "0027_consent_becomes_mandate.add_wording",
            "0032_aftercare_rules.add",
        ),
    ]
