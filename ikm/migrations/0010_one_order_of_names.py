"""Lists run by the name in small letters, which also finds its beginning: one index less."""

from django.contrib.postgres.indexes import OpClass
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Collate, Lower


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ikm", "0009_words_of_the_registry")]

    operations = [
        RemoveIndexConcurrently(model_name="business", name="business_scope"),
        RemoveIndexConcurrently(model_name="business", name="business_by_name"),
        RemoveIndexConcurrently(model_name="business", name="business_name_prefix"),
        AddIndexConcurrently(
            model_name="business",
            index=models.Index(
                OpClass("regency_id", "text_pattern_ops"),
                Collate(Lower("name"), "C"),
                models.F("id"),
                name="business_scope",
            ),
        ),
        AddIndexConcurrently(
            model_name="business",
            index=models.Index(
                Collate(Lower("name"), "C"),
                models.F("id"),
                condition=models.Q(("merged_into", None)),
                name="business_by_name",
            ),
        ),
    ]
