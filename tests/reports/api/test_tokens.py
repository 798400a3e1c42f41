"""A program reads with a token: what the role of its maker sees, until the token dies."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import STAFF, Role
from accounts.errors import TooManyTokensError
from accounts.models import ApiToken, Membership, User
from accounts.services import tokens
from tests import factories
from tests.reports.api.asking import EVERYTHING, ROOT, SUMMARY, read, token_of
from tests.reports.story import NOW, Story

pytestmark = pytest.mark.django_db
APPLICATIONS = f"{ROOT}applications/"


def regencies(secret: str) -> set[str]:
    return {row["regency"] for row in read(secret, APPLICATIONS).json()["results"]}


def test_it_reads_what_its_maker_sees(
    *, story: Story, officer: User, stranger: User, province_officer: User
) -> None:
    assert regencies(token_of(officer)) == {"64.08"}
    assert regencies(token_of(stranger)) == {"64.72"}
    assert regencies(token_of(province_officer)) == {"64.08", "64.72"}
    assert read(token_of(factories.make_officer("73.71")), SUMMARY).status_code == 404


def test_every_endpoint_takes_it(story: Story, province_officer: User) -> None:
    secret = token_of(province_officer)
    for url in EVERYTHING:
        assert read(secret, url).status_code == 200, url


def test_it_keeps_the_role_for_which_it_was_made(story: Story, officer: User) -> None:
    """Also for somebody who works in another role by now."""
    secret = token_of(officer)
    elsewhere = Membership.objects.create(
        user=officer, role=Role.REGENCY_OFFICER, region=factories.make_region("64.72")
    )
    officer.active_membership = elsewhere

    assert regencies(secret) == {"64.08"}
    assert regencies(token_of(officer)) == {"64.72"}


def test_it_dies_with_its_day_its_role_its_person_and_its_maker(
    story: Story, officer: User
) -> None:
    secret = token_of(officer, days=30)
    assert read(secret, APPLICATIONS).status_code == 200
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        assert tokens.find(secret, now=NOW + timedelta(days=30)) is None

    officer.memberships.update(ended_on=NOW.date())
    assert read(secret, APPLICATIONS).status_code == 401
    officer.memberships.update(ended_on=None)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert read(secret, APPLICATIONS).status_code == 401
    User.objects.filter(pk=officer.pk).update(is_active=True)
    assert read(secret, APPLICATIONS).status_code == 200
    tokens.revoke(token=ApiToken.objects.get(), by=officer)
    assert read(secret, APPLICATIONS).status_code == 401


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer hp_", "Bearer x", "Basic dTpw", "Bearer hp_\x00", "hp_é"],
)
def test_a_wrong_one_is_refused_beside_a_good_session(officer: User, header: str) -> None:
    response = factories.client_for(officer).get(APPLICATIONS, headers={"Authorization": header})

    assert response.status_code == 401
    assert response.json()["code"] == "unauthorized"


def test_it_opens_no_page_and_changes_nothing(officer: User) -> None:
    secret = token_of(officer)

    assert read(secret, "/pengajuan/").status_code == 302
    assert read(secret, "/pengaturan/token/").status_code == 302


def test_the_day_of_its_use_is_noted_once(story: Story, officer: User) -> None:
    secret = token_of(officer)
    with CaptureQueriesContext(connection) as first:
        read(secret, APPLICATIONS)
    with CaptureQueriesContext(connection) as second:
        read(secret, APPLICATIONS)

    assert ApiToken.objects.get().last_used_on == NOW.date()
    assert [len([q for q in queries if "UPDATE" in q["sql"]]) for queries in (first, second)] == [
        1,
        0,
    ]


def test_the_secret_is_kept_nowhere_and_never_logged(
    officer: User, caplog: pytest.LogCaptureFixture
) -> None:
    secret = token_of(officer)
    with caplog.at_level(logging.DEBUG):
        read(secret, APPLICATIONS)
        read(secret + "x", APPLICATIONS)
        read(secret, f"{ROOT}programmes/tidak-ada/summary/")
        read(secret, f"{APPLICATIONS}?limit=x")

    assert secret not in caplog.text
    assert secret[len(tokens.START) :] not in caplog.text
    token = ApiToken.objects.get()
    assert secret.startswith(token.prefix)
    assert len(token.prefix) < 12
    assert secret.encode() not in bytes(token.digest)


def test_who_may_make_one(owner: User, admin_user: User) -> None:
    assert {Role.OWNER, Role.ADMIN}.isdisjoint(STAFF)
    for user in (owner, admin_user, factories.make_user()):
        with pytest.raises(PermissionDenied):
            token_of(user)
    assert not ApiToken.objects.exists()


def test_ten_living_ones_at_most(officer: User) -> None:
    for _ in range(tokens.MOST):
        token_of(officer)
    with time_machine.travel(NOW, tick=False), pytest.raises(TooManyTokensError):
        tokens.make(name="Sebelas", days=30, by=officer)
    tokens.revoke(token=ApiToken.objects.all()[0], by=officer)
    token_of(officer)
    assert ApiToken.objects.count() == tokens.MOST + 1


def test_dead_ones_are_forgotten_after_a_month(officer: User) -> None:
    token_of(officer, days=30)
    token_of(officer, days=90)
    ended = NOW + timedelta(days=30)

    assert tokens.forget_dead(now=ended + timedelta(days=29)) == 0
    assert tokens.forget_dead(now=ended + timedelta(days=31)) == 1
    assert ApiToken.objects.count() == 1
