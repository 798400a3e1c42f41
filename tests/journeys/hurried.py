"""The portal's Celery application with a beat that looks for due reminders every second."""

from halalportal.celery import app

app.conf.beat_schedule["queue-due-reminders"]["schedule"] = 1.0
