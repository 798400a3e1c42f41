from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ikm", "0006_business_search_indexes")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="reason",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="claim",
            name="note",
            field=models.CharField(blank=True, help_text="what the person says", max_length=200),
        ),
    ]
