"""Owners make their own account with a phone number; nothing tells which numbers have one."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.errors import TooManyAttemptsError
from accounts.models import Membership, User
from halalportal.audit.services import record
from halalportal.lib.attempts import is_too_often
from halalportal.lib.encryption import keyed_index

_ATTEMPTS = 5
_WINDOW = 60 * 60


def register_owner(*, name: str, phone: str, password: str) -> User | None:
    """Adds a person with the role of an owner; None when the number has an account already.

    The caller answers both in the same words, and both cost one password hash.

    Args:
        phone: E.164.

    Raises:
        TooManyAttemptsError: after five attempts with this number in an hour.
    """
    _count_attempt(phone)
    if User.objects.filter(phone=phone).exists():
        make_password(password)
        return None
    try:
        return _create(name, phone, password)
    except IntegrityError:  # somebody was faster with the same number
        return None


@transaction.atomic
def _create(name: str, phone: str, password: str) -> User:
    user: User = User.objects.create_user(name=name, phone=phone, password=password)
    Membership.objects.create(user=user, role=Role.OWNER)
    record(action="user.registered", subject=user, by=user)
    return user


def _count_attempt(phone: str) -> None:
    """Counts by number, never by address: a whole workshop hall shares one address."""
    key = f"register:{keyed_index(phone, field='register')}"
    if is_too_often(key, most=_ATTEMPTS, seconds=_WINDOW):
        raise TooManyAttemptsError
