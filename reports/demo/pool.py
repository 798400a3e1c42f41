"""The businesses that can still be given a part in a story."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable

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

    def take_where(self, region_code: str, fits: Callable[[Business], bool]) -> Business:
        """The first suitable business, those with a phone and a NIB before others.

        Raises:
            PoolExhaustedError: there is none in this kab/kota.
        """
        waiting = self._waiting[region_code]
        found = next((business for business in reversed(waiting) if fits(business)), None)
        if found is None:
            raise PoolExhaustedError(region_code)
        waiting.remove(found)
        return found


def may_self_declare(business: Business) -> bool:
    """Micro or small, with a product of the decree's list (Kepkaban 146/2025 II.A 1 and 8)."""
    is_small = business.scale in ("", Scale.MICRO, Scale.SMALL)
    return is_small and any(product.name in recipes() for product in business.products.all())


def is_candidate(business: Business) -> bool:
    """Whoever meets the conditions of the programmes as soon as there is a NIB."""
    return may_self_declare(business) and makes_food(business)


def makes_food(business: Business) -> bool:
    """KBLI 10 (food) or 11 (drink)."""
    return business.kbli_code.startswith(("10", "11"))


def _fitness(business: Business) -> tuple[bool, bool, bool]:
    return may_self_declare(business), bool(business.phone), bool(business.nib)
