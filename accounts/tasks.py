"""What Celery does for accounts."""

from celery import shared_task
from django.utils import timezone

from accounts.services import tokens


@shared_task
def forget_dead_tokens() -> int:
    """Beat calls it; deletes tokens that ran out or were taken back a month ago."""
    return tokens.forget_dead(now=timezone.now())
