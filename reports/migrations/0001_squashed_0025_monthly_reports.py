"""Reports as they stand after 25 migrations, for an empty database."""

from django.db import migrations

from halalportal.lib.migrations import CreateModels, steps
from reports.migrations import _tables_messages, _tables_papers

ORIGINALS = "reports.migrations"


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("reports", "0001_initial"),
        ("reports", "0002_reminder_days_and_attempts"),
        ("reports", "0003_reminder_rules"),
        ("reports", "0004_alter_reminderrule_day_basis"),
        ("reports", "0005_target_reminder_unit"),
        ("reports", "0006_escalation"),
        ("reports", "0007_escalation_rules"),
        ("reports", "0008_digest_replaces_verification_reminder"),
        ("reports", "0009_escalation_statuses"),
        ("reports", "0010_certificate_reminders"),
        ("reports", "0011_event_moved_rule"),
        ("reports", "0012_decision_reminders"),
        ("reports", "0013_tomorrow_carries_the_link"),
        ("reports", "0014_invitation_reminders"),
        ("reports", "0015_letters_sharing_whatsapp"),
        ("reports", "0016_reminder_queue"),
        ("reports", "0017_letter_life"),
        ("reports", "0018_letter_templates"),
        ("reports", "0019_whatsapp"),
        ("reports", "0020_target_light"),
        ("reports", "0021_share_link_membership"),
        ("reports", "0022_indicators"),
        ("reports", "0023_indicator_rows"),
        ("reports", "0024_more_reminder_rules"),
        ("reports", "0025_monthly_reports"),
    ]
    dependencies = [
        ("accounts", "0001_squashed_0007_api_token_ends_within_a_year"),
        ("certification", "0001_squashed_0042_obstacle_of_programme"),
        ("regions", "0001_initial"),
        ("workshops", "0001_squashed_0017_meeting_guest_outlives_participant"),
    ]
    operations = [
        CreateModels(
            [
                *_tables_messages.TABLES,
                *_tables_papers.TABLES,
            ]
        ),
        steps(
            ORIGINALS,
            "0003_reminder_rules.add",
            "0005_target_reminder_unit.name_the_unit",
            "0007_escalation_rules.add",
            "0008_digest_replaces_verification_reminder.off",
            "0010_certificate_reminders.add",
            "0011_event_moved_rule.add",
            "0012_decision_reminders.add",
            "0013_tomorrow_carries_the_link.forwards",
            "0014_invitation_reminders.add",
            "0018_letter_templates.add",
            "0023_indicator_rows.add",
            "0024_more_reminder_rules.add",
        ),
    ]
