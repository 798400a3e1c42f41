"""The single cost of a programme goes; its rows of `UnitCost` hold it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certification", "0006_unit_cost_periods")]
    operations = [migrations.RemoveField(model_name="programme", name="unit_cost")]
