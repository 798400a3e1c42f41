"""What must always hold for questions, tests and sheets, checked over the whole database."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from workshops.models import Answer, KnowledgeTest, Question, Sitting, TestItem


def check() -> Iterator[str]:
    """Yields one sentence for each thing that is wrong."""
    right = Count("choices", filter=Q(choices__is_right=True))
    for pk in Question.objects.annotate(n=right).exclude(n=1).values_list("pk", flat=True):
        yield f"question {pk}: not exactly one right choice"
    foreign = ~Q(choice__question=F("item__question")) | ~Q(item__test=F("sitting__test"))
    for pk in Answer.objects.filter(foreign).values_list("pk", flat=True):
        yield f"answer {pk}: the choice or the question belongs elsewhere"
    items = TestItem.objects.filter(test=OuterRef("pk"))
    empty = KnowledgeTest.objects.filter(Exists(items)).exclude(Exists(items.counted()))
    for pk in empty.values_list("pk", flat=True):
        yield f"test {pk}: no question counts"
    elsewhere = Sitting.objects.exclude(test__event=F("participant__event"))
    for pk in elsewhere.values_list("pk", flat=True):
        yield f"sitting {pk}: the participant is of another event"
