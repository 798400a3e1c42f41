"""A file is kept once per event, a survey answer is a mark or words, a reply hangs on its person."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("workshops", "0007_tests_have_their_times")]

    operations = [
        migrations.RemoveField(model_name="surveyreply", name="event"),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.CheckConstraint(
                condition=Q(("score", None), ("text", ""), _connector="XOR"),
                name="survey_answer_score_or_text",
            ),
        ),
        migrations.AddField(
            model_name="eventphoto",
            name="sha256",
            field=models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="eventphoto",
            constraint=models.UniqueConstraint(fields=["event", "sha256"], name="event_photo_once"),
        ),
        migrations.AddField(
            model_name="handout",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="handout",
            name="size",
            field=models.PositiveIntegerField(default=0, help_text="of the file, in bytes"),
        ),
        migrations.AddConstraint(
            model_name="handout",
            constraint=models.UniqueConstraint(
                condition=Q(("sha256", ""), _negated=True),
                fields=["event", "sha256"],
                name="handout_file_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="handout",
            constraint=models.UniqueConstraint(
                condition=Q(("link", ""), _negated=True),
                fields=["event", "link"],
                name="handout_link_once",
            ),
        ),
    ]
