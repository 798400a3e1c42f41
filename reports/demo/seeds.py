"""Random numbers that come out the same for the same seed."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seeds:
    """Gives each part of a scenario its own stream, so that changing one leaves the others."""

    scenario: str
    seed: int

    def rng(self, part: str) -> random.Random:
        return random.Random(f"{self.seed}:{self.scenario}:{part}")
