"""`manage.py import_businesses FILE`: the same import as the page's, without its approval step."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from halalportal.lib.headings import NoHeaderError
from halalportal.lib.identifiers import read_region_code
from halalportal.lib.spreadsheets import SpreadsheetError
from ikm.enums import RowOutcome
from ikm.services.imports.batches import Tally, dry_run, import_at_once
from regions.models import Region


class Command(BaseCommand):
    help = "Imports businesses from an Excel or CSV file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--region", default="", metavar="CODE", help="e.g. 64.08 or 6408")
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")
        parser.add_argument("--json", action="store_true", help="one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        region = _region(options["region"])
        content = _content(options["file"])
        started = time.monotonic()
        try:
            if options["dry_run"]:
                tally = dry_run(content=content, region=region)
            else:
                name = options["file"].name
                tally = import_at_once(content=content, file_name=name, region=region)
        except (SpreadsheetError, NoHeaderError) as error:
            raise CommandError(str(error)) from error
        summary = _summary(tally, time.monotonic() - started)
        if options["json"]:
            self.stdout.write(json.dumps(summary))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in summary.items()))


def _region(code: str) -> Region | None:
    if not code:
        return None
    region = Region.objects.filter(code=read_region_code(code).value).first()
    if region is None:
        raise CommandError(f"Wilayah {code} tidak dikenal. Contoh: 64.08 atau 6408.")
    return region


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"Berkas {path} tidak bisa dibaca: {error.strerror}.") from error


def _summary(tally: Tally, seconds: float) -> dict[str, int | float]:
    """What the interface contract promises: counts, and how long it took."""
    counts = tally.counts
    return {
        "total": sum(counts.values()),
        "new": counts.get(RowOutcome.NEW, 0),
        "changed": counts.get(RowOutcome.CHANGED, 0),
        "same": counts.get(RowOutcome.SAME, 0),
        "wrong": counts.get(RowOutcome.WRONG, 0),
        "duplicates": counts.get(RowOutcome.DUPLICATE, 0),
        "village_resolved": tally.village_count,
        "seconds": round(seconds, 3),
    }
