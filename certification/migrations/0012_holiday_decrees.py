"""Years whose holidays and cuti bersama the joint decree of three ministers has settled.

The numbers are as the ministries' pages and the press gave them. That of 2027 wasn't seen: its
days are those of the `holidays` package, which names the State Secretariat's page of 17 September
2026. A year without a row is an estimate until a migration adds its decree.
"""

from django.db import migrations

THREE = "SKB 3 Menteri"
DECREES = {
    2019: f"{THREE} 617/2018, 262/2018, 16/2018",
    2020: f"{THREE} 728/2019, 213/2019, 1/2019, perubahan keempat 744/2020, 5/2020, 6/2020",
    2021: f"{THREE} 642/2020, 4/2020, 4/2020, perubahan kedua 712/2021, 1/2021, 3/2021",
    2022: f"{THREE} 963/2021, 3/2021, 4/2021, perubahan kedua 678/2022, 2/2022, 2/2022",
    2023: f"{THREE} 1066/2022, 3/2022, 3/2022, diubah 327/2023, 1/2023, 1/2023",
    2024: f"{THREE} 855/2023, 3/2023, 4/2023",
    2025: f"{THREE} 1017/2024, 2/2024, 2/2024, diubah 933/2025, 1/2025, 3/2025",
    2026: f"{THREE} 1497/2025, 2/2025, 5/2025",
    2027: f"{THREE} tentang libur 2027 menurut Setneg September 2026 (nomor belum dicek)",
}


def add(apps, schema_editor):
    decree = apps.get_model("certification", "HolidayDecree")
    decree.objects.bulk_create(
        [decree(year=year, source=source) for year, source in DECREES.items()],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("certification", "0011_tree_adds_up")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
