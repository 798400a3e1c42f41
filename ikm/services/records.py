"""The rest of a record: tax number, money, workers, permits, and the sizes that follow."""

from django.utils import timezone

from ikm import sizes
from ikm.models import Business, Permit
from ikm.selectors.facts import PermitFacts, RecordFacts

_PLAIN = ("workers_male", "workers_female", "established_year", "siinas_id")


def write(business: Business, facts: RecordFacts) -> list[str]:
    """Saves the facts and the computed sizes; returns the names of the fields that changed.

    The caller has locked the row, asked the rule and writes the audit entry.
    """
    changed = [name for name in _PLAIN if getattr(business, name) != getattr(facts, name)]
    for name in changed:
        setattr(business, name, getattr(facts, name))
    changed += _seal(business, facts)
    set_sizes(business)
    business.save()
    return changed + _set_permits(business, facts.permits)


def set_sizes(business: Business) -> None:
    """Computes both sizes as of today without saving; "" where too little is known."""
    finances = business.finances
    is_new = sizes.is_new(business.established_year, timezone.localdate())
    workers = sizes.workers_of(business.workers_male, business.workers_female)
    business.computed_scale = sizes.scale_of(finances, is_new=is_new) or ""
    business.industry_class = (
        sizes.industry_class_of(workers=workers, investment=finances.investment) or ""
    )


def _seal(business: Business, facts: RecordFacts) -> list[str]:
    changed = []
    if facts.npwp and facts.npwp != business.npwp:
        business.seal_npwp(facts.npwp)
        changed.append("npwp")
    finances = facts.finances.over(business.finances)
    if finances != business.finances:
        business.seal_finances(finances)
        changed.append("finances")
    return changed


def _set_permits(business: Business, wanted: tuple[PermitFacts, ...] | None) -> list[str]:
    """Makes the permits the given ones; a kind and number tell which is which."""
    if wanted is None:
        return []
    existing = {(permit.kind, permit.number): permit for permit in business.permits.all()}
    keys = {(facts.kind, facts.number) for facts in wanted}
    gone = [permit.pk for key, permit in existing.items() if key not in keys]
    written = [_write_permit(business, facts, existing) for facts in wanted]
    Permit.objects.filter(pk__in=gone).delete()
    return ["permits"] if gone or any(written) else []


def _write_permit(
    business: Business, facts: PermitFacts, existing: dict[tuple[str, str], Permit]
) -> bool:
    """Whether anything had to be written."""
    key = (facts.kind, facts.number)
    permit = existing.get(key) or Permit(business=business, kind=facts.kind, number=facts.number)
    existing[key] = permit
    values = {name: getattr(facts, name) for name in ("issued_on", "expires_on", "issuer")}
    if permit.pk and all(getattr(permit, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(permit, name, value)
    permit.save()
    return True
