from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshops", "0013_questions")]

    operations = [
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("by__isnull", False), ("evidence", "self"), _connector="OR"),
                name="attendance_noted_by",
            ),
        ),
    ]
