"""A person who signs in with a phone number or an e-mail address."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property

from accounts.models.membership import Membership
from accounts.scope import Scope


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(
        self, *, name: str, email: str = "", phone: str = "", password: str | None = None
    ) -> "User":
        """Adds a person; at least one of e-mail and phone (E.164) is needed."""
        user = User(name=name, email=self.normalize_email(email) or None, phone=phone or None)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. What the person may do comes from the active membership."""

    name = models.CharField(max_length=120)
    email = models.EmailField(null=True, unique=True)
    phone = models.CharField(max_length=16, null=True, unique=True, help_text="E.164")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="user_has_email_or_phone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def current_memberships(self) -> list[Membership]:
        """The roles that have not ended, the earliest first."""
        return list(self.memberships.current().select_related("region", "organisation"))

    @cached_property
    def active_membership(self) -> Membership | None:
        """The chosen membership of the session (set by the middleware), else the first one."""
        return next(iter(self.current_memberships), None)

    @property
    def role(self) -> str:
        """The active role's code, "" without any."""
        return self.active_membership.role if self.active_membership else ""

    @property
    def scope(self) -> Scope:
        """What the active role may see."""
        membership = self.active_membership
        if membership is None:
            return Scope(user_id=self.pk)
        return Scope(
            user_id=self.pk,
            role=membership.role,
            region_code=membership.region_id or "",
            organisation_id=membership.organisation_id,
        )

    # The portal has no Django admin for business roles, so Django's own permissions grant nothing.
    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return False
