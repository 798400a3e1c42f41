"""A real Celery worker with beat, as a process of its own, on the test's database and broker."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def database_url() -> str:
    """The URL of the test's own database."""
    at = connection.settings_dict
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@contextmanager
def running_worker(
    folder: Path, *, app: str = "halalportal", **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Starts worker and beat in one process and stops them at the end.

    Args:
        folder: where the schedule file, the log and the files of the portal go.
        app: the module of the Celery application, for another schedule of beat.
    """
    env = os.environ | {
        "DATABASE_URL": database_url(),
        "BROKER_URL": settings.CELERY_BROKER_URL,
        "MEDIA_ROOT": str(settings.STORAGES["default"]["OPTIONS"]["location"]),
        **environment,
    }
    command = [sys.executable, "-m", "celery", "-A", app, "worker", "--beat"]
    options = ["-s", str(folder / "beat"), "-Q", "default,mail,pdf", "-c", "1", "-l", "WARNING"]
    log = (folder / "worker.log").open("wb")
    process = subprocess.Popen([*command, *options], cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()
