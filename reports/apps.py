from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Laporan"

    def ready(self) -> None:
        """Loads what a copied event takes along (`workshops.services.copying`)."""
        import_module("reports.services.event_programmes")
