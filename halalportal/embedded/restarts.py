"""How long to wait before a dead process starts again, and when to give up."""

from dataclasses import dataclass


@dataclass
class Restarts:
    """Counts the deaths of one process; one that lived for `calm` seconds starts from zero.

    `limit` deaths in a row are too many.
    """

    limit: int = 5
    first_delay: float = 1.0
    calm: float = 60.0
    deaths: int = 0
    started_at: float = 0.0

    def note_start(self, now: float) -> None:
        """Remember when the process was started."""
        self.started_at = now

    def note_death(self, now: float) -> float | None:
        """Return how many seconds to wait before the next start, or None to give up."""
        if now - self.started_at >= self.calm:
            self.deaths = 0
        self.deaths += 1
        if self.deaths >= self.limit:
            return None
        return self.first_delay * 2.0 ** (self.deaths - 1)
