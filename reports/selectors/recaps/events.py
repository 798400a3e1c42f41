"""The workshops of the programme's year: who was asked, who came, what they learned."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from reports.selectors.recaps.question import Question
from reports.selectors.recaps.shape import Column, Kind, Recap, Row, Share, Table, with_total
from workshops.enums import Mode, Phase
from workshops.models import Attendance, Event, Participant, Sitting
from workshops.selectors.knowledge import FEWEST_SHOWN

COLUMNS = (
    Column(key="event", label="Kegiatan", kind=Kind.TEXT, width=44),
    Column(key="starts_on", label="Tanggal", kind=Kind.DATE, width=14),
    Column(key="place", label="Wilayah", kind=Kind.TEXT, width=26, is_summed=False),
    Column(key="invited", label="Diundang", width=11),
    Column(key="present", label="Hadir", width=10),
    Column(key="onsite", label="Tatap muka", width=11),
    Column(key="online", label="Daring", width=10),
    Column(key="present_share", label="% hadir", kind=Kind.SHARE, width=10),
    Column(key="pairs", label="Ikut kedua tes", width=11),
    Column(key="pre", label="Tes awal", kind=Kind.SHARE, width=10),
    Column(key="post", label="Tes akhir", kind=Kind.SHARE, width=10),
    Column(key="risen", label="% naik", kind=Kind.SHARE, width=10),
)
NOTES = (
    "Kegiatan pada tahun program, semua program. Hadir: tercatat pada paling sedikit satu sesi; "
    "tatap muka dan daring adalah bagian dari yang hadir.",
    "Tes awal dan akhir: persen jawaban benar dari yang ikut keduanya, tanpa soal yang tidak "
    "dihitung. % naik: orang yang nilainya naik. Tidak ditampilkan kalau kurang dari "
    f"{FEWEST_SHOWN} orang.",
    "Jumlah laki-laki dan perempuan tidak dicatat portal, jadi tidak ada di sini.",
)


@dataclass(slots=True)
class _Tests:
    """The pairs of one event: people, right answers before and after, of how many."""

    pairs: int = 0
    pre: int = 0
    post: int = 0
    asked: int = 0
    risen: int = 0


def events(question: Question) -> Table:
    """One row an event that had begun, the latest first; three queries."""
    counts = _counts(question)
    found = list(_events(question, counts))
    tests = _tests(question, [event.pk for event in found])
    rows = [_row(event, counts[event.pk], tests[event.pk]) for event in found]
    return with_total(COLUMNS, rows, notes=NOTES)


def _counts(question: Question) -> dict[int, tuple[int, ...]]:
    """People asked, who came, and of those on site and online, by event."""
    came = Q(was_there=True)
    rows = (
        _people(question)
        .values_list("event")
        .annotate(
            invited=Count("pk"),
            present=Count("pk", filter=came),
            onsite=Count("pk", filter=came & Q(mode=Mode.ONSITE)),
            online=Count("pk", filter=came & Q(mode=Mode.ONLINE)),
        )
    )
    return {pk: tuple(numbers) for pk, *numbers in rows}


def _events(question: Question, pks: Iterable[int]) -> QuerySet[Event]:
    year = datetime.datetime(question.programme.year, 1, 1, tzinfo=question.zone)
    found = Event.objects.visible_to(question).filter(
        pk__in=pks,
        starts_at__gte=year,
        starts_at__lt=min(question.moment, year.replace(year=year.year + 1)),
    )
    return found.select_related("region").order_by("-starts_at", "-pk")


def _people(question: Question) -> QuerySet[Participant]:
    was_there = Exists(Attendance.objects.filter(participant=OuterRef("pk")))
    people = Participant.objects.visible_to(question).order_by().annotate(was_there=was_there)
    return people.filter(region_id=question.regency) if question.regency else people


def _tests(question: Question, pks: list[int]) -> dict[int, _Tests]:
    """What the pairs of each event knew; one query."""
    people = _people(question).values("pk")
    sheets = (
        Sitting.objects.filter(test__event__in=pks, participant__in=people)
        .counted(question.moment)
        .order_by()
        .with_score()
        .values_list("test__event", "participant", "phase", "right", "asked")
    )
    by_person: dict[tuple[int, int], dict[str, tuple[int, int]]] = defaultdict(dict)
    for event, person, phase, right, asked in sheets:
        by_person[event, person][phase] = right, asked
    found: dict[int, _Tests] = defaultdict(_Tests)
    for (event, _), phases in by_person.items():
        if len(phases) == len(Phase):
            (pre, asked), (post, _) = phases[Phase.PRE], phases[Phase.POST]
            tests = found[event]
            tests.pairs += 1
            tests.pre, tests.post = tests.pre + pre, tests.post + post
            tests.asked, tests.risen = tests.asked + asked, tests.risen + (post > pre)
    return found


def _row(event: Event, counts: tuple[int, ...], tests: _Tests) -> Row:
    invited, present, onsite, online = counts
    shown = tests if tests.pairs >= FEWEST_SHOWN else None
    values = (
        *(event.title, event.starts_at.astimezone(event.zone).date(), event.region.name),
        *(invited, present, onsite, online, Share(present, invited), tests.pairs),
        Share(shown.pre, shown.asked) if shown else None,
        Share(shown.post, shown.asked) if shown else None,
        Share(shown.risen, shown.pairs) if shown else None,
    )
    return Row(values, {"event": reverse("reports:workshop-funnel", args=[event.pk])})


RECAP = Recap(
    code="kegiatan",
    title="Kegiatan",
    sentence="Siapa yang diundang dan hadir pada workshop tahun ini, dan hasil tesnya.",
    query=events,
    has_lp3h=False,
    is_regional=True,
)
