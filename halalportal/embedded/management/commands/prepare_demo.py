"""`manage.py prepare_demo`: what `demo` runs between starting the servers and the programs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from halalportal.embedded.preparation import demo_accounts, prepare


class Command(BaseCommand):
    help = "Migrate when needed; load the regions and the demo data into an empty database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--empty", action="store_true", help="tables only, no data")

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(self._say, with_data=not options["empty"])
        for line in demo_accounts():
            self._say(line)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
