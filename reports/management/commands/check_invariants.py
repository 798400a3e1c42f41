"""`manage.py check_invariants`: does everything in the database still fit together?"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand

import certification.invariants
import ikm.invariants
import reports.invariants
import workshops.invariants

CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "ikm": ikm.invariants.check,
    "certification": certification.invariants.check,
    "workshops": workshops.invariants.check,
    "reports": reports.invariants.check,
}


class Command(BaseCommand):
    """Runs the invariants of every app; exit code 1 when one is violated."""

    help = "Checks that ledger, applications, attendance, reminders, outbox and jobs fit together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        violations = {app: list(check()) for app, check in CHECKS.items()}
        count = sum(map(len, violations.values()))
        if options["json"]:
            self.stdout.write(json.dumps({"ok": not count, "violations": violations}))
        else:
            self._tell(violations, count)
        if count:
            sys.exit(1)

    def _tell(self, violations: dict[str, list[str]], count: int) -> None:
        for app, found in violations.items():
            for violation in found:
                self.stdout.write(f"{app}: {violation}")
        self.stdout.write(f"{count} violations." if count else "Everything fits together.")
