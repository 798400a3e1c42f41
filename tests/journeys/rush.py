"""Many owners who send their applications to a real server at the same moment."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Model
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership, User
from certification.models import Application, ApplicationProduct, Material, Upload
from certification.services.tallies import add_history
from halalportal.embedded.ports import LOCALHOST, find_free
from halalportal.embedded.readiness import web_is_up
from ikm.models import Assignment, Business
from tests.waiting import wait_until
from tests.workers import ROOT, database_url

CLIENTS = 32
CSRF = "x" * 32


@dataclass(frozen=True, slots=True)
class Answer:
    """What an owner got: served, refused for want of places, or anything else."""

    status: int
    is_full: bool
    seconds: float

    @property
    def is_served(self) -> bool:
        return self.status == http.client.FOUND


@contextmanager
def running_server(
    folder: Path, *, app: str = "halalportal.wsgi:application", workers: int = 1
) -> Iterator[int]:
    """The web server of `make demo` on the test's database; gives its port."""
    port = find_free()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", LOCALHOST, "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "4", "--workers-kill-timeout", "5", app]
    env = os.environ | {"DATABASE_URL": database_url(), "DEBUG": "False"}
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            wait_until(lambda: web_is_up(port), seconds=60)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def multiply(draft: Application, count: int) -> list[Application]:
    """As many complete drafts of as many owners as asked for, all like the given one."""
    people = User.objects.bulk_create(
        User(name=f"Pemilik Uji {n}", email=f"rush{n}@contoh.id") for n in range(count)
    )
    Membership.objects.bulk_create(Membership(user=user, role=Role.OWNER) for user in people)
    businesses = Business.objects.bulk_create(
        _copy(
            draft.business,
            owner=user,
            name=f"Usaha Rush {n}",
            nib=f"{n:013}",
            phone="+6281200000077",
            # Sealed for one record alone.
            finances_sealed=b"",
        )
        for n, user in enumerate(people)
    )
    (assignment,) = draft.business.assignments.all()
    Assignment.objects.bulk_create(_copy(assignment, business=each) for each in businesses)
    drafts = Application.objects.bulk_create(
        _copy(draft, number=f"PGJ-RUSH-{n:05}", business=each, created_by=each.owner)
        for n, each in enumerate(businesses)
    )
    for product in draft.products.all():
        ApplicationProduct.objects.bulk_create(_copy(product, application=d) for d in drafts)
    for material in draft.materials.all():
        Material.objects.bulk_create(_copy(material, application=d) for d in drafts)
    for photo in draft.uploads.all():
        Upload.objects.bulk_create(_copy(photo, application=d) for d in drafts)
    add_history(drafts)
    return drafts


def send_all(port: int, drafts: list[Application]) -> list[Answer]:
    """Every owner presses the button; 32 at a time."""
    cookies = [_cookie(draft.created_by) for draft in drafts]
    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(lambda pair: _send(port, *pair), zip(drafts, cookies, strict=True)))


def _send(port: int, draft: Application, cookie: str) -> Answer:
    connection = http.client.HTTPConnection(LOCALHOST, port, timeout=120)
    headers = {"Cookie": cookie, "X-CSRFToken": CSRF, "Content-Length": "0"}
    started = time.perf_counter()
    try:
        path = reverse("certification:application-submit", args=[draft.number])
        connection.request("POST", path, headers=headers)
        response = connection.getresponse()
        text = response.read().decode()
    finally:
        connection.close()
    return Answer(response.status, "habis" in text, time.perf_counter() - started)


def session_of(user: User) -> str:
    """The key of a session of the person, as signing in would have made it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _cookie(user: User) -> str:
    name, csrf = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return f"{name}={session_of(user)}; {csrf}={CSRF}"


def _copy[M: Model](row: M, **changes: object) -> M:
    """The same row once more, unsaved, with changes."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name in ("uuid", *changes))
    }
    return type(row)(**kept, **changes)
