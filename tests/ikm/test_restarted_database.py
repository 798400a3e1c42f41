"""PostgreSQL restarted while a worker checks or writes an import."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from accounts.models import User
from halalportal.jobs.models import JobStatus
from ikm.enums import ImportStatus
from ikm.models import ImportBatch
from ikm.services.imports import batches
from regions.models import Region
from tests.ikm.test_applying import checked, upload
from tests.own_postgres import own_postgres
from tests.waiting import wait_until
from tests.workers import running_worker

pytestmark = pytest.mark.django_db(transaction=True)


def fetched(url: str, query: str, *values: object) -> tuple[Any, ...]:
    """The one row that a query finds on the test's own server."""
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode(), values).fetchone()
    assert row
    return row


def waits_for_lock(url: str) -> bool:
    """Whether the worker waits for the table that the test holds."""
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
    return bool(fetched(url, query)[0])


def let_leases_lapse(url: str) -> None:
    """As if the 45 seconds were over for which a worker that lost its connection holds its work."""
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE outbox_entry SET lease_until = now(), not_before = now()")


def interrupted(batch: ImportBatch, held_table: str, folder: Path) -> dict[str, Any]:
    """Restarts the server while the batch's job waits for a table.

    Returns what is there before the job is taken up again, and in the end.
    """
    seen: dict[str, Any] = {}
    with own_postgres() as server, running_worker(folder, DATABASE_URL=server.url):
        with psycopg.connect(server.url) as holder:
            holder.execute(f"LOCK TABLE {held_table} IN SHARE MODE".encode())
            wait_until(lambda: waits_for_lock(server.url))
            server.stop()
            server.start()
            holder.close()
        seen["half"] = fetched(server.url, "SELECT count(*) FROM ikm_business")[0]
        seen["half_rows"] = fetched(server.url, "SELECT count(*) FROM ikm_importrow")[0]
        let_leases_lapse(server.url)
        find = "SELECT status, message FROM jobs_job WHERE id = %s"
        ended = (JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED)
        wait_until(lambda: fetched(server.url, find, batch.job_id)[0] in ended, seconds=90)
        seen["job"] = fetched(server.url, find, batch.job_id)
        seen["businesses"] = fetched(server.url, "SELECT count(*) FROM ikm_business")[0]
        told = "SELECT count(*) FROM audit_auditentry WHERE action = 'import_batch.applied'"
        seen["told"] = fetched(server.url, told)[0]
        seen["status"] = fetched(server.url, "SELECT status FROM ikm_importbatch")[0]
    return seen


def test_restarted_while_an_import_is_written(
    villages: dict[str, Region], officer: User, tmp_path: Path
) -> None:
    batch = batches.start_applying(batch=checked(officer), by=officer)
    # The businesses are inserted, then the products have to wait: the restart is in between.
    seen = interrupted(batch, "ikm_product", tmp_path)
    assert seen["half"] == 0
    assert seen["job"] == (JobStatus.DONE, "6 usaha diimpor.")
    assert (seen["businesses"], seen["told"]) == (6, 1)
    assert seen["status"] == ImportStatus.APPLIED


def test_restarted_while_a_file_is_checked(
    villages: dict[str, Region], officer: User, tmp_path: Path
) -> None:
    batch = upload(officer)
    seen = interrupted(batch, "ikm_importrow", tmp_path)
    assert seen["half_rows"] == 0
    assert seen["job"] == (JobStatus.DONE, "11 baris diperiksa.")
    assert (seen["status"], seen["businesses"]) == (ImportStatus.CHECKED, 0)
