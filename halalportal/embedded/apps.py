"""The Django app that carries the `demo` command. It has no models."""

from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    name = "halalportal.embedded"
    verbose_name = "Layanan lokal"
