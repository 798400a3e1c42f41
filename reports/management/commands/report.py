"""`manage.py report ringkasan --programme SLUG`: the figures of a page as a file."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certification.models import Programme
from reports.documents.summary import WRITERS
from reports.selectors.overview import overview, province_scope, today_in

REPORTS = ("ringkasan",)


class Command(BaseCommand):
    """Writes a report as PDF, Excel or JSON."""

    help = "Writes a report of a programme as PDF, Excel or JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=REPORTS)
        parser.add_argument("--programme", required=True, metavar="SLUG")
        parser.add_argument("--as-of", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--output", metavar="FILE", help="default: JSON to the screen")
        parser.add_argument("--format", choices=sorted(WRITERS))

    def handle(self, *args: Any, **options: Any) -> None:
        programme = self._programme(options["programme"])
        as_of = options["as_of"]
        if as_of and as_of > today_in(programme):
            raise CommandError("--as-of lies in the future.")
        page = overview(programme=programme, scope=province_scope(programme), as_of=as_of)
        kind = options["format"] or self._format_of(options["output"])
        content = WRITERS[kind](page)
        if kind == "json" and not options["output"]:
            self.stdout.write(content.decode(), ending="")
            return
        default = f"{options['name']}-{programme.slug}-{page.summary.as_of}.{kind}"
        path = Path(options["output"] or default)
        path.write_bytes(content)
        self.stderr.write(f"Wrote {path} ({len(content)} bytes).")

    @staticmethod
    def _programme(slug: str) -> Programme:
        programme = Programme.objects.select_related("region").filter(slug=slug).first()
        if programme is None:
            raise CommandError(f"No programme {slug!r}.")
        return programme

    @staticmethod
    def _format_of(output: str | None) -> str:
        """The format that the file's name asks for, else JSON."""
        suffix = Path(output or "").suffix.removeprefix(".").lower()
        return suffix if suffix in WRITERS else "json"
