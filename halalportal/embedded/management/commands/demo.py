"""`manage.py demo`: the whole portal on this machine, until Ctrl-C."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from halalportal.embedded.errors import EmbeddedError
from halalportal.embedded.supervisor import Supervisor


class Command(BaseCommand):
    help = "Start PostgreSQL, the broker, web, worker and beat; load the demo data; serve."
    requires_system_checks = ()  # some of them ask the database, which does not run yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--empty", action="store_true", help="start without any data")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            Supervisor(port=options["port"], say=self._say, with_data=not options["empty"]).run()
        except EmbeddedError as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from error

    def _say(self, line: str) -> None:
        try:
            self.stdout.write(line)
            self.stdout.flush()
        except OSError:  # the terminal is gone: stopping in order matters more
            return
