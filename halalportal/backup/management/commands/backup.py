"""`manage.py backup FILE`: the whole portal in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from halalportal.backup.postgres import BackupError
from halalportal.backup.services import back_up


class Command(BaseCommand):
    help = "Writes database and uploads to one file. Keep it encrypted and off this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = back_up(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(manifest["rows"].values())
        self.stdout.write(f"{options['file']}: {rows} rows, {manifest['files']} files.")
