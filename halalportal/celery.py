"""The Celery application. Its settings are the `CELERY_*` lines of `settings.py`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "halalportal.settings")

app = Celery("halalportal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
