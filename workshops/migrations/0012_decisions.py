"""One person a decision, a reason for what is dropped, and an index for the reminders."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0011_waiting_list")]

    operations = [
        migrations.AddConstraint(
            model_name="actionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", None), ("person_name", ""), _connector="OR"),
                name="action_one_person",
            ),
        ),
        migrations.AddIndex(
            model_name="actionitem",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "doing"))),
                fields=["due_on"],
                name="action_pending_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="action_dropped_why",
            ),
        ),
    ]
