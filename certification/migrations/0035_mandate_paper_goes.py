"""The photo of a signed mandate may go some time after its end; its words and hashes stay."""

from django.db import migrations, models
from django.db.models import Q

ON_PAPER = ["paper", "thumb"]


class Migration(migrations.Migration):
    dependencies = [("certification", "0034_fewer_kinds_of_files")]
    operations = [
        migrations.AddField(
            "mandate", "paper_deleted_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.RemoveConstraint("mandate", "mandate_paper_is_kept"),
        migrations.AddConstraint(
            "mandate",
            models.CheckConstraint(
                condition=~Q(proof__in=ON_PAPER) | ~Q(paper="") | Q(paper_deleted_at__isnull=False),
                name="mandate_paper_is_kept",
            ),
        ),
        migrations.AddConstraint(
            "mandate",
            models.CheckConstraint(
                condition=Q(paper_deleted_at=None) | Q(paper="") & ~Q(paper_sha256=""),
                name="mandate_paper_deleted_leaves_hash",
            ),
        ),
    ]
