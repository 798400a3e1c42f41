"""The recaps that leave the office (domain.md §5.5), each as data: one query, any writer."""

from reports.selectors.recaps import (
    ageing,
    budget,
    companions,
    events,
    indicators,
    obstacles,
    places,
    products,
    recipients,
)
from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Recap, Table

ALL = (
    places.RECAP,
    *companions.RECAPS,
    *products.RECAPS,
    ageing.RECAP,
    obstacles.RECAP,
    events.RECAP,
    indicators.RECAP,
    budget.RECAP,
    recipients.RECAP,
)
RECAPS: dict[str, Recap] = {recap.code: recap for recap in ALL}

__all__ = ["RECAPS", "Question", "Recap", "Table", "open_recaps"]


def open_recaps(question: Question) -> list[Recap]:
    """The recaps that who asks may see."""
    return [recap for recap in ALL if recap.is_open_to(question)]
