"""What other apps have against a companion for a business, asked before one is assigned.

An app above says it with a function in its `services`, which its `AppConfig` loads at the start.
"""

from collections.abc import Callable, Collection

from accounts.models import User

# (ids of businesses, companion) → business id → why not, in a sentence that says what to do.
Guard = Callable[[Collection[int], User], dict[int, str]]
_guards: dict[str, Guard] = {}


def assignment_guard(function: Guard) -> Guard:
    """Registers a function that is asked before each assignment."""
    _guards[f"{function.__module__}.{function.__qualname__}"] = function
    return function


def refusals(businesses: Collection[int], companion: User) -> dict[int, str]:
    """Business id → why the companion can't be assigned to it; the others are left out."""
    found: dict[int, str] = {}
    for guard in _guards.values():
        found |= guard(businesses, companion)
    return found
