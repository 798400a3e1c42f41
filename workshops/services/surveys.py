"""Answering the survey of an event, once, and forgetting who wrote what."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef

from halalportal.audit import services as audit
from workshops.aftermath_errors import SurveyClosedError
from workshops.models import Event, Participant, SurveyAnswer, SurveyReply
from workshops.selectors.survey import KEPT, OPEN_FOR, card_of


@transaction.atomic
def answer(
    *,
    participant: Participant,
    scores: Mapping[int, int],
    texts: Mapping[int, str],
    now: datetime.datetime,
) -> bool:
    """Keeps what a participant thinks; returns False when the person had answered before.

    Args:
        scores: question id → mark from 1 to 5.
        texts: question id → words; empty ones are left out.

    Raises:
        SurveyClosedError: too early, too late, or the person was not there.
    """
    people = Participant.objects.select_for_update(of=("self",))
    participant = people.select_related("event__organiser").get(pk=participant.pk)
    card = card_of(participant, now)
    if card is None:
        raise SurveyClosedError(participant.event)
    if card.is_answered:
        return False
    reply = SurveyReply.objects.create(participant=participant, at=now)
    marks = [SurveyAnswer(reply=reply, question_id=pk, score=mark) for pk, mark in scores.items()]
    words = [SurveyAnswer(reply=reply, question_id=pk, text=text) for pk, text in texts.items()]
    SurveyAnswer.objects.bulk_create([*marks, *(answer for answer in words if answer.text)])
    # Who answered is no business of the trail.
    audit.record(action="survey.answered", subject=participant.event, by=None)
    return True


def forget(*, now: datetime.datetime) -> int:
    """Deletes the words of surveys that closed `KEPT` ago, and whose replies they were.

    Returns how many replies are nobody's now; their marks stay in the figures.
    """
    theirs = SurveyReply.objects.filter(participant__event=OuterRef("pk"))
    over = Event.objects.filter(Exists(theirs), ends_at__lt=now - OPEN_FOR - KEPT)
    return sum(_forget(event) for event in over.order_by("pk"))


@transaction.atomic
def _forget(event: Event) -> int:
    replies = SurveyReply.objects.filter(participant__event=event)
    locked = list(replies.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    pks = [reply.pk for reply in locked]
    SurveyAnswer.objects.filter(reply__in=pks, score=None).delete()
    count = SurveyReply.objects.filter(pk__in=pks).update(participant=None, event=event)
    if count:
        audit.record(action="survey.forgotten", subject=event, by=None, count=count)
    return count
