"""What a place costs moves from the programme to rows with a period and a source."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.operations
from django.db import migrations, models

SOURCE = "Ditetapkan saat program dibuka"


def copy(apps, schema_editor):
    """Each programme's single cost becomes a row from its first day on."""
    costs = apps.get_model("certification", "UnitCost")
    programmes = apps.get_model("certification", "Programme").objects.filter(unit_costs=None)
    costs.objects.bulk_create(
        costs(programme_id=pk, amount=amount, valid_from=day, source=SOURCE)
        for pk, amount, day in programmes.values_list("pk", "unit_cost", "starts_on")
    )


def copy_back(apps, schema_editor):
    """The latest cost becomes the single one again."""
    programmes = apps.get_model("certification", "Programme").objects
    rows = apps.get_model("certification", "UnitCost").objects.order_by("valid_from")
    for programme_id, amount in rows.values_list("programme_id", "amount"):
        programmes.filter(pk=programme_id).update(unit_cost=amount)
    programmes.filter(unit_cost=None).update(unit_cost=0)


class Migration(migrations.Migration):
    dependencies = [("certification", "0005_programmes_in_depth")]
    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.AlterField(
            model_name="programme",
            name="unit_cost",
            field=models.PositiveIntegerField(help_text="rupiah per certificate", null=True),
        ),
        migrations.AddConstraint(
            model_name="unitcost",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                name="unit_cost_one_a_day",
                expressions=[
                    ("programme", "="),
                    (
                        models.Func(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        ),
        migrations.RunPython(copy, copy_back),
    ]
