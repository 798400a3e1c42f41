"""Counting what somebody tries, across all web processes."""

from django.core.cache import cache


def count(key: str, *, seconds: int) -> int:
    """Counts one more attempt and returns how many there were within `seconds`; 0 if none knows.

    Args:
        key: names who or what is counted. No personal data: give an index or a primary key.
    """
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out, or the broker came back, between the two lines
        return 0


def is_too_often(key: str, *, most: int, seconds: int) -> bool:
    """Counts one more attempt and says whether that is more than `most` within `seconds`."""
    return count(key, seconds=seconds) > most


def is_used_up(key: str, *, most: int) -> bool:
    """Whether `most` attempts were counted already; counts none."""
    return int(cache.get(key, 0)) >= most


def forget(key: str) -> None:
    """Begins to count anew, after a success."""
    cache.delete(key)
