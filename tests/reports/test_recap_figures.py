"""Each recap against figures worked out by hand."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from certification.enums import Status
from certification.models import (
    Application,
    ApplicationProduct,
    Certificate,
    CertificateProduct,
    Obstacle,
    ObstacleCause,
    Payment,
    ProductClass,
    Programme,
    StatusChange,
    StopReason,
)
from reports.selectors.overview import province_scope
from reports.selectors.recaps import RECAPS, Question, Table
from reports.selectors.recaps.shape import Share
from tests import factories
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 7, 31, 3, tzinfo=UTC)  # a July without holidays; 11.00 WITA
_number = itertools.count(1)


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


def ask(
    code: str, programme: Programme, at: datetime = NOW, as_of: date | None = None, **filters: Any
) -> Table:
    with time_machine.travel(at, tick=False):
        question = Question(
            programme=programme, scope=province_scope(programme), as_of=as_of, **filters
        )
        return RECAPS[code].query(question)


def values(table: Table) -> list[list[Any]]:
    """The rows and the total, shares as (part, whole)."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    return [[(v.part, v.whole) if isinstance(v, Share) else v for v in row.values] for row in rows]


def case(
    programme: Programme, by: User, *steps: tuple[str, Status, datetime], **fields: Any
) -> Application:
    """An application that took these steps (name, where to, when)."""
    _, status, since = steps[-1]
    if status == Status.STOPPED:
        fields["stop_reason"] = StopReason.objects.first()
    application = Application.objects.create(
        number=f"PGJ-2026-{7000 + next(_number)}",
        programme=programme,
        business=fields.pop("business", None) or factories.make_business(),
        regency=factories.make_region(factories.EAST_KUTAI),
        allocation=programme.allocations.get(parent=None),
        track=programme.track,
        status=status,
        status_changed_at=since,
        created_by=by,
        **fields,
    )
    source = Status.DRAFT
    for name, target, at in steps:
        StatusChange.objects.create(
            application=application,
            transition=name,
            from_status=source,
            to_status=target,
            at=at,
            by=fields.get("companion") or by,
        )
        source = target
    return application


def day(number: int) -> datetime:
    """Ten o'clock of a day in July, WITA."""
    return datetime(2026, 7, number, 2, tzinfo=UTC)


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


def certified(story: Story) -> list[Certificate]:
    """Certificates for the three issued cases, of two, one and one product."""
    found = []
    issued = Application.objects.in_status(Status.ISSUED).order_by("pk")
    for number, application in enumerate(issued):
        certificate = Certificate.objects.create(
            application=application,
            number=f"ID{number + 1:017}",
            issued_on=date(2026, 5, 1 + number),
            recorded_at=NOW - timedelta(days=1),
        )
        names = ("Keripik", "Abon") if number == 0 else ("Sirup",)
        for name in names:
            CertificateProduct.objects.create(certificate=certificate, name=name)
            ApplicationProduct.objects.create(application=application, name=name)
        found.append(certificate)
    return found


def test_products_by_hand(story: Story) -> None:
    certified(story)
    first = Application.objects.order_by("pk")[0]
    first.product_class_id = "JP15"
    first.save(update_fields=["product_class"])

    name = first.product_class.name if first.product_class else ""
    assert values(ask("produk", story.programme)) == [
        ["JP15", name, 1, 2, 1, 2],
        [None, "Jenis produk belum diisi", 8, 2, 2, 2],
        ["Jumlah", "", 9, 4, 3, 4],
    ]
    assert values(ask("kbli", story.programme)) == [
        ["KBLI belum diisi", 9, 4, 3, 4],
        ["Jumlah", 9, 4, 3, 4],
    ]


def test_recipients_by_hand_and_owners_masked_for_the_head(story: Story, head: User) -> None:
    certified(story)
    table = ask("penerima", story.programme)

    assert [row[0] for row in values(table)] == [1, 2, 3]
    assert values(table)[0][3:] == [
        *("Kab. Kutai Timur", "Keripik, Abon", "ID00000000000000001", date(2026, 5, 1)),
        "Berlaku",
    ]
    owners = {row.values[2] for row in table.rows}
    assert all(str(owner).startswith("Pemilik Uji") for owner in owners)
    question = Question(programme=story.programme, scope=head.scope)
    masked = RECAPS["penerima"].query(question)
    assert all("Uji" not in str(row.values[2]) for row in masked.rows)
    assert "Nama pemilik disamarkan untuk peran Anda." in masked.notes


def test_recipients_of_a_past_day_are_those_recorded_by_then(story: Story) -> None:
    certified(story)
    table = ask("penerima", story.programme, as_of=date(2026, 3, 30))
    assert [row[5] for row in values(table)] == ["ID00000000000000001", "ID00000000000000002"]


def test_budget_by_hand(story: Story, province_officer: User) -> None:
    story.programme.budget, story.programme.budget_code = 9_200_000, "3.31.02"
    story.programme.save()
    for number, paid_on in ((1, date(2026, 3, 20)), (2, date(2026, 5, 20))):
        Payment.objects.create(
            programme=story.programme,
            places=1,
            amount=230_000,
            paid_on=paid_on,
            reference=f"SP2D-{number}",
            recorded_by=province_officer,
        )
    line = ["Cerita", "3.31.02", 9_200_000, 460_000, 8_740_000, (460_000, 9_200_000)]

    assert values(ask("anggaran", story.programme))[0] == [*line, 40, 7, 3, (7, 40)]
    past = values(ask("anggaran", story.programme, as_of=date(2026, 3, 30)))[0]
    assert past[3:5] == [230_000, 8_970_000]
    assert past[6:] == [40, 4, 2, (4, 40)]


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


def fill(story: Story) -> None:
    """Thirty more rows wherever a recap has rows."""
    for code in ("64.01", "64.02", "64.03", "64.07", "64.09", "64.11", "64.71", "64.74"):
        factories.make_allocation(story.programme, region=code, granted=1, by=story.by)
    for _ in range(12):
        lp3h = factories.make_organisation()
        factories.make_allocation(
            story.programme,
            region=factories.SAMARINDA,
            organisation=lp3h,
            granted=1,
            by=story.by,
        )
    causes = list(ObstacleCause.objects.all())
    classes = list(ProductClass.objects.all())
    for number in range(30):
        companion = factories.make_companion()
        application = case(
            story.programme,
            story.by,
            ("submit", Status.SUBMITTED, NOW - timedelta(days=20)),
            ("accept", Status.ACCEPTED, NOW - timedelta(days=10)),
            ("issue", Status.ISSUED, NOW - timedelta(days=1)),
            companion=companion,
            organisation=companion.memberships.get().organisation,
            product_class=classes[number % len(classes)],
            business=factories.make_business(kbli_code=f"{10000 + number}", kbli_version=2020),
        )
        Certificate.objects.create(
            application=application, number=f"ID9{number:016}", issued_on=NOW.date()
        )
        cause = causes[number % len(causes)]
        Obstacle.objects.create(
            application=application,
            programme=application.programme,
            cause=cause,
            since=NOW - timedelta(days=5),
            reported_by=story.by,
            next_actor=cause.next_actor,
        )


@pytest.mark.parametrize("as_of", [None, NOW.date() - timedelta(days=1)])
@pytest.mark.parametrize("code", [code for code in RECAPS if code != "kegiatan"])
def test_queries_do_not_grow_with_the_rows(story: Story, code: str, as_of: date | None) -> None:
    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            table = ask(code, story.programme, as_of=as_of)
            rows = len(list(table.rows))
        return len(queries), rows

    few, rows = count()
    with time_machine.travel(NOW - timedelta(days=3), tick=False):
        fill(story)
    many, more_rows = count()
    assert more_rows > rows or code in ("umur", "indikator", "anggaran")
    # Calendars and names are only asked for where there is a row at all.
    assert many <= max(few, 6)
