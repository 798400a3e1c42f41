"""What a shared link shows, and the links that somebody made."""

import datetime
from dataclasses import dataclass

from accounts.enums import READERS
from accounts.models import User
from accounts.scope import Scope
from certification.models import Programme
from reports.models import ShareLink
from reports.selectors.overview import Overview, overview


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The page behind a link, and until when it can be opened, with its time zone."""

    page: Overview
    until: datetime.datetime
    zone: str


def shared_page(code: str, now: datetime.datetime) -> SharedPage | None:
    """The page behind a code; None for an unknown, expired or revoked one, or a role that ended.

    It shows what the maker may see now in the role in which the link was made.
    """
    links = ShareLink.objects.valid_at(now).filter(membership__role__in=READERS)
    link = links.select_related("programme__region", "membership").filter(code=code).first()
    if link is None:
        return None
    scope = Scope(
        user_id=link.membership.user_id,
        role=link.membership.role,
        region_code=link.membership.region_id or "",
    )
    if link.programme.region_id != scope.region_code[:2]:
        return None
    page = overview(programme=link.programme, scope=scope, as_of=link.as_of, is_open=False)
    return SharedPage(page, link.expires_at, link.programme.region.time_zone)


def own_links(user: User, programme: Programme, now: datetime.datetime) -> list[ShareLink]:
    """The person's links to a programme that still open, the newest first."""
    return list(ShareLink.objects.visible_to(user).valid_at(now).filter(programme=programme))
