"""Invented businesses that look like a real registry, for the demo and for measuring.

People are made of common names. Phones begin with 0834, which no operator has been given; a NIK has
a serial above 9000 and a NIB begins with 99, so none is a number that an office gave to somebody.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.lib.copying import copy_in
from ikm.enums import BusinessSource, OperationalStatus, Scale
from ikm.models import Business, Product
from regions.models import Level, Region, within

_DATA = Path(__file__).parent / "demo_data"
_KBLI_VERSION = 2020
_OLDEST_BIRTH = date(1958, 1, 1)
_BIRTH_DAYS = 365 * 42
_SOURCES = [BusinessSource.IMPORT] * 6 + [BusinessSource.WALK_IN] * 2
_SOURCES += [BusinessSource.COMPANION, BusinessSource.EVENT]
_FAMILIES_ELSEWHERE = "64"


@cache
def vocabulary() -> dict[str, Any]:
    """Names, streets and words to build businesses of."""
    words: dict[str, Any] = json.loads((_DATA / "vocabulary.json").read_text("utf-8"))
    return words


@cache
def products_of(province_code: str) -> list[dict[str, str]]:
    """Products that a province is known for, with class and KBLI; all for one without data."""
    rows = _rows("products_by_region.csv")
    own = [row for row in rows if province_code in row["provinces"].split(",")]
    return own or rows


def regency_weights(province_code: str) -> dict[str, float]:
    """Kab/kota code → its share of the province's businesses."""
    rows = _rows("demo_ikm_weights.csv")
    shares = {
        r["regency_code"]: float(r["share"]) for r in rows if r["province_code"] == province_code
    }
    if shares:
        return shares
    codes = Region.objects.regencies().inside(province_code).values_list("code", flat=True)
    return dict.fromkeys(codes, 1.0)


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def make_businesses(
    *,
    province_code: str,
    count: int,
    rng: Random,
    by: User,
    weights: Mapping[str, float] | None = None,
    mentored_share: float = 0.3,
    since: datetime | None = None,
) -> list[Business]:
    """Adds `count` businesses with products in one province and returns them with their keys.

    The same `rng` state gives the same businesses. Regions must be loaded.

    Args:
        weights: kab/kota code → share; those of `regency_weights` when not given.
        since: the moment at which all were registered; now when not given.
    """
    last = Business.objects.aggregate(last=Max("pk"))["last"] or 0
    weights = weights or regency_weights(province_code)
    maker = _Maker(province_code, rng, weights, mentored_share, since)
    businesses = list(maker.businesses(count))
    copy_in(businesses)
    keys = dict(Business.objects.filter(pk__gt=last).values_list("uuid", "pk"))
    for business in businesses:
        business.pk, business._state.adding = keys[business.uuid], False
    copy_in(product for business in businesses for product in maker.products(business))
    copy_in(_registered(business, by, since) for business in businesses)
    return businesses


def _registered(business: Business, by: User, since: datetime | None) -> AuditEntry:
    entry = AuditEntry(
        action="business.registered",
        actor_id=by.pk,
        subject_type=Business._meta.label_lower,
        subject_id=str(business.pk),
    )
    if since:
        entry.at = since
    return entry


@dataclass(slots=True)
class _Maker:
    """Makes unsaved businesses of one province."""

    province_code: str
    rng: Random
    weights: Mapping[str, float]
    mentored_share: float = 0.3
    since: datetime | None = None
    used: set[str] = field(default_factory=set)
    main_products: dict[UUID, dict[str, str]] = field(default_factory=dict)

    def businesses(self, count: int) -> Iterator[Business]:
        weights = list(self.weights.values())
        chosen = Counter(self.rng.choices(list(self.weights), weights, k=count))
        villages = self._villages()
        for regency in sorted(chosen):
            for _ in range(chosen[regency]):
                yield self._business(self.rng.choice(villages[regency]))

    def _villages(self) -> dict[str, list[str]]:
        rows = Region.objects.filter(within("code", self.province_code), level=Level.VILLAGE)
        found: dict[str, list[str]] = {}
        for code in rows.order_by("code").values_list("code", flat=True):
            found.setdefault(code[:5], []).append(code)
        return found

    def _business(self, village: str) -> Business:
        rng, words = self.rng, vocabulary()
        is_woman = rng.random() < 0.62
        given = rng.choice(words["female" if is_woman else "male"])
        families = words["family"]
        family = rng.choice(families.get(self.province_code, families[_FAMILIES_ELSEWHERE]))
        product = rng.choice(products_of(self.province_code))
        business = Business(
            uuid=UUID(int=rng.getrandbits(128), version=4),
            name=self._name(given),
            brand=rng.choice(words["business_word"]) if rng.random() < 0.4 else "",
            owner_name=f"{given} {family}",
            phone=f"+62834{self._unique('phone', 8)}" if rng.random() < 0.93 else "",
            nib=f"99{self._unique('nib', 11)}" if rng.random() < 0.7 else "",
            address=self._address(),
            regency_id=village[:5],
            district_id=village[:8],
            village_id=village,
            kbli_version=_KBLI_VERSION,
            kbli_code=product["kbli2020"],
            scale=Scale.MICRO if rng.random() < 0.9 else Scale.SMALL,
            is_mentored=rng.random() < self.mentored_share,
            operational_status=self._status(),
            source=rng.choice(_SOURCES),
        )
        if self.since:
            business.created_at = self.since
        if rng.random() < 0.4:
            business.seal_nik(self._nik(village[:8], is_woman=is_woman))
        self.main_products[business.uuid] = product
        return business

    def products(self, business: Business) -> Iterator[Product]:
        """The product that gave the business its KBLI, and sometimes a second one."""
        rows = [self.main_products[business.uuid]]
        if self.rng.random() < 0.35:
            rows.append(self.rng.choice(products_of(self.province_code)))
        for row in {row["product"]: row for row in rows}.values():
            yield Product(
                business=business,
                name=row["product"],
                product_class=row["product_class"],
                kbli_version=_KBLI_VERSION,
                kbli_code=row["kbli2020"],
            )

    def _name(self, given: str) -> str:
        words = vocabulary()
        prefix = self.rng.choice(words["business_prefix"])
        own = given if self.rng.random() < 0.5 else self.rng.choice(words["business_word"])
        parts = [prefix, self.rng.choice(words["business_word"]), own]
        return " ".join(dict.fromkeys(part for part in parts if part))

    def _address(self) -> str:
        street = self.rng.choice(vocabulary()["street"])
        rt, house = self.rng.randint(1, 30), self.rng.randint(1, 180)
        return f"{street} No. {house}, RT {rt:03d}"

    def _status(self) -> str:
        if self.rng.random() < 0.75:
            return OperationalStatus.ACTIVE
        return self.rng.choice([OperationalStatus.UNKNOWN, OperationalStatus.PAUSED])

    def _nik(self, district: str, *, is_woman: bool) -> str:
        born_on = _OLDEST_BIRTH + timedelta(days=self.rng.randrange(_BIRTH_DAYS))
        day = born_on.day + (40 if is_woman else 0)
        serial = self.rng.randint(9001, 9999)
        nik = f"{district.replace('.', '')}{day:02d}{born_on:%m%y}{serial}"
        if nik in self.used:
            return self._nik(district, is_woman=is_woman)
        self.used.add(nik)
        return nik

    def _unique(self, kind: str, length: int) -> str:
        """Digits that this maker has not given to another business."""
        digits = f"{self.rng.randrange(10**length):0{length}d}"
        if f"{kind}{digits}" in self.used:
            return self._unique(kind, length)
        self.used.add(f"{kind}{digits}")
        return digits
