"""The rule sets of 2023 and 2025, product classes, and the dictionaries of materials and names."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parent.parent / "data"
OLD, NEW = "kepkaban-22-2023", "kepkaban-146-2025"
# The dictionaries hold from the first decree on that the portal judges by.
SINCE = "2023-03-18"
CLASS_SOURCE = "Pilihan jenis produk SiHalal 21 September 2022; kodenya perlu dicocokkan"
SERVICE_SOURCE = "Jasa menurut UU 33/2014 Pasal 1; kode portal sendiri"
MATERIAL_SOURCE = "KMA 1360/2021 dan kebiasaan pemeriksaan pendamping"
NAME_SOURCE = "Fatwa MUI 4/2003 dan 44/2020; Kepkaban BPJPH 146/2025 Bab III.D"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def seed_rules(apps, schema_editor):
    rule_set = apps.get_model("certification", "RuleSet")
    for row in rows("rule_sets"):
        row["limits"] = json.loads(row["limits"])
        rule_set.objects.create(**row | {"valid_to": row["valid_to"] or None})
    rule = apps.get_model("certification", "EligibilityRule")
    for row in rows("eligibility_rules"):
        article, older = row.pop("article_146"), row.pop("citation_22")
        row["provinces"] = row["provinces"].split()
        newer = f"Kepkaban BPJPH 146/2025 {article}" if article else ""
        for code, citation in ((NEW, newer), (OLD, older)):
            if citation:
                rule.objects.create(**row, rule_set_id=code, citation=citation)


def seed_classes(apps, schema_editor):
    product_class = apps.get_model("certification", "ProductClass")
    for row in rows("product_classes"):
        source = SERVICE_SOURCE if row["scope"] == "service" else CLASS_SOURCE
        product_class.objects.create(**row, valid_from=SINCE, source=source)
    listed = apps.get_model("certification", "SelfDeclareClass")
    for row in rows("self_declare_classes"):
        row["kbli_codes"] = row["kbli_codes"].split()
        row["product_class_id"] = row.pop("product_class")
        listed.objects.create(**row | {"valid_to": row["valid_to"] or None})


def seed_dictionaries(apps, schema_editor):
    entry = apps.get_model("certification", "MaterialEntry")
    for row in rows("materials"):
        row["synonyms"] = [word for word in row["synonyms"].split(";") if word]
        row["is_slaughtered"] = row["is_slaughtered"] == "ya"
        entry.objects.create(**row, valid_from=SINCE, source=MATERIAL_SOURCE)
    word = apps.get_model("certification", "NameWord")
    for row in rows("name_words"):
        word.objects.create(**row, valid_from=SINCE, source=NAME_SOURCE)


def remove(*names):
    def backwards(apps, schema_editor):
        for name in names:
            apps.get_model("certification", name).objects.all().delete()

    return backwards


class Migration(migrations.Migration):
    dependencies = [("certification", "0024_who_settles_a_rule")]

    operations = [
        migrations.RunPython(seed_rules, remove("EligibilityRule", "RuleSet")),
        migrations.RunPython(seed_classes, remove("SelfDeclareClass", "ProductClass")),
        migrations.RunPython(seed_dictionaries, remove("MaterialEntry", "NameWord")),
    ]
