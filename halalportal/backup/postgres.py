"""PostgreSQL's own dump and restore programs, on the database of the settings."""

import os
import subprocess
from pathlib import Path

from django.db import connection

from halalportal.embedded.binaries import find_postgres


class BackupError(Exception):
    """The backup or restore did not happen; the message says why and what to do."""


def dump(target: Path, *, snapshot: str) -> None:
    """Writes a compressed dump of the moment that `snapshot` (`pg_export_snapshot()`) holds."""
    _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")


def restore(source: Path) -> None:
    """Replaces the database's contents by the dump, in one transaction."""
    options = ["--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction"]
    _run("pg_restore", *options, str(source))


def count_rows() -> dict[str, int]:
    """The number of rows of every table of the public schema, as this transaction sees it."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = int(cursor.fetchone()[0])
    return counts


def _run(program: str, *arguments: str) -> None:
    """Runs a client program; the password goes through the environment, never the arguments.

    Raises:
        BackupError: with the program's last words.
    """
    at = connection.settings_dict
    path = find_postgres().path.parent / program
    where = ["-h", at["HOST"], "-p", str(at["PORT"] or 5432), "-U", at["USER"], "-d", at["NAME"]]
    done = subprocess.run(  # noqa: S603
        [path, *where, *arguments],
        env=os.environ | {"PGPASSWORD": at["PASSWORD"]},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} stopped: {done.stderr.strip()[-600:]}")
