"""People and organisations of the demo data. Everybody here is invented."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import Membership, Organisation, User

PASSWORD = "demo-halal-2026"
# No operator has been given 0834: numbers that pass validation, and that nobody holds.
PHONE = "+62834000{:05d}"


@dataclass(frozen=True, slots=True)
class Post:
    """A role with its scope."""

    role: str
    region_code: str = ""
    organisation: Organisation | None = None


def make_organisation(*, kind: str, name: str, short_name: str, region_code: str) -> Organisation:
    """The organisation of this kind and name; made unless another scenario has made it."""
    organisation, _ = Organisation.objects.get_or_create(
        kind=kind, name=name, defaults={"short_name": short_name, "region_id": region_code}
    )
    return organisation


def make_person(
    *, name: str, phone: str, email: str, posts: Iterable[Post], since: datetime.date
) -> User:
    """A person with one membership a post. Only those with an e-mail address can sign in."""
    user = User.objects.create_user(
        name=name, phone=phone, email=email, password=PASSWORD if email else None
    )
    for post in posts:
        Membership.objects.create(
            user=user,
            role=post.role,
            region_id=post.region_code or None,
            organisation=post.organisation,
            started_on=since,
        )
    return user


def make_owners(people: Iterable[tuple[str, str]], *, since: datetime.date) -> list[User]:
    """Owners' accounts, in bulk, from (name, phone in E.164); they have no password yet."""
    unusable = make_password(None)
    owners: list[User] = User.objects.bulk_create(
        User(name=name, phone=phone, password=unusable) for name, phone in people
    )
    Membership.objects.bulk_create(
        Membership(user=owner, role=Role.OWNER, started_on=since) for owner in owners
    )
    return owners
