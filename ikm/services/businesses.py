"""Registering and changing one business."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from halalportal.audit.services import record
from halalportal.lib.encryption import keyed_index
from ikm import rules
from ikm.enums import BusinessSource, OperationalStatus
from ikm.errors import NotAllowedError
from ikm.models import Business, Product
from ikm.selectors.duplicates import Candidate, find_candidates
from ikm.selectors.facts import BusinessFacts, RecordFacts
from ikm.services import records

_PLAIN = (
    *("name", "owner_name", "brand", "nib", "phone", "email", "address", "kbli_code", "scale"),
    *("is_mentored", "operational_status", "regency_id"),
)


class DuplicatesFoundError(Exception):
    """Businesses that may be the same; a person says whether they are."""

    def __init__(self, candidates: list[Candidate]) -> None:
        super().__init__("duplicates")
        self.candidates = candidates


@transaction.atomic
def register(
    *,
    facts: BusinessFacts,
    by: User,
    source: str = BusinessSource.WALK_IN,
    is_new_for_sure: bool = False,
) -> Business:
    """Adds a business.

    Args:
        is_new_for_sure: a person saw the duplicates and said that this is another business. An
            identifier that one of them has is then left empty, since each is given once.

    Raises:
        DuplicatesFoundError: when similar businesses exist and nobody has decided yet.
        NotAllowedError: outside the officer's region.
    """
    if not rules.can_register(by, facts.regency_id):
        raise NotAllowedError
    ask_about_duplicates(facts, is_decided=is_new_for_sure)
    business = Business(source=source)
    if source == BusinessSource.WALK_IN:
        business.last_verified_at = timezone.now()  # its owner stands at the desk
    write(business, facts)
    record(action="business.registered", subject=business, by=by, source=source)
    return business


@transaction.atomic
def update(
    *,
    business: Business,
    facts: BusinessFacts,
    by: User,
    is_new_for_sure: bool = False,
    details: RecordFacts | None = None,
) -> Business:
    """Changes a business and its list of products; as `register` about duplicates.

    Args:
        details: the rest of the record; None leaves it as it is.
    """
    business = Business.objects.select_for_update().get(pk=business.pk)
    moves = facts.regency_id != business.regency_id
    if not rules.can_edit(by, business) or (moves and not rules.can_register(by, facts.regency_id)):
        raise NotAllowedError
    ask_about_duplicates(
        _changed_keys(business, facts), besides=business.pk, is_decided=is_new_for_sure
    )
    changed = write(business, facts)
    if details is not None:
        changed += records.write(business, details)
    record(action="business.changed", subject=business, by=by, fields=changed)
    return business


def taken_identifiers(facts: BusinessFacts, *, besides: int | None = None) -> set[str]:
    """Which of "nib" and "nik" another living business has already."""
    others = Business.objects.living().exclude(pk=besides or 0)
    taken = set()
    if facts.nib and others.filter(nib=facts.nib).exists():
        taken.add("nib")
    if facts.nik and others.filter(nik_index=keyed_index(facts.nik, field="nik")).exists():
        taken.add("nik")
    return taken


def _changed_keys(business: Business, facts: BusinessFacts) -> BusinessFacts:
    """The facts without what the business has already: that was decided when it was written."""
    same_name = business.name == facts.name and (business.village_id or "") == facts.village_id
    return BusinessFacts(
        name="" if same_name else facts.name,
        owner_name=facts.owner_name,
        regency_id=facts.regency_id,
        village_id=facts.village_id,
        phone="" if business.phone == facts.phone else facts.phone,
        nib=facts.nib,
        nik=facts.nik,
    )


def ask_about_duplicates(
    facts: BusinessFacts, *, is_decided: bool, besides: int | None = None
) -> None:
    """Raises `DuplicatesFoundError` when similar businesses exist and nobody has decided yet."""
    if is_decided:
        return
    if candidates := find_candidates(facts, besides=besides):
        raise DuplicatesFoundError(candidates)


def write(business: Business, facts: BusinessFacts) -> list[str]:
    """Saves the facts and returns the names of the fields that changed."""
    taken = taken_identifiers(facts, besides=business.pk)
    values = {name: getattr(facts, name) for name in _PLAIN}
    values |= {"district_id": facts.district_id or None, "village_id": facts.village_id or None}
    if "nib" in taken:
        values["nib"] = business.nib
    changed = [name for name, value in values.items() if getattr(business, name) != value]
    for name in changed:
        setattr(business, name, values[name])
    if facts.nik and "nik" not in taken and facts.nik != business.nik:
        business.seal_nik(facts.nik)
        changed.append("nik")
    business.kbli_version = facts.kbli_version if business.kbli_code else None
    if "operational_status" in changed and facts.operational_status != OperationalStatus.UNKNOWN:
        business.last_verified_at = timezone.now()
    _save(business, facts)
    return changed + _set_products(business, facts.products)


def _save(business: Business, facts: BusinessFacts) -> None:
    """Two people who type the same NIB at once: the second one is asked, as everybody else."""
    try:
        with transaction.atomic():
            business.save()
    except IntegrityError as error:
        raise DuplicatesFoundError(find_candidates(facts, besides=business.pk)) from error


def _set_products(business: Business, names: Iterable[str]) -> list[str]:
    """Makes the list of products the given one; a name in other letters is the same product."""
    wanted = {name.lower(): name for name in names}
    existing = {product.name.lower(): product for product in business.products.all()}
    gone = [product.pk for key, product in existing.items() if key not in wanted]
    added = [name for key, name in wanted.items() if key not in existing]
    Product.objects.filter(pk__in=gone).delete()
    Product.objects.bulk_create(Product(business=business, name=name) for name in added)
    return ["products"] if gone or added else []
