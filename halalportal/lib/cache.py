"""The cache that all web processes share, kept in the broker; it never takes a page down.

It holds nothing but counts of attempts. While the broker is away nothing is counted: people sign
in as before, and a line in the log says so (docs/adr/0012).
"""

import json
import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)


# A page does not wait for a broker that is away.
_OPTIONS = {
    "serializer": "halalportal.lib.cache.JsonSerializer",
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "retry": Retry(NoBackoff(), 0),
}


class JsonSerializer:
    """Plain values only. Django's own uses pickle, which runs what it reads."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class ForgivingRedisCache(RedisCache):
    """Without a broker every answer is that of an empty cache, and every write seems to work."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params | {"OPTIONS": _OPTIONS | params.get("OPTIONS", {})})

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(_try(lambda: super(ForgivingRedisCache, self).add(*args, **kwargs), True))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return _try(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        _try(lambda: super(ForgivingRedisCache, self).set(*args, **kwargs), None)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return bool(_try(lambda: super(ForgivingRedisCache, self).touch(*args, **kwargs), True))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(_try(lambda: super(ForgivingRedisCache, self).delete(*args, **kwargs), True))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(_try(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), delta))

    def clear(self) -> None:
        """Removes the cache's own keys only: the broker's queues live in the same database."""
        _try(self._clear, None)

    def _clear(self) -> None:
        client: Redis = self._cache.get_client(None, write=True)
        for key in client.scan_iter(match=f"{self.key_prefix}:*", count=1_000):
            client.delete(key)


def _try[T](call: Callable[[], T], otherwise: T) -> T:
    try:
        return call()
    except RedisError as error:
        logger.warning("The shared cache does not answer (%s): nothing is counted", error)
        return otherwise
