"""The page that explains the API, made from its own description."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from halalportal.lib.access import public
from reports.api.limits import OF_ONE
from reports.api.portal import api


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter in words; `choices` are the only values it takes, () for any."""

    name: str
    description: str
    example: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address with its parameters and an example of its answer."""

    path: str
    summary: str
    description: str
    url: str
    parameters: tuple[Parameter, ...]
    example: str


@public
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """What there is, how to sign in, and what an answer looks like. Works without JavaScript."""
    schema = api.get_openapi_schema()
    problem = schema["components"]["schemas"]["Problem"]["properties"]
    context = {
        "endpoints": list(endpoints(schema)),
        "problems": problems(schema),
        "problem_fields": [(name, field.get("description", "")) for name, field in problem.items()],
        "portal_url": settings.PORTAL_URL,
        "per_minute": OF_ONE,
    }
    return render(request, "reports/api_documentation.html", context)


def endpoints(schema: dict[str, Any]) -> Iterator[Endpoint]:
    """The operations of the description in its order."""
    for path, methods in schema["paths"].items():
        operation = methods["get"]
        given = [_parameter(one) for one in operation["parameters"]]
        url = settings.PORTAL_URL + path
        for one in operation["parameters"]:
            url = url.replace(f"{{{one['name']}}}", str(one["schema"].get("example", "")))
        content = operation["responses"]["200"]["content"]["application/json"]
        yield Endpoint(
            path=path,
            summary=operation["summary"],
            description=operation["description"],
            url=url,
            parameters=tuple(given),
            example=json.dumps(content["example"], indent=2, ensure_ascii=False),
        )


def problems(schema: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Status, code and words of each refusal."""
    found = {}
    for methods in schema["paths"].values():
        for status, answer in methods["get"]["responses"].items():
            if "content" in answer and status != "200":
                example = answer["content"]["application/json"]["example"]
                found[status] = (status, example["code"], answer["description"])
    return [found[status] for status in sorted(found)]


def _parameter(one: dict[str, Any]) -> Parameter:
    shape = one["schema"]
    parts = [shape, *shape.get("allOf", [])]
    return Parameter(
        name=one["name"],
        description=one.get("description", ""),
        example=str(shape.get("example", "")),
        choices=tuple(value for part in parts for value in part.get("enum", ())),
    )
