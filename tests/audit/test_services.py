"""The trail is written with the act and can't be changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.audit.services import record

pytestmark = pytest.mark.django_db


def test_an_act_is_recorded(officer: User) -> None:
    record(action="uji.dibuat", subject=officer, by=officer, count=3)
    entry = AuditEntry.objects.about(officer).get()
    assert (entry.action, entry.actor_id, entry.data) == ("uji.dibuat", officer.pk, {"count": 3})


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_auditentry SET action = 'x'", "DELETE FROM audit_auditentry"]
)
def test_the_database_refuses_to_change_the_trail(officer: User, sql: str) -> None:
    record(action="uji.dibuat", subject=officer, by=officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEntry.objects.count() == 1
