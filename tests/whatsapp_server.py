"""A WhatsApp Cloud API that behaves as Meta's documents say, on a port of this machine.

It checks what a request must have, answers with the documented errors, limits and delays, can hang
up after it took a message, and posts signed notifications to the portal. It runs in a thread and
speaks real HTTP, so the portal's own client is what is tested.
"""

import hashlib
import hmac
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

TOKEN = "token-uji"
PHONE_NUMBER_ID = "106540352242922"
SECRET = "rahasia-aplikasi-uji"
VERIFY_TOKEN = "kata-kunci-uji"
# Meta's titles and HTTP statuses of the codes that tests use.
ERRORS = {
    2: (503, "Service temporarily unavailable"),
    100: (400, "Invalid parameter"),
    190: (401, "Access token has expired"),
    130429: (429, "Rate limit hit"),
    131026: (400, "Message undeliverable"),
    131047: (400, "Re-engagement message"),
    131050: (400, "User has stopped marketing messages"),
    131051: (400, "Unsupported message type"),
    131056: (400, "Pair rate limit hit"),
    132000: (400, "Template param count mismatch"),
    132001: (404, "Template name does not exist"),
}
Answer = Callable[["Service", BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class Service:
    """What it took, and how it answers the next requests; by default it takes all."""

    templates: dict[str, set[str]]  # name → names of its parameters
    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    answers: list[Answer] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)

    def message_id(self, payload: dict[str, Any]) -> str:
        self.taken.append(payload)
        return f"wamid.{self.taken.index(payload) + 1:04}"


def error(code: int) -> Answer:
    """Answers with a documented error; the message is not taken."""

    def answer(service: Service, request: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
        status, title = ERRORS[code]
        body = {"message": f"(#{code}) {title}", "type": "OAuthException", "code": code}
        _answer(request, status, {"error": body})

    return answer


def hang_up(service: Service, request: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Takes the message and cuts the line before it answers."""
    service.message_id(payload)
    request.connection.close()


def gateway(service: Service, request: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Something between gives up waiting, after the message was taken."""
    service.message_id(payload)
    _answer(request, 504, "<html>Gateway timeout</html>")


def slow(service: Service, request: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Takes the message and answers only when the test lets it."""
    message_id = service.message_id(payload)
    service.release.wait(20)
    _answer(request, 200, {"messages": [{"id": message_id}]})


def redirect(service: Service, request: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Sends the client elsewhere; it must not go, least of all with the token."""
    request.send_response(307)
    request.send_header("Location", f"{service.url}/elsewhere")
    request.send_header("Content-Length", "0")
    request.end_headers()


def take(service: Service, request: BaseHTTPRequestHandler, payload: dict[str, Any]) -> None:
    """Checks the message as the documents say and takes it."""
    template = payload["template"]
    wanted = service.templates.get(template["name"])
    if wanted is None:
        error(132001)(service, request, payload)
        return
    [component] = template["components"]
    given = {part["parameter_name"] for part in component["parameters"]}
    if given != wanted or any(not part["text"] for part in component["parameters"]):
        error(132000)(service, request, payload)
        return
    _answer(
        request,
        200,
        {
            "messaging_product": "whatsapp",
            "contacts": [{"input": payload["to"], "wa_id": payload["to"]}],
            "messages": [{"id": service.message_id(payload), "message_status": "accepted"}],
        },
    )


def _answer(request: BaseHTTPRequestHandler, status: int, body: Any) -> None:
    data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    request.send_response(status)
    request.send_header("Content-Length", str(len(data)))
    request.end_headers()
    request.wfile.write(data)


@contextmanager
def running(templates: dict[str, set[str]]) -> Iterator[Service]:
    """The service while the test runs."""
    service = Service(templates)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service.asked += 1
            length = int(self.headers.get("Content-Length", 0))
            payload = json.loads(self.rfile.read(length))
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                error(190)(service, self, payload)
            elif self.path != f"/v23.0/{PHONE_NUMBER_ID}/messages" or _is_wrong(payload):
                error(100)(service, self, payload)
            else:
                (service.answers.pop(0) if service.answers else take)(service, self, payload)

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_port}/v23.0"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.release.set()
        server.shutdown()
        server.server_close()


def _is_wrong(payload: dict[str, Any]) -> bool:
    return (
        payload.get("messaging_product") != "whatsapp"
        or payload.get("type") != "template"
        or not str(payload.get("to", "")).isdigit()
        or payload["template"]["language"] != {"code": "id"}
    )


def status(message_id: str, state: str, *, code: int = 0, **fields: Any) -> dict[str, Any]:
    """What the service says of one message."""
    told: dict[str, Any] = {
        "id": message_id,
        "status": state,
        "timestamp": str(int(time.time())),
        "recipient_id": "6283400009801",
        **fields,
    }
    if code:
        title = ERRORS[code][1]
        told["errors"] = [{"code": code, "title": title, "message": title}]
    return told


def incoming(sender: str, text: str) -> dict[str, Any]:
    """What somebody wrote."""
    return {
        "from": sender.lstrip("+"),
        "id": "wamid.masuk",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": text},
    }


def notification(**value: Any) -> bytes:
    """The body of a notification with `statuses=` or `messages=`."""
    metadata = {"display_phone_number": "15550783881", "phone_number_id": PHONE_NUMBER_ID}
    change = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    entry = {"id": "102290129340398", "changes": [{"value": change, "field": "messages"}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def signature(body: bytes, secret: str = SECRET) -> str:
    """The header with which the service signs what it sends."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def notify(portal: str, body: bytes, secret: str = SECRET) -> int:
    """Posts a notification to the portal as the service does, and returns its status."""
    connection = http.client.HTTPConnection(urlsplit(portal).netloc, timeout=20)
    headers = {
        "Content-Type": "application/json",
        "X-Hub-Signature-256": signature(body, secret),
    }
    connection.request("POST", "/webhook/whatsapp/", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status
