"""Every address declares who may open it, and asks for a sign-in unless it is public."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.enums import Role
from halalportal.lib.access import PUBLIC, SIGNED_IN

API = "api"  # authenticates by itself and answers 401 instead of a redirect


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, path)
        else:
            yield path, entry


PATTERNS = sorted(walk(get_resolver()), key=lambda found: found[0])


def access_of(pattern: URLPattern) -> Any:
    return getattr(pattern.callback, "access", None)


def example(path: str) -> str:
    """A path with a value for every parameter."""
    values = {"int": "1", "slug": "x", "str": "x", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12}
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: values.get(m[1] or "str", "x"), path)


def test_there_are_addresses() -> None:
    assert len(PATTERNS) > 10


@pytest.mark.parametrize(("path", "pattern"), PATTERNS, ids=[path or "/" for path, _ in PATTERNS])
def test_every_view_declares_its_access(path: str, pattern: URLPattern) -> None:
    access = access_of(pattern)
    declared = access in (PUBLIC, SIGNED_IN, API) or (
        isinstance(access, frozenset) and access and access <= set(Role)
    )
    assert declared, f"/{path} declares neither roles nor that it is public"


CLOSED = [path for path, pattern in PATTERNS if access_of(pattern) not in (PUBLIC, API)]


@pytest.mark.django_db
@pytest.mark.parametrize("path", CLOSED)
def test_closed_pages_ask_for_a_sign_in(path: str, client: Client) -> None:
    for method in (client.get, client.post):
        response = method(example(path))
        assert response.status_code == 302, path
        assert response["Location"].startswith("/masuk/"), path


OPEN_TO_API = [path for path, pattern in PATTERNS if access_of(pattern) == API]


@pytest.mark.django_db
@pytest.mark.parametrize("path", OPEN_TO_API)
def test_the_api_answers_401_without_a_sign_in(path: str, client: Client) -> None:
    assert client.get(example(path)).status_code == 401


@pytest.mark.django_db
def test_anybody_without_a_role_is_refused_everywhere(db: None) -> None:
    from tests.factories import client_for, make_user

    client = client_for(make_user())
    for path, pattern in PATTERNS:
        if isinstance(access_of(pattern), frozenset):
            assert client.get(example(path)).status_code == 403, path
