"""Who answered or screened is known exactly when it is known when."""

from django.db import migrations, models


def _pair(moment, person):
    return models.Q(**{moment: None, person: None}) | models.Q(
        **{f"{moment}__isnull": False, f"{person}__isnull": False}
    )


class Migration(migrations.Migration):
    dependencies = [("certification", "0012_holiday_decrees")]
    operations = [
        migrations.AddConstraint(
            model_name="nominationrequest",
            constraint=models.CheckConstraint(
                condition=_pair("answered_at", "answered_by"),
                name="nomination_request_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=_pair("screened_at", "screened_by"),
                name="nomination_screened_by_somebody",
            ),
        ),
    ]
