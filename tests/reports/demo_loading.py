"""Loads the demo for a module of tests, and says in one hash what it came to."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from certification.models import (
    Candidate,
    Certificate,
    Movement,
    Nomination,
    Obstacle,
    Offer,
    StatusChange,
    TopUpRequest,
)
from ikm.models import Business
from regions.services.loading import load_all
from workshops.models import Participant

TODAY = date(2026, 11, 21)  # a Saturday


def load(*, seed: int = 2025, **options: object) -> str:
    """Runs the command and returns what it says."""
    out = StringIO()
    call_command("load_demo", seed=seed, today=TODAY, stdout=out, **options)
    return out.getvalue()


def digest() -> str:
    """One hash over names, numbers, dates and people of everything that was loaded."""
    rows = [
        Business.objects.values_list("name", "owner_name", "nib", "phone", "village_id"),
        StatusChange.objects.values_list(
            "application__number", "transition", "at", "by__name", "return_reason_id"
        ),
        Movement.objects.values_list("application__number", "kind", "at", "granted", "used"),
        Obstacle.objects.values_list("application__number", "cause", "since", "resolved_at"),
        Nomination.objects.values_list("business__name", "screening", "nominated_at"),
        Candidate.objects.values_list("nomination__business__name", "total", "rank", "outcome"),
        Offer.objects.values_list("business__name", "state", "offered_at", "answered_at"),
        TopUpRequest.objects.values_list("count", "decision", "requested_at", "decided_at"),
        Certificate.objects.values_list("number", "application__business__name", "issued_on"),
        Participant.objects.values_list("event__title", "name", "agency", "mode"),
    ]
    lines = [repr(row) for table in rows for row in sorted(table, key=repr)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@contextmanager
def told(
    django_db_blocker: DjangoDbBlocker, folder: Path, *stories: dict[str, object]
) -> Iterator[None]:
    """The regions and each of the stories in the database, their photos in `folder`."""
    with django_db_blocker.unblock(), transaction.atomic():
        with quick_settings(folder):
            load_all()
            for story in stories:
                load(**story)  # type: ignore[arg-type]
        connection.check_constraints()  # once for all, not at the end of each test
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The demo as the command loads it; gives the folder of its photos."""
    folder = tmp_path_factory.mktemp("files")
    with told(django_db_blocker, folder, {}):
        yield folder


def quick_settings(folder: Path) -> override_settings:
    storages = django_settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder)},
        }
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers)
