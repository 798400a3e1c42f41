"""What people knew before and after an event, in pairs; who lacks a pair is counted by kind."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from regions.models import Region
from workshops.enums import Phase
from workshops.knowledge.gain import Pair, Summary, percent, summarise
from workshops.models import Answer, Event, KnowledgeTest, Participant, Sitting, TestItem, Topic

# Fewer pairs than this would tell about single people (quality.md §4: cells).
FEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PersonResult:
    """One person's right answers; None where a phase was not taken."""

    participant: Participant
    pre: frozenset[int] | None
    post: frozenset[int] | None
    total: int

    @property
    def pair(self) -> Pair | None:
        if self.pre is None or self.post is None:
            return None
        return Pair(len(self.pre), len(self.post), self.total)


@dataclass(frozen=True, slots=True)
class TopicResult:
    """A topic: what the pairs gained, and the share of right answers in all final tests.

    Attributes:
        post_right: right answers of everybody who took the final test.
        post_asked: how many times it was asked there: sheets × questions.
        sheets: how many final tests were counted.
    """

    topic: Topic
    questions: int
    summary: Summary | None
    post_right: int
    post_asked: int
    sheets: int

    @property
    def post_share(self) -> Fraction | None:
        """Percent right in the final test; None while nobody took it."""
        return percent(self.post_right, self.post_asked) if self.post_asked else None


@dataclass(frozen=True, slots=True)
class RegionResult:
    """A kab/kota; `summary` None: too few pairs to show more than their number."""

    region: Region
    pairs: int
    summary: Summary | None


@dataclass(frozen=True, slots=True)
class Results:
    """The test of an event. `topics` begin with the weakest of the final test.

    `items` are all questions, also the struck ones, which no other figure counts.
    """

    items: list[TestItem]
    summary: Summary | None
    people: list[PersonResult]
    topics: list[TopicResult]
    regions: list[RegionResult]
    only_pre: list[Participant]
    only_post: list[Participant]
    neither: list[Participant]

    @property
    def may_strike(self) -> bool:
        """Whether there are answers that a wrong question spoils, or one was struck already."""
        taken = any(person.pre is not None or person.post is not None for person in self.people)
        return taken or bool(self.struck)

    @property
    def struck(self) -> list[TestItem]:
        return [item for item in self.items if item.is_struck]

    @property
    def questions(self) -> int:
        """How many questions count."""
        return len(self.items) - len(self.struck)


def results(
    event: Event, *, user: User | None = None, now: datetime.datetime | None = None
) -> Results | None:
    """What the test of an event shows; None without a test or questions.

    Args:
        user: count only the people whom this reader may see.
    """
    test = KnowledgeTest.objects.filter(event=event).first()
    items = list(test.items.select_related("question__topic")) if test else []
    if test is None or not items:
        return None
    sheets = right_answers(test, now=now or timezone.now())
    counted = [item for item in items if not item.is_struck]
    people = _people(event, sheets, total=len(counted), user=user)
    return Results(
        items=items,
        summary=summarise(pair for person in people if (pair := person.pair)),
        people=people,
        topics=_topics(counted, people),
        regions=_regions(people),
        only_pre=[p.participant for p in people if p.pre is not None and p.post is None],
        only_post=[p.participant for p in people if p.pre is None and p.post is not None],
        neither=[p.participant for p in people if p.pre is None and p.post is None],
    )


def score_percent_of(event: Event, *, now: datetime.datetime | None = None) -> dict[int, int]:
    """Participant id → whole percent of the final test, rounded down so that 69.9 is not 70."""
    sittings = Sitting.objects.filter(test__event=event, phase=Phase.POST)
    scores = sittings.counted(now or timezone.now()).with_score().filter(asked__gt=0)
    rows = scores.values_list("participant_id", "right", "asked")
    return {participant_id: 100 * right // asked for participant_id, right, asked in rows}


def right_answers(
    test: KnowledgeTest, *, now: datetime.datetime
) -> dict[tuple[int, str], frozenset[int]]:
    """(participant id, phase) → counted items that were right, of every sheet that counts."""
    counted = Sitting.objects.filter(test=test).counted(now)
    found: dict[int, set[int]] = defaultdict(set)
    right = Answer.objects.right().filter(sitting__in=counted)
    for sitting_id, item_id in right.values_list("sitting_id", "item_id"):
        found[sitting_id].add(item_id)
    rows = counted.values_list("pk", "participant_id", "phase")
    return {(person, phase): frozenset(found[pk]) for pk, person, phase in rows}


def hidden_regions(pairs: dict[str, int]) -> set[str]:
    """Codes whose figures stay hidden: few pairs, and never one alone, which a sum would betray."""
    by_size = sorted(pairs, key=lambda code: (pairs[code], code))
    few = [code for code in by_size if pairs[code] < FEWEST_SHOWN]
    told = [code for code in few if pairs[code]]
    if len(told) == 1 and len(by_size) > len(few):
        few.append(by_size[len(few)])
    return set(few)


def _people(
    event: Event,
    sheets: dict[tuple[int, str], frozenset[int]],
    *,
    total: int,
    user: User | None,
) -> list[PersonResult]:
    """Everybody who holds a seat, came, or took a test; whoever declined only with a sheet."""
    everybody = event.participants.visible_to(user) if user else event.participants.all()
    tested = {participant_id for participant_id, _ in sheets}
    rows: QuerySet[Participant] = everybody.came_or_registered() | everybody.filter(pk__in=tested)
    return [
        PersonResult(
            person,
            sheets.get((person.pk, Phase.PRE)),
            sheets.get((person.pk, Phase.POST)),
            total,
        )
        for person in rows.select_related("business", "region")
    ]


def _topics(items: Sequence[TestItem], people: Sequence[PersonResult]) -> list[TopicResult]:
    """The weakest in the final test first; those that nobody took yet by name."""
    of_topic: dict[Topic, set[int]] = defaultdict(set)
    for item in items:
        of_topic[item.question.topic].add(item.pk)
    rows = [_topic(topic, ids, people) for topic, ids in of_topic.items()]
    unknown = Fraction(101)
    return sorted(
        rows,
        key=lambda row: (
            unknown if (share := row.post_share) is None else share,
            row.topic.label,
        ),
    )


def _topic(topic: Topic, ids: set[int], people: Iterable[PersonResult]) -> TopicResult:
    post = [person.post & ids for person in people if person.post is not None]
    pairs = [
        Pair(len(person.pre & ids), len(person.post & ids), len(ids))
        for person in people
        if person.pre is not None and person.post is not None
    ]
    return TopicResult(
        topic=topic,
        questions=len(ids),
        summary=summarise(pairs),
        post_right=sum(map(len, post)),
        post_asked=len(post) * len(ids),
        sheets=len(post),
    )


def _regions(people: Iterable[PersonResult]) -> list[RegionResult]:
    """Every kab/kota that sent somebody, by name."""
    regions: dict[str, Region] = {}
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for person in people:
        code = person.participant.region_id
        regions[code] = person.participant.region
        if pair := person.pair:
            pairs[code].append(pair)
    counts = Counter({code: len(pairs[code]) for code in regions})
    hidden = hidden_regions(counts)
    return [
        RegionResult(region, counts[code], None if code in hidden else summarise(pairs[code]))
        for code, region in sorted(regions.items(), key=lambda entry: entry[1].name)
    ]


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """One phase of a test: when it is open, and how many sheets there are."""

    phase: Phase
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    is_open: bool
    is_over: bool
    begun: int
    counted: int


def phase_counts(test: KnowledgeTest, *, now: datetime.datetime) -> list[PhaseCount]:
    """Both phases; `begun` sheets are not handed in yet and don't count so far."""
    everything = Counter(test.sittings.values_list("phase", flat=True))
    counted = Counter(test.sittings.counted(now).values_list("phase", flat=True))
    return [
        PhaseCount(
            phase,
            *test.window(phase),
            is_open=test.is_open(phase, now),
            is_over=test.is_over(phase, now),
            begun=everything[phase] - counted[phase],
            counted=counted[phase],
        )
        for phase in Phase
    ]
