"""Indexes for the list and the search, built beside the running portal."""

from django.contrib.postgres.indexes import OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ikm", "0005_bulk_edits")]

    operations = [
        AddIndexConcurrently(
            model_name="business",
            index=models.Index(
                condition=models.Q(("merged_into", None)),
                fields=["name", "id"],
                name="business_by_name",
            ),
        ),
        AddIndexConcurrently(
            model_name="business",
            index=models.Index(OpClass("nib", "text_pattern_ops"), name="business_nib_prefix"),
        ),
        AddIndexConcurrently(
            model_name="business",
            index=models.Index(OpClass("phone", "text_pattern_ops"), name="business_phone_prefix"),
        ),
        AddIndexConcurrently(
            model_name="business",
            index=models.Index(
                OpClass(Lower("name"), "text_pattern_ops"), name="business_name_prefix"
            ),
        ),
    ]
