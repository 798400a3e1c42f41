"""`manage.py prepare_demo`: what `demo` runs between starting the servers and the programs."""

from typing import Any

from django.core.management.base import BaseCommand

from halalportal.embedded.preparation import prepare


class Command(BaseCommand):
    help = "Migrate when needed; load the regions and the demo data into an empty database."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
