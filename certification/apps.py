from importlib import import_module

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "certification"
    verbose_name = "Sertifikasi"

    def ready(self) -> None:
        """Loads what the registry asks before it assigns a companion (`ikm.assignment_guards`)."""
        import_module("certification.services.trained")
