"""The transactional outbox: work that must happen after a commit, as rows (docs/adr/0003)."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Queue(models.TextChoices):
    """Celery's queues: PDF work is slow and heavy, so it never stands before the rest."""

    DEFAULT = "default", "umum"
    MAIL = "mail", "pesan"
    PDF = "pdf", "PDF"


class EntryQuerySet(models.QuerySet["Entry"]):
    def waiting(self) -> Self:
        """Neither done nor parked."""
        return self.filter(done_at=None, parked_at=None)

    def due(self, now: datetime.datetime) -> Self:
        """Waiting entries whose moment has come and that no live worker holds."""
        return self.waiting().filter(
            Q(lease_until=None) | Q(lease_until__lt=now), not_before__lte=now
        )


class Entry(models.Model):
    """One piece of work. `key` makes it unique: the same work is never asked for twice."""

    task = models.CharField(max_length=120)
    key = models.CharField(max_length=160, unique=True)
    payload = models.JSONField(default=dict)
    queue = models.CharField(max_length=20, choices=Queue, default=Queue.DEFAULT)
    created_at = models.DateTimeField(db_default=Now())
    not_before = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    holder = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(
                F("not_before"), name="outbox_waiting", condition=Q(done_at=None, parked_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(parked_at=None), name="outbox_done_or_parked"
            )
        ]

    def __str__(self) -> str:
        return self.key
