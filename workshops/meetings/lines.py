"""One row of a report, its times still as the tool wrote them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody from joining to leaving.

    `joined` and `left` are "" for a total; `minutes` is how long the tool says the person was
    there between the two, None where it says nothing beyond them.
    """

    name: str
    email: str
    joined: str = ""
    left: str = ""
    minutes: int | None = None
