"""Each recap of the work against figures worked out by hand."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from certification.enums import Status
from certification.models import Obstacle, ObstacleCause
from reports.selectors.recaps import RECAPS
from reports.selectors.recaps.shape import Share
from tests import factories
from tests.reports.recap_asking import FRIDAY, ask, case, day, values
from tests.reports.story import Story, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def test_places_by_hand(story: Story) -> None:
    table = ask("capaian", story.programme)

    assert values(table) == [
        [1, "Kab. Kutai Timur", None, 10, None, None, 5, 3, 3, 1, 1, 1, 0, 5, (3, 10), (1, 10)],
        [2, "Kota Samarinda", None, 20, None, None, 4, 4, 4, 2, 2, 0, 0, 16, (4, 20), (2, 20)],
        [None, "Belum dibagi", None, 10, None, None, *[0] * 7, 10, (0, 10), (0, 10)],
        ["", "Jumlah", None, 40, None, None, 9, 7, 7, 3, 3, 1, 0, 31, (7, 40), (3, 40)],
    ]


def test_places_on_a_past_day_by_hand(story: Story) -> None:
    table = ask("capaian", story.programme, as_of=date(2026, 3, 30))

    east, samarinda, _, total = values(table)
    assert east[6:] == [3, 3, 3, 1, 1, 0, 0, 7, (3, 10), (1, 10)]
    assert samarinda[6:] == [1, 1, 1, 1, 1, 0, 0, 19, (1, 20), (1, 20)]
    assert total[6:] == [4, 4, 4, 2, 2, 0, 0, 36, (4, 40), (2, 40)]


def test_places_narrowed_to_one_kabupaten_or_lp3h(story: Story) -> None:
    samarinda = ask("capaian", story.programme, regency=factories.SAMARINDA)
    lp3h = ask("capaian", story.programme, organisation=story.lp3h.pk)

    assert [row[1] for row in values(samarinda)] == ["Kota Samarinda", "Jumlah"]
    assert values(lp3h)[0][3:] == [4, None, None, 2, 2, 2, 1, 1, 0, 0, 2, (2, 4), (1, 4)]


def test_lp3h_by_hand(story: Story) -> None:
    rows = values(ask("lp3h", story.programme))

    # LP3H, quota, companions, active, cases, verified, in time, issued, returned, used
    assert rows == [
        ["LP3H Cerita", 4, 0, 0, 2, 0, (0, 0), 1, (0, 2), (2, 4)],
        ["Tanpa LP3H", 36, 0, 0, 7, 0, (0, 0), 2, (0, 7), (5, 36)],
        ["Jumlah", 40, 0, 0, 9, 0, (0, 0), 3, (0, 9), (7, 40)],
    ]


def test_verification_in_time_by_hand(province_officer: User) -> None:
    """Accepted on Monday 6 July, ten working days end on Monday 20 July."""
    programme = factories.make_programme(by=province_officer)
    lp3h = factories.make_organisation(name="LP3H Uji")
    busy, idle = (factories.make_user("companion", organisation=lp3h, name=n) for n in "AB")
    sent, accepted = ("submit", Status.SUBMITTED), ("accept", Status.ACCEPTED)
    verified = ("verify", Status.READY)

    def of(companion: User, *steps: tuple[tuple[str, Status], int]) -> None:
        moves = [(*step, day(n)) for step, n in steps]
        case(programme, province_officer, *moves, companion=companion, organisation=lp3h)

    of(busy, (sent, 1), (accepted, 6), (verified, 20))  # on the last day
    of(busy, (sent, 1), (accepted, 6), (verified, 21))  # a day late
    of(busy, (sent, 1), (accepted, 10))  # should have been done by 24 July
    of(busy, (sent, 1), (accepted, 28))  # still has time
    of(busy, (sent, 1), (("return", Status.RETURNED), 2))
    of(busy, (sent, 1), (("stop", Status.STOPPED), 3))  # no longer a case of anybody's
    of(idle, (sent, 1))

    rows = values(ask("pendamping", programme, FRIDAY))
    assert rows == [
        ["A", "LP3H Uji", "Aktif", 5, 2, (1, 3), 0, (1, 5)],
        ["B", "LP3H Uji", "Tidak aktif", 1, 0, (0, 0), 0, (0, 1)],
        ["Jumlah", "", "", 6, 2, (1, 3), 0, (1, 6)],
    ]


def test_ageing_by_hand_now_and_from_the_trail(province_officer: User) -> None:
    """0 and 3, 4 and 7, 8 and 14, 15 working days before Friday 31 July."""
    programme = factories.make_programme(by=province_officer)
    for number in (31, 28, 27, 22, 21, 13, 10):
        case(programme, province_officer, ("submit", Status.SUBMITTED, day(number)))

    for as_of, at in ((None, FRIDAY), (FRIDAY.date(), FRIDAY + timedelta(days=40))):
        table = ask("umur", programme, at, as_of)
        rows = {row[0]: row[1:] for row in values(table)}
        assert rows["Menunggu pemeriksaan"] == [2, 2, 2, 1, 7, 15, date(2026, 7, 10)]
        assert rows["Siap diajukan"] == [0, 0, 0, 0, 0, None, None]
        assert rows["Jumlah"] == [2, 2, 2, 1, 7, "", ""]


def test_obstacles_by_hand(province_officer: User) -> None:
    programme = factories.make_programme(by=province_officer)
    cause = ObstacleCause.objects.order_by("pk").first()
    assert cause

    def stood(since: int, until: int | None = None) -> None:
        """Between so many days before now."""
        Obstacle.objects.create(
            application=case(programme, province_officer, ("submit", Status.SUBMITTED, day(1))),
            programme=programme,
            cause=cause,
            since=FRIDAY - timedelta(days=since),
            resolved_at=None if until is None else FRIDAY - timedelta(days=until),
            reported_by=province_officer,
            next_actor=cause.next_actor,
        )

    stood(40)
    stood(10)
    stood(35, 5)
    stood(6, 2)
    stood(60, 50)  # long over
    stood(3)

    row, total = values(ask("kendala", programme, FRIDAY))
    assert row[:6] == [cause.label, 3, 2, 3, 2, "Naik"]
    assert row[7] == (FRIDAY - timedelta(days=40)).date()
    assert total[:5] == ["Jumlah", 3, 2, 3, 2]
    before, _ = values(ask("kendala", programme, FRIDAY, date(2026, 7, 24)))
    assert before[1] == 3  # 40, 10 and 35 days; the one of 35 was resolved later


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 5, 0), (1, 3, 333), (2, 3, 667), (1, 10_000, 1), (9_999, 10_000, 999), (5, 5, 1000)],
)
def test_a_share_is_rounded_and_never_pretends(part: int, whole: int, text: int) -> None:
    assert Share(part, whole).per_mille == text


def test_nothing_of_nothing_is_unknown() -> None:
    assert Share(0, 0).per_mille is None


def test_every_recap_is_found_by_its_code_and_says_what_it_answers() -> None:
    for code, recap in RECAPS.items():
        assert recap.code == code
        assert recap.sentence.endswith(".")
