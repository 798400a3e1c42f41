from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "halalportal.audit"
    label = "audit"
    verbose_name = "Jejak audit"
