"""The room whose sheets of paper are typed in, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from workshops.enums import Medium, Phase
from workshops.models import Answer, KnowledgeTest, Participant

# Django takes a thousand fields of a form; a page stays below with a field per question.
MOST_FIELDS = 900
MOST_ROWS = 50

# The letters of one sheet in the order of its questions; "" for a question left open.
Letters = Sequence[str]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A person with the letters that are there; `is_on_phone`: nothing is typed over them."""

    participant: Participant
    letters: str
    is_on_phone: bool


def paper_page(
    test: KnowledgeTest, phase: Phase, *, number: str
) -> tuple[Page[Participant], list[PaperRow]]:
    """A page of everybody who has not declined, by name."""
    people = test.event.participants.expected().select_related("business", "region")
    per_page = min(MOST_ROWS, MOST_FIELDS // (test.items.count() + 1))
    page = Paginator(people, per_page).get_page(number)
    sittings = {s.participant_id: s for s in test.sittings.filter(phase=phase)}
    letters = letters_of(test, phase)
    rows = []
    for person in page:
        sitting = sittings.get(person.pk)
        typed = letters[sitting.pk] if sitting else []
        on_phone = sitting is not None and sitting.medium == Medium.PHONE
        is_kept = on_phone and (any(typed) or bool(sitting and sitting.submitted_at))
        shown = "" if on_phone else written(typed)
        rows.append(PaperRow(person, shown, is_kept))
    return page, rows


def letters_of(test: KnowledgeTest, phase: Phase) -> dict[int, list[str]]:
    """Sitting id → its letters in the order of the questions, "" where one was left open."""
    places = {pk: place for place, pk in enumerate(test.items.values_list("pk", flat=True))}
    found: dict[int, list[str]] = {
        pk: [""] * len(places)
        for pk in test.sittings.filter(phase=phase).values_list("pk", flat=True)
    }
    answers = Answer.objects.filter(sitting__test=test, sitting__phase=phase)
    for answer in answers.select_related("choice"):
        found[answer.sitting_id][places[answer.item_id]] = answer.choice.letter
    return found


def written(letters: Letters) -> str:
    """`AB-D`: a sheet in one word."""
    return "".join(letter or "-" for letter in letters)
