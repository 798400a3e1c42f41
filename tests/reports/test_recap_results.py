"""The recaps of products, recipients and money against figures worked out by hand."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from certification.enums import Status
from certification.models import (
    Application,
    ApplicationProduct,
    Certificate,
    CertificateProduct,
    Payment,
)
from reports.selectors.recaps import RECAPS, Question
from tests.reports.recap_asking import ask, values
from tests.reports.story import NOW, Story, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(province_officer: User) -> Story:
    return tell(province_officer)


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
