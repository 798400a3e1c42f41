"""The description: valid, complete, true of what the endpoints answer, and readable."""

from typing import Any

import jsonschema
import pytest
import time_machine
from django.test import Client
from schemathesis.specs.openapi.definitions import OPENAPI_31

from accounts.models import User
from tests import factories
from tests.reports.api.asking import EVERYTHING, LISTS, ROOT
from tests.reports.story import NOW, Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema() -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"{ROOT}openapi.json").json()
    return found


def operations(schema: dict[str, Any]) -> dict[str, Any]:
    return {path: methods["get"] for path, methods in schema["paths"].items()}


def test_it_is_valid_openapi_3_1(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1.")
    jsonschema.validators.validator_for(OPENAPI_31)(OPENAPI_31).validate(schema)
    for shape in schema["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(shape)


def test_it_names_every_address_and_how_to_sign_in(schema: dict[str, Any]) -> None:
    expected = {f"{ROOT}{name}/" for name in LISTS}
    names = ("summary", "obstacles", "recaps", "recaps/{code}")
    expected |= {f"{ROOT}programmes/{{slug}}/{name}/" for name in names}
    assert set(schema["paths"]) == expected
    assert all(set(methods) == {"get"} for methods in schema["paths"].values())
    schemes = schema["components"]["securitySchemes"]
    assert schemes["BearerToken"]["scheme"] == "bearer"
    assert schemes["SessionCookie"]["in"] == "cookie"
    for operation in operations(schema).values():
        assert operation["security"] == [{"BearerToken": []}, {"SessionCookie": []}]


def test_the_names_of_operations_stay(schema: dict[str, Any]) -> None:
    """Generated clients call their functions by them."""
    assert {operation["operationId"] for operation in operations(schema).values()} == {
        "listProgrammes",
        "readSummary",
        "readObstacles",
        "listRecaps",
        "readRecap",
        "listBusinesses",
        "listApplications",
        "listEvents",
        "listCertificates",
    }


def test_everything_is_explained_by_an_example(schema: dict[str, Any]) -> None:
    components = {"components": schema["components"]}
    for path, operation in operations(schema).items():
        assert operation["summary"]
        assert operation["description"]
        for parameter in operation["parameters"]:
            assert parameter["description"], (path, parameter["name"])
            if parameter["name"] != "cursor":
                jsonschema.validate(parameter["example"], parameter["schema"])
        assert {"200", "304", "401", "422", "429"} <= set(operation["responses"])
        for status, answer in operation["responses"].items():
            if status != "304":
                content = answer["content"]["application/json"]
                jsonschema.validate(content["example"], content["schema"] | components)


def test_answers_are_as_it_says(
    schema: dict[str, Any], story: Story, province_officer: User
) -> None:
    client = factories.client_for(province_officer)
    for url in EVERYTHING:
        path = url.replace("cerita-2026", "{slug}").replace("capaian", "{code}")
        operation = schema["paths"][path]["get"]
        with time_machine.travel(NOW, tick=False):
            response = client.get(url)
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator(
            answer | {"components": schema["components"]},
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        ).validate(response.json())
        assert response.json().get("results") != []


def test_the_page_explains_every_endpoint_without_script(schema: dict[str, Any]) -> None:
    response = Client().get(ROOT)
    page = response.content.decode()

    assert response.status_code == 200
    for path, operation in operations(schema).items():
        assert path in page
        assert operation["summary"] in page
        for parameter in operation["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page.replace("\n", "").replace("  ", "")
    assert "&quot;in_process&quot;: 262" in page
    assert "hp_" not in page  # no token, not even an invented one
    assert len(response.content) <= 45_000
