"""Who asked for places neither approves nor refuses; at most what was asked for is given."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("certification", "0008_obstacle_causes")]
    operations = [
        migrations.RemoveConstraint("topuprequest", "top_up_approved_by_another"),
        migrations.AddConstraint(
            "topuprequest",
            models.CheckConstraint(
                condition=Q(decision="waiting")
                | Q(decision="withdrawn", decided_by=F("requested_by"))
                | (Q(decision__in=["approved", "refused"]) & ~Q(decided_by=F("requested_by"))),
                name="top_up_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            "topuprequest",
            models.CheckConstraint(
                condition=Q(decision="approved", granted__gte=1, granted__lte=F("count"))
                | (~Q(decision="approved") & Q(granted=0)),
                name="top_up_gives_at_most_what_was_asked",
            ),
        ),
    ]
