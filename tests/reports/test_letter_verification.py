"""What anybody reads behind the code of a letter: whether it holds, and nothing personal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from reports.models import Letter
from reports.services import letters
from tests.factories import make_business, make_user
from tests.reports.letters import FIELDS, make_draft, make_office, make_template, sign


def seen(code: str) -> tuple[int, str]:
    response = Client().get(f"/v/{code}/")
    return response.status_code, " ".join(response.content.decode().split())


@pytest.fixture
def draft(officer: User) -> Letter:
    owner = make_user(name="Citra Pemilik")
    business = make_business(owner=owner, name="Keripik Rahasia", owner_name="Citra Pemilik")
    template = make_template(subject="Hasil {program} untuk {narahubung}")
    return make_draft(make_office(), by=officer, template=template, business=business)


def test_the_page_follows_the_life_of_the_letter(draft: Letter, officer: User) -> None:
    status, unknown = seen("x" * 22)
    assert status == 404
    assert seen(draft.code) == (404, unknown.replace("x" * 22, draft.code))

    [letter] = letters.number([draft], by=officer)
    status, page = seen(letter.code)
    assert status == 200
    assert "belum ditandatangani" in page

    letter = sign(letter, by=officer)
    _, page = seen(letter.code)
    assert "sudah ditandatangani" in page
    assert ">Asli<" in page.replace("</svg>", ">")

    letters.withdraw(letter=letter, reason="Rahasia dinas", by=officer)
    status, page = seen(letter.code)
    assert status == 200
    assert "sudah ditarik" in page
    assert "Rahasia dinas" not in page


def test_it_shows_what_is_on_the_paper_and_nothing_personal(draft: Letter, officer: User) -> None:
    [letter] = letters.number([draft], by=officer)
    _, page = seen(letter.code)
    office = letter.facts["head"]["office"]
    for fact in (letter.number, "Hasil Program Uji untuk …", office, "Budi Contoh", "Kepala Dinas"):
        assert fact in page
    for secret in ("Ani Penerima", "Citra", "Keripik", FIELDS["narahubung"], FIELDS["telepon"]):
        assert secret not in page


def test_the_page_is_light(
    draft: Letter, officer: User, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    [letter] = letters.number([draft], by=officer)
    with django_assert_max_num_queries(5):
        response = Client().get(f"/v/{letter.code}/")
    assert len(response.content) < 45_000
    assert response["X-Robots-Tag"] == "noindex"
