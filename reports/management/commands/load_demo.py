"""`manage.py load_demo`: invented people and businesses that tell what happened in a province."""

import datetime
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from regions.models import Region
from reports.demo.pool import PoolExhaustedError
from reports.demo.scenarios import DEFAULT, SCENARIOS, DemoRefusedError, load


class Command(BaseCommand):
    help = "Loads demo data: accounts, businesses, programmes, applications, events. Once only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scenario", choices=[*SCENARIOS, "all"], default=DEFAULT)
        parser.add_argument("--businesses", type=int, metavar="N", help="else the scenario's own")
        parser.add_argument("--seed", type=int, default=2025, metavar="N")
        parser.add_argument(
            "--today",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day from which today's work is dated back",
        )
        parser.add_argument("--force", action="store_true", help="also outside development")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.IS_DEVELOPMENT or options["force"]):
            raise CommandError(
                "This is not a development installation: its demo accounts have a public "
                "password. Add --force to load them all the same."
            )
        if not Region.objects.exists():
            raise CommandError("There are no regions yet: run `manage.py load_regions` first.")
        scenario = options["scenario"]
        for name in SCENARIOS if scenario == "all" else [scenario]:
            self._load(name, options)

    def _load(self, name: str, options: dict[str, Any]) -> None:
        start = time.monotonic()
        today = options["today"] or timezone.localdate()
        try:
            is_new = load(name, businesses=options["businesses"], seed=options["seed"], today=today)
        except (DemoRefusedError, PoolExhaustedError) as error:
            raise CommandError(str(error)) from error
        if is_new:
            self.stdout.write(f"{name}: loaded in {time.monotonic() - start:.1f} s.")
        else:
            self.stdout.write(f"{name}: already loaded; nothing was changed.")
