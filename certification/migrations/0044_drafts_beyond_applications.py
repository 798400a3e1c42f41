"""What is typed on the pages of a mandate is kept, too, and what the public check told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("certification", "0043_covering_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="answerdraft", name="answer_draft_once"),
        migrations.AlterField(
            model_name="answerdraft",
            name="application",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answer_drafts",
                to="certification.application",
            ),
        ),
        migrations.AddField(
            model_name="answerdraft",
            name="business",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answer_drafts",
                to="ikm.business",
            ),
        ),
        migrations.AddField(
            model_name="answerdraft",
            name="origin",
            field=models.CharField(
                choices=[("typed", "Diketik"), ("check", "Dari cek kelayakan")],
                db_default="typed",
                default="typed",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="answerdraft",
            name="page",
            field=models.CharField(help_text="the end of its address: usaha/nib", max_length=60),
        ),
        migrations.AddConstraint(
            model_name="answerdraft",
            constraint=models.UniqueConstraint(
                fields=("application", "business", "page", "by"),
                name="answer_draft_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="answerdraft",
            constraint=models.CheckConstraint(
                condition=Q(application=None, business__isnull=False)
                | Q(application__isnull=False, business=None),
                name="answer_draft_of_one_thing",
            ),
        ),
    ]
