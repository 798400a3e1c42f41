"""A registry with known duplicates, and with pairs that only look like duplicates."""

from collections.abc import Callable, Sequence
from random import Random
from uuid import UUID

from ikm.demo import vocabulary
from ikm.models import Business

# Near misses that are two businesses: which of them, per duplicate.
_SIBLINGS, _NAMESAKES = 0.5, 0.5
_FIELD_OFFICER = "+6283400000001"
_NEIGHBOURS = "qwertyuiopasdfghjklzxcvbnm"

Noise = Callable[[Business, Random], None]


def _typo(text: str, rng: Random) -> str:
    """A letter changed, dropped, doubled or swapped with the next one."""
    place = rng.randrange(1, max(2, len(text) - 1))
    kind = rng.randrange(4)
    if kind == 0:
        return text[:place] + rng.choice(_NEIGHBOURS) + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + text[place] + text[place:]
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def _name_typo(business: Business, rng: Random) -> None:
    business.name = _typo(business.name, rng)


def _owner_typo(business: Business, rng: Random) -> None:
    business.owner_name = _typo(business.owner_name, rng)


def _title(business: Business, rng: Random) -> None:
    business.owner_name = f"{rng.choice(['Hj.', 'H.', 'Ibu', 'Bpk'])} {business.owner_name}"


def _legal_form(business: Business, rng: Random) -> None:
    business.name = f"{rng.choice(['UD', 'CV', 'IKM'])} {business.name}"


def _capitals(business: Business, rng: Random) -> None:
    business.name, business.owner_name = business.name.upper(), business.owner_name.upper()


def _word_order(business: Business, rng: Random) -> None:
    words = business.name.split()
    rng.shuffle(words)
    business.name = " ".join(words)


def _no_village(business: Business, rng: Random) -> None:
    business.village_id = None


NOISES: Sequence[Noise] = (
    *(_name_typo, _owner_typo, _title, _legal_form, _capitals, _word_order, _no_village),
)


def duplicate_of(business: Business, rng: Random) -> Business:
    """The same business as somebody else wrote it down: one to three differences, often a phone."""
    twin = _copy(business, rng)
    for noise in rng.sample(NOISES, k=rng.choice([1, 1, 2, 2, 3])):
        noise(twin, rng)
    if rng.random() < 0.5:
        twin.phone = rng.choice(["", f"+62834{rng.randrange(10**8):08d}"])
    return twin


def sibling_of(business: Business, rng: Random) -> Business:
    """Another business of the same owner in the same village with the same phone."""
    other = _copy(business, rng)
    words = vocabulary()
    while other.name.split()[-1] in business.name:
        first, last = rng.sample(words["business_word"], k=2)
        other.name = f"{rng.choice(words['business_prefix'])} {first} {last}".strip()
    return other


def namesake_of(business: Business, village: str, rng: Random) -> Business:
    """A business of the same name and owner's name in another village of the kecamatan."""
    other = _copy(business, rng)
    other.village_id, other.phone = village, f"+62834{rng.randrange(10**8):08d}"
    return other


def share_a_phone(businesses: Sequence[Business], rng: Random) -> None:
    """A field officer registered these with one phone."""
    for business in rng.sample(list(businesses), k=min(len(businesses) // 50, 500)):
        business.phone = _FIELD_OFFICER


def _copy(business: Business, rng: Random) -> Business:
    kept = ("name", "owner_name", "phone", "regency_id", "district_id", "village_id")
    values = {name: getattr(business, name) for name in kept}
    return Business(uuid=UUID(int=rng.getrandbits(128), version=4), **values)


def add_truth(
    businesses: Sequence[Business], *, count: int, rng: Random
) -> tuple[list[tuple[int, int]], list[Business]]:
    """Saves `count` duplicates and as many near misses.

    Returns:
        the pairs (lower id, higher id) that are one business, and the near misses.
    """
    villages: dict[str, set[str]] = {}
    for business in businesses:
        villages.setdefault(business.district_id or "", set()).add(business.village_id or "")
    chosen = rng.sample(list(businesses), k=2 * count)
    twins = [duplicate_of(business, rng) for business in chosen[:count]]
    others = []
    for business in chosen[count:]:
        elsewhere = sorted(villages[business.district_id or ""] - {business.village_id})
        if elsewhere and rng.random() < _NAMESAKES:
            others.append(namesake_of(business, rng.choice(elsewhere), rng))
        else:
            others.append(sibling_of(business, rng))
    Business.objects.bulk_create([*twins, *others], batch_size=1_000)
    pairs = [(a.pk, b.pk) for a, b in zip(chosen[:count], twins, strict=True)]
    return pairs, others


def quality(found: set[tuple[int, int]], truth: set[tuple[int, int]]) -> tuple[float, float]:
    """(precision, recall) of the found pairs."""
    right = len(found & truth)
    return right / max(len(found), 1), right / max(len(truth), 1)
