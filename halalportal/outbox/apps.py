from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "halalportal.outbox"
    label = "outbox"
