"""The business (usaha)."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Collate, Concat, Lower, Now, Reverse

from accounts.enums import Role
from halalportal.lib.encryption import decrypt, encrypt, keyed_index
from halalportal.lib.texts import fold, name_key
from ikm.enums import BusinessSource, IndustryClass, OperationalStatus, Scale
from ikm.models import search_texts
from ikm.sizes import Finances


class BusinessQuerySet(models.QuerySet["Business"]):
    def visible_to(self, user: Any) -> Self:
        """Own businesses, assigned ones, those of the own LP3H, or those of the own region."""
        scope = user.scope
        living = self.living()
        match scope.role:
            case Role.OWNER:
                return living.filter(owner_id=scope.user_id)
            case Role.COMPANION:
                # A business has one current assignment at most, so the join repeats no row.
                assigned = Q(assignments__companion_id=scope.user_id)
                return living.filter(assigned, assignments__ended_on=None)
            case Role.LP3H_COORDINATOR:
                hosted = Q(assignments__organisation_id=scope.organisation_id)
                return living.filter(hosted, assignments__ended_on=None)
            case _:
                return living.filter(scope.in_region("regency_id"))

    def living(self) -> Self:
        """Records that were not merged into another."""
        return self.filter(merged_into=None)

    def mentored(self) -> Self:
        """IKM binaan."""
        return self.filter(is_mentored=True)

    def registered(self) -> Self:
        """Known by more than a list: they came, were visited, are mentored or have an account."""
        met = Q(is_mentored=True) | Q(last_verified_at__isnull=False) | Q(owner__isnull=False)
        return self.filter(~Q(source=BusinessSource.IMPORT) | met)

    def holding(self, text: str) -> Self:
        """Businesses that have what the text says."""
        return self.filter(search_texts.holding(text))

    def matching(self, text: str) -> Self:
        """As `holding`, and what nearly has it."""
        return self.filter(search_texts.matching(text))

    def keyed(self, keys: Iterable[str]) -> Self:
        """Businesses whose name and owner make one of these `match_key`s."""
        return self.filter(match_key__in=list(keys))


def small_name() -> Collate:
    """What lists are ordered by, fast and the same on every server: small letters, bytewise."""
    return Collate(Lower("name"), "C")


def _folded(text: Any) -> Func:
    """SQL of `halalportal.lib.texts.fold`."""
    letters = Func(
        Lower(text), Value("[^a-z0-9]+"), Value(" "), Value("g"), function="regexp_replace"
    )
    return Func(letters, function="btrim")


def match_key_of(name: str, owner_name: str) -> str:
    """The value that `Business.match_key` has for this name and owner."""
    return f"{name_key(name)}|{fold(owner_name)}"


class Business(models.Model):
    """One business. Every identifier is optional at first (walk-in registration needs none)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=160)
    brand = models.CharField(max_length=120, blank=True)
    owner_name = models.CharField(max_length=120)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_businesses",
    )
    nib = models.CharField(max_length=13, blank=True)
    nik_sealed = models.BinaryField(blank=True, default=b"")
    nik_index = models.CharField(max_length=64, blank=True)
    npwp_sealed = models.BinaryField(blank=True, default=b"")
    npwp_index = models.CharField(max_length=64, blank=True)
    # Capital, annual sales and investment in rupiah as JSON: the private finances of a person.
    finances_sealed = models.BinaryField(blank=True, default=b"")
    phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    regency = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    district = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    village = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kbli_version = models.PositiveSmallIntegerField(null=True, blank=True)
    kbli_code = models.CharField(max_length=5, blank=True)
    scale = models.CharField(max_length=8, choices=Scale, blank=True)
    # Computed from the finances and workers by `ikm.sizes`; never merged with one another.
    computed_scale = models.CharField(max_length=8, choices=Scale, blank=True)
    industry_class = models.CharField(max_length=2, choices=IndustryClass, blank=True)
    workers_male = models.PositiveIntegerField(null=True, blank=True)
    workers_female = models.PositiveIntegerField(null=True, blank=True)
    established_year = models.PositiveSmallIntegerField(null=True, blank=True)
    siinas_id = models.CharField(max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    is_mentored = models.BooleanField(default=False)
    operational_status = models.CharField(
        max_length=10, choices=OperationalStatus, default=OperationalStatus.UNKNOWN
    )
    last_verified_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=BusinessSource, default=BusinessSource.WALK_IN)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)
    # Every word of the name, the owner and the brand; `ikm.models.words` knows them all.
    words = models.GeneratedField(
        expression=Func(
            Func(
                _folded(Concat(F("name"), Value(" "), F("owner_name"), Value(" "), F("brand"))),
                Value(" "),
                function="string_to_array",
            ),
            function="array_to_tsvector",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    match_key = models.GeneratedField(
        expression=Concat(
            Func(
                _folded("name"),
                Value("^(ud|cv|pt|pd|firma|koperasi) "),
                Value(""),
                function="regexp_replace",
            ),
            Value("|"),
            _folded("owner_name"),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = BusinessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "businesses"
        indexes = [
            # A long list of what is not sorted in yet would slow every search.
            GinIndex(fields=["words"], name="business_words", gin_pending_list_limit=512),
            models.Index(
                OpClass("regency_id", "text_pattern_ops"),
                small_name(),
                F("id"),
                name="business_scope",
            ),
            models.Index(fields=["match_key"], name="business_match_key"),
            # The list of a province runs along this one, the search for digits along the others.
            models.Index(
                small_name(), F("id"), condition=Q(merged_into=None), name="business_by_name"
            ),
            models.Index(OpClass("nib", "text_pattern_ops"), name="business_nib_prefix"),
            models.Index(OpClass("phone", "text_pattern_ops"), name="business_phone_prefix"),
            models.Index(OpClass(Reverse("nib"), "text_pattern_ops"), name="business_nib_suffix"),
            models.Index(
                OpClass(Reverse("phone"), "text_pattern_ops"), name="business_phone_suffix"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                "nib", condition=~Q(nib="") & Q(merged_into=None), name="business_nib"
            ),
            models.UniqueConstraint(
                "nik_index",
                condition=~Q(nik_index="") & Q(merged_into=None),
                name="business_nik",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="business_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(nib="") | Q(nib__regex=r"^\d{13}$"), name="business_nib_13_digits"
            ),
            models.CheckConstraint(
                condition=Q(kbli_code="") | Q(kbli_version__isnull=False),
                name="business_kbli_with_version",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def nik(self) -> str:
        """The owner's NIK in the clear, "" if unknown. Show it masked; log every unmasking."""
        return self._opened(bytes(self.nik_sealed), "nik")

    def seal_nik(self, nik: str) -> None:
        """Sets the NIK (16 digits, or "" to remove it) without saving."""
        self.nik_sealed = encrypt(nik, context=self._context("nik")) if nik else b""
        self.nik_index = keyed_index(nik, field="nik") if nik else ""

    @property
    def npwp(self) -> str:
        """The NPWP in the clear (16 digits), "" if unknown. As with the NIK, log every showing."""
        return self._opened(bytes(self.npwp_sealed), "npwp")

    def seal_npwp(self, npwp: str) -> None:
        """Sets the NPWP (16 digits, or "" to remove it) without saving."""
        self.npwp_sealed = encrypt(npwp, context=self._context("npwp")) if npwp else b""
        self.npwp_index = keyed_index(npwp, field="npwp") if npwp else ""

    @property
    def finances(self) -> Finances:
        """Capital, sales and investment in the clear: for computing, or a logged showing."""
        return Finances.from_json(self._opened(bytes(self.finances_sealed), "finances"))

    def seal_finances(self, finances: Finances) -> None:
        """Sets the amounts without saving; nothing known is nothing stored."""
        context = self._context("finances")
        self.finances_sealed = (
            encrypt(finances.as_json(), context=context) if finances.is_known else b""
        )

    def _opened(self, sealed: bytes, field: str) -> str:
        return decrypt(sealed, context=self._context(field)) if sealed else ""

    def _context(self, field: str) -> str:
        return f"business.{field}:{self.uuid}"

    @property
    def verified_on(self) -> datetime.date | None:
        return self.last_verified_at.date() if self.last_verified_at else None
