"""Every companion whom an LP3H or PLUT has already gets a profile, with nothing in it yet."""

from django.db import migrations


def make_profiles(apps, schema_editor):
    membership_model = apps.get_model("accounts", "Membership")
    profile_model = apps.get_model("accounts", "CompanionProfile")
    taken = set(profile_model.objects.values_list("user_id", flat=True))
    current = membership_model.objects.filter(
        role="companion", ended_on=None, organisation__isnull=False
    )
    for user_id, organisation_id in current.order_by("pk").values_list("user", "organisation"):
        if user_id not in taken:
            taken.add(user_id)
            profile_model.objects.create(user_id=user_id, organisation_id=organisation_id)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_companion_profiles"),
    ]

    operations = [migrations.RunPython(make_profiles, migrations.RunPython.noop)]
