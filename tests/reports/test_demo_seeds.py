"""The demo tells the same story whenever it is loaded with the same seed."""

from pathlib import Path

from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests.reports.demo_loading import digest, told


def test_the_same_seed_tells_the_same_story(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with told(django_db_blocker, tmp_path / "first", {}):
        first = digest()
    with django_db_blocker.unblock(), transaction.atomic():
        assert not User.objects.exists()
    with told(django_db_blocker, tmp_path / "second", {}):
        assert digest() == first
