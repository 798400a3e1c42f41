"""Letters that asked the kab/kota for candidates, and whom they named."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from accounts.models import User
from certification.demo import trail
from certification.models import Nomination, NominationCall, NominationRequest, Programme
from certification.selectors.admission import Judgement
from ikm.models import Business

Judged = Mapping[int, Judgement]
_A_MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The call itself: when it went out, by whom, until when it wants an answer."""

    name: str
    number: str
    text: str
    due_on: datetime.date
    at: datetime.datetime
    by: User


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one kab/kota did with it. `later_on` is a later day that it was granted."""

    region_code: str
    places: int
    by: User
    named: Sequence[Business] = field(default_factory=list)
    named_at: datetime.datetime | None = None
    answered_at: datetime.datetime | None = None
    later_on: datetime.date | None = None


def write_call(
    *, programme: Programme, letter: Letter, replies: Iterable[Reply], judged: Judged
) -> list[Nomination]:
    """Writes the call with its replies; returns the nominations.

    Args:
        judged: what the programme's conditions said of each named business at the time.
    """
    call = NominationCall.objects.create(
        programme=programme,
        name=letter.name,
        letter_number=letter.number,
        due_on=letter.due_on,
        text=letter.text,
        created_by=letter.by,
        created_at=letter.at,
    )
    trail.keep([trail.entry(at=letter.at, by=letter.by, action="nomination.called", subject=call)])
    return [row for reply in replies for row in _reply(call, reply, judged)]


def _reply(call: NominationCall, reply: Reply, judged: Judged) -> list[Nomination]:
    request = NominationRequest.objects.create(
        call=call,
        region_id=reply.region_code,
        places=reply.places,
        due_on=reply.later_on,
        answered_at=reply.answered_at,
        answered_by=reply.by if reply.answered_at else None,
    )
    rows = Nomination.objects.bulk_create(_rows(request, reply, judged))
    entries = [
        trail.entry(at=row.nominated_at, by=reply.by, action="nomination.named", subject=row)
        for row in rows
    ]
    if at := reply.answered_at:
        action = "nomination.answered"
        entries.append(
            trail.entry(at=at, by=reply.by, action=action, subject=request, count=len(rows))
        )
    trail.keep(entries)
    return rows


def _rows(request: NominationRequest, reply: Reply, judged: Judged) -> list[Nomination]:
    if reply.named_at is None:
        return []
    moments = [reply.named_at + _A_MINUTE * place for place in range(len(reply.named))]
    return [
        Nomination(
            request=request,
            business=business,
            nominated_by=reply.by,
            nominated_at=at,
            screening=judged[business.pk].verdict,
            findings=judged[business.pk].as_json(),
            screened_at=at,
            screened_by=reply.by,
        )
        for business, at in zip(reply.named, moments, strict=True)
    ]
