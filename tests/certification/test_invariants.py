"""Each invariant tells of what breaks it."""

from collections.abc import Callable

import pytest
from django.db import connection

from certification.enums import Status
from certification.invariants import check
from certification.models import Allocation, Application, StatusChange
from tests.certification import steps
from tests.certification.conftest import Case


def lose_a_movement(case: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE certification_movement DISABLE TRIGGER movement_append_only")
    case.allocation.movements.filter(reserved=1).delete()


def grant_out_of_nothing(case: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE certification_allocation DISABLE TRIGGER allocation_tree_adds_up"
        )
    Allocation.objects.filter(pk=case.allocation.pk).update(granted=4)


def forget_the_place(case: Case) -> None:
    Application.objects.update(allocation=Allocation.objects.roots().get())


def jump(case: Case) -> None:
    StatusChange.objects.filter(transition="submit").update(to_status=Status.READY)


def move_without_a_step(case: Case) -> None:
    Application.objects.update(status=Status.RETURNED)


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (lose_a_movement, "movements add up to 0"),
        (grant_out_of_nothing, "children have 4"),
        (forget_the_place, "reserved is 1 for 0 applications"),
        (jump, "illegal step submit"),
        (move_without_a_step, "is returned, its steps end at submitted"),
    ],
)
def test_what_is_broken_is_found(
    case: Case, break_it: Callable[[Case], None], sentence: str
) -> None:
    steps.submitted(case)
    assert list(check()) == []
    break_it(case)
    assert any(sentence in violation for violation in check()), list(check())
