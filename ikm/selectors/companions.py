"""Companions who may be sent to a business, with their load."""

from django.db.models import Count, Q, QuerySet

from accounts.enums import Role
from accounts.models import Membership
from ikm.models import Business


def companions_for(business: Business) -> QuerySet[Membership]:
    """Those who may be sent to this business."""
    return companions_in(business.regency_id[:2])


def companions_in(province: str) -> QuerySet[Membership]:
    """Current companions of the province's organisations, those with least to do first.

    Each has `business_count`: businesses that the person accompanies now, for any organisation.
    """
    is_current = Q(
        user__assignments__ended_on=None,
        user__assignments__isnull=False,
        user__assignments__business__merged_into=None,
    )
    return (
        Membership.objects.filter(
            role=Role.COMPANION,
            ended_on=None,
            user__is_active=True,
            organisation__region__code__startswith=province,
        )
        .select_related("user", "organisation")
        .annotate(business_count=Count("user__assignments", filter=is_current))
        .order_by("business_count", "user__name")
    )
