"""`manage.py report capaian --programme SLUG`: the figures of a page or a recap as a file."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certification.models import Programme
from halalportal.lib.pdf import PdfError
from reports.documents import recaps
from reports.documents.recaps.paper import TooLongForPaperError
from reports.documents.summary import WRITERS
from reports.selectors.overview import overview, province_scope, today_in
from reports.selectors.recaps import RECAPS, Question

SUMMARY = "ringkasan"


class Command(BaseCommand):
    """Writes a report as PDF, Excel or JSON."""

    help = "Writes a report of a programme as PDF, Excel or JSON, as its province sees it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=(SUMMARY, *RECAPS))
        parser.add_argument("--programme", required=True, metavar="SLUG")
        parser.add_argument("--as-of", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--output", metavar="FILE", help="default: JSON to the screen")
        parser.add_argument("--format", choices=sorted(WRITERS))

    def handle(self, *args: Any, **options: Any) -> None:
        name, programme = options["name"], self._programme(options["programme"])
        as_of, today = options["as_of"], today_in(programme)
        if as_of and as_of > today:
            raise CommandError("--as-of lies in the future.")
        kind = options["format"] or self._format_of(options["output"])
        content = self._write(name, kind, programme, as_of)
        if kind == "json" and not options["output"]:
            self.stdout.write(content.decode(), ending="")
            return
        path = Path(options["output"] or f"{name}-{programme.slug}-{as_of or today}.{kind}")
        path.write_bytes(content)
        self.stderr.write(f"Wrote {path} ({len(content)} bytes).")

    @staticmethod
    def _write(name: str, kind: str, programme: Programme, as_of: datetime.date | None) -> bytes:
        scope = province_scope(programme)
        if name == SUMMARY:
            return WRITERS[kind](overview(programme=programme, scope=scope, as_of=as_of))
        question = Question(programme=programme, scope=scope, as_of=as_of)
        try:
            return recaps.WRITERS[kind](recaps.answer(RECAPS[name], question))
        except (TooLongForPaperError, PdfError) as error:
            raise CommandError(str(error)) from error

    @staticmethod
    def _programme(slug: str) -> Programme:
        programme = Programme.objects.select_related("region", "office").filter(slug=slug).first()
        if programme is None:
            raise CommandError(f"No programme {slug!r}.")
        return programme

    @staticmethod
    def _format_of(output: str | None) -> str:
        """The format that the file's name asks for, else JSON."""
        suffix = Path(output or "").suffix.removeprefix(".").lower()
        return suffix if suffix in WRITERS else "json"
