import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The role in which a link was made is what it shows; no link exists before this."""

    dependencies = [
        ("accounts", "0006_api_tokens"),
        ("reports", "0020_target_light"),
    ]

    operations = [
        migrations.RemoveField(model_name="sharelink", name="region"),
        migrations.RemoveField(model_name="sharelink", name="created_by"),
        migrations.AddField(
            model_name="sharelink",
            name="membership",
            field=models.ForeignKey(
                default=None,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.membership",
            ),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(
            name="sharelink", options={"ordering": ["-created_at", "-pk"]}
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                name="share_link_ends_after_start",
            ),
        ),
    ]
