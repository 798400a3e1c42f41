"""A worker killed while it writes an import: the work is done again, and nothing twice."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from halalportal.audit.models import AuditEntry
from halalportal.jobs.models import Job, JobStatus
from halalportal.outbox.models import Entry
from ikm.models import Business, Product
from ikm.services.imports import batches
from regions.models import Region
from tests.ikm.test_applying import checked
from tests.waiting import wait_until
from tests.workers import database_url, running_worker

pytestmark = pytest.mark.django_db(transaction=True)


def _waits_for_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'")
        return bool(cursor.fetchone()[0])


def _kill_with_children(pid: int) -> None:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for each in (pid, *map(int, children)):
        os.kill(each, signal.SIGKILL)


def test_a_worker_killed_while_it_writes(
    villages: dict[str, Region], officer: User, tmp_path: Path
) -> None:
    batch = batches.start_applying(batch=checked(officer), by=officer)
    with psycopg.connect(database_url()) as holder, running_worker(tmp_path) as first:
        # The businesses are inserted, then the products have to wait: it dies in between.
        holder.execute("LOCK TABLE ikm_product IN SHARE MODE")
        wait_until(_waits_for_lock)
        _kill_with_children(first.pid)
        first.wait()
    assert Business.objects.count() == 0
    passed = timezone.now() - timedelta(seconds=1)
    Entry.objects.filter(key=f"job:{batch.job_id}").update(lease_until=passed)
    with running_worker(tmp_path):
        wait_until(lambda: Job.objects.get(pk=batch.job_id).status == JobStatus.DONE)
    assert Business.objects.count() == 6
    assert AuditEntry.objects.filter(action="import_batch.applied").count() == 1
    assert Product.objects.filter(name="Keripik pisang").count() == 1
