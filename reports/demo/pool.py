"""The businesses that can still be given a part in a story."""

import random
from collections import defaultdict
from collections.abc import Iterable

from certification.demo.answers import recipes
from ikm.enums import Scale
from ikm.models import Business


class PoolExhaustedError(Exception):
    """A kab/kota has too few businesses for the story."""

    def __init__(self, region_code: str) -> None:
        super().__init__(f"Too few businesses in {region_code}: load more with --businesses.")


class Pool:
    """Businesses by kab/kota, in random order; each is given out once."""

    def __init__(self, businesses: Iterable[Business], rng: random.Random) -> None:
        self._waiting: dict[str, list[Business]] = defaultdict(list)
        # Namesakes by key: the database gives them in any order.
        shuffled = sorted(businesses, key=lambda one: (one.name, one.owner_name, one.pk))
        rng.shuffle(shuffled)
        for business in sorted(shuffled, key=_fitness):
            self._waiting[business.regency_id].append(business)

    def take(self, region_code: str) -> Business:
        """A business that may self-declare, first those with a phone and a NIB.

        Raises:
            PoolExhaustedError: nobody suitable is left in this kab/kota.
        """
        waiting = self._waiting[region_code]
        if not waiting or not may_self_declare(waiting[-1]):
            raise PoolExhaustedError(region_code)
        return waiting.pop()


def may_self_declare(business: Business) -> bool:
    """Micro or small, with a product of the decree's list (Kepkaban 146/2025 II.A 1 and 8)."""
    is_small = business.scale in ("", Scale.MICRO, Scale.SMALL)
    return is_small and any(product.name in recipes() for product in business.products.all())


def _fitness(business: Business) -> tuple[bool, bool, bool]:
    return may_self_declare(business), bool(business.phone), bool(business.nib)
