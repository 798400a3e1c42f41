"""docker-compose.yml and Dockerfile. There is no container engine here: the files are read.

compose.schema.json is the Compose specification's own schema (github.com/compose-spec/compose-spec,
Apache-2.0), as the PyPI package check-jsonschema 0.39.0 ships it.
"""

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml

from halalportal.embedded.programs import QUEUES
from halalportal.embedded.state import PROJECT

OURS = ("web", "worker", "beat")
ALL = (*OURS, "db", "redis")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
    return loaded


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    path = PROJECT / "tests" / "embedded" / "compose.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text())
    return loaded


def test_the_file_follows_the_compose_specification(
    compose: dict[str, Any], schema: dict[str, Any]
) -> None:
    jsonschema.Draft202012Validator(schema).validate(compose)


def test_the_schema_refuses_a_wrong_file(compose: dict[str, Any], schema: dict[str, Any]) -> None:
    wrong = compose | {"services": {"web": {"image": "halalportal", "read_only": ["yes"]}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(wrong)


@pytest.mark.parametrize("name", ALL)
def test_a_service_has_no_more_power_than_it_needs(services: dict[str, Any], name: str) -> None:
    service = services[name]
    assert service["user"].split(":")[0] not in ("root", "0")
    assert service["read_only"] is True
    assert any(entry.split(":")[0] == "/tmp" for entry in service["tmpfs"])
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_our_services_share_one_image_and_take_their_secrets_from_a_file(
    services: dict[str, Any],
) -> None:
    assert {services[name]["image"] for name in (*OURS, "migrate")} == {"halalportal"}
    assert {services[name]["env_file"] for name in (*OURS, "migrate")} == {".env"}
    assert services["db"]["image"] == "postgres:17"
    assert services["redis"]["image"] == "redis:8"


def test_no_secret_is_written_in_the_file(services: dict[str, Any]) -> None:
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|AUTH|_URL", name):
                assert ":?set it in .env}" in value


def test_only_the_web_server_can_be_reached_from_outside(
    compose: dict[str, Any], services: dict[str, Any]
) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["web"]
    assert compose["networks"]["data"] == {"internal": True}
    assert services["db"]["networks"] == services["redis"]["networks"] == ["data"]


def test_the_worker_serves_the_same_queues_as_in_the_demo(services: dict[str, Any]) -> None:
    assert QUEUES in services["worker"]["command"]


def test_the_example_names_every_secret_that_the_file_asks_for() -> None:
    asked = set(re.findall(r"\$\{(\w+):\?", (PROJECT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^(\w+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    assert asked <= named
    assert {"SECRET_KEY", "DATA_ENCRYPTION_KEYS", "ALLOWED_HOSTS"} <= named


def test_the_image_is_not_root_and_has_what_makes_pdf_files() -> None:
    dockerfile = (PROJECT / "Dockerfile").read_text()
    assert re.search(r"^USER 10001", dockerfile, re.MULTILINE)
    for package in ("libpangoft2-1.0-0", "libharfbuzz-subset0", "tzdata"):
        assert package in dockerfile
