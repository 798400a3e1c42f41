"""Workshops as they stand after seventeen migrations, for an empty database."""

from django.db import migrations

from halalportal.lib.migrations import CreateModels, steps
from workshops.migrations import _tables_events, _tables_results

ORIGINALS = "workshops.migrations"


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("workshops", "0001_initial"),
        ("workshops", "0002_participant_once"),
        ("workshops", "0003_participant_user_once_for_offices"),
        ("workshops", "0004_effect_of_events"),
        ("workshops", "0005_certificate_numbers"),
        ("workshops", "0006_survey_questions"),
        ("workshops", "0007_tests_have_their_times"),
        ("workshops", "0008_what_stays"),
        ("workshops", "0009_event_moved_revision"),
        ("workshops", "0010_totals_of_meetings"),
        ("workshops", "0011_waiting_list"),
        ("workshops", "0012_decisions"),
        ("workshops", "0013_questions"),
        ("workshops", "0014_attendance_noted_by"),
        ("workshops", "0015_scan_without_seat"),
        ("workshops", "0016_substitute_of_business"),
        ("workshops", "0017_meeting_guest_outlives_participant"),
    ]
    dependencies = [
        ("accounts", "0001_squashed_0007_api_token_ends_within_a_year"),
        ("ikm", "0001_squashed_0013_unreachable_phones"),
        ("regions", "0001_initial"),
    ]
    operations = [
        CreateModels(
            [
                *_tables_events.TABLES,
                *_tables_results.TABLES,
            ]
        ),
        steps(
            ORIGINALS,
            "0006_survey_questions.add_questions",
            "0013_questions.add",
        ),
    ]
