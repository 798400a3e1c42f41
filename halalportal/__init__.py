"""The bottom layer: settings, URLs, Celery, embedded services, and what every app stands on."""

from halalportal.celery import app as celery_app

__all__ = ["celery_app"]
