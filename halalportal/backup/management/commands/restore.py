"""`manage.py restore FILE`: the portal as it was when the backup was made."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from halalportal.backup.postgres import BackupError
from halalportal.backup.services import restore


class Command(BaseCommand):
    help = "Replaces database and uploads by those of a backup, and checks the number of rows."
    requires_system_checks = ()  # the database may be empty

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace the data that is here")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(options["file"], is_forced=options["force"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(manifest["rows"].values())
        self.stdout.write(f"As of {manifest['made_at']}: {rows} rows, {manifest['files']} files.")
