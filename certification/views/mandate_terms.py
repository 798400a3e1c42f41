"""What a page on a mandate is about: the business, the helper, the tasks, and the last day."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, resolve_url

from accounts.http import AuthenticatedHttpRequest
from certification.forms.mandates import TermsForm
from certification.models import Application, Programme
from certification.selectors.mandates import (
    Helper,
    Terms,
    Words,
    helper_of,
    today_at,
    usual_end,
    words_for,
)
from ikm.models import Business


@dataclass(frozen=True, slots=True)
class Asked:
    """The terms with their words, and the form that changes them.

    `programme` is the one that the helper came from.
    """

    terms: Terms
    words: Words
    form: TermsForm
    programme: Programme | None

    @property
    def kept(self) -> dict[str, str]:
        """What the form carries along in the address."""
        kept = {"usaha": str(self.terms.business.pk)}
        return kept | ({"program": self.programme.slug} if self.programme else {})


def asked_of(request: AuthenticatedHttpRequest, helper: Helper | None = None) -> Asked:
    """Reads the address; 404 for a business that is not the person's to see.

    Args:
        helper: whom the owner entrusts; the person at the screen if not given.
    """
    business = asked_business(request)
    day = today_at(business.regency)
    open_ones = Programme.objects.open_on(day).filter(region_id=business.regency_id[:2])
    programme = open_ones.filter(slug=request.GET.get("program", "")).first()
    latest = programme or open_ones.order_by("ends_on").last()
    form = TermsForm(request.GET, day=day, usual=usual_end(latest, day))
    chosen = form.asked()
    terms = Terms(
        business, helper or helper_of(request.user), tuple(chosen["tasks"]), chosen["ends_on"]
    )
    return Asked(terms, words_for(terms, day), form, programme)


def asked_business(request: AuthenticatedHttpRequest) -> Business:
    businesses = Business.objects.visible_to(request.user).select_related("regency", "owner")
    chosen = request.GET.get("usaha", "")
    return get_object_or_404(businesses, pk=chosen if chosen.isdecimal() else 0)


def way_on(request: AuthenticatedHttpRequest, asked: Asked) -> str:
    """Where the helper was going: the offer, the open application, or a new one."""
    offer = request.GET.get("tawaran", "")
    if offer.isdecimal():
        return resolve_url("certification:offer-detail", pk=offer)
    mine = Application.objects.visible_to(request.user).open()
    if found := mine.filter(business=asked.terms.business).first():
        return resolve_url("certification:application-detail", number=found.number)
    address = resolve_url("certification:application-create")
    query = "&".join(f"{name}={value}" for name, value in asked.kept.items())
    return f"{address}?{query}"
