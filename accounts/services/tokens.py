"""Tokens of the API: making one, taking it back, and knowing who comes with one."""

import datetime
import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.errors import TooManyTokensError
from accounts.models import ApiToken, Membership, User
from accounts.rules import can_make_token
from halalportal.audit.services import record
from halalportal.lib.encryption import keyed_index

START = "hp_"  # so that a token is recognised where it does not belong
MOST = 10  # living tokens of one person
KEPT = datetime.timedelta(days=30)  # dead ones stay in the list that long
_SECRET_BYTES = 32
_SHOWN = 9


@transaction.atomic
def make(*, name: str, days: int, by: User) -> tuple[ApiToken, str]:
    """Adds a token for the person's active role.

    Returns:
        The row, and the secret, which is shown once and kept nowhere.

    Raises:
        TooManyTokensError: the person has ten living ones.
    """
    membership = by.active_membership
    if membership is None or not can_make_token(by):
        raise PermissionDenied
    now = timezone.now()
    _refuse_too_many(by, now)
    secret = START + secrets.token_urlsafe(_SECRET_BYTES)
    token = ApiToken.objects.create(
        membership=membership,
        name=name,
        prefix=secret[:_SHOWN],
        digest=_digest(secret),
        created_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    record(action="api_token.made", subject=token, by=by, membership=membership.pk, days=days)
    return token, secret


@transaction.atomic
def revoke(*, token: ApiToken, by: User) -> ApiToken:
    """Takes a token back at once; a second time changes nothing."""
    locked = ApiToken.objects.visible_to(by).select_for_update(of=("self",)).get(pk=token.pk)
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        record(action="api_token.revoked", subject=locked, by=by)
    return locked


def find(secret: str, *, now: datetime.datetime) -> ApiToken | None:
    """The living token with this secret, with its person in that role; notes the day of its use."""
    if not secret.startswith(START):
        return None
    tokens = ApiToken.objects.valid_at(now).select_related(
        "membership__user", "membership__region", "membership__organisation"
    )
    token = tokens.filter(digest=_digest(secret)).first()
    if token:
        _note_use(token, timezone.localdate(now))
    return token


@transaction.atomic
def forget_dead(*, now: datetime.datetime) -> int:
    """Deletes what died a month ago; the audit trail keeps who made it and when."""
    count, _ = ApiToken.objects.dead_since(now - KEPT).delete()
    return count


def _note_use(token: ApiToken, today: datetime.date) -> None:
    """One write a day, however often it is used."""
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)


def _refuse_too_many(by: User, now: datetime.datetime) -> None:
    # Of two requests at once the second waits here and then counts the first one's token.
    User.objects.select_for_update().get(pk=by.pk)
    own = Membership.objects.visible_to(by).values("pk")
    if ApiToken.objects.valid_at(now).filter(membership__in=own).count() >= MOST:
        raise TooManyTokensError


def _digest(secret: str) -> bytes:
    return bytes.fromhex(keyed_index(secret, field="api_token"))
