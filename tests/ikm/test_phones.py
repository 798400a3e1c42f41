"""A number that reaches nobody is a gap of every business that has it, until it is mended."""

import pytest

from accounts.models import User
from ikm.enums import PhoneProblem
from ikm.selectors.businesses import detail_of
from ikm.selectors.phones import unreachable_among
from ikm.services import phones
from tests.factories import make_business

pytestmark = pytest.mark.django_db

PHONE = "+6283400009701"


def sentences(business: object) -> str:
    return " ".join(gap.sentence for gap in detail_of(business).gaps)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("problem", "words"),
    [(PhoneProblem.WRONG, "Nomor HP salah."), (PhoneProblem.NO_WHATSAPP, "tidak ada WhatsApp")],
)
def test_it_is_a_gap_of_every_business_with_the_number(
    officer: User, problem: PhoneProblem, words: str
) -> None:
    first, second = make_business(phone=PHONE), make_business(phone=PHONE)
    other = make_business(phone="+6283400009702")

    phones.note_unreachable(phone=PHONE, problem=problem, by=officer)

    assert words in sentences(first)
    assert words in sentences(second)
    assert words not in sentences(other)


def test_another_number_closes_the_gap(officer: User) -> None:
    business = make_business(phone=PHONE)
    phones.note_unreachable(phone=PHONE, problem=PhoneProblem.WRONG, by=officer)

    business.phone = "+6283400009703"
    business.save()

    assert "Nomor HP salah" not in sentences(business)


def test_whoever_was_reached_after_all_closes_it(officer: User) -> None:
    phones.note_unreachable(phone=PHONE, problem=PhoneProblem.WRONG, by=officer)
    phones.note_unreachable(phone=PHONE, problem=PhoneProblem.NO_WHATSAPP, by=officer)
    assert unreachable_among([PHONE, ""]) == {PHONE: PhoneProblem.NO_WHATSAPP}

    phones.note_reached(phone=PHONE)
    phones.note_reached(phone=PHONE)

    assert unreachable_among([PHONE]) == {}
