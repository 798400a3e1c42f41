"""Every refusal has one shape: a code for programs, a sentence for people."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from reports.api.limits import Allowance, TooManyRequestsError, count_refused
from reports.api.schemas import Problem

CODES = {
    401: "unauthorized",
    404: "not_found",
    405: "method_not_allowed",
    422: "invalid",
    429: "too_many_requests",
}
# What every endpoint may answer besides what was asked for.
PROBLEMS: dict[Any, Any] = {304: None, 401: Problem, 422: Problem, 429: Problem}
UNAUTHORIZED = "Masuk dulu, atau kirim token yang masih berlaku."
NOT_FOUND = "Tidak ada, atau tidak boleh Anda lihat."
ONLY_READS = "API ini hanya membaca: pakai GET atau HEAD."
TOO_MANY = "Terlalu banyak permintaan. Coba lagi {seconds} detik lagi."


class InvalidError(HttpError):
    """A question that the API does not understand; `parameter` names what is wrong in it."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(422, f"Periksa {parameter}: {message}")
        self.errors = [{"parameter": parameter, "message": message}]


def problem(status: int, detail: str, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """The answer to a request that is refused."""
    content = {"code": CODES[status], "detail": detail, "errors": errors or []}
    return JsonResponse(content, status=status)


def too_many(allowance: Allowance) -> HttpResponse:
    """429 that says when to come again."""
    answer = problem(429, TOO_MANY.format(seconds=allowance.reset))
    answer["Retry-After"] = str(allowance.reset)
    return answer


def only_reads() -> HttpResponse:
    """405 for everything but reading."""
    answer = problem(405, ONLY_READS)
    answer["Allow"] = "GET, HEAD"
    return answer


def answer_in_one_shape(api: NinjaAPI) -> None:
    """Makes the API answer every refusal with a `Problem`."""
    api.add_exception_handler(AuthenticationError, _unauthorized)
    api.add_exception_handler(TooManyRequestsError, _too_many)
    api.add_exception_handler(InvalidError, _asked_wrongly)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Http404, _not_found)


def _too_many(request: HttpRequest, error: Any) -> HttpResponse:
    return too_many(error.allowance)


def _asked_wrongly(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(422, str(error), error.errors)


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, NOT_FOUND)


def _unauthorized(request: HttpRequest, error: Any) -> HttpResponse:
    allowance = count_refused(request)
    if allowance.is_spent:
        return too_many(allowance)
    answer = problem(401, UNAUTHORIZED)
    answer["WWW-Authenticate"] = 'Bearer realm="halalportal"'
    return answer


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    messages: dict[str, str] = {}
    for one in error.errors:
        messages.setdefault(_parameter(one["loc"]), str(one["msg"]).removeprefix("Value error, "))
    errors = [{"parameter": name, "message": text} for name, text in messages.items()]
    return problem(422, f"Periksa {', '.join(messages)}.", errors)


def _parameter(place: tuple[str | int, ...]) -> str:
    """The name in Ninja's place of an error: source, our argument, name, branches of its type."""
    return next((str(part) for part in place[1:] if part != "asked"), "")
