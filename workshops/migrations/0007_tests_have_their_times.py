"""Tests have their times; what is right is counted from the answers, never written twice."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("workshops", "0006_survey_questions")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="advice",
            field=models.CharField(
                blank=True,
                default="",
                help_text="what to read again, for who got it wrong",
                max_length=200,
            ),
            preserve_default=False,
        ),
        # No test exists yet: the page that makes them comes with this.
        *(
            migrations.AlterField(
                model_name="knowledgetest", name=name, field=models.DateTimeField()
            )
            for name in ("pre_opens_at", "pre_closes_at", "post_opens_at", "post_closes_at")
        ),
        migrations.AddConstraint(
            model_name="knowledgetest",
            constraint=models.CheckConstraint(
                condition=Q(pre_closes_at__gt=F("pre_opens_at"))
                & Q(post_closes_at__gt=F("post_opens_at")),
                name="test_closes_after_opening",
            ),
        ),
        migrations.RemoveConstraint(model_name="sitting", name="sitting_marked_when_submitted"),
        migrations.RemoveField(model_name="sitting", name="right"),
        migrations.AddConstraint(
            model_name="sitting",
            constraint=models.CheckConstraint(
                condition=Q(medium="phone", entered_by=None)
                | Q(medium="paper", entered_by__isnull=False, submitted_at__isnull=False),
                name="sitting_paper_is_entered_whole",
            ),
        ),
        migrations.AlterField(
            model_name="answer",
            name="choice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="workshops.choice",
            ),
        ),
        migrations.AlterField(
            model_name="choice",
            name="position",
            field=models.PositiveSmallIntegerField(help_text="1 is A on paper"),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=Q(position__range=(1, 4)), name="choice_is_a_to_d"
            ),
        ),
    ]
