"""People that permission tests share: owner, officer of the region, stranger from elsewhere."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker, Settings

from accounts.enums import Role
from accounts.models import User
from tests import factories, kept_rows
from tools.chromium import launch_options

# Playwright runs an event loop in the test's thread; the tests' own queries are still synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The same browser as that of the pictures."""
    return launch_options()


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """Primary keys and phone numbers come again in other tests; their attempts must not."""
    cache.clear()


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    """Every test has its own folder for uploads and mail."""
    storages = {name: dict(storage) for name, storage in settings.STORAGES.items()}
    storages["default"]["OPTIONS"] = {"location": str(tmp_path / "files")}
    settings.STORAGES = storages
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path / "mail")},
        }
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database. Each transactional test leaves in it what the migrations had put there.

    At the end it closes what still holds the database: Playwright's loop has a connection of its
    own that nobody closes, and the server of a killed worker may not have noticed yet.
    """
    with django_db_blocker.unblock():
        kept = kept_rows.keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: kept.restore())
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def owner(db: None) -> User:
    """The owner of a business; the test makes the business."""
    return factories.make_user(Role.OWNER)


@pytest.fixture
def officer(db: None) -> User:
    """An officer of Kabupaten Kutai Timur."""
    return factories.make_officer(factories.EAST_KUTAI)


@pytest.fixture
def stranger(db: None) -> User:
    """An officer of another kabupaten/kota: Samarinda."""
    return factories.make_officer(factories.SAMARINDA)


@pytest.fixture
def province_officer(db: None) -> User:
    return factories.make_officer(factories.EAST_KALIMANTAN)


@pytest.fixture
def companion(db: None) -> User:
    return factories.make_companion()


@pytest.fixture
def coordinator(companion: User) -> User:
    """The coordinator of the companion's LP3H."""
    membership = companion.active_membership
    assert membership
    return factories.make_user(Role.LP3H_COORDINATOR, organisation=membership.organisation)


@pytest.fixture
def head(db: None) -> User:
    return factories.make_user(Role.HEAD, region=factories.EAST_KALIMANTAN)


@pytest.fixture
def auditor(db: None) -> User:
    return factories.make_user(Role.AUDITOR, region=factories.EAST_KALIMANTAN)


@pytest.fixture
def admin_user(db: None) -> User:
    return factories.make_user(Role.ADMIN)
