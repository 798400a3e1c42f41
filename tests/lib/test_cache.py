"""The cache that all web processes share, with and without its broker."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings as project
from django.core.cache import cache, caches
from django.test import Client
from pytest_django import Settings

from accounts.enums import Role
from halalportal.lib.attempts import forget, is_too_often
from halalportal.lib.cache import ForgivingRedisCache
from tests.factories import PASSWORD, make_user
from tests.workers import ROOT

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def without_broker(settings: Settings) -> Iterator[None]:
    """Web processes whose broker is away."""
    settings.CACHES = {"default": project.CACHES["default"] | {"LOCATION": NOWHERE}}
    yield
    caches.close_all()


def test_another_process_counts_on() -> None:
    assert not is_too_often("test:7", most=2, seconds=60)
    script = (
        "import django; django.setup()\n"
        "from halalportal.lib.attempts import is_too_often\n"
        "raise SystemExit(is_too_often('test:7', most=2, seconds=60))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, env=_environment())
    assert done.returncode == 0
    assert is_too_often("test:7", most=2, seconds=60)
    forget("test:7")
    assert not is_too_often("test:7", most=2, seconds=60)


def _environment() -> dict[str, str]:
    broker = {"BROKER_URL": project.CELERY_BROKER_URL}
    return os.environ | broker | {"DJANGO_SETTINGS_MODULE": "halalportal.settings"}


def test_clearing_it_leaves_the_queues_alone() -> None:
    with redis.Redis.from_url(project.CELERY_BROKER_URL) as client:
        client.set("halalportal:queue-of-a-test", "x")
        cache.set("mine", [1.5, True, None, "é"])
        assert cache.get("mine") == [1.5, True, None, "é"]
        cache.clear()
        assert cache.get("mine") is None
        assert client.getdel("halalportal:queue-of-a-test") == b"x"


def test_nothing_but_plain_values_is_kept() -> None:
    with pytest.raises(TypeError):
        cache.set("mine", object())


def test_without_a_broker_it_is_an_empty_cache(caplog: pytest.LogCaptureFixture) -> None:
    away = ForgivingRedisCache(NOWHERE, {})
    with caplog.at_level(logging.WARNING):
        assert away.add("a", 1)
        away.set("a", 1)
        assert away.get("a", "none") == "none"
        assert away.incr("a") == 1
        assert away.touch("a")
        assert away.delete("a")
        away.clear()
    assert caplog.text.count("The shared cache does not answer") == 7
    assert "password" not in caplog.text


@pytest.mark.django_db
@pytest.mark.usefixtures("without_broker")
def test_people_sign_in_and_up_while_the_broker_is_away(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    make_user(Role.REGENCY_OFFICER, region="64.08", email="ani@contoh.id")
    answers = {"name": "Maria", "phone": "0834-5678-9012", "password": "kripik-sinar-7"}
    assert client.post("/daftar/", answers)["Location"] == "/masuk/"
    wrong = client.post("/masuk/", {"login": "ani@contoh.id", "password": "salah-sekali"})
    assert "tidak cocok" in wrong.content.decode()
    right = client.post("/masuk/", {"login": "ani@contoh.id", "password": PASSWORD})
    assert right["Location"] == "/beranda/"
    assert "The shared cache does not answer" in caplog.text
