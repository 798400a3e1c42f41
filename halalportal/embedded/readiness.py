"""Whether something answers at an address."""

import http.client
import socket
from urllib.parse import urlsplit

from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.ports import LOCALHOST

_DEFAULT_PORTS = {"DATABASE_URL": 5432, "BROKER_URL": 6379}


def web_is_up(port: int, host: str = LOCALHOST) -> bool:
    """Return whether the portal on this machine's `port`, called `host`, says that it is well."""
    # Not urllib: it would ask a proxy for our own address.
    connection = http.client.HTTPConnection(LOCALHOST, port, timeout=3)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def require_server(variable: str, url: str) -> None:
    """Raise EmbeddedError when no server listens where the `url` in `variable` points."""
    parts = urlsplit(url)
    if not parts.hostname:  # a socket in the file system: the first query will tell
        return
    address = (parts.hostname, parts.port or _DEFAULT_PORTS[variable])
    try:
        socket.create_connection(address, timeout=5).close()
    except OSError as error:
        raise EmbeddedError(
            f"Nothing answers at {address[0]}:{address[1]}, which {variable} names: "
            f"start that server, or unset {variable} to let the demo start its own."
        ) from error
