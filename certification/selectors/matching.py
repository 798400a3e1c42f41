"""What a proposal of assignments is made of: businesses that wait, and companions with room."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import CompanionProfile, Membership, Organisation
from accounts.models.companion import CompanionProfileQuerySet
from certification.enums import Track
from certification.matching import Helper, Match, Nearness, Seeker
from certification.models import Allocation, Application
from certification.workflow import BEFORE_SIHALAL, OPEN
from halalportal.lib.formats import number
from ikm.models import Assignment, Business

NEARNESS_WORDS = {
    Nearness.VILLAGE: "desa sama",
    Nearness.DISTRICT: "kecamatan sama",
    Nearness.REGENCY: "kab/kota sama",
    Nearness.ELSEWHERE: "dari kab/kota lain, yang dekat tidak ada atau sudah penuh",
}
NOBODY = "Semua pendamping penuh. Tambah kapasitas atau pendamping."
NOBODY_TRAINED = "Pendamping yang punya bimtek program ini penuh atau belum ada. Undang ke bimtek."


def unaccompanied(organisation: Organisation) -> QuerySet[Business]:
    """Businesses without a companion whose application waits for one of this LP3H.

    Those that name the LP3H, and those that name none in a kab/kota where it holds places.
    """
    held = Allocation.objects.filter(organisation=organisation, granted__gt=0)
    ours = Q(organisation=organisation) | Q(organisation=None, regency__in=held.values("region_id"))
    # On the regular track the LPH inspects: nobody waits for a companion.
    mine = Application.objects.filter(ours, track=Track.SELF_DECLARE)
    waiting = mine.in_status(*BEFORE_SIHALAL)
    return (
        Business.objects.living()
        .filter(pk__in=waiting.values("business_id"))
        .exclude(pk__in=Assignment.objects.current().values("business_id"))
    )


def entrusted(profile: CompanionProfile) -> QuerySet[Business]:
    """What somebody else must take over before the companion can leave.

    Businesses assigned to the companion, unless all their applications are closed, and those whose
    open application the companion has.
    """
    applications = Application.objects.filter(business=OuterRef("pk"))
    assigned = Assignment.objects.current().filter(
        business=OuterRef("pk"),
        companion_id=profile.user_id,
        organisation_id=profile.organisation_id,
    )
    own = applications.open().filter(
        companion_id=profile.user_id, organisation_id=profile.organisation_id
    )
    is_work = Exists(applications.open()) | ~Exists(applications)
    return Business.objects.living().filter(Exists(own) | (Exists(assigned) & is_work))


def seekers_among(businesses: QuerySet[Business]) -> list[Seeker]:
    """The businesses as the matching takes them, the longest waiting first; one query."""
    waiting = businesses.annotate(
        since=Min("applications__created_at", filter=Q(applications__status__in=OPEN))
    ).order_by("since", "pk")
    return [
        Seeker(pk, village or "", district or "", regency)
        for pk, village, district, regency in waiting.values_list(
            "pk", "village_id", "district_id", "regency_id"
        )
    ]


def able_companions(organisation: Organisation, today: datetime.date) -> CompanionProfileQuerySet:
    """Those who may get a case today: at work for the LP3H, and their training has not expired."""
    member = Membership.objects.current().filter(
        user=OuterRef("user"), role=Role.COMPANION, organisation=organisation
    )
    return (
        CompanionProfile.objects.active()
        .filter(Exists(member), organisation=organisation, user__is_active=True)
        .filter(Q(trained_until=None) | Q(trained_until__gte=today))
        .select_related("user")
    )


def helpers_among(profiles: Iterable[CompanionProfile]) -> list[Helper]:
    """The companions with their load and the regions of their work; three queries."""
    known = {profile.user_id: profile for profile in profiles}
    cases = _cases_of(known)
    served: dict[int, set[str]] = defaultdict(set)
    districts = CompanionProfile.districts.through.objects.filter(
        companionprofile__in=[profile.pk for profile in known.values()]
    )
    for user_id, code in districts.values_list("companionprofile__user_id", "region_id"):
        served[user_id].add(code)
    return [
        _helper(profile, cases.get(user_id, []), served[user_id])
        for user_id, profile in known.items()
    ]


def reason_of(found: Match, capacity: int, *, is_picky: bool = False) -> str:
    """Why this companion, e.g. "desa sama · 3 dari 20 kasus".

    Args:
        is_picky: the case asks its companion for a bimtek.
    """
    if found.helper is None:
        return NOBODY_TRAINED if is_picky else NOBODY
    load = f"{number(found.load)} dari {number(capacity)} kasus"
    return f"{NEARNESS_WORDS[found.nearness]} · {load}"


def _cases_of(companions: Iterable[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Codes of village, district and kab/kota of each business that a companion has a case of."""
    rows = (
        Application.objects.open()
        .filter(companion__in=list(companions))
        .order_by()
        .values_list(
            "companion_id",
            "business_id",
            "business__village_id",
            "business__district_id",
            "business__regency_id",
        )
        .distinct()
    )
    cases = defaultdict(list)
    for companion_id, _, village, district, regency in rows:
        cases[companion_id or 0].append((village or "", district or "", regency))
    return cases


def _helper(
    profile: CompanionProfile, cases: list[tuple[str, str, str]], served: set[str]
) -> Helper:
    districts = served | {district for _, district, _ in cases if district}
    regencies = {regency for _, _, regency in cases} | {code[:5] for code in served}
    return Helper(
        key=profile.user_id,
        load=len(cases),
        capacity=profile.capacity,
        villages=frozenset(village for village, _, _ in cases if village),
        districts=frozenset(districts),
        regencies=frozenset(regencies),
    )
