"""The recap of events counts the questions of a test that count."""

import pytest
from django.utils import timezone

from accounts.models import User
from reports.selectors.recaps import RECAPS, Question
from reports.selectors.recaps.shape import Share
from tests import factories
from tests.workshops.held import came, held_event
from tests.workshops.testing import make_test
from workshops.enums import Phase
from workshops.models import KnowledgeTest, Participant
from workshops.services import sittings, struck_items

pytestmark = pytest.mark.django_db


def hand_in(test: KnowledgeTest, person: Participant, phase: Phase, letters: str) -> None:
    """At the start of the only session both phases are open."""
    now = test.event.starts_at
    sitting = sittings.start(test=test, participant=person, phase=phase, now=now)
    for item, letter in zip(test.items.all(), letters, strict=True):
        choice = item.question.choices.get(position="ABCD".index(letter) + 1)
        sittings.answer(sitting=sitting, item=item, choice=choice, now=now)
    sittings.hand_in(sitting=sitting, now=now)


def shares(user: User, year: int) -> list[object]:
    """Pairs, before, after and risen of the one event."""
    programme = factories.make_programme(by=user, year=year)
    table = RECAPS["kegiatan"].query(Question(programme=programme, scope=user.scope))
    return list(table.rows[0].values[8:])


def test_a_struck_question_counts_nowhere(province_officer: User) -> None:
    """Five pairs ABBB → AABB and one BBBB → ABBB; the first question is struck."""
    event = held_event(province_officer)
    test = make_test(event, by=province_officer)
    for pre, post in [("ABBB", "AABB")] * 5 + [("BBBB", "ABBB")]:
        person = came(event, by=province_officer)
        hand_in(test, person, Phase.PRE, pre)
        hand_in(test, person, Phase.POST, post)
    year = timezone.localdate(event.starts_at).year
    assert shares(province_officer, year) == [6, Share(5, 24), Share(11, 24), Share(6, 6)]

    item = test.items.get(position=1)
    struck_items.strike(item=item, reason="Dua jawaban benar", by=province_officer)
    assert shares(province_officer, year) == [6, Share(0, 18), Share(5, 18), Share(5, 6)]

    struck_items.count_again(item=item, by=province_officer)
    assert shares(province_officer, year) == [6, Share(5, 24), Share(11, 24), Share(6, 6)]
